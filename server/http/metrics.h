// What the server counts, in the Prometheus text format.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace dateline {

// Safe from any thread.
class Metrics {
 public:
  // Counts one request as in flight while it lives.
  class InFlight {
   public:
    explicit InFlight(Metrics& metrics) : metrics_(metrics) { ++metrics_.in_flight_; }
    ~InFlight() { --metrics_.in_flight_; }
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

   private:
    Metrics& metrics_;
  };

  // A place among at most `most` answers that are made while they are sent; it is free again when the last copy goes. Null: all are taken. The metrics have
  // to outlive it.
  std::shared_ptr<const void> place_for_stream(std::size_t most);

  void count_broken_stream() { ++broken_streams_; }

  // `route` has static storage: the name of a route, or "none".
  void count(std::string_view route, int status, double seconds);

  // Text format 0.0.4: requests by route and status, a histogram of durations by route, requests in flight, streams.
  std::string text() const;

  static constexpr std::array<double, 11> kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};

 private:
  struct Durations {
    std::array<std::uint64_t, kBounds.size()> within{};  // not cumulative
    std::uint64_t count = 0;
    double sum = 0;
  };

  std::atomic<int> in_flight_{0};
  std::atomic<std::size_t> streams_{0};
  std::atomic<std::uint64_t> broken_streams_{0};
  mutable std::mutex mutex_;
  std::map<std::pair<std::string_view, int>, std::uint64_t> requests_;
  std::map<std::string_view, Durations> durations_;
};

// One metric without labels, with its two comment lines.
std::string metric_text(std::string_view name, std::string_view type, std::string_view help, double value);

}  // namespace dateline
