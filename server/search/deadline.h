// When a search has to end, and whether it came to that.
#pragma once

#include <chrono>
#include <memory>

namespace dateline {

inline double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Copies share what they know. One thread.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Deadline(Clock::time_point when) : when_(when) {}

  // Looks at the clock; once it has passed it stays so.
  bool look() const {
    *passed_ = *passed_ || Clock::now() > when_;
    return *passed_;
  }
  // True when some look found it passed.
  bool passed() const { return *passed_; }

 private:
  Clock::time_point when_;
  std::shared_ptr<bool> passed_ = std::make_shared<bool>(false);
};

}  // namespace dateline
