// Writes the postings of a segment: the one place that puts terms into Xapian.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// Terms of one article with their counts, without repeats.
using CountedTerms = std::vector<std::pair<std::string_view, std::uint32_t>>;

// Writes one part: a database folder at `path` with the documents in that order. Throws std::runtime_error.
void write_postings_part(const std::string& path, const std::vector<CountedTerms>& documents);

// Merges parts into one database file at `target`, documents numbered through in the order of the parts, and removes the
// parts. `scratch` is a folder for files in between. Throws std::runtime_error.
void merge_postings(std::vector<std::string> parts, const std::string& target, const std::string& scratch);

}  // namespace dateline
