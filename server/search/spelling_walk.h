// The words of one vocabulary that are spelled nearly like a given one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/vocabulary.h"
#include "server/search/deadline.h"
#include "server/search/edit_costs.h"

namespace dateline {

struct NearForm {
  std::string form;
  int cost = 0;                // see EditCosts
  std::uint64_t articles = 0;  // that have it
  double score = 0;            // ln(articles) - cost: the higher the likelier
};

struct WalkOptions {
  EditCosts costs;
  int limit = 200;             // no form that costs more is given
  double nats = 0.085;         // what a hundredth of an edit takes from ln(articles)
  std::size_t most = 24;       // forms given
};

// The likeliest forms other than `wanted`, in no order. Walks the sorted forms as a tree, one letter after another, and leaves out whatever begins in a
// way that costs more than the limit: reads a small part of the vocabulary. Gives what it has when the deadline passes. `wanted` is valid UTF-8, of at
// most kLongestWalked letters; longer ones have no near forms.
std::vector<NearForm> walk_vocabulary(const Vocabulary& vocabulary, std::string_view wanted, const WalkOptions& options, const Deadline& deadline);

inline constexpr std::size_t kLongestWalked = 40;

}  // namespace dateline
