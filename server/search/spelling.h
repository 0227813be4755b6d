// Did-you-mean from the archive's own words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/snapshot.h"

namespace dateline {

// The query with each of `unknown` (folded forms of its words) replaced by the nearest word that the archive has, wherever it stands as a word of its
// own; nullopt when none can be. Looks at the first kilobytes of `q` and at a few unknown words; gives up when the deadline passes.
std::optional<std::string> corrected_query(const std::string& q, const std::vector<std::string>& unknown, const Snapshot& snapshot,
                                           const Deadline& deadline);

// The most frequent word of the archive that is one or two edits (insert, delete, change, swap of neighbours) from `word`, nearer
// ones first; nullopt when there is none, or when the word is too short to tell. Reads the whole vocabulary once, or as far as the
// deadline allows.
std::optional<std::string> nearest_word(const std::string& word, const Snapshot& snapshot, const Deadline& deadline);

// Optimal string alignment distance in code points, or `limit` + 1 when it is more than `limit`.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);

}  // namespace dateline
