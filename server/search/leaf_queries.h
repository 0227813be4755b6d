// A leaf's pattern -> the postings of the articles that could have it.
#pragma once

#include <string>
#include <vector>

#include "server/search/leaf_words.h"
#include "server/search/pattern.h"
#include "server/search/posting_query.h"

namespace dateline {

// The articles of `sure` match; those of `maybe` match when the leaf is found in their words. Empty queries: none.
struct LeafPostings {
  PostingQuery sure, maybe;
};

class LeafQueries {
 public:
  explicit LeafQueries(LeafWords& words) : words_(words) {}

  // `forms`: see LaidPattern; may be empty. `must_check`: the postings of a word alone do not tell a match (a field, an exact form).
  LeafPostings make(const Pattern& pattern, const std::vector<std::string>& forms, bool must_check);

 private:
  LeafPostings of_word(const Pattern& pattern, bool must_check);
  PostingQuery of_edge(const Pattern& pattern, const PatternEdge& edge);
  PostingQuery of_place(const Pattern& pattern, std::uint32_t place);
  PostingQuery all_places(const Pattern& pattern, const std::vector<std::string>& forms);
  std::vector<std::uint32_t> rarest_places(const Pattern& pattern, std::uint32_t begin, std::uint32_t end);
  std::uint64_t articles_at(const Pattern& pattern, std::uint32_t place);

  LeafWords& words_;
};

// The articles that any of the terms stands in, weighed as one word.
PostingQuery any_term(const std::vector<std::string>& terms);

// The queries without those that are the same as one before, which then weighs as many times. Those with a condition are never the same.
std::vector<PostingQuery> without_repeats(const std::vector<PostingQuery>& queries);

}  // namespace dateline
