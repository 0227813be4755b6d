// A fixed number of threads, a bounded queue of requests in front of them, and beside it what goes on with answers under way.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dateline {

// A request goes before the next part of an answer under way, whichever came first. Parts are done when no request waits, and one after every kRequestsAPart
// requests, so that a server that is never idle still ends what it has begun.
template <typename Job>
class WorkerPool {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr int kRequestsAPart = 8;

  // Holds at most so many waiting requests, and fewer where the last would wait longer than `patience`, as the requests before it went. work is called from
  // all the threads at once and must not throw.
  WorkerPool(std::size_t queue, Clock::duration patience, std::function<void(Job)> work)
      : most_(queue), patience_(patience), work_(std::move(work)) {}

  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  ~WorkerPool() { finish(); }

  void start(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
  }

  // False, and the job untouched, when the queue is full or too slow, or the pool has finished. Never waits for a worker.
  bool try_push(Job&& job) {
    {
      const std::lock_guard lock(mutex_);
      if (finished_ || requests_.size() >= most_ || expected_wait() > patience_) return false;
      requests_.push_back(std::move(job));
    }
    ready_.notify_one();
    return true;
  }

  // The next part of a job that was begun: it is taken however many wait, and makes no request wait longer in the reckoning. False only when the pool has
  // finished.
  bool push_part(Job&& job) {
    {
      const std::lock_guard lock(mutex_);
      if (finished_) return false;
      parts_.push_back(std::move(job));
    }
    ready_.notify_one();
    return true;
  }

  // Requests that nobody works on yet; parts are not counted.
  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return requests_.size();
  }

  // Drops what waits, and returns when the jobs at work are done.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      finished_ = true;
      requests_.clear();
      parts_.clear();
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  static constexpr int kRemembered = 32;  // requests that the usual time of one is made from, about

  // Under the lock. A request that finds nobody waiting is never told to go.
  Clock::duration expected_wait() const {
    return threads_.empty() ? Clock::duration{} : usual_ * static_cast<Clock::rep>(requests_.size()) / static_cast<Clock::rep>(threads_.size());
  }

  // Under the lock.
  bool is_turn_of_part() const { return !parts_.empty() && (requests_.empty() || since_part_ >= kRequestsAPart); }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      ready_.wait(lock, [this] { return finished_ || !requests_.empty() || !parts_.empty(); });
      if (finished_) return;
      const bool part = is_turn_of_part();
      std::deque<Job>& queue = part ? parts_ : requests_;
      Job job = std::move(queue.front());
      queue.pop_front();
      since_part_ = part ? 0 : since_part_ + 1;
      lock.unlock();
      const Clock::time_point start = Clock::now();
      work_(std::move(job));
      const Clock::duration took = Clock::now() - start;
      lock.lock();
      if (!part) usual_ += (took - usual_) / kRemembered;
    }
  }

  const std::size_t most_;
  const Clock::duration patience_;
  const std::function<void(Job)> work_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> requests_, parts_;
  int since_part_ = 0;       // requests taken since the last part
  Clock::duration usual_{};  // time of one request
  bool finished_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace dateline
