// What a run did, for people and as JSON.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "indexer/archive/writer.h"
#include "indexer/article.h"
#include "indexer/readers/reader.h"

namespace dateline {

// Complaints that have been printed: runs that look at the same files again need not repeat them.
using ToldBefore = std::set<std::string>;

// Counts of one run. Any number of threads.
class Report {
 public:
  // Prints no complaint that is in `told`, and adds those that it prints. nullptr: prints all.
  explicit Report(ToldBefore* told = nullptr) : told_(told) {}
  void file(std::uint64_t bytes);
  void unchanged_file();
  void ignored_file(const std::string& path);
  void article(const Article& article, Outcome outcome);
  // Something that is no article and no fault.
  void skipped(const BadArticle& what);
  // Also prints `path:line: reason` on standard error.
  void rejected(const BadArticle& bad);
  // Something that a person should know and that stops nothing; printed as well.
  void noted(const BadArticle& what);
  void removed(std::uint64_t articles);

  bool any_rejected() const;
  std::uint64_t articles() const;
  std::uint64_t removals() const;

  // A few lines: "read 66 articles ...".
  std::string summary(double seconds, std::uint64_t live) const;
  // One line of a run that goes on; empty when it changed nothing and has nothing new to complain of.
  std::string news(std::uint64_t live) const;
  // A JSON object; `full` adds the lists of rejections, skipped pieces and ignored files, each cut at kLongestList.
  std::string json(double seconds, std::uint64_t live, bool full) const;

  static constexpr std::size_t kLongestList = 10'000;

 private:
  // Everything counts, the first ones are kept.
  struct ReportList {
    std::uint64_t count = 0;
    std::vector<BadArticle> first;
    void add(const BadArticle& entry);
  };

  void print(const BadArticle& what);
  std::string changes() const;
  std::string left_out() const;
  std::string held_back() const;

  ToldBefore* told_;
  std::uint64_t printed_ = 0;
  mutable std::mutex mutex_;
  std::uint64_t files_ = 0, unchanged_files_ = 0, bytes_ = 0;
  std::uint64_t added_ = 0, replaced_ = 0, unchanged_ = 0, removed_ = 0;
  std::uint64_t withheld_ = 0, embargoed_ = 0, canceled_ = 0, corrected_ = 0;
  ReportList rejections_, skipped_, ignored_, notes_;
  std::map<std::string, std::uint64_t> dropped_;    // reason -> pieces
  std::map<std::string, std::uint64_t> languages_;  // subtag -> articles
};

// Writes the report's JSON whole into the file. Throws std::system_error with the path.
void save_report(const std::string& path, const std::string& json);

}  // namespace dateline
