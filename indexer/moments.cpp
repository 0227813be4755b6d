#include "indexer/moments.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "indexer/readers/finish.h"

namespace dateline {
namespace {

constexpr std::int64_t kFirstSecond = -62'167'219'200, kLastSecond = 253'402'300'799;  // years 0 to 9999

bool has_calendar(std::int64_t seconds) { return seconds >= kFirstSecond && seconds <= kLastSecond; }

// Without a zone; only the day when `day`.
std::string civil_text(std::int64_t seconds, bool day) {
  if (!has_calendar(seconds)) return std::to_string(seconds) + " s since 1970";
  using namespace std::chrono;
  const sys_seconds at{std::chrono::seconds(seconds)};
  const sys_days date = floor<days>(at);
  const year_month_day parts(date);
  const hh_mm_ss time(at - date);
  char text[48];
  const int used = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                                 static_cast<unsigned>(parts.day()));
  if (!day)
    std::snprintf(text + used, sizeof text - static_cast<std::size_t>(used), "T%02d:%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text;
}

std::string zone_text(int minutes) {
  if (minutes == 0) return "Z";
  char text[16];
  std::snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
  return text;
}

}  // namespace

std::string moment_as_written(const Moment& moment) {
  if (!moment.known()) return {};
  if (moment.precision == Precision::day) return civil_text(moment.seconds, true);
  const std::int64_t local = has_calendar(moment.seconds) ? moment.seconds + std::int64_t{moment.offset_minutes} * 60 : moment.seconds;
  return civil_text(local, false) + (has_calendar(local) ? zone_text(moment.offset_minutes) : "");
}

std::string moment_in_words(const Moment& moment) {
  const bool guessed = moment.precision == Precision::second && !moment.zone_known;
  return moment_as_written(moment) + (guessed ? " (no zone was written; read as UTC)" : "");
}

std::string utc_in_words(std::int64_t seconds) { return civil_text(seconds, false) + (has_calendar(seconds) ? "Z" : ""); }

std::string status_in_words(Status status) {
  switch (status) {
    case Status::usable: return "usable";
    case Status::corrected: return "corrected";
    case Status::withheld: return "withheld";
    case Status::canceled: return "canceled";
  }
  return {};
}

std::string visibility_in_words(const Article& article) {
  if (article.visible_from == kNeverVisible) return "to nobody";
  if (article.visible_from == kAlwaysVisible) return "to everybody";
  return (article.visible_from > seconds_now() ? "held until " : "to everybody since ") + utc_in_words(article.visible_from);
}

}  // namespace dateline
