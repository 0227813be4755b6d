// A block of a segment's articles while a query is matched: which of them match, and the sums of what parts of the query give them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dateline {

// Articles [begin, end) of a segment.
struct ArticleRange {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return empty() ? 0 : end - begin; }
  ArticleRange both(ArticleRange other) const { return {std::max(begin, other.begin), std::min(end, other.end)}; }
  // The smallest range that holds both.
  ArticleRange around(ArticleRange other) const {
    if (empty() || other.empty()) return empty() ? other : *this;
    return {std::min(begin, other.begin), std::max(end, other.end)};
  }
};

// Articles are looked at in blocks of so many: what is kept of a block stays in the processor's cache, whatever the archive's size.
inline constexpr std::uint32_t kBlockArticles = 16'384;

// Articles of a block that match, ascending, and what each is worth. Without values each is worth nothing.
struct BlockMatches {
  std::vector<std::uint32_t> articles;
  std::vector<double> values;  // parallel to `articles`, or empty

  void clear() {
    articles.clear();
    values.clear();
  }
};

// Adds up the values of a block's articles. One for all nodes of a tree: who fills it empties it before another does. Takes some 160 KB once it is used.
class BlockSums {
 public:
  void add(ArticleRange block, const BlockMatches& matches);
  // Moves the articles that were added at least `least` times to `out`; nothing is left.
  void take(ArticleRange block, std::uint32_t least, bool with_values, BlockMatches& out);

 private:
  std::vector<double> sums_;
  std::vector<std::uint16_t> counts_;
  std::vector<std::uint64_t> there_;
};

}  // namespace dateline
