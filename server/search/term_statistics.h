// How rare terms are in all open segments, and what a word's count in an article is worth.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "server/search/posting_query.h"
#include "server/search/snapshot.h"

namespace dateline {

// BM25 with the idf of Xapian::BM25Weight (k2 = 0, k3 = 1): log((N - n + .5) / (n + .5)), and for what stands in about a third of all articles or in
// more, the logarithm of half of that quotient and one, so that no word weighs nothing.
class WordWeight {
 public:
  WordWeight() = default;
  // `with` of `all` articles have it; k1 and b as usual.
  WordWeight(double all, double with, double k1, double b, double average_words);

  // `count` times in an article of `words` words.
  double of(double count, double words) const {
    const double length = words * per_average_ < kShortest ? kShortest : words * per_average_;
    return factor_ * count / (count + flat_ + slope_ * length);
  }

 private:
  static constexpr double kShortest = 0.1;  // of an article's length, as a share of the average
  double factor_ = 0, flat_ = 0, slope_ = 0, per_average_ = 0;
};

// Asks each segment once for each term. One thread.
class TermStatistics {
 public:
  TermStatistics(const Snapshot& snapshot, SearchHand& hand, double k1, double b);

  double articles() const { return all_; }
  double average_words() const { return average_words_; }
  // Articles with the term, in all open segments; dead ones counted.
  double with(const std::string& term);
  // How many articles match, as if words stood together by chance.
  double about(const PostingQuery& query);
  WordWeight weight(const PostingQuery& query) { return {all_, about(query), k1_, b_, average_words_}; }

 private:
  double share(const PostingQuery& query);

  SearchHand& hand_;
  double k1_, b_, all_, average_words_;
  std::map<std::string, double> known_;
};

}  // namespace dateline
