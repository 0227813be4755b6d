// What a run did, for people and as JSON.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/archive/writer.h"
#include "indexer/article.h"
#include "indexer/readers/reader.h"

namespace dateline {

// Counts of one run. Any number of threads.
class Report {
 public:
  void file(std::uint64_t bytes);
  void unchanged_file();
  void ignored_file(const std::string& path);
  void article(const Article& article, Outcome outcome);
  // Something that is no article and no fault.
  void skipped(const BadArticle& what);
  // Also prints `path:line: reason` on standard error.
  void rejected(const BadArticle& bad);
  void removed(std::uint64_t articles);

  bool any_rejected() const;
  std::uint64_t articles() const;
  std::uint64_t bytes() const;

  // One or two lines: "read 66 articles ...".
  std::string summary(double seconds, std::uint64_t live) const;
  // A JSON object; `full` adds the lists of rejections and ignored files.
  std::string json(double seconds, std::uint64_t live, bool full) const;

 private:
  mutable std::mutex mutex_;
  std::uint64_t files_ = 0, unchanged_files_ = 0, bytes_ = 0;
  std::uint64_t added_ = 0, replaced_ = 0, unchanged_ = 0, older_ = 0, removed_ = 0;
  std::vector<BadArticle> rejections_, skipped_;
  std::vector<std::string> ignored_;
  std::map<std::string, std::uint64_t> dropped_;  // reason -> pieces
};

}  // namespace dateline
