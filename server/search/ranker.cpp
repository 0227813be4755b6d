#include "server/search/ranker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

namespace dateline {
namespace {

constexpr std::uint32_t kNearWords = 8;   // neighbours of the query count as near within so many words
constexpr double kNearShare = 0.3;        // of what they are worth side by side and in order
constexpr double kHalfLife = 365.25 * 86'400;  // seconds
constexpr double kAhead = 1e-6;           // by which an original stands before its copies
constexpr double kMargin = 1 + 4 * kAhead;  // between a bound and what it bounds, for originals and what is rounded
constexpr std::size_t kLooksBetweenClocks = 16;
constexpr std::size_t kLine = 64;  // bytes that the processor fetches at once
constexpr std::size_t kTitlesAhead = 6, kTitleLines = 2, kWordsLines = 6;

// Asks the processor for the words that are read next.
void fetch(std::string_view words, std::size_t lines) {
  for (std::size_t line = 0; line < lines && line * kLine < words.size(); ++line) __builtin_prefetch(words.data() + line * kLine);
}

double saturated(double count, double norm) { return count / (count + norm); }

bool begins_before(const TokenSpan& a, const TokenSpan& b) { return a.begin < b.begin; }

}  // namespace

Ranker::Ranker(const Snapshot& snapshot, const Leaves& leaves, const RankingWeights& weights, double average_words, std::int64_t now)
    : snapshot_(snapshot), leaves_(leaves), weights_(weights), average_words_(std::max(average_words, 1.0)), now_(now), newest_(newest()), matches_(leaves.size()) {
  for (const PlanLeaf& leaf : leaves_) {
    if (!leaf.light && leaf.joins == 0) all_idf_ += leaf.idf;
    auto& ranks = typed_.emplace_back();
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment)
      ranks.push_back(leaf.forms.size() == 1 ? snapshot_.live(segment).segment->vocabulary().rank_of(leaf.forms.front()) : std::nullopt);
  }
  most_beyond_ = most_beyond();
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

std::string_view Ranker::words_of(const Ranked& hit) const { return snapshot_.live(hit.place.segment).segment->encoded_words(hit.place.article); }

void Ranker::read_title(std::uint32_t segment, std::string_view words) {
  const EncodedWords encoded(words);
  UnitWalk units(encoded);
  if (!units.done()) units.next();
  title_.clear();
  title_.unit_ends.push_back(units.end());
  if (units.end() > 0) any_code(encoded.codes(), [&](std::uint32_t code, std::size_t) {
    title_.codes.push_back(code);
    return title_.codes.size() == units.end();
  });
  if (title_.codes.size() < units.end()) ends_too_early();
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    matches_[leaf].spans.clear();
    (*leaves_[leaf].scans)[segment].matcher().find(title_, matches_[leaf].spans);
  }
}

// All matches of the leaves that say something, and where the lead is.
void Ranker::find(const Ranked& hit) {
  const std::string_view words = words_of(hit);
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    matches_[leaf].spans.clear();
    matches_[leaf].exact = 0;
    if (leaves_[leaf].light) continue;
    matches_[leaf].exact = (*leaves_[leaf].scans)[hit.place.segment].find(words, matches_[leaf].spans, scratch_, typed_[leaf][hit.place.segment]);
  }
  UnitWalk units{EncodedWords(words)};
  std::uint32_t unit = 0;
  for (; unit <= kFirstBodyUnit && !units.done(); ++unit) units.next();
  lead_begin_ = units.begin();
  lead_end_ = unit > kFirstBodyUnit && !units.done() ? units.end() : lead_begin_;
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

// These two are told by the matches in the headline alone.
bool Ranker::all_in_headline() const {
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf)
    if (!leaves_[leaf].light && leaves_[leaf].joins == 0 && matches_[leaf].spans.empty()) return false;
  return true;
}

// Whether the query stands in the headline word by word.
bool Ranker::headline_is_query() {
  const auto end = static_cast<std::uint32_t>(title_.codes.size());
  const bool any = std::any_of(matches_.begin(), matches_.end(), [](const Matches& found) { return !found.spans.empty(); });
  if (!any) return leaves_.empty() && end > 0;
  reached_.resize(end);
  std::iota(reached_.begin(), reached_.end(), 0u);
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    matches_[leaf].starts = reached_;
    const std::uint32_t joins = leaves_[leaf].joins;
    const std::vector<std::uint32_t>& starts = matches_[leaf - joins].starts;
    if (joins == 0) reached_.clear();
    for (const TokenSpan& span : matches_[leaf].spans)
      if (std::binary_search(starts.begin(), starts.end(), span.begin)) reached_.push_back(span.end);
    std::sort(reached_.begin(), reached_.end());
  }
  return !reached_.empty();
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
  double sum = 0;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    const auto& spans = matches_[leaf].spans;
    const auto found = std::lower_bound(spans.begin(), spans.end(), TokenSpan{lead_begin_, 0}, begins_before);
    if (!leaves_[leaf].light && found != spans.end() && found->begin < lead_end_) sum += leaves_[leaf].idf;
  }
  return sum;
}

// What near, exact and lead could give an article that has the words everywhere.
double Ranker::most_beyond() const {
  double pairs = 0, words = 0, last = -1;
  for (const PlanLeaf& leaf : leaves_) {
    if (leaf.light) continue;
    words += leaf.idf;
    if (leaf.joins > 0) continue;
    if (last >= 0) pairs += last + leaf.idf;
    last = leaf.idf;
  }
  return (weights_.k1 + 1) * (std::max(weights_.near, 0.0) * pairs + (std::max(weights_.exact, 0.0) + std::max(weights_.lead, 0.0)) * words);
}

// 1 for the newest article, half of it for one a year older, 0 without a date.
double Ranker::freshness(ArticlePlace place) const {
  const std::int64_t published = snapshot_.live(place.segment).segment->columns().published[place.article];
  if (published == kNoDate) return 0;
  return std::exp2(-static_cast<double>(std::max<std::int64_t>(newest_ - published, 0)) / kHalfLife);
}

// What lies anywhere in the files is asked for in a row, so that the processor waits for many at once.
std::vector<Ranker::Glance> Ranker::begin_glances(const std::vector<Ranked>& hits, std::size_t count) const {
  std::vector<Glance> out(count);
  for (std::uint32_t at = 0; at < count; ++at) {
    out[at].hit = at;
    out[at].words = words_of(hits[at]);
    if (weights_.freshness > 0) out[at].freshness = freshness(hits[at].place);
  }
  return out;
}

void Ranker::glance(const Ranked& hit, Glance& out, double best) {
  read_title(hit.place.segment, out.words);
  if (weights_.headline > 0 && all_in_headline()) out.headline = weights_.headline * (weights_.k1 + 1) * all_idf_;
  if (weights_.whole_headline > 0 && headline_is_query()) out.whole_headline = weights_.whole_headline * best;
  out.bound = (hit.score + out.headline + most_beyond_) * (1 + std::max(weights_.freshness, 0.0) * out.freshness) + out.whole_headline;
}

bool Ranker::look(Ranked& hit, const Glance& known, bool relaxed, double best, bool explain) {
  find(hit);
  const double words = snapshot_.live(hit.place.segment).segment->columns().words[hit.place.article];
  const double norm = weights_.k1 * (1 - weights_.b + weights_.b * words / average_words_);
  const double most = weights_.k1 + 1;  // times idf: what a word could give
  const double near_words = weights_.near > 0 ? weights_.near * most * near(norm) : 0;
  const double as_typed = weights_.exact > 0 ? weights_.exact * most * exact(norm) : 0;
  const double in_lead = weights_.lead > 0 ? weights_.lead * most * lead() : 0;
  const double sum = hit.score + known.headline + near_words + as_typed + in_lead;
  const bool all = relaxed && has_all();
  const std::array<std::pair<const char*, double>, 7> parts{{{"headline", known.headline},
                                                             {"near", near_words},
                                                             {"exact", as_typed},
                                                             {"lead", in_lead},
                                                             {"freshness", known.freshness > 0 ? weights_.freshness * sum * known.freshness : 0},
                                                             {"whole headline", known.whole_headline},
                                                             {"all words", all ? 2 * best : 0}}};
  for (const auto& [name, worth] : parts) {
    hit.score += worth;
    if (explain && worth != 0) hit.parts.emplace_back(name, worth);
  }
  return all;
}

// The copy that was published first gets what its best copy has.
void Ranker::put_originals_first(std::vector<Ranked>& hits, std::size_t count, bool explain) const {
  const auto columns = [&](std::size_t hit) -> const Columns& { return snapshot_.live(hits[hit].place.segment).segment->columns(); };
  std::vector<std::pair<std::uint64_t, std::size_t>> by_group;  // a group's hits in their order
  by_group.reserve(count);
  for (std::size_t at = 0; at < count; ++at) by_group.emplace_back(columns(at).group[hits[at].place.article], at);
  std::sort(by_group.begin(), by_group.end());
  for (std::size_t first = 0, end = 1; first < count; first = end++) {
    if (end == count || by_group[end].first != by_group[first].first) continue;
    std::size_t original = by_group[first].second;
    double best = 0;
    std::int64_t earliest = kNoDate;
    for (end = first; end < count && by_group[end].first == by_group[first].first; ++end) {
      const std::size_t hit = by_group[end].second;
      const std::int64_t published = columns(hit).published[hits[hit].place.article];
      if (published != kNoDate && (earliest == kNoDate || published < earliest)) {
        original = hit;
        earliest = published;
      }
      best = std::max(best, hits[hit].score);
    }
    const double before = hits[original].score;
    if (before >= best) continue;
    hits[original].score = best * (1 + kAhead);
    if (explain) hits[original].parts.emplace_back("original", hits[original].score - before);
  }
}

void Ranker::sort(std::vector<Ranked>& hits, std::size_t count) const {
  const auto columns = [&](std::size_t hit) -> const Columns& { return snapshot_.live(hits[hit].place.segment).segment->columns(); };
  std::vector<std::pair<double, std::size_t>> order;
  order.reserve(count);
  for (std::size_t at = 0; at < count; ++at) order.emplace_back(hits[at].score, at);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    const std::uint32_t one = hits[a.second].place.article, other = hits[b.second].place.article;
    const std::int64_t date = columns(a.second).published[one], other_date = columns(b.second).published[other];
    return date != other_date ? date > other_date : columns(a.second).id_hash(one) < columns(b.second).id_hash(other);
  });
  std::vector<Ranked> sorted;
  sorted.reserve(count);
  for (const auto& [score, hit] : order) sorted.push_back(std::move(hits[hit]));
  std::move(sorted.begin(), sorted.end(), hits.begin());
}

std::size_t Ranker::rank(std::vector<Ranked>& hits, const RankingTask& task, const Deadline& deadline) {
  const std::size_t count = std::min(hits.size(), kLookedAtAgain);
  if (count == 0) return 0;
  const std::size_t wanted = task.relaxed || task.explain ? count : std::min(task.wanted, count);
  double best = 0;
  for (std::size_t at = 0; at < count; ++at) best = std::max(best, hits[at].score);
  std::vector<Glance> glances = begin_glances(hits, count);
  for (std::size_t at = 0; at < count && (at % kLooksBetweenClocks != 0 || !deadline.look()); ++at) {
    if (at + kTitlesAhead < count) fetch(glances[at + kTitlesAhead].words, kTitleLines);
    glance(hits[at], glances[at], best);
  }
  if (wanted < count) std::sort(glances.begin(), glances.end(), [](const Glance& a, const Glance& b) { return a.bound > b.bound; });
  std::vector<double> scores;  // the best `wanted` of those looked at, as a heap with the least of them in front
  std::size_t with_all = 0;
  for (std::size_t at = 0; at < glances.size(); ++at) {
    if (at % kLooksBetweenClocks == 0 && deadline.look()) break;
    if (scores.size() == wanted && glances[at].bound * kMargin < scores.front()) break;
    if (at + 1 < glances.size()) fetch(glances[at + 1].words, kWordsLines);
    Ranked& hit = hits[glances[at].hit];
    with_all += look(hit, glances[at], task.relaxed, best, task.explain);
    if (wanted == count) continue;
    if (scores.size() == wanted) {
      if (hit.score <= scores.front()) continue;
      std::pop_heap(scores.begin(), scores.end(), std::greater<>());
      scores.pop_back();
    }
    scores.push_back(hit.score);
    std::push_heap(scores.begin(), scores.end(), std::greater<>());
  }
  if (weights_.originals_first) put_originals_first(hits, count, task.explain);
  sort(hits, count);
  return with_all;
}

}  // namespace dateline
