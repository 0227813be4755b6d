// One search over one snapshot, from the request to the answer.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "server/search/copies.h"
#include "server/search/deadline.h"
#include "server/search/plan.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"
#include "server/search/sources.h"

namespace dateline {

class FacetCounter;

// Used once, by one thread. All arguments must outlive it.
class OneSearch {
 public:
  OneSearch(const SearchRequest& request, const Snapshot& snapshot, const AliasTable& aliases);

  // Throws BadRequest for a filter, facet or page that cannot be.
  SearchAnswer run();

 private:
  // What one run of the engine found.
  struct Found {
    std::vector<Ranked> hits;  // of the pages up to the one asked for, or of all when copies are folded
    std::uint64_t total = 0;
    bool exact = true;
    std::vector<Facet> facets;
  };

  void check() const;
  Xapian::Query whole_query(const Xapian::Query& text, const std::shared_ptr<const EachHit>& each) const;
  Xapian::doccount wanted_hits() const;
  Found find(const Xapian::Query& text) const;
  bool is_few(const Found& strict) const;
  Found find_relaxed(const Found& strict);
  Found find_steps(const Relaxed& relaxed, const Found& strict);
  Xapian::Query with_feedback(const Xapian::Query& text, const Found& found);
  double best_score(const Xapian::Query& text) const;
  void match();
  Found with_first(Found found, const Found& strict) const;
  void rank(Found& found, std::uint64_t with_all);
  std::vector<Ranked> page_of(Found& found);
  void note_relaxed(std::uint64_t with_all);
  void show(const std::vector<Ranked>& ranked);
  Hit make_hit(const Ranked& ranked);
  Hit make_card(const Ranked& ranked) const;
  double worth_here(const Xapian::Query& query, ArticlePlace place) const;
  void explain(Hit& hit, const Ranked& ranked) const;

  const SearchRequest& request_;
  const Snapshot& snapshot_;
  const AliasTable* aliases_;  // null: not wanted
  std::int64_t now_;  // UTC seconds
  Deadline deadline_;
  std::unique_ptr<SearchHand, std::function<void(SearchHand*)>> hand_;
  QueryNode root_;
  Plan plan_;
  Xapian::Query feedback_;  // what was added to a relaxed query, as it weighs there
  SearchAnswer answer_;
};

}  // namespace dateline
