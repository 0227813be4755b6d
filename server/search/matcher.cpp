#include "server/search/matcher.h"

#include <algorithm>

namespace dateline {
namespace {

// Articles of the first block where a few are wanted; each next one has twice as many.
constexpr std::uint32_t kFirstBlock = 256;

// What articles are worth in a sort by date: seconds, the latest or the earliest first; those without a date last.
double date_value(std::int64_t published, Sort sort) {
  if (published == kNoDate) return -1e300;
  return sort == Sort::oldest ? -static_cast<double>(published) : static_cast<double>(published);
}

}  // namespace

// The best articles so far: twice as many as are wanted at most, cut down to these when it is full.
class Matcher::Best {
 public:
  Best(std::size_t wanted, std::uint32_t segments) : wanted_(wanted), segments_(segments) {}

  void offer(double value, ArticlePlace place) {
    if (value < least_ || wanted_ == 0) return;
    kept_.push_back({value, std::uint64_t{place.article} * segments_ + place.segment, place});
    if (kept_.size() >= 2 * wanted_ + kRoom) cut();
  }

  // No article worth less is wanted.
  double least() const { return least_; }

  std::vector<Ranked> take(bool with_scores) {
    std::sort(kept_.begin(), kept_.end(), before);
    if (kept_.size() > wanted_) kept_.resize(wanted_);
    std::vector<Ranked> out;
    out.reserve(kept_.size());
    for (const One& one : kept_) out.push_back({one.place, with_scores ? one.value : 0.0, {}, {}});
    return out;
  }

 private:
  static constexpr std::size_t kRoom = 64;

  struct One {
    double value;
    std::uint64_t number;
    ArticlePlace place;
  };
  static bool before(const One& a, const One& b) { return a.value != b.value ? a.value > b.value : a.number < b.number; }

  void cut() {
    std::nth_element(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(wanted_ - 1), kept_.end(), before);
    kept_.resize(wanted_);
    least_ = kept_.back().value;
  }

  std::size_t wanted_;
  std::uint32_t segments_;
  std::vector<One> kept_;
  double least_ = -1e308;
};

Matcher::Matcher(const Snapshot& snapshot, SearchHand& hand, std::int64_t now, const Deadline& deadline, double k1, double b)
    : snapshot_(snapshot), hand_(hand), now_(now), deadline_(deadline), statistics_(snapshot, hand, k1, b) {}

template <typename Visit>
void Matcher::walk(MatchNode& root, std::uint32_t segment, std::uint32_t first_block, Visit&& visit) {
  const ArticleRange reach = root.reach();
  const bool all_visible = snapshot_.all_visible(segment);
  std::uint32_t size = first_block;
  for (std::uint32_t begin = reach.begin, end = 0; begin < reach.end; begin = end) {
    end = std::min({begin - begin % kBlockArticles + kBlockArticles, begin + size, reach.end});
    size = std::min(2 * size, kBlockArticles);
    if (deadline_.look()) return;
    found_.clear();
    root.find({begin, end}, found_);
    // Conditions say no from then on, also under NOT.
    if (deadline_.passed()) return;
    for (std::size_t at = 0; at < found_.articles.size(); ++at) {
      const std::uint32_t article = found_.articles[at];
      if ((all_visible || snapshot_.is_visible(segment, article, now_)) && !visit(article, found_.values.empty() ? 0.0 : found_.values[at])) return;
    }
  }
}

MatchResult Matcher::run(const PostingQuery& query, std::size_t wanted, Sort sort, const EachHit* each) {
  MatchResult out;
  Best best(wanted, snapshot_.segments());
  const NodeValue value = sort == Sort::relevance ? NodeValue::weight : NodeValue::none;
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
    MatchContext context{snapshot_, hand_, statistics_, deadline_, segment};
    const auto root = make_match_node(query, value, context);
    const auto published = snapshot_.live(segment).segment->columns().published;
    // The newest come first: where their number is known without a look at each, the others need not be met.
    const bool known = sort == Sort::newest && each == nullptr && root->is_exact() && snapshot_.all_visible(segment);
    std::uint64_t met = 0;
    walk(*root, segment, known ? kFirstBlock : kBlockArticles, [&](std::uint32_t article, double worth) {
      ++met;
      if (each != nullptr) (*each)(segment, article);
      best.offer(sort == Sort::relevance ? worth : date_value(published[article], sort), {segment, article});
      return !known || met < wanted;
    });
    out.total += known && met == wanted ? root->about() : met;
  }
  out.hits = best.take(sort == Sort::relevance);
  return out;
}

std::vector<ArticlePlace> Matcher::first(const PostingQuery& query, std::size_t most) {
  std::vector<ArticlePlace> out;
  for (std::uint32_t segment = 0; most > 0 && segment < snapshot_.segments(); ++segment) {
    std::size_t found = 0;
    MatchContext context{snapshot_, hand_, statistics_, deadline_, segment};
    const auto root = make_match_node(query, NodeValue::none, context);
    walk(*root, segment, kFirstBlock, [&](std::uint32_t article, double) {
      out.push_back({segment, article});
      return ++found < most;
    });
  }
  std::sort(out.begin(), out.end(), [](const ArticlePlace& a, const ArticlePlace& b) {
    return a.article != b.article ? a.article < b.article : a.segment < b.segment;
  });
  if (out.size() > most) out.resize(most);
  return out;
}

}  // namespace dateline
