// Counts of the hits by the values of a field or by period.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// Counts for one search. One thread.
class FacetCounter {
 public:
  // `names` as in SearchRequest::facets. Throws BadRequest for a name that is no facet.
  FacetCounter(const Snapshot& snapshot, const std::vector<std::string>& names);

  bool empty() const { return facets_.empty(); }
  void count(std::uint32_t segment, std::uint32_t article);

  // The counts; `size` values of each, the most frequent first. `exact`: every hit was counted.
  std::vector<Facet> result(std::uint32_t size, bool exact) const;

 private:
  enum class Period { none, year, month, day };
  struct Counting {
    std::string name;
    std::string column;            // keyword facets
    std::vector<const KeywordColumn*> columns;  // of `column`, [segment]
    Period period = Period::none;  // date histograms
    std::int64_t day = kNoDate;    // midnight of the article counted last
    std::uint64_t* of_day = nullptr;  // where that day is counted
    std::vector<std::vector<std::uint64_t>> by_ordinal;  // [segment][ordinal]
    std::map<std::int64_t, std::uint64_t> by_period;     // year * 10000 + month * 100 + day
    std::uint64_t undated = 0;
  };

  static Counting make(const std::string& name);
  static void count_period(Counting& facet, std::int64_t published);
  Facet keyword_result(const Counting& facet, std::uint32_t size) const;
  static Facet period_result(const Counting& facet);

  const Snapshot& snapshot_;
  std::vector<Counting> facets_;
};

}  // namespace dateline
