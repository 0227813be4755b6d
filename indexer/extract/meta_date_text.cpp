// Dates in the texts of a page.
#include <algorithm>
#include <cstdlib>

#include "indexer/extract/dates.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::int64_t one_day = 86400;

bool has_year(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const bool century = text.substr(at).starts_with("19") || text.substr(at).starts_with("20");
    if (century && is_digits(text.substr(at, 4))) return true;
  }
  return false;
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// The word starts of a text, its end included.
std::vector<std::size_t> word_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); at = std::min(text.find(' ', at), text.size() - 1) + 1) starts.push_back(at);
  starts.push_back(text.size() + 1);
  return starts;
}

std::string_view without_marks(std::string_view text) {
  constexpr std::string_view marks = " ,;:|-()[]/.";
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

// As read_written, but a clock in a zone that several places share ("9:24 pm ET") stays a clock.
std::optional<Moment> read_shown(std::string_view run) {
  const auto moment = read_written(run);
  if (!moment || moment->precision == Precision::second || run.find(':') == std::string_view::npos) return moment;
  for (int dropped = 0; dropped < 2; ++dropped) {
    const std::size_t last = run.rfind(' ');
    if (last == std::string_view::npos) break;
    run = without_marks(run.substr(0, last));
    const auto clock = read_written(run);
    if (clock && clock->precision == Precision::second) return clock;
  }
  return moment;
}

// Of the words before a date that may belong to it or not ("Do on Monday, May 4"), only the last stays with it.
std::size_t bare_start(std::string_view text, const std::vector<std::size_t>& starts, std::size_t first, std::size_t last, const Moment& moment) {
  std::size_t bare = first;
  while (bare + 1 < last && read_shown(without_marks(text.substr(starts[bare + 1], starts[last] - 1 - starts[bare + 1]))) == moment) ++bare;
  return bare > first ? bare - 1 : first;
}

// Three numbers with the same mark between them, the last a year of four or two digits.
struct NumeralDate {
  std::string_view first, second, year;
  std::size_t begin = 0, end = 0;
};

// The date whose first mark stands at `at`.
std::optional<NumeralDate> numeral_date_around(std::string_view text, std::size_t at) {
  const auto run_end = [&](std::size_t from) { return std::min(text.find_first_not_of("0123456789", from), text.size()); };
  std::size_t begin = at;
  while (begin > 0 && is_digits(text.substr(begin - 1, 1))) --begin;
  const std::size_t second = run_end(at + 1);
  if (second >= text.size() || text[second] != text[at]) return std::nullopt;
  const std::size_t end = run_end(second + 1);
  const NumeralDate date = {text.substr(begin, at - begin), text.substr(at + 1, second - at - 1), text.substr(second + 1, end - second - 1), begin,
                            end};
  const auto short_part = [](std::string_view part) { return part.size() == 1 || part.size() == 2; };
  const bool alone = begin == 0 || std::string_view(" (|,:").find(text[begin - 1]) != std::string_view::npos;
  const bool ended = end == text.size() || std::string_view(" )|,;-").find(text[end]) != std::string_view::npos;
  if (!alone || !ended || !short_part(date.first) || !short_part(date.second) || (date.year.size() != 4 && date.year.size() != 2))
    return std::nullopt;
  return date;
}

}  // namespace

bool is_plausible(const Moment& moment) {
  constexpr std::int64_t first = -2208988800, last = 4102444800;  // 1900, 2100
  return moment.seconds > first && moment.seconds < last && (moment.seconds < 0 || moment.seconds > one_day);
}

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

std::optional<Moment> read_written(std::string_view text) {
  std::optional<Moment> moment;
  if (is_digits(text) && (text.size() == 10 || text.size() == 13))
    moment = moment_of_number(std::atof(std::string(text).c_str()));
  else
    moment = read_date(text);
  return moment && is_plausible(*moment) ? moment : std::nullopt;
}

std::int64_t day_of(const Moment& moment) {
  const std::int64_t local = moment.seconds + (moment.precision == Precision::day ? 0 : moment.offset_minutes * 60);
  return local >= 0 ? local / one_day : (local - one_day + 1) / one_day;
}

DateRole role_of(std::string_view text) {
  const std::string lower = lower_case(text);
  if (holds_any(lower, {"updated", "modified", "last edited", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizad", "aggiornat",
                        "atualizad", "bijgewerkt", "обновлен", "update"}))
    return DateRole::updated;
  if (holds_any(lower, {"publish", "posted", "first ", "created", "veröffentlicht", "erstellt", "publié", "publicad", "pubblicat", "gepubliceerd",
                        "опубликован"}))
    return DateRole::published;
  return DateRole::unknown;
}

std::string settled_numerals(std::string_view text, std::string_view lang) {
  const std::string lower = lower_case(lang);
  const bool month_first = lower == "en-us" || lower == "en_us";
  const bool day_first = !month_first && !lower.empty() && lower != "en";
  for (std::size_t at = text.find_first_of("/."); at != std::string_view::npos; at = text.find_first_of("/.", at + 1)) {
    const std::optional<NumeralDate> date = numeral_date_around(text, at);
    if (!date) continue;
    const bool slash = text[at] == '/';
    const std::string year = date->year.size() == 2 ? "20" + std::string(date->year) : std::string(date->year);
    const std::string first(date->first), second(date->second);
    std::string written = first + text[at] + second + text[at] + year;
    if (slash && month_first) written = year + '-' + first + '-' + second;
    if (slash && day_first) written = year + '-' + second + '-' + first;
    // "2/14/2020" has one reading in any language.
    if (slash && !read_date(written)) written = first + '/' + second + '/' + year;
    return std::string(text.substr(0, date->begin)) + written + std::string(text.substr(date->end));
  }
  return std::string(text);
}

std::optional<TextDate> first_date_in(std::string_view text, std::size_t from) {
  constexpr std::size_t longest_run = 9, most_words = 40;
  if (from >= text.size()) return std::nullopt;
  const std::string_view rest = text.substr(from);
  if (!has_year(rest)) return std::nullopt;
  const auto starts = word_starts(rest);
  const std::size_t words = std::min(starts.size() - 1, most_words);
  for (std::size_t first = 0; first < words; ++first) {
    for (std::size_t count = std::min(longest_run, words - first); count > 0; --count) {
      const std::size_t end = starts[first + count] - 1;
      const std::string_view run = without_marks(rest.substr(starts[first], end - starts[first]));
      if (!has_year(run)) break;
      const auto moment = read_shown(run);
      if (!moment) continue;
      return TextDate{*moment, from + starts[bare_start(rest, starts, first, first + count, *moment)], from + end};
    }
  }
  return std::nullopt;
}

}  // namespace dateline
