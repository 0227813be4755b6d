// Days, months and years as half-open ranges of UTC seconds. Pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "server/search/search.h"

namespace dateline {

// Nothing outside these years can be asked for.
inline constexpr int kFirstYear = 1600;
inline constexpr int kLastYear = 9999;

// The first second that can be asked for, and the first behind all of them.
std::int64_t earliest_second();
std::int64_t latest_second();

// Midnight at which the day begins.
std::int64_t seconds_of(std::chrono::sys_days day);

// The day that the second lies in.
std::chrono::sys_days day_of(std::int64_t seconds);

// nullopt when any of it lies outside the years that can be asked for.
std::optional<TimeRange> seconds_between(std::int64_t from, std::int64_t until);
std::optional<TimeRange> days_between(std::chrono::sys_days first, std::chrono::sys_days after);
std::optional<TimeRange> whole_day(std::chrono::sys_days day);
std::optional<TimeRange> whole_week(std::chrono::sys_days day);  // Monday to Sunday, the one with that day
std::optional<TimeRange> whole_months(std::chrono::year_month first, int count);
std::optional<TimeRange> whole_years(std::chrono::year first, int count);

// So many months earlier; the last day of a month that is too short. Any count whose year std::chrono can hold.
std::chrono::sys_days months_before(std::chrono::sys_days day, int months);

}  // namespace dateline
