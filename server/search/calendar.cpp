#include "server/search/calendar.h"

namespace dateline {

namespace ch = std::chrono;

namespace {
constexpr std::int64_t kDay = 86400;
}  // namespace

std::int64_t seconds_of(ch::sys_days day) { return std::int64_t{day.time_since_epoch().count()} * kDay; }

std::int64_t earliest_second() { return seconds_of(ch::year{kFirstYear} / ch::January / 1); }
std::int64_t latest_second() { return seconds_of(ch::year{kLastYear + 1} / ch::January / 1); }

ch::sys_days day_of(std::int64_t seconds) {
  const std::int64_t day = seconds / kDay - (seconds % kDay < 0 ? 1 : 0);
  return ch::sys_days{ch::days{day}};
}

std::optional<TimeRange> seconds_between(std::int64_t from, std::int64_t until) {
  if (from < earliest_second() || until > latest_second()) return std::nullopt;
  return TimeRange{from, until};
}

std::optional<TimeRange> days_between(ch::sys_days first, ch::sys_days after) {
  return seconds_between(seconds_of(first), seconds_of(after));
}

std::optional<TimeRange> whole_day(ch::sys_days day) { return days_between(day, day + ch::days{1}); }

std::optional<TimeRange> whole_week(ch::sys_days day) {
  const ch::sys_days monday = day - (ch::weekday{day} - ch::Monday);
  return days_between(monday, monday + ch::days{7});
}

std::optional<TimeRange> whole_months(ch::year_month first, int count) {
  return days_between(ch::sys_days{first / 1}, ch::sys_days{(first + ch::months{count}) / 1});
}

std::optional<TimeRange> whole_years(ch::year first, int count) {
  return days_between(ch::sys_days{first / ch::January / 1},
                      ch::sys_days{(first + ch::years{count}) / ch::January / 1});
}

ch::sys_days months_before(ch::sys_days day, int months) {
  const ch::year_month_day date{day};
  const ch::year_month month = ch::year_month{date.year(), date.month()} - ch::months{months};
  const ch::year_month_day same = month / date.day();
  return same.ok() ? ch::sys_days{same} : ch::sys_days{month / ch::last};
}

}  // namespace dateline
