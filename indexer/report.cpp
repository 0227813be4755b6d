#include "indexer/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

// A message is one line, whatever a file name or a value brings along.
std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return text;
}

std::string where(const BadArticle& bad) { return bad.path + (bad.line > 0 ? ":" + std::to_string(bad.line) : ""); }

double rate(double amount, double seconds) { return std::round(amount / std::max(seconds, 1e-3) * 10) / 10; }

}  // namespace

void Report::file(std::uint64_t bytes) {
  const std::lock_guard guard(mutex_);
  ++files_;
  bytes_ += bytes;
}

void Report::unchanged_file() {
  const std::lock_guard guard(mutex_);
  ++unchanged_files_;
}

void Report::ignored_file(const std::string& path) {
  const std::lock_guard guard(mutex_);
  ignored_.push_back(path);
}

void Report::article(const Article& article, Outcome outcome) {
  const std::lock_guard guard(mutex_);
  switch (outcome) {
    case Outcome::added: ++added_; break;
    case Outcome::replaced: ++replaced_; break;
    case Outcome::unchanged: ++unchanged_; break;
    case Outcome::older: ++older_; break;
  }
  for (const Dropped& dropped : article.dropped) ++dropped_[dropped.reason];
}

void Report::skipped(const BadArticle& what) {
  const std::lock_guard guard(mutex_);
  skipped_.push_back(what);
}

void Report::rejected(const BadArticle& bad) {
  const std::lock_guard guard(mutex_);
  std::cerr << one_line(where(bad) + ": " + bad.reason) << "\n";
  rejections_.push_back(bad);
}

void Report::removed(std::uint64_t articles) {
  const std::lock_guard guard(mutex_);
  removed_ += articles;
}

bool Report::any_rejected() const {
  const std::lock_guard guard(mutex_);
  return !rejections_.empty();
}

std::uint64_t Report::articles() const {
  const std::lock_guard guard(mutex_);
  return added_ + replaced_ + unchanged_;
}

std::uint64_t Report::bytes() const {
  const std::lock_guard guard(mutex_);
  return bytes_;
}

std::string Report::summary(double seconds, std::uint64_t live) const {
  const std::lock_guard guard(mutex_);
  const std::uint64_t read = added_ + replaced_ + unchanged_;
  char rates[96];
  std::snprintf(rates, sizeof rates, "%.1f s, %.1f MB/s, %.0f articles/s", seconds, rate(static_cast<double>(bytes_) / 1e6, seconds),
                rate(static_cast<double>(read), seconds));
  std::string out = "read " + std::to_string(read) + " articles in " + std::to_string(files_) + " files (" + rates + "): " +
                    std::to_string(added_) + " added, " + std::to_string(replaced_) + " replaced, " + std::to_string(unchanged_) +
                    " unchanged, " + std::to_string(removed_) + " removed, " + std::to_string(rejections_.size()) + " rejected\n";
  if (unchanged_files_ > 0) out += "passed over " + std::to_string(unchanged_files_) + " files that have not changed\n";
  if (!ignored_.empty()) out += "ignored " + std::to_string(ignored_.size()) + " files of no known format\n";
  return out + "the archive now has " + std::to_string(live) + " articles\n";
}

std::string Report::json(double seconds, std::uint64_t live, bool full) const {
  const std::lock_guard guard(mutex_);
  const std::uint64_t read = added_ + replaced_ + unchanged_;
  nlohmann::json out = {{"files", files_},       {"files_unchanged", unchanged_files_}, {"files_ignored", ignored_.size()},
                        {"bytes", bytes_},       {"read", read},                        {"added", added_},
                        {"replaced", replaced_}, {"unchanged", unchanged_},             {"removed", removed_},
                        {"rejected", rejections_.size()}, {"skipped", skipped_.size()}, {"dropped", dropped_},        {"articles", live},
                        {"seconds", std::round(seconds * 1000) / 1000},
                        {"megabytes_per_second", rate(static_cast<double>(bytes_) / 1e6, seconds)},
                        {"articles_per_second", rate(static_cast<double>(read), seconds)}};
  if (full) {
    out["rejections"] = nlohmann::json::array();
    for (const BadArticle& bad : rejections_) out["rejections"].push_back({{"path", bad.path}, {"line", bad.line}, {"reason", bad.reason}});
    out["skipped_list"] = nlohmann::json::array();
    for (const BadArticle& what : skipped_) out["skipped_list"].push_back({{"path", what.path}, {"line", what.line}, {"reason", what.reason}});
    out["ignored"] = ignored_;
  }
  return out.dump(full ? 2 : -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace dateline
