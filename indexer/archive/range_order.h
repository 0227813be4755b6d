// The smallest keys of any part of a list, one after the other, without looking at all of that part.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace dateline {

// Makes the pyramid of a RangeOrder: minima of sixteen neighbouring keys, minima of sixteen of those, and so on, lowest level first in one list. 0.27 bytes
// a key.
class RangeMinima {
 public:
  void add(std::uint32_t key);
  // The pyramid of all keys added. Call once.
  std::vector<std::uint32_t> finish();

 private:
  std::vector<std::uint32_t> minima_;
  std::size_t keys_ = 0;
};

// Views into a list of keys and its pyramid, which must outlive it. Immutable; any number of threads may walk.
class RangeOrder {
 public:
  // `minima` are the RangeMinima of `keys`. Throws ArchiveCorrupt when there are more or fewer.
  RangeOrder(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> minima);

  using Range = std::pair<std::size_t, std::size_t>;  // [first, second) of places

  // Goes through the places of a range by their keys, the smallest first, equal ones by place. A step costs about a microsecond, however long
  // the range is.
  class Walk {
   public:
    // The range [begin, end) of places; `order` must outlive the walk.
    Walk(const RangeOrder& order, std::size_t begin, std::size_t end);

    // The key of what next() gives; nullopt at the end.
    std::optional<std::uint32_t> key() const;
    // The next place; nullopt at the end.
    std::optional<std::uint32_t> next();

   private:
    struct Node {
      std::uint32_t key = 0, level = 0, at = 0;
    };
    static bool is_later(const Node& a, const Node& b);
    void push(std::uint32_t level, std::size_t at);

    const RangeOrder* order_;
    std::vector<Node> heap_;
  };

 private:
  std::vector<std::span<const std::uint32_t>> levels_;  // the keys, then the minima of neighbours in the level before
};

}  // namespace dateline
