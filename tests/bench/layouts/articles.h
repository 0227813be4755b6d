// The articles that every layout is built of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/article.h"

namespace dateline {

struct Corpus {
  std::vector<Article> articles;
  std::uint64_t text_bytes = 0;  // of headlines and paragraphs
};

// Reads at most `limit` lines of JSON with the keys id, title, body (paragraphs end with a line feed), source, section, byline and
// published (YYYY-MM-DD...). Throws std::exception for a file that cannot be read or a line that is no JSON object.
Corpus read_corpus(const std::string& path, std::size_t limit);

}  // namespace dateline
