#include "server/search/dates.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <utility>

#include "server/search/calendar.h"
#include "server/search/date_words.h"

namespace dateline {
namespace {

namespace ch = std::chrono;
using ch::days;
using ch::sys_days;
using ch::year_month_day;

constexpr std::size_t kLongest = 64;  // bytes

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes `digits` digits from the front of `text`. nullopt, and `text` as it was: they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (!is_digit(c)) return std::nullopt;
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
  return seconds_between(at, at + 1);
}

std::optional<sys_days> day_in(int year, int month, int day) {
  if (year < kFirstYear || month < 1 || day < 1) return std::nullopt;
  const year_month_day date =
      ch::year{year} / ch::month{static_cast<unsigned>(month)} / ch::day{static_cast<unsigned>(day)};
  return date.ok() ? std::optional(sys_days{date}) : std::nullopt;
}

// One or two digits.
std::optional<int> take_short_number(std::string_view& text) {
  if (const auto number = take_number(text, 2)) return number;
  return take_number(text, 1);
}

// "w07", "w07-5" behind a year: a week of ISO 8601, or a day of it.
std::optional<TimeRange> read_week(int year, std::string_view text) {
  const auto week = take(text, "w") ? take_number(text, 2) : std::nullopt;
  if (!week || *week < 1) return std::nullopt;
  const sys_days thursday = sys_days{ch::year{year} / ch::January / ch::Thursday[1]} + days{7 * (*week - 1)};
  if (year_month_day{thursday}.year() != ch::year{year}) return std::nullopt;
  const auto whole = whole_week(thursday);
  if (text.empty() || !whole) return whole;
  const auto day = take(text, "-") ? take_number(text, 1) : std::nullopt;
  if (!day || *day < 1 || *day > 7 || !text.empty()) return std::nullopt;
  return whole_day(day_of(*whole->from) + days{*day - 1});
}

// What follows a year and the separator behind it: "02", "2", "02-14", "02-14t10:30:00z", "w07".
std::optional<TimeRange> read_in_year(int year, char separator, std::string_view text) {
  if (text.starts_with('w')) return read_week(year, text);
  const auto month = take_short_number(text);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (text.empty()) return whole_months(ch::year{year} / ch::month{static_cast<unsigned>(*month)}, 1);
  if (!take(text, {&separator, 1})) return std::nullopt;
  const auto number = take_short_number(text);
  const auto day = number ? day_in(year, *month, *number) : std::nullopt;
  if (!day) return std::nullopt;
  return text.empty() ? whole_day(*day) : read_time(*day, text);
}

// A year first: "2020", "2020-02", "2020/2/14", "20200214", "2020-w07".
std::optional<TimeRange> read_year_first(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || *year < kFirstYear) return std::nullopt;
  if (text.empty()) return whole_years(ch::year{*year}, 1);
  const char separator = text.front();
  if (separator == 'w') return read_week(*year, text);
  if (separator == '-' || separator == '/' || separator == '.') return read_in_year(*year, separator, text.substr(1));
  const auto month = take_number(text, 2), number = take_number(text, 2);
  const auto day = month && number && text.empty() ? day_in(*year, *month, *number) : std::nullopt;
  return day ? whole_day(*day) : std::nullopt;
}

// "14.2.2020", "14/02/2020", "2/14/2020", "02/2020": the year last.
struct YearLast {
  int first = 0, second = 0, year = 0;  // first is 0 when there are but a month and a year
  char separator = '.';
};

std::optional<YearLast> split_year_last(std::string_view text) {
  YearLast out;
  const auto first = take_short_number(text);
  if (!first || text.empty() || (text.front() != '/' && text.front() != '.' && text.front() != '-'))
    return std::nullopt;
  out.separator = text.front();
  text.remove_prefix(1);
  if (const auto year = take_number(text, 4))
    return text.empty() ? std::optional(YearLast{0, *first, *year, out.separator}) : std::nullopt;
  const auto second = take_short_number(text);
  if (!second || !take(text, {&out.separator, 1})) return std::nullopt;
  const auto year = take_number(text, 4);
  if (!year || !text.empty()) return std::nullopt;
  return YearLast{*first, *second, *year, out.separator};
}

// The day first, but where only the other order is a date.
std::optional<TimeRange> read_year_last(std::string_view text) {
  const auto said = split_year_last(text);
  if (!said || said->year < kFirstYear) return std::nullopt;
  if (said->first == 0 && said->second >= 1 && said->second <= 12)
    return whole_months(ch::year{said->year} / ch::month{static_cast<unsigned>(said->second)}, 1);
  auto day = day_in(said->year, said->second, said->first);
  if (!day && said->separator == '/') day = day_in(said->year, said->first, said->second);
  return day ? whole_day(*day) : std::nullopt;
}

// "30d" before `today`, as that day.
std::optional<TimeRange> read_ago(std::string_view text, sys_days today) {
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0 || count > 3'000'000 || text.data() + text.size() - end != 1)
    return std::nullopt;
  if (*end == 'd' || *end == 'w') return whole_day(today - days{std::int64_t{count} * (*end == 'w' ? 7 : 1)});
  const int months = *end == 'm' ? count : count * 12;
  if ((*end != 'm' && *end != 'y') || months > 12 * kLastYear) return std::nullopt;
  return whole_day(months_before(today, months));
}

// Lower case, trimmed, white space as one space; in what begins with a letter '-' and '_' are spaces too. Other dashes are '-'.
std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
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

// En and em dashes as "..", and between two dates written with '-' alike ("2019-2020").
std::string with_plain_dashes(std::string_view text) {
  std::string out(text);
  for (const std::string_view dash : {"\u2013", "\u2014", "\u2026"})
    for (std::size_t at = out.find(dash); at != std::string::npos; at = out.find(dash))
      out.replace(at, dash.size(), "..");
  const std::size_t middle = out.size() / 2;
  if (out.size() % 2 == 1 && out[middle] == '-' && read_year_first(out.substr(0, middle)) &&
      read_year_first(out.substr(middle + 1)))
    out.replace(middle, 1, "..");
  return out;
}

using Ends = std::pair<std::string, std::string>;

// At "..", " to ", " until ", " - " or, behind "between", " and ".
std::optional<Ends> split_periods(const std::string& periods) {
  if (const std::size_t dots = periods.find(".."); dots != std::string::npos)
    return Ends{periods.substr(0, dots), periods.substr(dots + 2)};
  std::string text = periods;
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const bool between = text.starts_with("between ");
  if (between) text.erase(0, 8);
  if (text.starts_with("from ")) text.erase(0, 5);
  for (const std::string_view sign : {" to ", " until ", " till ", " - ", between ? " and " : " to "})
    if (const std::size_t at = text.find(sign); at != std::string::npos)
      return Ends{text.substr(0, at), text.substr(at + sign.size())};
  return std::nullopt;
}

// nullopt: an end is no date, or both are missing.
std::optional<TimeRange> join_periods(std::string_view left, std::string_view right, std::int64_t now) {
  if (left.empty() && right.empty()) return std::nullopt;
  const auto first = read_period(left, now), last = read_period(right, now);
  if ((!left.empty() && !first) || (!right.empty() && !last)) return std::nullopt;
  if (!first) return TimeRange{std::nullopt, last->until};
  if (!last) return TimeRange{first->from, std::nullopt};
  if (*first->from < *last->until) return TimeRange{first->from, last->until};
  return TimeRange{last->from, first->until};
}

// ">2020", ">=2020", "since 2020", "before 2020": what is before, or from then on.
std::optional<TimeRange> read_comparison(std::string_view text, std::int64_t now) {
  struct Sign {
    std::string_view sign;
    bool later, with;  // with: the period itself too
  };
  static constexpr Sign kSigns[] = {{">=", true, true},      {"<=", false, true},      {">", true, false},
                                    {"<", false, false},     {"since ", true, true},   {"after ", true, false},
                                    {"until ", false, true}, {"before ", false, false}};
  const std::string lower = folded(text.substr(0, text.find(' ') == std::string_view::npos ? 0 : text.find(' '))) + ' ';
  for (const Sign& sign : kSigns) {
    if (!text.starts_with(sign.sign) && !lower.starts_with(sign.sign)) continue;
    const auto period = read_period(text.substr(sign.sign.size()), now);
    return period ? std::optional(compared(*period, sign.later, sign.with)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

TimeRange compared(const TimeRange& period, bool later, bool with) {
  if (later) return {std::min(*(with ? period.from : period.until), latest_second() - 1), std::nullopt};
  return {std::nullopt, std::max(*(with ? period.until : period.from), earliest_second() + 1)};
}

std::optional<TimeRange> read_period(std::string_view text, std::int64_t now) {
  if (text.size() > kLongest) return std::nullopt;
  const std::string period = folded(text);
  if (period.empty()) return std::nullopt;
  if (is_digit(period.front())) {
    if (const auto range = read_year_first(period)) return range;
    if (const auto range = read_year_last(period)) return range;
  }
  if (now < earliest_second() || now >= latest_second()) return std::nullopt;
  if (period.front() == '-') return read_ago(std::string_view(period).substr(1), day_of(now));
  return read_date_words(period, now);
}

bool is_ambiguous_period(std::string_view text) {
  const auto said = text.size() <= kLongest ? split_year_last(folded(text)) : std::nullopt;
  return said && said->separator == '/' && said->first >= 1 && said->first <= 12 && said->second >= 1 &&
         said->second <= 12 && said->first != said->second;
}

std::optional<TimeRange> read_periods(std::string_view text, std::int64_t now) {
  if (text.size() > kLongest) return std::nullopt;
  const std::string periods = with_plain_dashes(text);
  if (const auto range = read_comparison(periods, now)) return range;
  if (const auto parts = split_periods(periods)) return join_periods(parts->first, parts->second, now);
  return read_period(periods, now);
}

std::string print_periods(const TimeRange& range) {
  if (!range.from && !range.until) return {};
  const std::int64_t from = std::clamp(range.from.value_or(0), earliest_second(), latest_second() - 1);
  const std::int64_t until = std::clamp(range.until.value_or(0), earliest_second() + 1, latest_second());
  if (!range.until) return name_of(from, unit_of(from)) + "..";
  if (!range.from) return ".." + name_of(until - 1, unit_of(until));
  const Unit unit = std::max(unit_of(from), unit_of(until));
  const std::string first = name_of(from, unit), last = name_of(until - 1, unit);
  return first == last ? first : first + ".." + last;
}

}  // namespace dateline
