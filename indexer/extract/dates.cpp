#include "indexer/extract/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include "indexer/extract/date_words.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_date = 120;  // bytes

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What stands for something else in a date: signs of China, Japan and Korea, dashes, spaces, wide digits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 34> stand_ins = {{
    {"（月）", " "}, {"（火）", " "}, {"（水）", " "}, {"（木）", " "}, {"（金）", " "}, {"（土）", " "},
    {"（日）", " "}, {"年", "-"},     {"月", "-"},     {"日", " "},     {"년 ", "-"},    {"년", "-"},
    {"월 ", "-"},    {"월", "-"},     {"일", " "},     {"時", ":"},     {"时", ":"},     {"分", " "},
    {"−", "-"},      {"–", " , "},    {"—", " , "},    {"·", " , "},    {"•", " , "},    {"|", " , "},
    {"０", "0"},     {"１", "1"},     {"２", "2"},     {"３", "3"},     {"４", "4"},     {"５", "5"},
    {"６", "6"},     {"７", "7"},     {"８", "8"},     {"９", "9"},
}};

std::string plain_shape(std::string_view text) {
  const std::string lower = lower_case(squeeze_spaces(text));
  std::string out;
  for (std::size_t at = 0; at < lower.size();) {
    const std::string_view rest = std::string_view(lower).substr(at);
    const auto* row =
        std::find_if(stand_ins.begin(), stand_ins.end(), [&](const auto& s) { return rest.starts_with(s.first); });
    if (row == stand_ins.end()) {
      out += lower[at++];
      continue;
    }
    out += row->second;
    at += row->first.size();
  }
  return out;
}

// Reads a date part by part; every part may come once, and nothing may be left over.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : rest_(text) {}

  std::optional<Moment> read() {
    while (!rest_.empty()) {
      if (!read_part()) return std::nullopt;
    }
    return moment();
  }

 private:
  bool read_part() {
    const char c = rest_.front();
    if (is_digit(c)) return read_number_date() || read_clock() || read_number();
    if ((c == '+' || c == '-') && hour_ >= 0 && !zone_known_ && read_offset()) return true;
    if (c == ' ' || c == ',' || c == '-' || c == '(' || c == ')' || c == '.' || c == '/') {
      rest_.remove_prefix(1);
      return true;
    }
    return read_word();
  }

  std::size_t run() const {
    std::size_t length = 0;
    while (length < rest_.size() && is_digit(rest_[length])) ++length;
    return length;
  }

  int take_digits(std::size_t count) {
    const int value = std::atoi(std::string(rest_.substr(0, count)).c_str());
    rest_.remove_prefix(count);
    return value;
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool set_date(int year, int month, int day) {
    if (year_ >= 0 || month_ >= 0 || day_ >= 0) return false;
    year_ = year;
    month_ = month;
    day_ = day;
    take_t();
    return true;
  }

  // The "T" of ISO 8601, which some set between spaces, and a basic time behind it.
  void take_t() {
    std::string_view next = rest_;
    if (next.starts_with(' ')) next.remove_prefix(1);
    if (!next.starts_with('t')) return;
    next.remove_prefix(1);
    if (next.starts_with(' ')) next.remove_prefix(1);
    if (next.empty() || !is_digit(next.front())) return;
    rest_ = next;
    const std::size_t length = run();
    const bool extended = rest_.substr(length).starts_with(':');
    if (extended || (length != 2 && length != 4 && length != 6)) return;
    take_basic_clock(length);
    skip_fraction();
  }

  // hh, hhmm or hhmmss
  void take_basic_clock(std::size_t length) {
    const int hour = take_digits(2);
    const int minute = length > 2 ? take_digits(2) : 0;
    const int second = length > 4 ? take_digits(2) : 0;
    set_clock(hour, minute, second);
  }

  bool read_number_date() {
    const std::string_view before = rest_;
    if (year_ < 0 && month_ < 0 && day_ < 0 && (read_year_first() || read_year_last())) return true;
    rest_ = before;
    return false;
  }

  bool read_year_first() {
    const std::string_view before = rest_;
    const std::size_t length = run();
    if (length != 4 && length != 7 && length != 8 && length != 14) return false;
    const int year = take_digits(4);
    if (length == 7) return set_ordinal(year, take_digits(3));
    if (length >= 8) {
      const int month = take_digits(2), day = take_digits(2);
      if (length == 14) take_basic_clock(6);
      return set_date(year, month, day);
    }
    if (rest_.starts_with("-w") || rest_.starts_with("w")) return read_week(year);
    if (rest_.empty() || std::string_view("-/.").find(rest_[0]) == std::string_view::npos) return rest_ = before, false;
    const char separator = rest_[0];
    rest_.remove_prefix(1);
    if (run() == 3 && separator == '-') return set_ordinal(year, take_digits(3));
    if (run() < 1 || run() > 2) return false;
    const int month = take_digits(run());
    if (!take(separator)) return false;
    take(' ');
    if (run() < 1 || run() > 2) return false;
    return set_date(year, month, take_digits(run()));
  }

  bool read_week(int year) {
    take('-');
    take('w');
    if (run() != 2 && run() != 3) return false;
    const int week = take_digits(2);
    take('-');
    if (run() != 1) return false;
    const int weekday = take_digits(1);
    if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return false;
    using namespace std::chrono;
    const sys_days fourth = year_month_day(std::chrono::year(year), January, day(4));
    const sys_days monday = fourth - days(weekday_index(fourth));
    return set_days(monday + days((week - 1) * 7 + weekday - 1));
  }

  static int weekday_index(std::chrono::sys_days date) {
    return static_cast<int>(std::chrono::weekday(date).iso_encoding()) - 1;
  }

  bool set_ordinal(int year, int day_of_year) {
    using namespace std::chrono;
    const int length = std::chrono::year(year).is_leap() ? 366 : 365;
    if (day_of_year < 1 || day_of_year > length) return false;
    return set_days(sys_days(year_month_day(std::chrono::year(year), January, day(1))) + days(day_of_year - 1));
  }

  bool set_days(std::chrono::sys_days date) {
    const std::chrono::year_month_day parts(date);
    return set_date(static_cast<int>(parts.year()), static_cast<int>(static_cast<unsigned>(parts.month())),
                    static_cast<int>(static_cast<unsigned>(parts.day())));
  }

  // 14.02.2020, 14/02/2020, 2/14/2020, 14-2-2020. With dots, what may be day and month is that.
  bool read_year_last() {
    if (run() > 2) return false;
    const int first = take_digits(run());
    if (rest_.empty() || std::string_view("./-").find(rest_[0]) == std::string_view::npos) return false;
    const char separator = rest_[0];
    rest_.remove_prefix(1);
    if (separator == '.') take(' ');
    if (run() < 1 || run() > 2) return false;
    const int second = take_digits(run());
    if (!take(separator)) return false;
    if (separator == '.') take(' ');
    if (run() != 4) return false;
    const int year = take_digits(4);
    if (second <= 12 && (separator == '.' || first > 12)) return set_date(year, second, first);
    if (second > 12 && first <= 12) return set_date(year, first, second);
    return false;
  }

  void set_clock(int hour, int minute, int second) {
    twice_ = twice_ || hour_ >= 0;
    hour_ = hour;
    minute_ = minute;
    second_ = second;
  }

  void skip_fraction() {
    if (rest_.size() > 1 && (rest_[0] == '.' || rest_[0] == ',') && is_digit(rest_[1])) {
      rest_.remove_prefix(1);
      rest_.remove_prefix(run());
    }
  }

  bool two_digits_after(char separator) const {
    return rest_.size() > 2 && rest_[0] == separator && is_digit(rest_[1]) && is_digit(rest_[2]);
  }

  bool read_clock() {
    const std::string_view before = rest_;
    if (run() > 2) return false;
    const int hour = take_digits(run());
    int minute = 0, second = 0;
    const char separator = rest_.empty() ? '\0' : rest_[0];
    if ((separator == ':' || separator == '.' || separator == 'h') && two_digits_after(separator)) {
      rest_.remove_prefix(1);
      minute = take_digits(2);
      if (two_digits_after(':')) {
        rest_.remove_prefix(1);
        second = take_digits(2);
        skip_fraction();
      }
    } else if (!hour_word_follows()) {
      rest_ = before;
      return false;
    }
    set_clock(hour, minute, second);
    read_half_day();
    return true;
  }

  bool hour_word_follows() const {
    std::string_view next = rest_;
    if (next.starts_with(' ')) next.remove_prefix(1);
    for (const std::string_view word : {"am", "a.m.", "pm", "p.m.", "uhr", "h"}) {
      if (next.starts_with(word) &&
          (next.size() == word.size() || std::string_view(" ,)").find(next[word.size()]) != std::string_view::npos))
        return true;
    }
    return false;
  }

  void read_half_day() {
    std::string_view next = rest_;
    if (next.starts_with(' ')) next.remove_prefix(1);
    for (const std::string_view word : {"a.m.", "p.m.", "am", "pm"}) {
      if (!next.starts_with(word)) continue;
      if (hour_ < 1 || hour_ > 12) twice_ = true;  // 14 pm is no time
      hour_ = hour_ % 12 + (word.front() == 'p' ? 12 : 0);
      rest_ = next.substr(word.size());
      return;
    }
  }

  // A day, a year of four digits, or the two digits of a year behind a day and a month (RFC 822).
  bool read_number() {
    const std::size_t length = run();
    const int value = take_digits(length);
    if (length == 4 && year_ < 0) return year_ = value, true;
    if (length > 2) return false;
    if (day_ < 0) {
      for (const std::string_view suffix : {"st", "nd", "rd", "th", "er", "º", "ª"}) {
        if (!rest_.starts_with(suffix)) continue;
        rest_.remove_prefix(suffix.size());
        break;
      }
      day_before_month_ = month_ < 0;
      return day_ = value, true;
    }
    if (length == 2 && month_ >= 0 && year_ < 0 && day_before_month_)
      return year_ = value + (value < 50 ? 2000 : 1900), true;
    return false;
  }

  // +01:00, +0100, +01
  bool read_offset() {
    const std::string_view before = rest_;
    const bool west = rest_.front() == '-';
    rest_.remove_prefix(1);
    const std::size_t length = run();
    if (length != 2 && length != 4 && length != 1) return rest_ = before, false;
    const int hours = take_digits(length == 1 ? 1 : 2);
    int minutes = 0;
    if (length == 4) {
      minutes = take_digits(2);
    } else if (two_digits_after(':')) {
      rest_.remove_prefix(1);
      minutes = take_digits(2);
    }
    if (hours > 14 || minutes > 59) return false;
    offset_ = (west ? -1 : 1) * (hours * 60 + minutes);
    zone_known_ = true;
    return true;
  }

  bool read_word() {
    std::size_t length = 0;
    while (length < rest_.size() &&
           std::string_view(" ,()./+0123456789").find(rest_[length]) == std::string_view::npos &&
           !(rest_[length] == '-' && month_named(rest_.substr(0, length))))
      ++length;
    const std::string_view word = rest_.substr(0, length);
    if (word.empty()) return false;
    rest_.remove_prefix(length);
    const std::optional<int> month = month_named(word);
    if (month && month_ < 0) return month_ = *month, true;
    if (hour_ >= 0 && read_zone(word)) return true;
    return is_weekday(word) || is_date_filler(word);
  }

  bool read_zone(std::string_view word) {
    const std::optional<Zone> zone = zone_named(word);
    if (!zone) return false;
    if (zone_known_) return true;  // "+0100 (CET)"
    if (zone->ambiguous) return ambiguous_zone_ = true;
    if (!rest_.empty() && (rest_[0] == '+' || rest_[0] == '-') && read_offset()) return true;  // "GMT+1"
    offset_ = zone->minutes;
    return zone_known_ = true;
  }

  std::optional<Moment> moment() const {
    using namespace std::chrono;
    if (year_ < 1000 || month_ < 1 || day_ < 1 || twice_) return std::nullopt;
    const year_month_day date{year(year_), month(static_cast<unsigned>(month_)), day(static_cast<unsigned>(day_))};
    if (!date.ok()) return std::nullopt;
    Moment out;
    out.seconds = static_cast<std::int64_t>(sys_days(date).time_since_epoch().count()) * 86400;
    out.precision = Precision::day;
    if (hour_ < 0) return out;
    const bool midnight = hour_ == 24 && minute_ == 0 && second_ == 0;
    if ((hour_ > 23 && !midnight) || minute_ > 59 || second_ > 60) return std::nullopt;
    if (ambiguous_zone_ && !zone_known_) return out;
    out.precision = Precision::second;
    out.seconds += hour_ * 3600 + minute_ * 60 + second_ - offset_ * 60;
    out.offset_minutes = static_cast<std::int16_t>(offset_);
    out.zone_known = zone_known_;
    return out;
  }

  std::string_view rest_;
  int year_ = -1, month_ = -1, day_ = -1, hour_ = -1, minute_ = 0, second_ = 0, offset_ = 0;
  bool day_before_month_ = false, zone_known_ = false, ambiguous_zone_ = false, twice_ = false;
};

}  // namespace

std::optional<Moment> read_date(std::string_view text) {
  if (text.size() > longest_date) return std::nullopt;
  const std::string shape = plain_shape(text);
  return DateReader(shape).read();
}

std::optional<Moment> moment_of_number(double number) {
  constexpr double first_millisecond = 1e11, last_millisecond = 1e14;
  if (!std::isfinite(number) || number != std::floor(number) || std::abs(number) >= last_millisecond)
    return std::nullopt;
  const auto whole = static_cast<std::int64_t>(number);
  if (whole >= 19000101 && whole <= 20991231) {
    if (const auto day = read_date(std::to_string(whole))) return day;
  }
  Moment out;
  out.precision = Precision::second;
  out.zone_known = true;
  const bool milliseconds = std::abs(number) >= first_millisecond;
  out.seconds = milliseconds ? static_cast<std::int64_t>(std::floor(number / 1000)) : whole;
  return out;
}

}  // namespace dateline
