// Dates as people ask for them. All periods are in UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/search/search.h"

namespace dateline {

// "2020", "2020-02", "2020-02-14", an RFC 3339 time (one second), "today", "yesterday", "-30d" ("-2w", "-6m", "-1y": that
// day), "last week", "last month", "last year", "this week", "this month", "this year". The whole period as a half-open range.
// nullopt: not a date. `now` is UTC seconds.
std::optional<TimeRange> read_period(std::string_view text, std::int64_t now);

}  // namespace dateline
