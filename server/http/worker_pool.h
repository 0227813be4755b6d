// A fixed number of threads and a bounded queue in front of them.
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

template <typename Job>
class WorkerPool {
 public:
  using Clock = std::chrono::steady_clock;

  // Holds at most so many waiting jobs, and fewer where the last would wait longer than `patience`, as the jobs before it went. work is called from
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
      if (finished_ || jobs_.size() >= most_ || expected_wait() > patience_) return false;
      jobs_.push_back(std::move(job));
    }
    ready_.notify_one();
    return true;
  }

  // The same for the next part of a job that was begun: it is taken however many wait. False only when the pool has finished.
  bool push(Job&& job) {
    {
      const std::lock_guard lock(mutex_);
      if (finished_) return false;
      jobs_.push_back(std::move(job));
    }
    ready_.notify_one();
    return true;
  }

  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
  }

  // Drops what waits, and returns when the jobs at work are done.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      finished_ = true;
      jobs_.clear();
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  static constexpr int kRemembered = 32;  // jobs that the usual time of one is made from, about

  // Under the lock. A job that finds nobody waiting is never told to go.
  Clock::duration expected_wait() const {
    return threads_.empty() ? Clock::duration{} : usual_ * static_cast<Clock::rep>(jobs_.size()) / static_cast<Clock::rep>(threads_.size());
  }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      ready_.wait(lock, [this] { return finished_ || !jobs_.empty(); });
      if (finished_) return;
      Job job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      const Clock::time_point start = Clock::now();
      work_(std::move(job));
      const Clock::duration took = Clock::now() - start;
      lock.lock();
      usual_ += (took - usual_) / kRemembered;
    }
  }

  const std::size_t most_;
  const Clock::duration patience_;
  const std::function<void(Job)> work_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  Clock::duration usual_{};  // time of one job
  bool finished_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace dateline
