#include "indexer/queue.h"

namespace dateline {
namespace {

constexpr std::size_t kWaitingBatches = 16, kWaitingBytes = 4u << 20;
constexpr std::size_t kWaitingFiles = 1024;

}  // namespace

void WorkQueue::put_file(FileToRead file) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return files_.size() < kWaitingFiles || failure_; });
  files_.push_back(std::move(file));
  changed_.notify_all();
}

void WorkQueue::no_more_files() {
  const std::lock_guard guard(mutex_);
  all_files_ = true;
  changed_.notify_all();
}

bool WorkQueue::is_done() {
  const std::lock_guard guard(mutex_);
  return failure_ || (all_files_ && files_.empty());
}

std::vector<Article> WorkQueue::put_articles(std::vector<Article>&& batch, std::size_t bytes) {
  const std::lock_guard guard(mutex_);
  if (batches_.size() >= kWaitingBatches || waiting_bytes_ + bytes > kWaitingBytes) return std::move(batch);
  batches_.emplace_back(std::move(batch), bytes);
  waiting_bytes_ += bytes;
  changed_.notify_all();
  return {};
}

bool WorkQueue::wait_for_work(FileToRead& file, std::vector<Article>& batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    return failure_ || !batches_.empty() || !files_.empty() || (all_files_ && reading_ == 0);
  });
  if (failure_) return false;
  if (!batches_.empty()) {
    batch = std::move(batches_.front().first);
    waiting_bytes_ -= batches_.front().second;
    batches_.pop_front();
  } else if (!files_.empty()) {
    file = std::move(files_.front());
    files_.pop_front();
    ++reading_;
  } else {
    return false;
  }
  changed_.notify_all();
  return true;
}

void WorkQueue::work(const ReadFile& read, const IndexArticles& index) {
  try {
    for (;;) {
      FileToRead file;
      std::vector<Article> batch;
      if (!wait_for_work(file, batch)) return;
      if (!batch.empty()) {
        index(std::move(batch));
        continue;
      }
      read(file);
      const std::lock_guard guard(mutex_);
      --reading_;
      changed_.notify_all();
    }
  } catch (...) {
    fail(std::current_exception());
  }
}

void WorkQueue::fail(std::exception_ptr failure) {
  const std::lock_guard guard(mutex_);
  if (!failure_) failure_ = std::move(failure);
  changed_.notify_all();
}

void WorkQueue::rethrow() const {
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace dateline
