// The threads of a run: whoever is free indexes waiting articles, or else reads the next file.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "indexer/article.h"
#include "indexer/inputs.h"

namespace dateline {

// Files to read, and articles that were read and wait to be indexed. Bounded: a reader whose articles do not fit indexes some itself.
class WorkQueue {
 public:
  using ReadFile = std::function<void(const FileToRead& file)>;
  using IndexArticles = std::function<void(std::vector<Article>&&)>;

  // Called by the thread that walks the folders.
  void put_file(FileToRead file);
  void no_more_files();

  // Whether all files have been taken, or somebody failed.
  bool is_done();

  // Called by a reader; `bytes` is what the articles take in memory. Returns the batch when there is no room: the caller is to index it itself.
  std::vector<Article> put_articles(std::vector<Article>&& batch, std::size_t bytes);

  // A worker's life: returns when all is done or somebody failed.
  void work(const ReadFile& read, const IndexArticles& index);

  // Ends all workers; the first failure is thrown by `rethrow`.
  void fail(std::exception_ptr failure);
  void rethrow() const;

 private:
  bool wait_for_work(FileToRead& file, std::vector<Article>& batch);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<FileToRead> files_;
  std::deque<std::pair<std::vector<Article>, std::size_t>> batches_;  // with their bytes
  std::size_t waiting_bytes_ = 0;
  unsigned reading_ = 0;
  bool all_files_ = false;
  std::exception_ptr failure_;
};

}  // namespace dateline
