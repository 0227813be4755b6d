// Real pairs that a person has judged.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/copies/texts.h"

namespace dateline {

// Prints how the judged pairs of a file come out: lines of two ids and copy, other or unsure, with tabs between; '#' begins a remark.
// Pairs whose articles are not in `read` are counted and passed over.
void print_labels(const HashedTexts& read, const std::string& file);

// Writes all pairs of `read` that share a key and have a containment of .3 or more: ids, estimated and counted containment, 1 where
// both tell the same story, words of each, separated by tabs. Prints how many second looks that took.
void write_near_pairs(const HashedTexts& read, const std::string& file);

}  // namespace dateline
