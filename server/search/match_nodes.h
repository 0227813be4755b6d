// The tree that answers a PostingQuery over the articles of one segment, block by block.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "server/search/conditions.h"
#include "server/search/deadline.h"
#include "server/search/posting_query.h"
#include "server/search/snapshot.h"
#include "server/search/term_statistics.h"

namespace dateline {

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

// Adds up the values of a block's articles. One for all nodes of a tree: who fills it empties it before another does.
class BlockSums {
 public:
  BlockSums() : sums_(kBlockArticles), counts_(kBlockArticles), there_(kBlockArticles / 64) {}

  void add(ArticleRange block, const BlockMatches& matches);
  // Moves the articles that were added at least `least` times to `out`; nothing is left.
  void take(ArticleRange block, std::uint32_t least, bool with_values, BlockMatches& out);

 private:
  std::vector<double> sums_;
  std::vector<std::uint16_t> counts_;
  std::vector<std::uint64_t> there_;
};

// What the nodes of a tree share. Must outlive them.
struct MatchContext {
  const Snapshot& snapshot;
  SearchHand& hand;
  TermStatistics& statistics;
  const Deadline& deadline;
  std::uint32_t segment = 0;
  BlockSums& sums;
};

// What a node says of the articles it finds.
enum class NodeValue {
  none,
  weight,  // what they are worth
  count,   // how often the terms stand there
};

// One part of the query in one segment. Blocks are asked for in ascending order, each at most once.
class MatchNode {
 public:
  virtual ~MatchNode() = default;
  // The articles of `block` that match; `out` is empty before.
  virtual void find(ArticleRange block, BlockMatches& out) = 0;
  // Those of `among`, ascending articles of `block`, that match.
  virtual void find_among(ArticleRange block, const std::vector<std::uint32_t>& among, BlockMatches& out) = 0;
  // At most so many articles of the segment match, or about so many.
  virtual std::uint32_t about() const = 0;
  // No article outside it matches.
  virtual ArticleRange reach() const = 0;
  // Whether exactly about() articles match.
  virtual bool is_exact() const { return false; }
};

std::unique_ptr<MatchNode> make_match_node(const PostingQuery& query, NodeValue value, MatchContext& context);

}  // namespace dateline
