// The words of dates as tables. Internal to dates.cpp.
#pragma once

#include <optional>
#include <string_view>

namespace dateline {

// All words are in lower case and valid UTF-8, without a full stop at the end.

// 1..12, or nullopt when `word` names no month.
std::optional<int> month_named(std::string_view word);

// Whether `word` names a day of the week.
bool is_weekday(std::string_view word);

// Whether `word` may stand between the parts of a date and says nothing: "at", "of", "um", "de", "à", "uhr".
bool is_date_filler(std::string_view word);

struct Zone {
  bool ambiguous = false;  // several zones share the name
  int minutes = 0;  // east of UTC
};

// The zone called `word`, or nullopt.
std::optional<Zone> zone_named(std::string_view word);

}  // namespace dateline
