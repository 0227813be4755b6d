// The second look at the best hits: what the postings cannot tell is read from the articles' words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/search/copies.h"
#include "server/search/deadline.h"
#include "server/search/plan_leaf.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// How many hits are looked at again; those behind keep the engine's order.
inline constexpr std::size_t kLookedAtAgain = 300;

// Orders the best hits of one search. One thread. See docs/ranking.md.
class Ranker {
 public:
  // `average_words` of an article. All arguments must outlive it.
  Ranker(const Snapshot& snapshot, const Leaves& leaves, const RankingWeights& weights, double average_words, std::int64_t now);

  // Adds to the scores of the first kLookedAtAgain of `hits` (best first, scores from the engine) what their words, dates and copies are worth, and sorts
  // them; equal ones newest first, then by id. `relaxed`: those that have all words come first. `explain`: each keeps its parts. Returns how many of
  // them have all words. Stops adding when the deadline passes.
  std::size_t rank(std::vector<Ranked>& hits, bool relaxed, bool explain, const Deadline& deadline);

 private:
  // A leaf's matches in one article.
  struct Matches {
    std::vector<TokenSpan> spans;
    std::uint32_t exact = 0;  // places where the word stands as typed
  };
  using Parts = std::vector<std::pair<std::string, double>>;

  bool look(const Ranked& hit, Parts& parts);
  void find(ArticlePlace place);
  bool has_all() const;
  bool all_in_headline() const;
  bool headline_is_query() const;
  double near(double length_norm) const;
  double exact(double length_norm) const;
  double lead() const;
  double freshness(ArticlePlace place) const;
  void put_originals_first(std::vector<Ranked>& hits, std::size_t count, bool explain) const;
  std::int64_t newest() const;

  const Snapshot& snapshot_;
  const Leaves& leaves_;
  const RankingWeights& weights_;
  double average_words_;
  std::int64_t now_, newest_;
  double all_idf_ = 0;  // of the leaves that say something
  std::vector<std::vector<std::int64_t>> exact_ranks_;  // [leaf][segment]; -1: none
  WordSequence words_;
  std::vector<Matches> matches_;  // parallel to leaves_
};

}  // namespace dateline
