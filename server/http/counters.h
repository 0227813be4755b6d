// What the HTTP front counts, for /metrics and for tests.
#pragma once

#include <atomic>
#include <cstdint>

namespace dateline {

// Totals since the start, unless said otherwise.
struct HttpCounters {
  std::uint64_t accepted = 0;      // connections
  std::uint64_t open = 0;          // connections, now
  std::uint64_t turned_away = 0;   // connections closed at once because there were too many
  std::uint64_t made_room = 0;     // idle or slow connections closed to let a new one in
  std::uint64_t requests = 0;      // given to the handler
  std::uint64_t refused = 0;       // answered by the front itself with 4xx or 501, 505
  std::uint64_t overloaded = 0;    // answered by the front itself with 503
  std::uint64_t abandoned = 0;     // requests whose client had gone before they were worked on
  std::uint64_t too_slow = 0;      // connections closed because a time ran out, idle ones not counted
  std::uint64_t buffered = 0;      // bytes of unfinished requests and unsent answers, now
  std::uint64_t waiting = 0;       // requests in the queue, now
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
};

// The same while they run; each may be changed and read by any thread.
struct LiveCounters {
  using Number = std::atomic<std::uint64_t>;
  Number accepted{0}, open{0}, turned_away{0}, made_room{0}, requests{0}, refused{0}, overloaded{0}, abandoned{0}, too_slow{0},
      buffered{0}, bytes_in{0}, bytes_out{0};

  static void add(Number& number, std::uint64_t count = 1) { number.fetch_add(count, std::memory_order_relaxed); }
  static void set(Number& number, std::uint64_t value) { number.store(value, std::memory_order_relaxed); }
};

}  // namespace dateline
