#include "server/search/code_search.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

template <typename Block>
Block filled(char byte) {
  return Block{} + static_cast<signed char>(byte);
}

template <typename Block>
bool is_same(const Block& a, const Block& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

}  // namespace

void CodeSearch::add_pair(char first, char second) {
  const Pair pair{filled<Block>(first), filled<Block>(second)};
  const bool known = std::any_of(pairs_.begin(), pairs_.end(), [&](const Pair& one) { return is_same(one.first, pair.first) && is_same(one.second, pair.second); });
  if (!known) pairs_.push_back(pair);
}

void CodeSearch::add_lone(char code) { lone_.push_back(filled<Block>(code)); }

CodeSearch::Mask CodeSearch::look_at_end(std::string_view bytes, std::size_t from) const {
  std::array<char, kBlock + 2> rest{};
  const std::size_t left = std::min(kBlock, bytes.size() - from);
  std::memcpy(rest.data(), bytes.data() + from - 1, left + 1);
  rest[left + 1] = '\xFF';  // is behind nothing
  return look(rest.data() + 1) & ((Mask{1} << left) - 1);
}

}  // namespace dateline
