#include "server/search/term_statistics.h"

#include <algorithm>
#include <cmath>

namespace dateline {

WordWeight::WordWeight(double all, double with, double k1, double b, double average_words)
    : flat_(k1 * (1 - b)), slope_(k1 * b), per_average_(1 / std::max(average_words, 1.0)) {
  const double n = std::min(with, all);
  double odds = (all - n + 0.5) / (n + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  factor_ = std::log(odds) * (k1 + 1);
}

TermStatistics::TermStatistics(const Snapshot& snapshot, SearchHand& hand, double k1, double b)
    : hand_(hand), k1_(k1), b_(b), all_(static_cast<double>(snapshot.articles())), average_words_(snapshot.average_words()) {}

double TermStatistics::with(const std::string& term) {
  const auto [known, fresh] = known_.try_emplace(term, 0);
  if (fresh)
    for (const Xapian::Database& segment : hand_.segments) known->second += segment.get_termfreq(term);
  return known->second;
}

double TermStatistics::share(const PostingQuery& query) {
  using Op = PostingQuery::Op;
  double out = 1, none = 1;
  switch (query.op()) {
    case Op::nothing: return 0;
    case Op::term: return std::min(1.0, with(query.term()) / std::max(all_, 1.0));
    case Op::all:
    case Op::filter:
      for (const PostingQuery& part : query.parts()) out *= share(part);
      return out;
    case Op::any:
    case Op::synonym:
    case Op::checked:
      for (const PostingQuery& part : query.parts()) none *= 1 - share(part);
      return 1 - none;
    case Op::without:
    case Op::maybe:
    case Op::scaled: return share(query.parts().front());
    default: return 1;
  }
}

double TermStatistics::about(const PostingQuery& query) { return query.op() == PostingQuery::Op::term ? with(query.term()) : share(query) * all_; }

}  // namespace dateline
