#include "server/search/dates.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace dateline {
namespace {

namespace ch = std::chrono;
using ch::days;
using ch::sys_days;
using ch::year_month_day;

constexpr int kFirstYear = 1600;
constexpr int kLastYear = 9999;
constexpr std::int64_t kDay = 86400;

std::int64_t seconds_of(sys_days day) { return std::int64_t{day.time_since_epoch().count()} * kDay; }

std::int64_t earliest() { return seconds_of(ch::year{kFirstYear} / ch::January / 1); }
std::int64_t latest() { return seconds_of(ch::year{kLastYear + 1} / ch::January / 1); }

sys_days day_of(std::int64_t seconds) {
  const std::int64_t day = seconds / kDay - (seconds % kDay < 0 ? 1 : 0);
  return sys_days{days{day}};
}

// nullopt when any of it lies outside the years that can be asked for.
std::optional<TimeRange> between(std::int64_t from, std::int64_t until) {
  if (from < earliest() || until > latest()) return std::nullopt;
  return TimeRange{from, until};
}

std::optional<TimeRange> between(sys_days first, sys_days after) {
  return between(seconds_of(first), seconds_of(after));
}

std::optional<TimeRange> whole_month(ch::year_month month) {
  return between(sys_days{month / 1}, sys_days{(month + ch::months{1}) / 1});
}

std::optional<TimeRange> whole_year(ch::year year) {
  return between(sys_days{year / ch::January / 1}, sys_days{(year + ch::years{1}) / ch::January / 1});
}

// Takes `digits` digits from the front of `text`. nullopt, and `text` as it was: they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

// "Z", "+05:45" as seconds to subtract from the local time. nullopt: neither.
std::optional<std::int64_t> take_zone(std::string_view& text) {
  if (take(text, "z")) return 0;
  const bool east = text.starts_with('+');
  if (!east && !text.starts_with('-')) return std::nullopt;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23 || !take(text, ":")) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return (east ? 1 : -1) * std::int64_t{*hours * 3600 + *minutes * 60};
}

// What follows the day in an RFC 3339 time: "t10:30:00z".
std::optional<TimeRange> read_time(sys_days day, std::string_view text) {
  if (!take(text, "t") && !take(text, " ")) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ":")) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *second > 60) return std::nullopt;
  if (take(text, ".")) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    if (end == 0) return std::nullopt;
    text.remove_prefix(end);
  }
  const auto zone = take_zone(text);
  if (!zone || !text.empty()) return std::nullopt;
  const std::int64_t at = seconds_of(day) + *hour * 3600 + *minute * 60 + std::min(*second, 59) - *zone;
  return between(at, at + 1);
}

std::optional<TimeRange> read_iso(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || *year < kFirstYear) return std::nullopt;
  if (text.empty()) return whole_year(ch::year{*year});
  if (!take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  const ch::year_month year_month{ch::year{*year}, ch::month{static_cast<unsigned>(*month)}};
  if (text.empty()) return whole_month(year_month);
  if (!take(text, "-")) return std::nullopt;
  const auto number = take_number(text, 2);
  if (!number) return std::nullopt;
  const year_month_day date = year_month / ch::day{static_cast<unsigned>(*number)};
  if (!date.ok()) return std::nullopt;
  if (text.empty()) return between(sys_days{date}, sys_days{date} + days{1});
  return read_time(sys_days{date}, text);
}

// "30d" before `today`, as that day.
std::optional<TimeRange> read_ago(std::string_view text, sys_days today) {
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0 || count > 3'000'000 || text.data() + text.size() - end != 1)
    return std::nullopt;
  const year_month_day date{today};
  sys_days day = today;
  if (*end == 'd') {
    day -= days{count};
  } else if (*end == 'w') {
    day -= days{7 * count};
  } else if (*end == 'm' || *end == 'y') {
    const int months = *end == 'm' ? count : count * 12;
    if (months > 12 * kLastYear) return std::nullopt;
    const ch::year_month month = ch::year_month{date.year(), date.month()} - ch::months{months};
    const year_month_day same = month / date.day();
    day = same.ok() ? sys_days{same} : sys_days{month / ch::last};
  } else {
    return std::nullopt;
  }
  return between(day, day + days{1});
}

std::optional<TimeRange> read_name(std::string_view name, sys_days today) {
  const year_month_day date{today};
  const ch::year_month month{date.year(), date.month()};
  const sys_days monday = today - (ch::weekday{today} - ch::Monday);
  if (name == "today") return between(today, today + days{1});
  if (name == "yesterday") return between(today - days{1}, today);
  if (name == "this week") return between(monday, monday + days{7});
  if (name == "last week") return between(monday - days{7}, monday);
  if (name == "this month") return whole_month(month);
  if (name == "last month") return whole_month(month - ch::months{1});
  if (name == "this year") return whole_year(date.year());
  if (name == "last year") return whole_year(date.year() - ch::years{1});
  return std::nullopt;
}

// Lower case, trimmed, white space as one space; in what begins with a letter '-' and '_' are spaces too.
std::string folded(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool word = !out.empty() && out.front() >= 'a' && out.front() <= 'z';
    if (c == '\t' || c == '\n' || c == '\r' || (word && (c == '-' || c == '_'))) c = ' ';
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

enum class Unit { year, month, day, second };

// The coarsest unit on whose border `seconds` is.
Unit unit_of(std::int64_t seconds) {
  const sys_days day = day_of(seconds);
  if (seconds_of(day) != seconds) return Unit::second;
  const year_month_day date{day};
  if (date.day() != ch::day{1}) return Unit::day;
  return date.month() == ch::January ? Unit::year : Unit::month;
}

// The name of the period of that unit that `seconds` is in.
std::string name_of(std::int64_t seconds, Unit unit) {
  const sys_days day = day_of(seconds);
  const year_month_day date{day};
  const int rest = static_cast<int>(seconds - seconds_of(day));
  char text[64];
  const int size = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), rest / 3600,
                                 rest / 60 % 60, rest % 60);
  const std::size_t lengths[] = {4, 7, 10, static_cast<std::size_t>(size)};
  return {text, lengths[static_cast<int>(unit)]};
}

}  // namespace

std::optional<TimeRange> read_period(std::string_view text, std::int64_t now) {
  constexpr std::size_t kLongest = 64;
  if (text.size() > kLongest) return std::nullopt;
  const std::string period = folded(text);
  if (period.empty()) return std::nullopt;
  if (period.front() >= '0' && period.front() <= '9') return read_iso(period);
  if (now < earliest() || now >= latest()) return std::nullopt;
  const sys_days today = day_of(now);
  if (period.front() == '-') return read_ago(std::string_view(period).substr(1), today);
  return read_name(period, today);
}

std::optional<TimeRange> read_periods(std::string_view text, std::int64_t now) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return read_period(text, now);
  const std::string_view left = text.substr(0, dots), right = text.substr(dots + 2);
  if (left.empty() && right.empty()) return std::nullopt;
  const auto first = read_period(left, now), last = read_period(right, now);
  if ((!left.empty() && !first) || (!right.empty() && !last)) return std::nullopt;
  if (!first) return TimeRange{std::nullopt, last->until};
  if (!last) return TimeRange{first->from, std::nullopt};
  if (*first->from < *last->until) return TimeRange{first->from, last->until};
  return TimeRange{last->from, first->until};
}

std::string print_periods(const TimeRange& range) {
  if (!range.from && !range.until) return {};
  const std::int64_t from = std::clamp(range.from.value_or(0), earliest(), latest() - 1);
  const std::int64_t until = std::clamp(range.until.value_or(0), earliest() + 1, latest());
  if (!range.until) return name_of(from, unit_of(from)) + "..";
  if (!range.from) return ".." + name_of(until - 1, unit_of(until));
  const Unit unit = std::max(unit_of(from), unit_of(until));
  const std::string first = name_of(from, unit), last = name_of(until - 1, unit);
  return first == last ? first : first + ".." + last;
}

}  // namespace dateline
