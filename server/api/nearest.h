// "Did you mean": the known name that is closest to a mistyped one.
#pragma once

#include <span>
#include <string_view>

namespace dateline {

// The candidate with the fewest single-character edits (insert, delete, replace, swap of neighbours), the first of
// several; empty when none is within a third of the longer name's length, at least 1 and at most 3 edits. Letter case does not
// count. O(candidates x length squared) for names; `name` beyond 64 bytes has no nearest one.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace dateline
