// Tells how far a run is: a bar that is drawn over on a terminal, a plain line now and then otherwise.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace dateline {

class Report;

// Any number of threads.
class Progress {
 public:
  Progress(const Report& report, bool quiet);
  // So many more bytes are to be read.
  void expect(std::uint64_t bytes) { expected_ += bytes; }
  // All that is to be read is expected now: before, nobody can say how much is left.
  void expect_no_more() { all_expected_ = true; }
  // So many bytes need not be read after all.
  void pass_over(std::uint64_t bytes) { passed_over_ += bytes; }
  // So many more bytes have been read.
  void advance(std::uint64_t bytes) { done_ += bytes; }
  bool quiet() const { return quiet_; }
  // Called often; prints at most ten times a second on a terminal, every ten seconds otherwise.
  void tell();
  // Says that reading is over and the archive is being written.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  std::string line(double seconds) const;

  const Report& report_;
  bool quiet_;
  bool terminal_;
  std::atomic<std::uint64_t> expected_ = 0, passed_over_ = 0, done_ = 0;
  std::atomic<bool> all_expected_ = false;
  std::mutex mutex_;
  Clock::time_point started_ = Clock::now(), next_ = Clock::now();
};

}  // namespace dateline
