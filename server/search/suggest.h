// Completions of what is being typed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "server/search/completions.h"
#include "server/search/deadline.h"
#include "server/search/help.h"
#include "server/search/posting_query.h"
#include "server/search/snapshot.h"
#include "server/search/typed_text.h"

namespace dateline {

// Completions of `request.q` out of what articles that may be seen at `now` (UTC seconds) have: each was found in one of them. Words, names, sections, tags
// and sources by how much they are used, then headlines, those that begin with what was typed first, newer ones before older ones. Takes the same time
// for an archive of any size but for what the engine needs to find a few hundred articles with the words before the last one. Throws nothing for
// what `q` says.
SuggestAnswer suggest(const SuggestRequest& request, const Completions& completions, std::int64_t now, const Deadline& deadline);

// What the three kinds of completion share; for the files suggest_*.cpp.
struct SuggestWork {
  const Completions& completions;
  const Snapshot& snapshot;
  SearchHand& hand;
  const TypedText& typed;
  std::int64_t now;
  Deadline deadline;
  std::size_t wanted;  // more are not needed
  mutable std::map<std::string, PostingQuery> planned;  // of query_of
};

struct RatedSuggestion {
  Suggestion suggestion;
  double score = 0;  // comparable among words and values
  std::string form;  // of a word
  std::string term;  // of a value: in the postings of the articles that have it
};

// Each best first and without repeats.
std::vector<RatedSuggestion> complete_words(const SuggestWork& work);
// Writes a word of complete_words as articles write it; costs a few of them.
void spell(const SuggestWork& work, RatedSuggestion& word);
std::vector<RatedSuggestion> complete_values(const SuggestWork& work, const std::vector<SuggestionKind>& kinds);
std::vector<RatedSuggestion> complete_titles(const SuggestWork& work);

// The first `most` articles, in documents of the snapshot, that may be seen, that `q` finds, and that have one of `terms` (when there are any).
std::vector<ArticlePlace> first_found(const SuggestWork& work, const std::string& q, const std::vector<std::string>& terms, std::size_t most);
// What the text of a query asks of an article; planned once.
PostingQuery query_of(const SuggestWork& work, const std::string& q);
// How many articles fit, counted up to kMostSuggestionCount.
std::uint64_t count_found(const SuggestWork& work, const PostingQuery& query);
// How many articles `q` finds, counted up to kMostSuggestionCount.
std::uint64_t count_found(const SuggestWork& work, const std::string& q);

}  // namespace dateline
