#include "indexer/archive/range_order.h"

#include <algorithm>

#include "indexer/archive/bytes.h"

namespace dateline {
namespace {

constexpr std::size_t kFan = 16;

// How many minima a level of so many keys has above it; none above the last.
std::size_t size_above(std::size_t size) { return size > kFan ? (size + kFan - 1) / kFan : 0; }

}  // namespace

void RangeMinima::add(std::uint32_t key) {
  if (keys_++ % kFan == 0) minima_.push_back(key);
  else minima_.back() = std::min(minima_.back(), key);
}

std::vector<std::uint32_t> RangeMinima::finish() {
  if (size_above(keys_) == 0) minima_.clear();
  std::size_t begin = 0;
  for (std::size_t size = minima_.size(); size_above(size) > 0; size = size_above(size)) {
    for (std::size_t at = 0; at < size; at += kFan) {
      const auto first = minima_.begin() + static_cast<std::ptrdiff_t>(begin + at);
      minima_.push_back(*std::min_element(first, first + static_cast<std::ptrdiff_t>(std::min(kFan, size - at))));
    }
    begin += size;
  }
  return std::move(minima_);
}

RangeOrder::RangeOrder(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> minima) : levels_{keys} {
  for (std::size_t size = size_above(keys.size()); size > 0; size = size_above(size)) {
    if (minima.size() < size) throw ArchiveCorrupt("an order is shorter than its list");
    levels_.push_back(minima.first(size));
    minima = minima.subspan(size);
  }
  if (!minima.empty()) throw ArchiveCorrupt("an order is longer than its list");
}

RangeOrder::Walk::Walk(const RangeOrder& order, std::size_t begin, std::size_t end) : order_(&order) {
  const auto top = static_cast<std::uint32_t>(order.levels_.size() - 1);
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
  heap_.push_back({order_->levels_[level][at], level, static_cast<std::uint32_t>(at)});
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
    const std::size_t below = order_->levels_[node.level - 1].size();
    for (std::size_t at = node.at * kFan; at < std::min((node.at + 1) * kFan, below); ++at) push(node.level - 1, at);
  }
  return std::nullopt;
}

}  // namespace dateline
