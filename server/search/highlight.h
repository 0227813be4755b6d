// What of a hit is shown, with what matched marked.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/analysis/tokenizer.h"
#include "server/search/plan_leaf.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"
#include "server/search/token_places.h"

namespace dateline {

// Of a long article, the words that passages are made from when all that is looked for is among them.
inline constexpr std::uint32_t kWordsOfPassages = 50'000;

// Marks one article's texts. One thread.
class Highlighter {
 public:
  // Finds the matches of all leaves in the article at `place`; a function word counts only where it touches another match, and not at all when
  // the query was `relaxed`. Of an article of more than kWordsOfPassages words only those are looked at when they show every word of the query, one in the body;
  // paragraph() looks at all. All arguments must outlive it.
  Highlighter(const Snapshot& snapshot, ArticlePlace place, const Leaves& leaves, Tokenizer& tokenizer, bool relaxed = false);

  // Whether anything matched.
  bool found_any() const { return !found_.empty(); }
  // The words, as typed, that the article lacks.
  std::vector<std::string> missing() const;

  MarkedText title(const Article& article);
  std::vector<MarkedText> byline(const Article& article);
  // All of a paragraph with every match in it.
  MarkedText paragraph(const Article& article, std::uint32_t number);
  // The passages that show the most of the query; the lead when nothing of the body matched.
  std::vector<Passage> passages(const Article& article, std::uint32_t count, std::uint32_t length);

 private:
  struct Found {
    TokenSpan span;  // in WordSequence::codes
    std::uint32_t leaf = 0;
  };

  void look_at(std::uint32_t words);
  bool found_all() const;
  std::vector<bool> leaves_found() const;
  void leave_out_lonely_light_words();
  std::vector<TokenSpan> words_alone(const std::vector<TokenSpan>& spans, const LeafMatcher& matcher) const;

  // The matches of a unit as byte spans of its text, merged where they overlap or touch.
  std::vector<Span> unit_marks(std::uint32_t unit, std::span<const Span> tokens) const;
  MarkedText marked(std::uint32_t unit, const std::string& text);

  const Leaves& leaves_;
  Tokenizer& tokenizer_;
  const Segment& segment_;
  std::uint32_t segment_number_;
  bool relaxed_;
  WordReader reader_;
  WordSequence words_;  // as many as were looked at
  std::vector<Found> found_;  // by begin
};

}  // namespace dateline
