// Values of keyword fields as they are typed, and which of the archive's fit them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/fields.h"
#include "server/search/snapshot.h"

namespace dateline {

struct FittingValues {
  std::vector<std::string> terms;  // posting terms, without repeats
  bool cut = false;  // there may be more
};

// What a keyword field's `value` (valid UTF-8) stands for: itself, or, where there is a '*' in it, at most 128 values of the archive that fit, folded as
// values are compared. `left` bounds how many values are looked at and is counted down. Without '*' it costs nothing.
FittingValues values_that_fit(const Field& field, std::string_view value, const Snapshot& snapshot, std::size_t& left);

}  // namespace dateline
