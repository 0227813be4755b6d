// One leaf of a query that is looked for and marked, with what ranking has to know of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/search/leaf_scan.h"
#include "server/search/posting_query.h"

namespace dateline {

// Immutable once planned, but for `query`, which belongs to the thread that planned.
struct PlanLeaf {
  std::shared_ptr<const std::vector<LeafScan>> scans;  // one for each open segment
  std::vector<std::string> forms;  // as typed: exact forms in order, a prefix with its '*'
  std::string typed;               // the leaf's text as the query has it
  PostingQuery query;              // the articles that match, with the weight of the leaf's words
  double idf = 0;                  // of its words in sum: log(1 + (N - n + .5) / (n + .5))
  bool light = false;              // a function word beside words that are none: it is wanted, but says nothing
  bool side_by_side = false;       // one of several words and phrases that are wanted together
  std::uint32_t joins = 0;         // another way to write so many leaves before it: "backdoor" for back door
};

using Leaves = std::vector<PlanLeaf>;

}  // namespace dateline
