#include "server/search/pattern.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace dateline {
namespace {

constexpr std::size_t kScannedClass = 8;
// Words of 64 bits.
constexpr std::size_t kSmallSieve = 16, kLargeSieve = 1024;
constexpr std::int64_t kNowhere = std::numeric_limits<std::int64_t>::min() / 2;

struct Placed {
  TokenSpan span;
  std::size_t pattern = 0;
};

// A way from place 0 into a pattern. `reach` is where it would have ended had it let in no words; kNowhere: there is none.
struct Way {
  std::int64_t begin = 0, reach = kNowhere;

  bool is_better_than(const Way& other) const { return reach != other.reach ? reach > other.reach : begin < other.begin; }
};

std::vector<std::uint32_t> ranks_of(const WordClass& words, const Vocabulary& vocabulary) {
  std::vector<std::uint32_t> out;
  for (const std::string& term : words.terms) {
    const auto forms = vocabulary.forms_of(term);
    out.insert(out.end(), forms.begin(), forms.end());
  }
  for (const std::string& form : words.forms)
    if (const auto rank = vocabulary.rank_of(form)) out.push_back(*rank);
  return out;
}

}  // namespace

RankSet::RankSet(std::vector<std::uint32_t> ranks) : ranks_(std::move(ranks)) {
  std::sort(ranks_.begin(), ranks_.end());
  ranks_.erase(std::unique(ranks_.begin(), ranks_.end()), ranks_.end());
  sieve_.assign(std::bit_ceil(std::clamp(ranks_.size(), kSmallSieve, kLargeSieve)), 0);
  last_ = static_cast<std::uint32_t>(sieve_.size() - 1);
  for (const std::uint32_t rank : ranks_) sieve_[rank / 64 & last_] |= std::uint64_t{1} << rank % 64;
}

RankSet::RankSet(const WordClass& words, const Vocabulary& vocabulary) : RankSet(ranks_of(words, vocabulary)) {}

bool RankSet::is_in(std::uint32_t rank) const {
  if (ranks_.size() > kScannedClass) return std::binary_search(ranks_.begin(), ranks_.end(), rank);
  return std::find(ranks_.begin(), ranks_.end(), rank) != ranks_.end();
}

// For each state the best way to it so far is enough: the one that let in the fewest words.
bool LeafMatcher::Compiled::find(std::span<const std::uint32_t> unit, std::vector<TokenSpan>* out) const {
  const auto first = std::find_if(unit.begin(), unit.end(), [&](std::uint32_t code) { return starts.has(code); });
  if (first == unit.end()) return false;
  std::vector<Way> best(last);
  std::int64_t alive_until = kNowhere;
  bool any = false;
  for (std::int64_t at = first - unit.begin(); at < static_cast<std::int64_t>(unit.size()); ++at) {
    if (at > alive_until && !starts.has(unit[static_cast<std::size_t>(at)])) continue;
    Way whole;
    for (std::size_t number = at > alive_until ? first_steps : 0; number < steps.size(); ++number) {
      const Step& step = steps[number];
      const Way way = step.from == 0 ? Way{at, at} : best[step.from];
      if (way.reach + slop < at || !classes[step.words].has(unit[static_cast<std::size_t>(at)])) continue;
      const Way longer{way.begin, way.reach + 1};
      Way& known = step.to == last ? whole : best[step.to];
      if (!longer.is_better_than(known)) continue;
      known = longer;
      alive_until = std::max(alive_until, longer.reach + slop);
    }
    if (whole.reach == kNowhere) continue;
    any = true;
    if (out == nullptr) return true;
    out->push_back({static_cast<std::uint32_t>(whole.begin), static_cast<std::uint32_t>(at + 1)});
  }
  return any;
}

// States are numbered so that every step leads to a higher one.
void LeafMatcher::Compiled::lay_out(const Pattern& pattern) {
  std::vector<std::uint32_t> state(pattern.places + 1);
  for (std::uint32_t place = 0; place < pattern.places; ++place) {
    state[place + 1] = state[place] + 1;
    for (const PatternEdge& edge : pattern.edges)
      if (edge.from == place) state[place + 1] += static_cast<std::uint32_t>(edge.classes.size() - 1);
  }
  std::uint32_t inside = 0, place = 0;
  for (const PatternEdge& edge : pattern.edges) {
    if (edge.from != place) inside = 0;
    place = edge.from;
    std::uint32_t from = state[place];
    for (std::size_t word = 0; word < edge.classes.size(); ++word) {
      const std::uint32_t to = word + 1 == edge.classes.size() ? state[edge.to] : state[place] + ++inside;
      steps.push_back({from, to, edge.classes[word]});
      from = to;
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.from > b.from; });
  first_steps = static_cast<std::size_t>(std::find_if(steps.begin(), steps.end(), [](const Step& step) { return step.from == 0; }) - steps.begin());
  last = state.back();
  slop = pattern.slop;
}

LeafMatcher::Compiled LeafMatcher::compile(const Pattern& pattern, const Vocabulary& vocabulary) {
  Compiled out;
  out.lay_out(pattern);
  for (const WordClass& words : pattern.classes) out.classes.emplace_back(words, vocabulary);
  std::vector<std::uint32_t> starts;
  for (const Step& step : out.steps)
    if (step.from == 0) starts.insert(starts.end(), out.classes[step.words].ranks().begin(), out.classes[step.words].ranks().end());
  out.starts = RankSet(std::move(starts));
  return out;
}

LeafMatcher::LeafMatcher(const Leaf& leaf, const Vocabulary& vocabulary) : distance_(leaf.distance), scope_(leaf.scope) {
  for (const Pattern& pattern : leaf.patterns) patterns_.push_back(compile(pattern, vocabulary));
}

bool LeafMatcher::has_word(std::uint32_t code) const {
  for (const Compiled& pattern : patterns_)
    for (const RankSet& words : pattern.classes)
      if (words.has(code)) return true;
  return false;
}

bool LeafMatcher::looks_at(std::uint32_t unit) const {
  switch (scope_) {
    case Scope::title: return unit == kTitleUnit;
    case Scope::byline: return unit == kBylineUnit;
    case Scope::body: return unit >= kFirstBodyUnit;
    default: return true;
  }
}

// Stops at the first match when `out` is null.
bool LeafMatcher::find_in_unit(std::span<const std::uint32_t> unit, std::uint32_t offset, std::vector<TokenSpan>* out) const {
  if (out == nullptr) return patterns_.front().find(unit, nullptr);
  const std::size_t before = out->size();
  patterns_.front().find(unit, out);
  const auto fresh = out->begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(fresh, out->end(), [](const TokenSpan& a, const TokenSpan& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  out->erase(std::unique(fresh, out->end(), [](const TokenSpan& a, const TokenSpan& b) { return a.begin == b.begin; }), out->end());
  for (std::size_t at = before; at < out->size(); ++at) (*out)[at] = {(*out)[at].begin + offset, (*out)[at].end + offset};
  return out->size() > before;
}

// Every run of matches in which each pattern occurs and neighbours are close enough; marks the matches in it.
bool LeafMatcher::find_near(std::span<const std::uint32_t> unit, std::uint32_t offset, std::vector<TokenSpan>* out) const {
  std::vector<Placed> all;
  std::vector<TokenSpan> spans;
  for (std::size_t number = 0; number < patterns_.size(); ++number) {
    spans.clear();
    patterns_[number].find(unit, &spans);
    for (const TokenSpan& span : spans) all.push_back({span, number});
  }
  std::stable_sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) { return a.span.begin < b.span.begin; });
  std::vector<bool> marked(all.size());
  std::vector<std::size_t> latest(patterns_.size(), all.size());
  bool any = false;
  for (std::size_t at = 0; at < all.size(); ++at) {
    latest[all[at].pattern] = at;
    const std::size_t first = *std::min_element(latest.begin(), latest.end());
    if (*std::max_element(latest.begin(), latest.end()) == all.size()) continue;
    const std::uint32_t between = all[at].span.begin > all[first].span.end ? all[at].span.begin - all[first].span.end : 0;
    if (between > distance_ * (patterns_.size() - 1)) continue;
    any = true;
    if (out == nullptr) return true;
    for (const std::size_t one : latest) marked[one] = true;
  }
  for (std::size_t at = 0; at < all.size(); ++at)
    if (marked[at]) out->push_back({offset + all[at].span.begin, offset + all[at].span.end});
  return any;
}

bool LeafMatcher::matches(const WordSequence& words) const {
  for (std::uint32_t unit = 0; unit < words.units(); ++unit) {
    if (!looks_at(unit)) continue;
    if (patterns_.size() == 1 ? find_in_unit(words.unit(unit), 0, nullptr) : find_near(words.unit(unit), 0, nullptr)) return true;
  }
  return false;
}

void LeafMatcher::find(const WordSequence& words, std::vector<TokenSpan>& out) const {
  for (std::uint32_t unit = 0; unit < words.units(); ++unit) {
    if (!looks_at(unit)) continue;
    if (patterns_.size() == 1) find_in_unit(words.unit(unit), words.unit_begin(unit), &out);
    else find_near(words.unit(unit), words.unit_begin(unit), &out);
  }
}

}  // namespace dateline
