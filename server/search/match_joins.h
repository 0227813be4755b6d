// The nodes that put parts together; made by make_match_node.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "server/search/match_nodes.h"
#include "server/search/posting_query.h"
#include "server/search/term_statistics.h"

namespace dateline {

using MatchNodePtr = std::unique_ptr<MatchNode>;

// What a group is worth as one word, by how often its terms stand in an article. Without `words` its values stay as they are.
struct Weighing {
  WordWeight weight;
  std::span<const std::uint32_t> words;  // of each article of the segment

  void apply(BlockMatches& matches) const;
};

// Articles that all parts have: the rarest is read, the others are asked for what is left.
MatchNodePtr join_all(std::vector<MatchNodePtr> parts);

// Articles that at least `least` of the parts have. `with_values`: they are asked for.
MatchNodePtr join_any(std::vector<MatchNodePtr> parts, std::uint32_t least, bool with_values, const Weighing& weighing, BlockSums& sums);

// Articles of one part that a second one has (filter), has not (without), or may have too, which then adds to them (maybe).
MatchNodePtr join_two(PostingQuery::Op op, MatchNodePtr first, MatchNodePtr second);

// Articles of `sure`, and those of `maybe` that pass the condition.
MatchNodePtr join_checked(MatchNodePtr sure, MatchNodePtr maybe, MatchNodePtr condition, const Weighing& weighing, BlockSums& sums);

MatchNodePtr scale(MatchNodePtr part, double factor);

}  // namespace dateline
