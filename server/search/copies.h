// Copies of one text among hits and in the archive: the groups that the indexer gave them.
#pragma once

#include <cstdint>
#include <vector>

#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// A hit in its rank.
struct Ranked {
  ArticlePlace place;  // numbered among the open segments
  double score = 0;
  Copies copies;
  std::vector<std::pair<std::string, double>> parts;  // of the score, beyond the words' own weight; only when asked for
};

struct Folded {
  std::vector<Ranked> page;
  std::size_t groups = 0;  // in all
};

// The groups of `hits` from `first` on, at most `most` of them. A group stands at the rank of its best hit and with that hit's score, and shows the first
// published of its hits (those without a date last) with the number, sources and ids of all. Linear in the hits.
Folded fold_copies(const std::vector<Ranked>& hits, std::size_t first, std::size_t most, const Snapshot& snapshot);

// All articles that may be seen at `now` and are in the group of the one at `place`. Reads the group of every article: about a millisecond a million.
Copies copies_of(ArticlePlace place, const Snapshot& snapshot, std::int64_t now);

}  // namespace dateline
