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
  // A JSON object for who runs the indexer: with the lists of rejections, skipped pieces and ignored files, each cut at kLongestList.
  std::string json(double seconds, std::uint64_t live) const;
  // A JSON object for everybody, as the archive keeps it and the server shows it: counts alone, and none of them counts an article that is withheld,
  // under embargo or killed.
  std::string public_json(double seconds) const;

  static constexpr std::size_t kLongestList = 10'000;

 private:
  // Everything counts, the first ones are kept.
  struct ReportList {
    std::uint64_t count = 0;
    std::vector<BadArticle> first;
    void add(const BadArticle& entry);
  };

  struct ArticleCounts {
    std::uint64_t added = 0, replaced = 0, unchanged = 0, older = 0, corrected = 0;
    std::map<std::string, std::uint64_t> dropped;    // reason -> pieces
    std::map<std::string, std::uint64_t> languages;  // subtag -> articles
    std::uint64_t read() const { return added + replaced + unchanged + older; }
    void add(const Article& article, Outcome outcome);
  };

  void print(const BadArticle& what);
  std::string counts_json(const ArticleCounts& counts, double seconds) const;
  std::string changes() const;
  std::string left_out() const;
  std::string held_back() const;

  ToldBefore* told_;
  std::uint64_t printed_ = 0;
  mutable std::mutex mutex_;
  std::uint64_t files_ = 0, unchanged_files_ = 0, bytes_ = 0;
  ArticleCounts all_, visible_;  // of all articles; of those that anybody may find
  std::uint64_t removed_ = 0, withheld_ = 0, embargoed_ = 0, canceled_ = 0;
  ReportList rejections_, skipped_, ignored_, notes_;
};

// Writes the report's JSON whole into the file. Throws std::system_error with the path.
void save_report(const std::string& path, const std::string& json);

}  // namespace dateline
