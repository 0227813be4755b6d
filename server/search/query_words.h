// The words of a query as they stand in it, for those that write it anew with others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokenizer.h"

namespace dateline {

struct QueryWord {
  std::string form;         // as the archive would have it
  std::uint32_t begin = 0;  // bytes in the query
  std::uint32_t end = 0;
  bool quoted = false;      // stands in a phrase
  bool capital = false;     // begins with a capital of ASCII: it may be a name
  bool beside = false;      // nothing but white space is between it and the next one, and both belong to the same field
};

// The words of `q` (any bytes) that are looked for as words, in their order: none that is negated, exact, ends in a *, or names a value, a date or a
// number. Linear.
std::vector<QueryWord> words_of_query(const std::string& q, Tokenizer& tokenizer);

}  // namespace dateline
