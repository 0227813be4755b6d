#include "server/search/near_ways.h"

namespace dateline {

std::size_t near_ways(const QueryNode& node) {
  if (node.kind == NodeKind::any_of) return node.children.size();
  std::size_t product = 1;
  if (node.kind == NodeKind::near)
    for (const QueryNode& child : node.children) product *= near_ways(child);
  return product;
}

std::vector<QueryNode> near_chains(const QueryNode& near) {
  std::vector<QueryNode> out;
  const std::size_t all = near_ways(near);
  for (std::size_t way = 0; way < all; ++way) {
    QueryNode one = near;
    std::size_t rest = way;
    for (auto child = one.children.rbegin(); child != one.children.rend(); ++child) {
      const std::size_t choices = near_ways(*child);
      if (child->kind == NodeKind::any_of) *child = QueryNode(child->children[rest % choices]);
      rest /= choices;
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace dateline
