// The tree that answers a PostingQuery over the articles of one segment, block by block.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "server/search/block_sums.h"
#include "server/search/conditions.h"
#include "server/search/deadline.h"
#include "server/search/posting_query.h"
#include "server/search/snapshot.h"
#include "server/search/term_statistics.h"

namespace dateline {

// What the nodes of a tree share. Must outlive them.
struct MatchContext {
  const Snapshot& snapshot;
  SearchHand& hand;
  TermStatistics& statistics;
  const Deadline& deadline;
  std::uint32_t segment = 0;
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
  // Whether it tells single articles apart but has no list of those that match.
  virtual bool is_condition() const { return false; }
  // Whether exactly about() articles match.
  virtual bool is_exact() const { return false; }
};

std::unique_ptr<MatchNode> make_match_node(const PostingQuery& query, NodeValue value, MatchContext& context);

}  // namespace dateline
