// One search over one snapshot, from the request to the answer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "server/search/copies.h"
#include "server/search/deadline.h"
#include "server/search/plan.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"
#include "server/search/matcher.h"

namespace dateline {

class FacetCounter;

// Used once, by one thread. All arguments must outlive it.
class OneSearch {
 public:
  OneSearch(const SearchRequest& request, const Snapshot& snapshot, const AliasTable& aliases);

  // Throws BadRequest for a filter, facet or page that cannot be.
  SearchAnswer run();

  // The same without reading the hits: the answer has none, and the hits of the page stand beside it, in their order.
  std::pair<SearchAnswer, std::vector<ArticlePlace>> list();

 private:
  // What one run of the matcher found.
  struct Found {
    std::vector<Ranked> hits;  // of the pages up to the one asked for, or of all when copies are folded
    std::uint64_t total = 0;
    bool exact = true;
    std::vector<Facet> facets;
  };

  void check() const;
  PostingQuery whole_query(const PostingQuery& asked) const;
  std::size_t wanted_hits() const;
  Found find(const PostingQuery& text);
  bool is_few(const Found& strict) const;
  Found find_relaxed(const Found& strict);
  Found find_steps(const Relaxed& relaxed, const Found& strict);
  PostingQuery with_feedback(const PostingQuery& text, const Found& found);
  double best_score(const PostingQuery& text);
  void read();
  std::vector<Ranked> match();
  Found with_first(Found found, const Found& strict) const;
  void rank(Found& found, std::uint64_t with_all);
  std::vector<Ranked> page_of(Found& found);
  void note_relaxed(std::uint64_t with_all);
  void show(const std::vector<Ranked>& ranked);
  Hit make_hit(const Ranked& ranked);
  double worth_here(const PostingQuery& query, ArticlePlace place);
  void explain(Hit& hit, const Ranked& ranked);

  const SearchRequest& request_;
  const Snapshot& snapshot_;
  const AliasTable* aliases_;  // null: not wanted
  std::int64_t now_;  // UTC seconds
  Deadline deadline_;
  std::unique_ptr<SearchHand, std::function<void(SearchHand*)>> hand_;
  Matcher matcher_;
  QueryNode root_;
  Plan plan_;
  bool light_left_out_ = false;  // function words were not looked for, but all others are there
  PostingQuery feedback_;  // what was added to a relaxed query, as it weighs there
  SearchAnswer answer_;
};

// A hit without a look at its words. `whole`: with the article's text.
Hit card_of(const Snapshot& snapshot, ArticlePlace place, bool whole);

}  // namespace dateline
