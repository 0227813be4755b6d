// The second look at the best hits: what the postings cannot tell is read from the articles' words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/copies.h"
#include "server/search/deadline.h"
#include "server/search/plan_leaf.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// How many hits are looked at again; those behind keep the order of the postings.
inline constexpr std::size_t kLookedAtAgain = 100;

// What is asked of a Ranker.
struct RankingTask {
  std::size_t wanted = kLookedAtAgain;  // the best so many have to be right
  bool relaxed = false;                 // those that have all words come first
  bool explain = false;                 // each hit keeps the parts of its score
};

// Orders the best hits of one search. One thread. See docs/ranking.md.
class Ranker {
 public:
  // `average_words` of an article. All arguments must outlive it.
  Ranker(const Snapshot& snapshot, const Leaves& leaves, const RankingWeights& weights, double average_words, std::int64_t now);

  // Adds to the scores of the first kLookedAtAgain of `hits` (best first, scores from the postings) what their words, dates and copies are worth, and sorts
  // them; equal ones newest first, then by id. Only the first `wanted` have to come out as if all had been looked at: an article is not read whole when it
  // cannot be among them, and stands behind them with the score of the postings. Relaxed or explained, all are read; then returns how many have all words.
  // Stops adding when the deadline passes.
  std::size_t rank(std::vector<Ranked>& hits, const RankingTask& task, const Deadline& deadline);

 private:
  // A leaf's matches in one article.
  struct Matches {
    std::vector<TokenSpan> spans;
    std::uint32_t exact = 0;                 // places where the word stands as typed
    std::vector<std::uint32_t> starts;  // places of the headline behind a run of the leaves before it
  };
  // What a hit's headline, date and length say, and how much more it can be worth at most.
  struct Glance {
    std::uint32_t hit = 0;
    std::string_view words;  // encoded
    double headline = 0, whole_headline = 0, freshness = 0;
    double bound = 0;  // of the score
  };

  std::string_view words_of(const Ranked& hit) const;
  std::vector<Glance> begin_glances(const std::vector<Ranked>& hits, std::size_t count) const;
  void glance(const Ranked& hit, Glance& out, double best);
  void read_title(std::uint32_t segment, std::string_view words);
  bool all_in_headline() const;
  bool headline_is_query();
  void find(const Ranked& hit);
  // Adds what the hit is worth beyond the score of the postings. True when it has all words.
  bool look(Ranked& hit, const Glance& known, bool relaxed, double best, bool explain);
  bool has_all() const;
  double near(double length_norm) const;
  double exact(double length_norm) const;
  double lead() const;
  double most_beyond() const;
  double freshness(ArticlePlace place) const;
  void put_originals_first(std::vector<Ranked>& hits, std::size_t count, bool explain) const;
  void sort(std::vector<Ranked>& hits, std::size_t count) const;
  std::int64_t newest() const;

  const Snapshot& snapshot_;
  const Leaves& leaves_;
  const RankingWeights& weights_;
  double average_words_;
  std::int64_t now_, newest_;
  double all_idf_ = 0;  // of the leaves that say something
  double most_beyond_;  // what near, exact and lead can give together
  std::vector<std::vector<std::optional<std::uint32_t>>> typed_;  // [leaf][segment]: rank of the form as typed
  // Of the article that is looked at.
  WordSequence title_, scratch_;
  std::uint32_t lead_begin_ = 0, lead_end_ = 0;  // words of the first paragraph; none when no other follows
  std::vector<Matches> matches_;                 // parallel to leaves_
  std::vector<std::uint32_t> reached_;
};

}  // namespace dateline
