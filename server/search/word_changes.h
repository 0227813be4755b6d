// What may have been meant by the words of a query, one by one or two together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "server/search/query_words.h"
#include "server/search/spelling.h"

namespace dateline {

// Words `first` to `last` of a query replaced by `text`.
struct WordChange {
  std::size_t first = 0, last = 0;
  std::string text;
  double penalty = 0;   // how unlikely the slip is, in nats
  double frequency = 0;  // ln of the articles that have it, as far as that is known
  bool phrase = false;  // `text` is two words: likely only where they stand side by side
};

// The words worth a change and their likely changes, best first: a list for each of a few words. `articles`: how
// many the archive has.
std::vector<std::vector<WordChange>> likely_changes(const std::vector<QueryWord>& words, std::uint64_t articles, SpellingBook& book, const AliasTable& aliases);

}  // namespace dateline
