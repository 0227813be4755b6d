// Words that the best hits of a relaxed query have in common: articles that have them too rank higher (pseudo-relevance feedback; Rocchio 1971, the
// weights are those of a relevance model, Lavrenko and Croft 2001, times the rarity of the word).
#pragma once

#include <vector>

#include "server/search/copies.h"
#include "server/search/posting_query.h"
#include "server/search/snapshot.h"

namespace dateline {

// `best`: the first hits, with their scores. The query matches articles that have any of at most 20 words which two or more of the hits have, and weighs
// at most about as much as a word for each. Empty when there are none. Reads the words of at most five hits.
PostingQuery feedback_query(const std::vector<Ranked>& best, const Snapshot& snapshot, const SearchHand& hand);

}  // namespace dateline
