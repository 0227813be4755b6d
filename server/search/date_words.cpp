#include "server/search/date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "server/search/calendar.h"

namespace dateline {
namespace {

namespace ch = std::chrono;
using Word = std::string_view;
using Words = std::vector<std::string>;

constexpr int kMostUnits = 3'000'000;
constexpr std::array<Word, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<Word, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                           "thursday", "friday", "saturday"};
constexpr std::array<Word, 13> kNumbers = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                           "seven", "eight", "nine", "ten",   "eleven", "twelve"};

enum class Unit : std::uint8_t { hour, day, week, month, quarter, year };
constexpr std::array<Word, 6> kUnits = {"hour", "day", "week", "month", "quarter", "year"};

// The index of a name that `word` is, or shortens to three letters or more ("sept", "thurs").
template <std::size_t size>
std::optional<unsigned> named(Word word, const std::array<Word, size>& names) {
  for (unsigned i = 0; i < size; ++i)
    if (word == names[i] || (word.size() >= 3 && names[i].starts_with(word))) return i;
  return std::nullopt;
}

std::optional<Unit> unit_named(Word word) {
  if (word.size() > 1 && word.ends_with('s')) word.remove_suffix(1);
  for (unsigned i = 0; i < kUnits.size(); ++i)
    if (word == kUnits[i] || (word.size() == 1 && word == kUnits[i].substr(0, 1))) return static_cast<Unit>(i);
  return std::nullopt;
}

// Digits alone, at most `most`.
std::optional<int> digits(Word word, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || word.front() == '-' || error != std::errc{} || end != word.data() + word.size() || value > most)
    return std::nullopt;
  return value;
}

std::optional<int> count_named(Word word) {
  if (word == "a" || word == "an") return 1;
  if (const auto number = digits(word, kMostUnits)) return number;
  for (unsigned i = 0; i < kNumbers.size(); ++i)
    if (word == kNumbers[i]) return static_cast<int>(i);
  return std::nullopt;
}

// "14", "14th", "1st".
std::optional<unsigned> day_named(Word word) {
  if (word.size() > 2)
    for (const Word ending : {"st", "nd", "rd", "th"})
      if (word.ends_with(ending)) word.remove_suffix(2);
  const auto day = digits(word, 31);
  if (word.size() > 2 || !day || *day == 0) return std::nullopt;
  return static_cast<unsigned>(*day);
}

std::optional<int> year_named(Word word) {
  const auto year = digits(word, kLastYear);
  return word.size() == 4 && year && *year >= kFirstYear ? year : std::nullopt;
}

bool is_filler(Word word) { return word == "in" || word == "on" || word == "of" || word == "the" || word == "about"; }

// Adds a word; "30d" as two.
void add_word(std::string word, Words& out) {
  if (word.empty() || is_filler(word)) return;
  const Word count = Word(word).substr(0, word.size() - 1);
  if (!digits(count, kMostUnits) || !unit_named(Word(word).substr(count.size()))) return out.push_back(std::move(word));
  out.emplace_back(count);
  out.push_back(word.substr(count.size()));
}

Words words_of(std::string_view text) {
  Words out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,.-_/", at), text.size());
    add_word(std::string(text.substr(at, end - at)), out);
    at = end + 1;
  }
  return out;
}

// What was said of one day, month or year; most recent where the year is left out.
struct Said {
  std::optional<unsigned> weekday, month, day, quarter;
  std::optional<int> year;
  bool before_today = false;  // "last friday", "last may"
};

class DateWords {
 public:
  DateWords(std::string_view text, std::int64_t now) : words_(words_of(text)), now_(now), today_(day_of(now)) {}

  std::optional<TimeRange> read() {
    if (words_.empty()) return std::nullopt;
    if (words_.size() == 1)
      if (const auto period = single()) return period;
    if (const auto period = ago()) return period;
    if (const auto period = units()) return period;
    return calendar();
  }

 private:
  Word word(std::size_t at) const { return at < words_.size() ? Word(words_[at]) : Word(); }

  std::optional<TimeRange> single() const {
    if (word(0) == "today" || word(0) == "now") return whole_day(today_);
    if (word(0) == "yesterday") return whole_day(today_ - ch::days{1});
    if (word(0) == "tomorrow") return whole_day(today_ + ch::days{1});
    return decade(word(0));
  }

  static std::optional<TimeRange> decade(Word name) {
    if (name.size() != 5 || name.back() != 's') return std::nullopt;
    const auto year = year_named(name.substr(0, 4));
    if (!year || *year % 10 != 0) return std::nullopt;
    return whole_years(ch::year{*year}, 10);
  }

  // "3 weeks ago", "a year ago".
  std::optional<TimeRange> ago() const {
    if (words_.size() != 3 || word(2) != "ago") return std::nullopt;
    const auto count = count_named(word(0));
    const auto unit = unit_named(word(1));
    if (!count || !unit) return std::nullopt;
    if (*unit == Unit::hour) return whole_day(day_of(now_ - std::int64_t{*count} * 3600));
    const auto day = before_today(*count, *unit);
    return day ? whole_day(*day) : std::nullopt;
  }

  std::optional<ch::sys_days> before_today(int count, Unit unit) const {
    if (unit == Unit::day || unit == Unit::week)
      return today_ - ch::days{std::int64_t{count} * (unit == Unit::week ? 7 : 1)};
    const int months = unit == Unit::month ? 1 : unit == Unit::quarter ? 3 : 12;
    if (count > kLastYear * 12 / months) return std::nullopt;
    return months_before(today_, count * months);
  }

  // "last week", "this month", "last 30 days", "30 days", "past year".
  std::optional<TimeRange> units() const {
    const bool last = word(0) == "last" || word(0) == "previous", past = word(0) == "past";
    const bool here = word(0) == "this" || word(0) == "current", next = word(0) == "next";
    if (words_.size() == 2 && (last || here || next))
      if (const auto unit = unit_named(word(1)); unit && *unit != Unit::hour)
        return neighbour(*unit, here ? 0 : last ? -1 : 1);
    const std::size_t first = last || past ? 1 : 0;
    const bool one = past && words_.size() == 2;
    if (!one && words_.size() != first + 2) return std::nullopt;
    const auto count = one ? std::optional<int>(1) : count_named(word(first));
    const auto unit = unit_named(words_.back());
    return count && unit ? rolling(*count, *unit) : std::nullopt;
  }

  // Up to the end of today, and for so long before it.
  std::optional<TimeRange> rolling(int count, Unit unit) const {
    if (unit == Unit::hour) return seconds_between(now_ - std::int64_t{count} * 3600, now_ + 1);
    const auto first = before_today(count, unit);
    return first ? days_between(*first, today_ + ch::days{1}) : std::nullopt;
  }

  std::optional<TimeRange> neighbour(Unit unit, int step) const {
    const ch::year_month_day date{today_};
    const ch::year_month month{date.year(), date.month()};
    switch (unit) {
      case Unit::week: return whole_week(today_ + ch::days{7 * step});
      case Unit::month: return whole_months(month + ch::months{step}, 1);
      case Unit::quarter:
        return whole_months(
            ch::year_month{date.year(), quarter_begin((unsigned{date.month()} - 1) / 3)} + ch::months{3 * step}, 3);
      case Unit::year: return whole_years(date.year() + ch::years{step}, 1);
      default: return whole_day(today_ + ch::days{step});
    }
  }

  static ch::month quarter_begin(unsigned quarter) { return ch::month{quarter * 3 + 1}; }

  // Weekday, day, month, quarter and year, each at most once, in any order.
  std::optional<TimeRange> calendar() const {
    Said said;
    const bool last = word(0) == "last" || word(0) == "previous";
    const bool here = word(0) == "this";
    for (std::size_t at = last || here ? 1 : 0; at < words_.size(); ++at)
      if (!hear(word(at), said)) return std::nullopt;
    said.before_today = last;
    return period_of(said);
  }

  template <typename Value>
  static bool take(std::optional<Value>& place, std::optional<Value> value) {
    if (!value || place) return false;
    place = value;
    return true;
  }

  static bool hear(Word word, Said& said) {
    if (word.size() == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4')
      return take(said.quarter, std::optional<unsigned>(static_cast<unsigned>(word[1] - '1')));
    return take(said.month, named(word, kMonths)) || take(said.weekday, named(word, kWeekdays)) ||
           take(said.day, day_named(word)) || take(said.year, year_named(word));
  }

  std::optional<TimeRange> period_of(const Said& said) const {
    const bool dated = said.day || said.year || said.month || said.quarter;
    if (said.weekday && !dated) return whole_day(recent_weekday(ch::weekday{*said.weekday}, said.before_today));
    if (said.quarter)
      return said.day || said.month || !said.year
                 ? std::nullopt
                 : whole_months(ch::year{*said.year} / quarter_begin(*said.quarter), 3);
    if (!said.month) return std::nullopt;
    const ch::month month{*said.month + 1};
    if (said.year) return in_year(ch::year{*said.year}, month, said.day);
    return in_recent_year(month, said);
  }

  std::optional<TimeRange> in_recent_year(ch::month month, const Said& said) const {
    constexpr int kYearsBack = 8;  // until there is a leap year for 29 February
    const ch::year now = ch::year_month_day{today_}.year();
    for (int back = 0; back <= kYearsBack; ++back) {
      const auto period = in_year(now - ch::years{back}, month, said.day);
      if (period && (said.before_today ? *period->until : *period->from) <= seconds_of(today_)) return period;
    }
    return std::nullopt;
  }

  static std::optional<TimeRange> in_year(ch::year year, ch::month month, std::optional<unsigned> day) {
    if (!day) return whole_months(year / month, 1);
    const ch::year_month_day date = year / month / ch::day{*day};
    return date.ok() ? whole_day(ch::sys_days{date}) : std::nullopt;
  }

  ch::sys_days recent_weekday(ch::weekday wanted, bool before_today) const {
    const ch::days since = ch::weekday{today_} - wanted;
    return today_ - (before_today && since == ch::days{0} ? ch::days{7} : since);
  }

  Words words_;
  std::int64_t now_;
  ch::sys_days today_;
};

}  // namespace

std::optional<TimeRange> read_date_words(std::string_view text, std::int64_t now) {
  return DateWords(text, now).read();
}

}  // namespace dateline
