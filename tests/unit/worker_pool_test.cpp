// server/http/worker_pool.h: who goes first, and who is told to go.
#include "server/http/worker_pool.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <future>
#include <memory>
#include <string>

using namespace dateline;
using namespace std::chrono_literals;

namespace {

// One thread that notes the names of the jobs that it did; "wait" holds it up until open() is called.
struct OneWorker {
  explicit OneWorker(std::size_t queue, std::chrono::steady_clock::duration patience = 1h)
      : pool(queue, patience, [this](const std::string& name) { work(name); }) {
    pool.start(1);
  }

  void work(const std::string& name) {
    if (name == "wait") {
      begun.set_value();
      gate.get_future().wait();
    } else if (name == "slow part") {
      std::this_thread::sleep_for(100ms);
    }
    const std::lock_guard lock(mutex);
    done.push_back(name);
  }

  // Returns when the worker is held up, so that whatever is pushed after this waits.
  void hold_up() {
    CHECK(pool.try_push("wait"));
    begun.get_future().wait();
  }

  std::vector<std::string> done_when(std::size_t count) {
    for (;;) {
      {
        const std::lock_guard lock(mutex);
        if (done.size() >= count) return done;
      }
      std::this_thread::sleep_for(1ms);
    }
  }

  std::promise<void> begun, gate;
  std::mutex mutex;
  std::vector<std::string> done;
  WorkerPool<std::string> pool;
};

}  // namespace

TEST_CASE("parts of answers under way take no request's place and no request's turn") {
  OneWorker worker(2);
  worker.hold_up();
  for (int count = 0; count < 10; ++count) CHECK(worker.pool.push_part("part"));
  CHECK(worker.pool.try_push("first"));
  CHECK(worker.pool.try_push("second"));
  CHECK_FALSE(worker.pool.try_push("third"));
  CHECK(worker.pool.waiting() == 2);
  worker.gate.set_value();
  const auto done = worker.done_when(13);
  CHECK(done[1] == "first");
  CHECK(done[2] == "second");
  CHECK(done[12] == "part");
}

TEST_CASE("parts go on however many requests wait") {
  OneWorker worker(100);
  worker.hold_up();
  CHECK(worker.pool.push_part("part"));
  for (int count = 0; count < 100; ++count) CHECK(worker.pool.try_push("request"));
  worker.gate.set_value();
  const auto done = worker.done_when(102);
  CHECK(std::find(done.begin(), done.end(), "part") - done.begin() <= WorkerPool<std::string>::kRequestsAPart);
}

TEST_CASE("how long parts take says nothing of how long a request will wait") {
  OneWorker worker(100, 1ms);
  for (int count = 0; count < 3; ++count) CHECK(worker.pool.push_part("slow part"));
  worker.done_when(3);
  worker.hold_up();
  CHECK(worker.pool.try_push("first"));
  CHECK(worker.pool.try_push("second"));
  worker.gate.set_value();
  worker.done_when(6);
}

TEST_CASE("a pool that has finished takes neither") {
  OneWorker worker(2);
  worker.pool.finish();
  CHECK_FALSE(worker.pool.try_push("request"));
  CHECK_FALSE(worker.pool.push_part("part"));
}
