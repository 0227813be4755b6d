// Dates as people ask for them. All periods are in UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/search/search.h"

namespace dateline {

// A period as people write it, whole, as a half-open range. nullopt: not a date. `now` is UTC seconds. In any case of letters:
//
//   2020, 2020-02, 2020-02-14 (also with / or . or without zeros), 20200214, 2020-W07, 2020-Q1, 1990s
//   14.2.2020, 14/2/2020 (the day first, unless only the other order is a date), 02/2020
//   14 February 2020, Feb 14, February 2020, Q1 2020; without a year the most recent one
//   an RFC 3339 time: one second
//   today, yesterday, tomorrow; monday: the most recent one, today included; last monday: before today
//   this, last, next week (month, quarter, year): Monday to Sunday, and so on
//   -30d (-2w, -6m, -1y), 30 days ago: that day
//   last 30 days, past week, 30d: up to the end of today
//
// Years 1600 to 9999. '-' and '_' stand for spaces between words ("last-week"). A month before the 31st is its last day. A fraction of a second is
// cut off, second 60 is read as 59.
std::optional<TimeRange> read_period(std::string_view text, std::int64_t now);

// Whether day and month could be meant in the other order, too: "3/4/2020".
bool is_ambiguous_period(std::string_view text);

// Before or after a period that has both ends; `with`: the period too.
TimeRange compared(const TimeRange& period, bool later, bool with);

// A period; or two with ".." (or "to", " - ", a dash) between them, either of which may be missing but not both: "2020..", "2019-03..today", in either
// order; or one with a comparison: ">2020", "<=2020-02", "since monday", "before 2020". nullopt: not dates. `now` is UTC seconds.
std::optional<TimeRange> read_periods(std::string_view text, std::int64_t now);

// The shortest text from which read_periods gives `range`, without words that depend on the day: "2020-02",
// "2020-02-03..2020-02-09", "2020..". Empty when both ends are open. Ends outside the years 1600 to 9999 are drawn in.
std::string print_periods(const TimeRange& range);

}  // namespace dateline
