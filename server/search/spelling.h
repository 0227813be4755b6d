// Did-you-mean from the archive's own words.
#pragma once

#include <optional>
#include <string>

#include "server/search/query.h"
#include "server/search/snapshot.h"

namespace dateline {

// The most frequent word of the archive that is one or two edits (insert, delete, change, swap of neighbours) from `word`, nearer
// ones first; nullopt when there is none, or when the word is too short to tell. Reads the whole vocabulary once.
std::optional<std::string> nearest_word(const std::string& word, const Snapshot& snapshot);

// Optimal string alignment distance in code points, or `limit` + 1 when it is more than `limit`.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);

}  // namespace dateline
