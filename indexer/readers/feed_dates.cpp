#include "indexer/readers/feed_dates.h"

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_date = 200;  // bytes; what is longer is no date
constexpr int first_year = 1900;
constexpr int two_digit_years_ahead = 50;  // "98" is 1998

bool is_number_sign(char c) { return c >= '0' && c <= '9'; }

// A run of digits, or of letters.
struct DatePart {
  std::string_view text;
  bool number = false;
  bool colon_before = false, colon_behind = false, dash_behind = false;
  int value() const { return std::atoi(std::string(text.substr(0, 4)).c_str()); }
  bool is_two_digits() const { return number && text.size() == 2; }
  bool may_be_day_or_month() const { return number ? text.size() <= 2 && !colon_behind && !colon_before : text.size() >= 3; }
};

std::vector<DatePart> parts_of(std::string_view text) {
  const auto kind_of = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return is_number_sign(c) ? 1 : (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u >= 0x80 ? 2 : 0;
  };
  std::vector<DatePart> parts;
  for (std::size_t at = 0; at < text.size();) {
    const int kind = kind_of(text[at]);
    std::size_t end = at + 1;
    while (end < text.size() && kind_of(text[end]) == kind) ++end;
    if (kind != 0)
      parts.push_back({text.substr(at, end - at), kind == 1, at > 0 && text[at - 1] == ':', end < text.size() && text[end] == ':',
                       end < text.size() && text[end] == '-'});
    at = end;
  }
  return parts;
}

int year_of(std::int64_t seconds) {
  const std::chrono::sys_seconds at{std::chrono::seconds(seconds)};
  return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at)).year());
}

bool is_ahead(std::string_view two_digits, int this_year) {
  const int year = this_year / 100 * 100 + std::atoi(std::string(two_digits).c_str());
  return (year >= this_year && year <= this_year + two_digit_years_ahead) || year + 100 <= this_year + two_digit_years_ahead;
}

// "05/03/27", "32 May 27" and "27-13-01", with a time before or behind it or none.
bool has_short_year_ahead(const std::vector<DatePart>& parts, int this_year) {
  for (const DatePart& part : parts)
    if (part.number && part.text.size() == 6 && (is_ahead(part.text.substr(0, 2), this_year) || is_ahead(part.text.substr(4), this_year))) return true;
  for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
    const DatePart &first = parts[i], &second = parts[i + 1], &third = parts[i + 2];
    if (!first.may_be_day_or_month() || !second.may_be_day_or_month() || (!first.number && !second.number)) continue;
    if (third.is_two_digits() && !third.colon_before && !third.colon_behind && is_ahead(third.text, this_year)) return true;
    if (first.is_two_digits() && first.dash_behind && third.may_be_day_or_month() && is_ahead(first.text, this_year)) return true;
  }
  return false;
}

}  // namespace

std::optional<Moment> read_feed_date(std::string_view text) {
  if (auto moment = read_date(text)) return moment;
  constexpr std::size_t fewest_digits = 9, most_digits = 13;  // from 1973 on: shorter numbers are years and days
  const std::string number = squeeze_spaces(text.substr(0, longest_date));
  const bool digits = number.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || number.size() < fewest_digits || number.size() > most_digits) return std::nullopt;
  return moment_of_number(std::strtod(number.c_str(), nullptr));
}

bool may_lie_ahead(std::string_view text, std::int64_t now) {
  const std::vector<DatePart> parts = parts_of(text.substr(0, longest_date));
  const int this_year = year_of(now);
  bool has_year = false;
  for (const DatePart& part : parts) {
    if (!part.number || part.text.size() < 4) continue;
    const bool run = part.text.size() >= 8;  // "20271301", "01132027"
    const int front = part.text.size() == 4 || run ? part.value() : 0;
    const int back = run ? std::atoi(std::string(part.text.substr(4, 4)).c_str()) : 0;
    if (front >= this_year || (part.text.size() == 8 && back >= this_year)) return true;
    has_year = has_year || front >= first_year || (part.text.size() == 8 && back >= first_year);
  }
  return !has_year && has_short_year_ahead(parts, this_year);
}

}  // namespace dateline
