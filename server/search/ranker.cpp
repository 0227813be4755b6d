#include "server/search/ranker.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace dateline {
namespace {

constexpr std::uint32_t kNearWords = 8;   // neighbours of the query count as near within so many words
constexpr double kNearShare = 0.3;        // of what they are worth side by side and in order
constexpr double kHalfLife = 365.25 * 86'400;  // seconds
constexpr double kAhead = 1e-6;           // by which an original stands before its copies

double saturated(double count, double norm) { return count / (count + norm); }

bool begins_before(const TokenSpan& a, const TokenSpan& b) { return a.begin < b.begin; }

}  // namespace

Ranker::Ranker(const Snapshot& snapshot, const Leaves& leaves, const RankingWeights& weights, double average_words, std::int64_t now)
    : snapshot_(snapshot), leaves_(leaves), weights_(weights), average_words_(std::max(average_words, 1.0)), now_(now), newest_(newest()), matches_(leaves.size()) {
  for (const PlanLeaf& leaf : leaves_) {
    if (!leaf.light && leaf.joins == 0) all_idf_ += leaf.idf;
    auto& ranks = exact_ranks_.emplace_back();
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
      const auto rank = leaf.forms.size() == 1 ? snapshot_.live(segment).segment->vocabulary().rank_of(leaf.forms.front()) : std::nullopt;
      ranks.push_back(rank ? static_cast<std::int64_t>(*rank) : -1);
    }
  }
}

// The newest article that can be found; what is dated in the future is no newer than now.
std::int64_t Ranker::newest() const {
  std::int64_t out = kNoDate;
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
    const Segment& files = *snapshot_.live(segment).segment;
    std::uint32_t article = 0;
    while (article < files.size() && !snapshot_.is_visible(segment, article, now_)) ++article;
    if (article < files.size()) out = std::max(out, files.columns().published[article]);
  }
  return std::min(out, now_);
}

void Ranker::find(ArticlePlace place) {
  snapshot_.live(place.segment).segment->words(place.article, words_);
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    Matches& found = matches_[leaf];
    found.spans.clear();
    found.exact = 0;
    (*leaves_[leaf].scans)[place.segment].matcher().find(words_, found.spans);
    const std::int64_t rank = exact_ranks_[leaf][place.segment];
    if (rank < 0) continue;
    for (const TokenSpan& span : found.spans) found.exact += span.end == span.begin + 1 && words_.codes[span.begin] == rank;
  }
}

bool Ranker::has_all() const {
  std::size_t whole = leaves_.size();  // leaves from here on are there, written as one thing that stands behind them
  for (std::size_t leaf = leaves_.size(); leaf-- > 0;) {
    const bool found = !matches_[leaf].spans.empty();
    if (leaves_[leaf].joins > 0 && found) whole = leaf - leaves_[leaf].joins;
    const bool needed = leaves_[leaf].side_by_side && !leaves_[leaf].light && leaf < whole;
    if (needed && !found) return false;
    if (leaf == whole) whole = leaves_.size();
  }
  return true;
}

bool Ranker::all_in_headline() const {
  const std::uint32_t end = words_.units() > kTitleUnit ? words_.unit_ends[kTitleUnit] : 0;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf)
    if (!leaves_[leaf].light && leaves_[leaf].joins == 0 && (matches_[leaf].spans.empty() || matches_[leaf].spans.front().begin >= end)) return false;
  return true;
}

// Whether the query stands in the headline word by word.
bool Ranker::headline_is_query() const {
  const std::uint32_t end = words_.units() > kTitleUnit ? words_.unit_ends[kTitleUnit] : 0;
  std::vector<std::set<std::uint32_t>> before;  // for each leaf: places behind a run of those before it
  std::set<std::uint32_t> reached;
  for (std::uint32_t place = 0; place < end; ++place) reached.insert(place);
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    before.push_back(reached);
    const std::uint32_t joins = leaves_[leaf].joins;
    const std::set<std::uint32_t>& starts = before[leaf - joins];
    std::set<std::uint32_t> next;
    for (const TokenSpan& span : matches_[leaf].spans)
      if (span.end <= end && starts.contains(span.begin)) next.insert(span.end);
    if (joins == 0) reached.clear();
    reached.merge(next);
  }
  return !reached.empty();
}

// What each pair of neighbours gives: side by side as in the query, or close to each other.
double Ranker::near(double length_norm) const {
  double sum = 0;
  std::size_t last = leaves_.size();
  std::uint32_t between = 0;  // function words typed between the two
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    if (leaves_[leaf].joins > 0) continue;
    if (leaves_[leaf].light) {
      ++between;
      continue;
    }
    if (last < leaves_.size()) {
      double count = 0;
      const auto& others = matches_[last].spans;
      for (const TokenSpan& span : matches_[leaf].spans) {
        const auto behind = std::lower_bound(others.begin(), others.end(), span, begins_before);
        const std::int64_t gap = behind == others.begin() ? kNearWords : std::int64_t{span.begin} - std::prev(behind)->end;
        if (gap <= between) ++count;
        else if (gap < kNearWords || (behind != others.end() && behind->begin - span.end < kNearWords)) count += kNearShare;
      }
      sum += (leaves_[last].idf + leaves_[leaf].idf) * saturated(count, length_norm);
    }
    last = leaf;
    between = 0;
  }
  return sum;
}

double Ranker::exact(double length_norm) const {
  double sum = 0;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf)
    if (!leaves_[leaf].light) sum += leaves_[leaf].idf * saturated(matches_[leaf].exact, length_norm);
  return sum;
}

// Words of the first paragraph, where others follow it.
double Ranker::lead() const {
  if (words_.units() <= kFirstBodyUnit + 1) return 0;
  const TokenSpan first{words_.unit_begin(kFirstBodyUnit), 0};
  double sum = 0;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    const auto& spans = matches_[leaf].spans;
    const auto found = std::lower_bound(spans.begin(), spans.end(), first, begins_before);
    if (!leaves_[leaf].light && found != spans.end() && found->begin < words_.unit_ends[kFirstBodyUnit]) sum += leaves_[leaf].idf;
  }
  return sum;
}

// 1 for the newest article, half of it for one a year older, 0 without a date.
double Ranker::freshness(ArticlePlace place) const {
  const std::int64_t published = snapshot_.live(place.segment).segment->columns().published[place.article];
  if (published == kNoDate) return 0;
  return std::exp2(-static_cast<double>(std::max<std::int64_t>(newest_ - published, 0)) / kHalfLife);
}

// What the article is worth beyond the engine's score. True when it has all words.
bool Ranker::look(const Ranked& hit, Parts& parts) {
  find(hit.place);
  const double words = snapshot_.live(hit.place.segment).segment->columns().words[hit.place.article];
  const double norm = weights_.k1 * (1 - weights_.b + weights_.b * words / average_words_);
  const double most = weights_.k1 + 1;  // times idf: what a word could give
  if (weights_.headline > 0 && all_in_headline()) parts.emplace_back("headline", weights_.headline * most * all_idf_);
  if (weights_.near > 0) parts.emplace_back("near", weights_.near * most * near(norm));
  if (weights_.exact > 0) parts.emplace_back("exact", weights_.exact * most * exact(norm));
  if (weights_.lead > 0) parts.emplace_back("lead", weights_.lead * most * lead());
  double sum = hit.score;
  for (const auto& [name, worth] : parts) sum += worth;
  if (weights_.freshness > 0) parts.emplace_back("freshness", weights_.freshness * sum * freshness(hit.place));
  return has_all();
}

// The copy that was published first gets what its best copy has.
void Ranker::put_originals_first(std::vector<Ranked>& hits, std::size_t count, bool explain) const {
  struct Group {
    std::size_t first = 0;  // index of the first published
    double best = 0;
    std::size_t size = 0;
  };
  const auto published = [&](const Ranked& hit) { return snapshot_.live(hit.place.segment).segment->columns().published[hit.place.article]; };
  std::map<std::uint64_t, Group> groups;
  for (std::size_t at = 0; at < count; ++at) {
    const Columns& columns = snapshot_.live(hits[at].place.segment).segment->columns();
    Group& group = groups[columns.group[hits[at].place.article]];
    const bool earlier = group.size == 0 || (published(hits[at]) != kNoDate && (published(hits[group.first]) == kNoDate || published(hits[at]) < published(hits[group.first])));
    if (earlier) group.first = at;
    group.best = std::max(group.best, hits[at].score);
    ++group.size;
  }
  for (const auto& [number, group] : groups) {
    Ranked& original = hits[group.first];
    if (group.size < 2 || original.score >= group.best) continue;
    const double before = original.score;
    original.score = group.best * (1 + kAhead);
    if (explain) original.parts.emplace_back("original", original.score - before);
  }
}

std::size_t Ranker::rank(std::vector<Ranked>& hits, bool relaxed, bool explain, const Deadline& deadline) {
  const std::size_t count = std::min(hits.size(), kLookedAtAgain);
  if (count == 0) return 0;
  double best = 0;
  for (std::size_t at = 0; at < count; ++at) best = std::max(best, hits[at].score);
  std::size_t with_all = 0;
  for (std::size_t at = 0; at < count && !deadline.look(); ++at) {
    Parts parts;
    const bool all = look(hits[at], parts);
    with_all += all;
    if (weights_.whole_headline > 0 && headline_is_query()) parts.emplace_back("whole headline", weights_.whole_headline * best);
    if (relaxed && all) parts.emplace_back("all words", 2 * best);
    for (const auto& [name, worth] : parts) hits[at].score += worth;
    std::erase_if(parts, [](const auto& part) { return part.second == 0; });
    if (explain) hits[at].parts = std::move(parts);
  }
  if (weights_.originals_first) put_originals_first(hits, count, explain);
  const auto key = [&](const Ranked& hit) {
    const Columns& columns = snapshot_.live(hit.place.segment).segment->columns();
    return std::tuple(-hit.score, -static_cast<double>(columns.published[hit.place.article]), columns.id_hash(hit.place.article));
  };
  std::sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count), [&](const Ranked& a, const Ranked& b) { return key(a) < key(b); });
  return with_all;
}

}  // namespace dateline
