// Tells how far a run is: one line that is drawn over on a terminal, a plain line now and then otherwise.
#pragma once

#include <chrono>
#include <mutex>

namespace dateline {

class Report;

// Any number of threads.
class Progress {
 public:
  Progress(const Report& report, bool quiet);
  // Called often; prints at most ten times a second on a terminal, every ten seconds otherwise.
  void tell();
  // Clears the line.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  const Report& report_;
  bool quiet_;
  bool terminal_;
  std::mutex mutex_;
  Clock::time_point started_ = Clock::now(), next_ = Clock::now();
};

}  // namespace dateline
