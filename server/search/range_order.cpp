#include "server/search/range_order.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t kFan = 16;

std::vector<std::uint32_t> minima_of(std::span<const std::uint32_t> keys) {
  std::vector<std::uint32_t> out;
  out.reserve(keys.size() / kFan + 1);
  for (std::size_t begin = 0; begin < keys.size(); begin += kFan) {
    const auto block = keys.subspan(begin, std::min(kFan, keys.size() - begin));
    out.push_back(*std::min_element(block.begin(), block.end()));
  }
  return out;
}

}  // namespace

RangeOrder::RangeOrder(std::span<const std::uint32_t> keys) : keys_(keys) {
  while (level(static_cast<std::uint32_t>(minima_.size())).size() > kFan)
    minima_.push_back(minima_of(level(static_cast<std::uint32_t>(minima_.size()))));
}

RangeOrder::Walk::Walk(const RangeOrder& order, std::size_t begin, std::size_t end) : order_(&order) {
  const auto top = static_cast<std::uint32_t>(order.minima_.size());
  for (std::uint32_t level = 0; begin < end; ++level) {
    while (begin < end && (begin % kFan != 0 || level == top)) push(level, begin++);
    while (begin < end && end % kFan != 0) push(level, --end);
    begin /= kFan;
    end /= kFan;
  }
}

bool RangeOrder::Walk::is_later(const Node& a, const Node& b) {
  if (a.key != b.key) return a.key > b.key;
  return a.level != b.level ? a.level < b.level : a.at > b.at;
}

void RangeOrder::Walk::push(std::uint32_t level, std::size_t at) {
  heap_.push_back({order_->level(level)[at], level, static_cast<std::uint32_t>(at)});
  std::push_heap(heap_.begin(), heap_.end(), is_later);
}

std::optional<std::uint32_t> RangeOrder::Walk::key() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front().key;
}

std::optional<std::uint32_t> RangeOrder::Walk::next() {
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), is_later);
    const Node node = heap_.back();
    heap_.pop_back();
    if (node.level == 0) return node.at;
    const std::size_t below = order_->level(node.level - 1).size();
    for (std::size_t at = node.at * kFan; at < std::min((node.at + 1) * kFan, below); ++at) push(node.level - 1, at);
  }
  return std::nullopt;
}

}  // namespace dateline
