#include "server/api/times.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace dateline {
namespace {

constexpr std::int64_t kFirst = -62'167'219'200;  // 0000-01-01T00:00:00Z
constexpr std::int64_t kAfter = 253'402'300'800;  // 10000-01-01T00:00:00Z

std::string date_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

// `local` is seconds on the clock at that offset.
std::string time_text(std::int64_t local, int offset_minutes) {
  using namespace std::chrono;
  const sys_seconds at{seconds(local)};
  const sys_days day = floor<days>(at);
  const hh_mm_ss clock(at - day);
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  std::string result = date_text(day) + text;
  if (offset_minutes == 0) return result + "Z";
  const int ahead = std::abs(offset_minutes);
  std::snprintf(text, sizeof text, "%c%02d:%02d", offset_minutes < 0 ? '-' : '+', ahead / 60, ahead % 60);
  return result + text;
}

bool in_range(std::int64_t seconds) { return seconds >= kFirst && seconds < kAfter; }

}  // namespace

std::int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::optional<std::string> moment_text(const Moment& moment) {
  if (!moment.known() || !in_range(moment.seconds)) return std::nullopt;
  if (moment.precision == Precision::day)
    return date_text(std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(moment.seconds))));
  const int offset = moment.zone_known ? moment.offset_minutes : 0;
  const std::int64_t local = moment.seconds + std::int64_t{offset} * 60;
  if (!in_range(local)) return std::nullopt;
  return time_text(local, offset);
}

std::optional<std::string> utc_text(std::int64_t seconds) {
  return moment_text(Moment{.seconds = seconds, .precision = Precision::second});
}

}  // namespace dateline
