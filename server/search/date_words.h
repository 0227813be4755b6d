// Dates in words: "last week", "14 February 2020", "30 days ago", "monday".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/search/search.h"

namespace dateline {

// The period that the words mean at `now` (UTC seconds, in the years that can be asked for). `text` is in lower case with single spaces.
// nullopt: they are no period. See dates.h for what is understood.
std::optional<TimeRange> read_date_words(std::string_view text, std::int64_t now);

}  // namespace dateline
