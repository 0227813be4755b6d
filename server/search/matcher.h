// Answers a PostingQuery: which articles match, how many there are, and the best of them.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "server/search/copies.h"
#include "server/search/deadline.h"
#include "server/search/match_nodes.h"
#include "server/search/posting_query.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"
#include "server/search/term_statistics.h"

namespace dateline {

// Called once for each article that is a hit, in any order.
using EachHit = std::function<void(std::uint32_t segment, std::uint32_t article)>;

struct MatchResult {
  std::vector<Ranked> hits;  // the best `wanted`, in order; scores are 0 when sorted by date
  std::uint64_t total = 0;   // all that match
};

// Term lists are read from Xapian's postings; what they are worth, how they go together, and the choice of the best happen here: every match is met once and
// counted, so that totals and facets are exact and no part of the work is done for hits that are not wanted. Only what may be seen comes through
// (Snapshot::is_visible). One thread.
class Matcher {
 public:
  // `now`: UTC seconds. All must outlive it.
  Matcher(const Snapshot& snapshot, SearchHand& hand, std::int64_t now, const Deadline& deadline, double k1, double b);

  // The best `wanted`; of equal ones first those that come first by number, the segments' articles in turn. `each` may be null. Once the deadline has passed
  // it ends with what it has. Time: of the order of the postings of the terms.
  MatchResult run(const PostingQuery& query, std::size_t wanted, Sort sort, const EachHit* each = nullptr);

  // The first `most` articles that match, by number as above. Stops when it has them.
  std::vector<ArticlePlace> first(const PostingQuery& query, std::size_t most);

 private:
  class Best;
  // Calls `visit(article, value)` for what matches and may be seen in a segment, until it says false. Looks at `first_block` articles at first.
  template <typename Visit>
  void walk(MatchNode& root, std::uint32_t segment, std::uint32_t first_block, Visit&& visit);


  const Snapshot& snapshot_;
  SearchHand& hand_;
  std::int64_t now_;
  const Deadline& deadline_;
  TermStatistics statistics_;
  BlockMatches found_;
};

}  // namespace dateline
