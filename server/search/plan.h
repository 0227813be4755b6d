// From the query tree to what the engine runs and what is marked.
#pragma once

#include <xapian.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/search/pattern.h"
#include "server/search/query.h"
#include "server/search/snapshot.h"
#include "server/search/sources.h"

namespace dateline {

struct Plan {
  // What the text of the query says; nullopt when it says nothing that an article could have or lack.
  std::optional<Xapian::Query> query;
  // Leaves that a hit is marked for (none under NOT), each with a matcher for every segment.
  std::vector<std::shared_ptr<const std::vector<LeafMatcher>>> leaves;
  // The words looked for, folded, without repeats.
  std::vector<std::string> terms;
  // Words of `terms` typed alone that no article of the archive has in any form.
  std::vector<std::string> unknown;
  // Aliases that were applied, without repeats.
  std::vector<AliasNote> aliases;
  // What is not looked for, for the user.
  std::vector<Warning> warnings;
  // A query without words orders by date.
  bool has_words = false;
};

// `hand` is used during the call and by the plan's query. `aliases` may be null: none are applied. Throws nothing for what the tree says.
Plan make_plan(const QueryNode& root, const Snapshot& snapshot, SearchHand& hand, Deadline deadline, const AliasTable* aliases);

}  // namespace dateline
