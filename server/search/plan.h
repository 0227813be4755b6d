// From the query tree to what is looked for in the postings and what is marked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/search/plan_leaf.h"
#include "server/search/posting_query.h"
#include "server/search/query.h"
#include "server/search/snapshot.h"

namespace dateline {

// Words typed side by side are all wanted. Where no article has them all, those that have most of them are looked for.
struct Relaxed {
  // To be tried in this order until one finds enough: without one of the words, without two, ... Function words are not looked for.
  std::vector<PostingQuery> steps;
  bool first_has_all = false;  // the first step leaves out nothing but function words
  std::size_t words = 0;  // that may be left out; function words not counted
};

struct Plan {
  // What the text of the query says; nullopt when none of its characters make a word: then nothing is found.
  std::optional<PostingQuery> query;
  Relaxed relaxed;
  // Leaves that a hit is marked for (none under NOT), in the order of the query.
  Leaves leaves;
  // The words looked for, folded, without repeats.
  std::vector<std::string> terms;
  std::vector<AliasNote> aliases;  // that were applied
  // What is not looked for, for the user.
  std::vector<Warning> warnings;
  // A query without words orders by date.
  bool has_words = false;
};

// `hand` is used during the call. `aliases` may be null: none are applied. Throws nothing for what the tree says.
Plan make_plan(const QueryNode& root, const Snapshot& snapshot, SearchHand& hand, const AliasTable* aliases);

}  // namespace dateline
