// indexer/archive/range_order.h against sorting.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "indexer/archive/bytes.h"
#include "indexer/archive/range_order.h"

using namespace dateline;

TEST_CASE("a walk gives a range by its keys, as sorting would, however long the list") {
  std::mt19937 random(5);
  for (const std::size_t size : {0, 1, 15, 16, 17, 255, 256, 257, 5000}) {
    std::vector<std::uint32_t> keys(size);
    for (std::uint32_t& key : keys) key = random() % 97;
    RangeMinima minima;
    for (const std::uint32_t key : keys) minima.add(key);
    const std::vector<std::uint32_t> pyramid = minima.finish();
    const RangeOrder order(keys, pyramid);
    for (int round = 0; round < 40; ++round) {
      std::size_t begin = random() % (size + 1), end = random() % (size + 1);
      if (begin > end) std::swap(begin, end);
      std::vector<std::uint32_t> wanted, got;
      for (std::size_t at = begin; at < end; ++at) wanted.push_back(static_cast<std::uint32_t>(at));
      std::stable_sort(wanted.begin(), wanted.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
      RangeOrder::Walk walk(order, begin, end);
      while (const auto key = walk.key()) {
        const auto at = walk.next();
        REQUIRE(at);
        CHECK(keys[*at] == *key);
        got.push_back(*at);
      }
      CHECK(!walk.next());
      CHECK(got == wanted);
    }
  }
}

TEST_CASE("an order that does not fit its list is refused") {
  const std::vector<std::uint32_t> keys(40), two(2), three(3), four(4);
  CHECK_NOTHROW(RangeOrder(keys, three));
  CHECK_THROWS_AS(RangeOrder(keys, two), ArchiveCorrupt);
  CHECK_THROWS_AS(RangeOrder(keys, four), ArchiveCorrupt);
}
