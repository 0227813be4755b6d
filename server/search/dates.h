// Dates as people ask for them. All periods are in UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/search/search.h"

namespace dateline {

// "2020", "2020-02", "2020-02-14", an RFC 3339 time (one second), "today", "yesterday", "-30d" ("-2w", "-6m", "-1y":
// that day), "last week", "last month", "last year", "this week", "this month", "this year". The whole period as a
// half-open range. nullopt: not a date. `now` is UTC seconds.
//
// Years 1600 to 9999. Weeks begin on Monday. Words in any case; '-' and '_' stand for the space ("last-week"). A month
// before the 31st is its last day. A fraction of a second is cut off, second 60 is read as 59.
std::optional<TimeRange> read_period(std::string_view text, std::int64_t now);

// A period, or two with ".." between them, either of which may be missing but not both: "2020..", "2019-03..today". The
// ends may stand in either order. nullopt: not dates. `now` is UTC seconds.
std::optional<TimeRange> read_periods(std::string_view text, std::int64_t now);

// The shortest text from which read_periods gives `range`, without words that depend on the day: "2020-02",
// "2020-02-03..2020-02-09", "2020..". Empty when both ends are open. Ends outside the years 1600 to 9999 are drawn in.
std::string print_periods(const TimeRange& range);

}  // namespace dateline
