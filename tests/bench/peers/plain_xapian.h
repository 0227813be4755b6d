// Xapian as its documentation uses it: TermGenerator with the English stemmer, stems and raw words with positions, values and boolean terms.
#pragma once

#include <xapian.h>

#include "tests/bench/peers/queries.h"

namespace dateline {

inline constexpr Xapian::valueno kDateSlot = 0, kSourceSlot = 1, kYearSlot = 2;

// A query as terms, without a parser.
class PlainQueries {
 public:
  Xapian::Query of(const LoggedQuery& query) const;

 private:
  Xapian::Query word(const std::string& word) const;
  Xapian::Stem stem_{"english"};
};

}  // namespace dateline
