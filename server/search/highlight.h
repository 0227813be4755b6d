// What of a hit is shown, with what matched marked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/analysis/tokenizer.h"
#include "server/search/pattern.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// One for each leaf that is marked, with a matcher for every segment.
using Leaves = std::vector<std::shared_ptr<const std::vector<LeafMatcher>>>;

// Marks one article's texts. One thread.
class Highlighter {
 public:
  // Finds the matches of all leaves in the article at `place`. All arguments must outlive it.
  Highlighter(const Snapshot& snapshot, ArticlePlace place, const Leaves& leaves, Tokenizer& tokenizer);

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

  // The matches of a unit as byte spans of its text, merged where they overlap or touch.
  std::vector<Span> unit_marks(std::uint32_t unit, const std::vector<Token>& tokens) const;
  MarkedText marked(std::uint32_t unit, const std::string& text);

  const Snapshot& snapshot_;
  Tokenizer& tokenizer_;
  WordSequence words_;
  std::vector<Found> found_;  // by begin
};

}  // namespace dateline
