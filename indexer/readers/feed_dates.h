// Dates of publication in feeds. Pure functions, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/article.h"

namespace dateline {

// What read_date() reads, and seconds or milliseconds since 1970 in nine digits or more.
std::optional<Moment> read_feed_date(std::string_view text);

// Whether a date that cannot be read may lie after `now` (UTC seconds): it has a year of four digits, or without one a year of two digits in the shape of a
// date, that is not over. What has no year in it does not.
bool may_lie_ahead(std::string_view text, std::int64_t now);

}  // namespace dateline
