#include "server/search/pattern.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t kScannedClass = 8;

struct Placed {
  TokenSpan span;
  std::size_t pattern = 0;
};

}  // namespace

bool LeafMatcher::Compiled::has(std::uint32_t number, std::uint32_t code) const {
  const auto& ranks = classes[number];
  if (ranks.size() > kScannedClass) return std::binary_search(ranks.begin(), ranks.end(), code);
  return std::find(ranks.begin(), ranks.end(), code) != ranks.end();
}

bool LeafMatcher::Compiled::starts(std::uint32_t code) const {
  for (const PatternEdge& edge : edges) {
    if (edge.from != 0) return false;
    if (has(edge.classes.front(), code)) return true;
  }
  return false;
}

std::uint32_t LeafMatcher::Compiled::step(const PatternEdge& edge, std::size_t word, std::span<const std::uint32_t> unit, std::uint32_t at,
                                          std::uint32_t slop_left) const {
  if (word == edge.classes.size()) return follow(unit, at, edge.to, slop_left);
  const bool first_of_all = edge.from == 0 && word == 0;
  std::uint32_t best = 0;
  for (std::uint32_t skipped = 0; skipped <= (first_of_all ? 0 : slop_left) && at + skipped < unit.size(); ++skipped)
    if (has(edge.classes[word], unit[at + skipped])) best = std::max(best, step(edge, word + 1, unit, at + skipped + 1, slop_left - skipped));
  return best;
}

std::uint32_t LeafMatcher::Compiled::follow(std::span<const std::uint32_t> unit, std::uint32_t at, std::uint32_t place,
                                            std::uint32_t slop_left) const {
  if (place == places) return at;
  std::uint32_t best = 0;
  for (const PatternEdge& edge : edges)
    if (edge.from == place) best = std::max(best, step(edge, 0, unit, at, slop_left));
  return best;
}

std::uint32_t LeafMatcher::Compiled::match(std::span<const std::uint32_t> unit, std::uint32_t at) const { return follow(unit, at, 0, slop); }

LeafMatcher::Compiled LeafMatcher::compile(const Pattern& pattern, const Vocabulary& vocabulary) {
  Compiled out;
  out.edges = pattern.edges;
  out.places = pattern.places;
  out.slop = pattern.slop;
  for (const WordClass& words : pattern.classes) {
    std::vector<std::uint32_t> ranks;
    for (const std::string& term : words.terms) {
      const auto forms = vocabulary.forms_of(term);
      ranks.insert(ranks.end(), forms.begin(), forms.end());
    }
    for (const std::string& form : words.forms)
      if (const auto rank = vocabulary.rank_of(form)) ranks.push_back(*rank);
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    out.classes.push_back(std::move(ranks));
  }
  return out;
}

LeafMatcher::LeafMatcher(const Leaf& leaf, const Vocabulary& vocabulary) : distance_(leaf.distance), scope_(leaf.scope) {
  for (const Pattern& pattern : leaf.patterns) patterns_.push_back(compile(pattern, vocabulary));
}

bool LeafMatcher::possible() const {
  return std::all_of(patterns_.begin(), patterns_.end(), [](const Compiled& pattern) {
    return std::any_of(pattern.edges.begin(), pattern.edges.end(), [&](const PatternEdge& edge) {
      return edge.from == 0 && !pattern.classes[edge.classes.front()].empty();
    });
  });
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
  const Compiled& pattern = patterns_.front();
  bool any = false;
  for (std::uint32_t at = 0; at < unit.size(); ++at) {
    if (!pattern.starts(unit[at])) continue;
    const std::uint32_t end = pattern.match(unit, at);
    if (end == 0) continue;
    any = true;
    if (out == nullptr) return true;
    out->push_back({offset + at, offset + end});
  }
  return any;
}

// Every run of matches in which each pattern occurs and neighbours are close enough; marks the matches in it.
bool LeafMatcher::find_near(std::span<const std::uint32_t> unit, std::uint32_t offset, std::vector<TokenSpan>* out) const {
  std::vector<Placed> all;
  for (std::size_t number = 0; number < patterns_.size(); ++number)
    for (std::uint32_t at = 0; at < unit.size(); ++at)
      if (const std::uint32_t end = patterns_[number].starts(unit[at]) ? patterns_[number].match(unit, at) : 0)
        all.push_back({{at, end}, number});
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
