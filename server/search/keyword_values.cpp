#include "server/search/keyword_values.h"

#include <set>

#include "indexer/analysis/fold.h"
#include "server/search/wildcards.h"

namespace dateline {
namespace {

constexpr std::size_t kMostValues = 128;

}  // namespace

FittingValues values_that_fit(const Field& field, std::string_view value, const Snapshot& snapshot, std::size_t& left) {
  if (value.find('*') == std::string_view::npos) return {{keyword_term(field, value)}, false};
  const std::string pattern = fold_value(value);
  std::set<std::string> terms;
  FittingValues out;
  for (std::uint32_t segment = 0; segment < snapshot.segments() && !out.cut; ++segment) {
    const KeywordColumn& column = snapshot.live(segment).segment->columns().keyword(field.column);
    for (std::uint32_t ordinal = 0; ordinal < column.texts() && !out.cut; ++ordinal) {
      out.cut = left == 0 || terms.size() >= kMostValues;
      if (out.cut) break;
      --left;
      if (fits_wildcards(pattern, fold_value(column.text(ordinal))))
        terms.insert(keyword_term(field, column.text(ordinal)));
    }
  }
  out.terms.assign(terms.begin(), terms.end());
  return out;
}

}  // namespace dateline
