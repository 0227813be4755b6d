// Real pairs that a person has judged.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/copies/texts.h"

namespace dateline {

// Prints how the judged pairs of a file come out: lines of two ids and copy, other or unsure, with tabs between; '#' begins a remark.
// Pairs whose articles are not among `texts` are counted and passed over.
void print_labels(const std::vector<HashedText>& texts, const std::string& file);

// Writes all pairs of `texts` that share a key, with a containment between .3 and .9 or with different lengths: ids, estimate, counted containment,
// counted Jaccard, words of each, separated by tabs.
void write_near_pairs(const std::vector<HashedText>& texts, const std::string& file);

}  // namespace dateline
