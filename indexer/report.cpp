#include "indexer/report.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "indexer/readers/finish.h"
#include "indexer/reading.h"
#include "indexer/terminal.h"

namespace dateline {
namespace {

// What people call a reason of the ledger.
struct ReasonWords {
  std::string_view reason, one, many;
};

constexpr std::array kReasonWords = {
    ReasonWords{"comment", "comment", "comments"},
    ReasonWords{"teaser", "teaser", "teasers"},
    ReasonWords{"caption", "caption", "captions"},
    ReasonWords{"credit", "credit", "credits"},
    ReasonWords{"metadata", "line of metadata", "lines of metadata"},
    ReasonWords{"editor_note", "editor's note", "editor's notes"},
    ReasonWords{"duplicate_title", "repeated headline", "repeated headlines"},
    ReasonWords{"unreadable_date", "unreadable date", "unreadable dates"},
    ReasonWords{"unreadable_embargo", "unreadable embargo", "unreadable embargoes"},
    ReasonWords{"unreadable_status", "unreadable status", "unreadable statuses"},
    ReasonWords{"shortcode", "shortcode", "shortcodes"},
    ReasonWords{"too_long", "piece beyond a limit", "pieces beyond a limit"},
};

std::string in_words(const std::string& reason, std::uint64_t count) {
  const auto* const row = std::find_if(kReasonWords.begin(), kReasonWords.end(), [&](const ReasonWords& each) { return each.reason == reason; });
  std::string words = row != kReasonWords.end() ? std::string(count == 1 ? row->one : row->many) : reason;
  std::replace(words.begin(), words.end(), '_', ' ');
  return with_commas(count) + " " + words;
}

std::string where(const BadArticle& bad) { return bad.path + (bad.line > 0 ? ":" + std::to_string(bad.line) : ""); }

double rate(double amount, double seconds) { return std::round(amount / std::max(seconds, 1e-3) * 10) / 10; }

nlohmann::json rows_of(const std::vector<BadArticle>& list) {
  nlohmann::json out = nlohmann::json::array();
  for (const BadArticle& each : list) out.push_back({{"path", each.path}, {"line", each.line}, {"reason", each.reason}});
  return out;
}

}  // namespace

void Report::ReportList::add(const BadArticle& entry) {
  if (++count <= kLongestList) first.push_back(entry);
}

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
  ignored_.add({path, 0, {}});
}

void Report::ArticleCounts::add(const Article& article, Outcome outcome) {
  switch (outcome) {
    case Outcome::added: ++added; break;
    case Outcome::replaced: ++replaced; break;
    case Outcome::unchanged: ++unchanged; break;
    case Outcome::older: ++older; break;
  }
  if (article.status == Status::corrected) ++corrected;
  ++languages[article.lang.empty() ? "und" : article.lang];
  for (const Dropped& entry : article.dropped) ++dropped[entry.reason];
}

void Report::article(const Article& article, Outcome outcome) {
  const std::lock_guard guard(mutex_);
  all_.add(article, outcome);
  if (article.status == Status::canceled) ++canceled_;
  else if (article.visible_from == kNeverVisible) ++withheld_;
  else if (article.visible_from > seconds_now()) ++embargoed_;
  else visible_.add(article, outcome);
}

void Report::skipped(const BadArticle& what) {
  const std::lock_guard guard(mutex_);
  skipped_.add(what);
}

void Report::print(const BadArticle& what) {
  const std::string line = for_terminal(where(what) + ": " + what.reason);
  if (told_ != nullptr && told_->size() > kLongestList) told_->clear();
  if (told_ != nullptr && !told_->insert(line).second) return;
  // The progress may be in the way.
  std::cerr << (::isatty(STDERR_FILENO) == 1 ? "\r\033[K" : "") << line << "\n";
  ++printed_;
}

void Report::rejected(const BadArticle& bad) {
  const std::lock_guard guard(mutex_);
  print(bad);
  rejections_.add(bad);
}

void Report::noted(const BadArticle& what) {
  const std::lock_guard guard(mutex_);
  print(what);
  notes_.add(what);
}

void Report::removed(std::uint64_t articles) {
  const std::lock_guard guard(mutex_);
  removed_ += articles;
}

bool Report::any_rejected() const {
  const std::lock_guard guard(mutex_);
  return rejections_.count > 0;
}

std::uint64_t Report::articles() const {
  const std::lock_guard guard(mutex_);
  return all_.read();
}

std::uint64_t Report::removals() const {
  const std::lock_guard guard(mutex_);
  return removed_;
}

std::string Report::changes() const {
  return std::to_string(all_.added) + " added, " + std::to_string(all_.replaced) + " replaced, " + std::to_string(all_.unchanged) + " unchanged, " +
         (all_.older > 0 ? std::to_string(all_.older) + " older versions, " : "") + std::to_string(removed_) + " removed, " +
         std::to_string(rejections_.count) + " rejected";
}

std::string Report::left_out() const {
  std::vector<std::pair<std::string, std::uint64_t>> reasons;
  std::copy_if(all_.dropped.begin(), all_.dropped.end(), std::back_inserter(reasons), [](const auto& each) { return is_loss(each.first); });
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (const auto& [reason, count] : reasons) (out += out.empty() ? "" : ", ") += in_words(reason, count);
  return out;
}

std::string Report::held_back() const {
  std::string out;
  for (const auto& [words, count] : {std::pair{"withheld ", withheld_}, {"under embargo ", embargoed_}, {"canceled ", canceled_}})
    if (count > 0) ((out += out.empty() ? "" : ", ") += words) += with_commas(count);
  return out;
}

std::string Report::summary(double seconds, std::uint64_t live) const {
  const std::lock_guard guard(mutex_);
  const std::uint64_t read = all_.read();
  char rates[96];
  std::snprintf(rates, sizeof rates, "%.1f s, %.1f MB/s, %.0f articles/s", seconds, rate(static_cast<double>(bytes_) / 1e6, seconds),
                rate(static_cast<double>(read), seconds));
  std::string out = "read " + std::to_string(read) + " articles in " + std::to_string(files_) + " files (" + rates + "): " + changes() + "\n";
  std::string kept_back = held_back();
  if (const std::string lost = left_out(); !lost.empty()) out += "left out: " + lost + (kept_back.empty() ? "" : "; " + std::exchange(kept_back, {})) + "\n";
  if (!kept_back.empty()) out += kept_back + "\n";
  if (unchanged_files_ > 0) out += "passed over " + with_commas(unchanged_files_) + " files that have not changed\n";
  if (skipped_.count > 0) out += "skipped " + with_commas(skipped_.count) + " pieces that are no articles\n";
  if (ignored_.count > 0) out += "ignored " + with_commas(ignored_.count) + " files of no known format\n";
  return out + "the archive now has " + std::to_string(live) + " articles\n";
}

std::string Report::news(std::uint64_t live) const {
  const std::lock_guard guard(mutex_);
  if (all_.added + all_.replaced + all_.older + removed_ + printed_ == 0) return {};
  const std::string kept_back = held_back();
  return changes() + (kept_back.empty() ? "" : "; " + kept_back) + "; the archive now has " + std::to_string(live) + " articles\n";
}

void save_report(const std::string& path, const std::string& json) {
  std::ofstream file(path);
  if (!(file << json << "\n").flush()) throw std::system_error(errno, std::generic_category(), path + ": cannot write");
}

std::string Report::json(double seconds, std::uint64_t live) const {
  const std::lock_guard guard(mutex_);
  nlohmann::json out = nlohmann::json::parse(counts_json(all_, seconds));
  out.update({{"articles", live}, {"withheld", withheld_}, {"embargoed", embargoed_}, {"canceled", canceled_}});
  out["rejections"] = rows_of(rejections_.first);
  out["notes"] = rows_of(notes_.first);
  out["skipped_list"] = rows_of(skipped_.first);
  out["ignored"] = nlohmann::json::array();
  for (const BadArticle& file : ignored_.first) out["ignored"].push_back(file.path);
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string Report::public_json(double seconds) const {
  const std::lock_guard guard(mutex_);
  return counts_json(visible_, seconds);
}

std::string Report::counts_json(const ArticleCounts& counts, double seconds) const {
  const nlohmann::json out = {
          {"files", files_},
          {"files_unchanged", unchanged_files_},
          {"files_ignored", ignored_.count},
          {"bytes", bytes_},
          {"read", counts.read()},
          {"added", counts.added},
          {"replaced", counts.replaced},
          {"unchanged", counts.unchanged},
          {"older_versions", counts.older},
          {"removed", removed_},
          {"rejected", rejections_.count},
          {"skipped", skipped_.count},
          {"dropped", counts.dropped},
          {"corrected", counts.corrected},
          {"languages", counts.languages},
          {"seconds", std::round(seconds * 1000) / 1000},
          {"megabytes_per_second", rate(static_cast<double>(bytes_) / 1e6, seconds)},
          {"articles_per_second", rate(static_cast<double>(counts.read()), seconds)}};
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace dateline
