// Points in time as the contract writes them. Pure functions but for the clock, safe from any thread; independent of TZ and locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "indexer/article.h"

namespace dateline {

// RFC 3339 with the offset that was written beside the time ("2020-02-14T18:30:00+01:00"; "Z" for UTC and when none was
// written), or the plain date when only a day is known ("2020-02-14"). nullopt: nobody knows, or the year is not in 0..9999.
std::optional<std::string> moment_text(const Moment& moment);

// UTC seconds since 1970.
std::int64_t now_seconds();

// UTC seconds as RFC 3339 with "Z". Years outside 0..9999 give nullopt.
std::optional<std::string> utc_text(std::int64_t seconds);

}  // namespace dateline
