#include <algorithm>
#include <array>
#include <bit>

#include "server/search/passages.h"

namespace dateline {
namespace {

constexpr std::size_t kLeaves = 64;
using LeafWeights = std::array<float, kLeaves>;

// The matches that one window would show.
struct Candidate {
  std::uint32_t paragraph = 0;
  std::uint32_t first = 0, last = 0;  // tokens, inclusive
  std::size_t begin = 0, end = 0;  // indices of its matches, half-open
  std::uint64_t leaves = 0;  // a bit for each leaf
  float closeness = 0;  // sum of 1/distance over neighbours that show different leaves
};

std::uint32_t last_token(const TokenMatch& match) { return match.token + std::max(match.length, 1U) - 1; }
std::uint8_t leaf_of(const TokenMatch& match) { return match.leaf % kLeaves; }

LeafWeights weights_of(std::span<const ParagraphMatches> paragraphs) {
  LeafWeights weights{};
  for (const ParagraphMatches& paragraph : paragraphs)
    for (const TokenMatch& match : paragraph.matches)
      weights[leaf_of(match)] = std::max(weights[leaf_of(match)], match.weight);
  return weights;
}

float link(const TokenMatch& a, const TokenMatch& b) {
  if (leaf_of(a) == leaf_of(b)) return 0;
  const std::uint32_t end = last_token(a);
  return 1.0F / static_cast<float>(b.token > end ? b.token - end : 1);
}

// For each match the window that begins there: a sliding pair of ends.
void add_candidates(std::uint32_t number, std::span<const TokenMatch> matches, std::uint32_t width,
                    std::vector<Candidate>& candidates) {
  std::array<std::uint32_t, kLeaves> shown{};
  Candidate now;
  now.paragraph = number;
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < matches.size(); ++begin) {
    while (end < matches.size() && (end <= begin || last_token(matches[end]) < matches[begin].token + width)) {
      if (shown[leaf_of(matches[end])]++ == 0) now.leaves |= std::uint64_t{1} << leaf_of(matches[end]);
      if (end > begin) now.closeness += link(matches[end - 1], matches[end]);
      ++end;
    }
    now.first = matches[begin].token;
    now.last = std::max(last_token(matches[begin]), last_token(matches[end - 1]));
    now.begin = begin;
    now.end = end;
    candidates.push_back(now);
    if (--shown[leaf_of(matches[begin])] == 0) now.leaves &= ~(std::uint64_t{1} << leaf_of(matches[begin]));
    if (end > begin + 1) now.closeness = std::max(0.0F, now.closeness - link(matches[begin], matches[begin + 1]));
  }
}

float weight_of(std::uint64_t leaves, const LeafWeights& weights) {
  float sum = 0;
  for (; leaves != 0; leaves &= leaves - 1) sum += weights[static_cast<std::size_t>(std::countr_zero(leaves))];
  return sum;
}

// What is shown for the first time counts whole, what has been shown a fifth; up to a third more when it stands
// together, up to a sixth more for an early paragraph.
float score_of(const Candidate& candidate, std::uint64_t shown, const LeafWeights& weights) {
  const float gain =
      weight_of(candidate.leaves & ~shown, weights) + 0.2F * weight_of(candidate.leaves & shown, weights);
  const auto pairs = static_cast<float>(std::max(1, std::popcount(candidate.leaves) - 1));
  const float closeness = std::min(1.0F, candidate.closeness / pairs);
  const float early = 1.0F / (1.0F + 0.5F * static_cast<float>(candidate.paragraph));
  return gain * (1 + 0.33F * closeness) * (1 + 0.16F * early);
}

// Leaves out matches at its ends that show what others in it show: what remains has more room around it.
void tighten(Candidate& candidate, std::span<const TokenMatch> matches) {
  std::array<std::uint32_t, kLeaves> shown{};
  for (std::size_t i = candidate.begin; i < candidate.end; ++i) ++shown[leaf_of(matches[i])];
  while (candidate.end - candidate.begin > 1 && shown[leaf_of(matches[candidate.end - 1])] > 1)
    --shown[leaf_of(matches[--candidate.end])];
  while (candidate.end - candidate.begin > 1 && shown[leaf_of(matches[candidate.begin])] > 1)
    --shown[leaf_of(matches[candidate.begin++])];
  candidate.first = matches[candidate.begin].token;
  candidate.last = 0;
  for (std::size_t i = candidate.begin; i < candidate.end; ++i)
    candidate.last = std::max(candidate.last, last_token(matches[i]));
}

// Whether showing both would show some of the text around them twice.
bool in_the_way(const Candidate& a, const Candidate& b, std::uint32_t width) {
  return a.paragraph == b.paragraph && a.first < b.last + width && b.first < a.last + width;
}

// Gives each window the text up to the middle between it and its neighbours.
void share_out(std::vector<Window>& windows, std::span<const ParagraphMatches> paragraphs) {
  for (std::size_t i = 0; i < windows.size(); ++i) {
    Window& window = windows[i];
    const std::uint32_t tokens = paragraphs[window.paragraph].tokens;
    window.to = std::max(window.last, tokens == 0 ? 0 : tokens - 1);
    if (i == 0 || windows[i - 1].paragraph != window.paragraph) continue;
    Window& before = windows[i - 1];
    before.to = before.last + (window.first - before.last) / 2;
    window.from = before.to + 1;
  }
}

// The first of the best.
Candidate best_of(const std::vector<Candidate>& candidates, std::uint64_t shown, const LeafWeights& weights) {
  float best_score = -1;
  const Candidate* best = &candidates.front();
  for (const Candidate& candidate : candidates) {
    const float score = score_of(candidate, shown, weights);
    if (score <= best_score) continue;
    best_score = score;
    best = &candidate;
  }
  return *best;
}

}  // namespace

std::vector<Window> choose_windows(std::span<const ParagraphMatches> paragraphs, std::size_t count,
                                   std::uint32_t width) {
  const LeafWeights weights = weights_of(paragraphs);
  width = std::clamp(width, 1U, 100'000U);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < paragraphs.size(); ++i)
    add_candidates(static_cast<std::uint32_t>(i), paragraphs[i].matches, width, candidates);
  std::vector<Window> windows;
  std::uint64_t shown = 0;
  while (windows.size() < count && !candidates.empty()) {
    Candidate best = best_of(candidates, shown, weights);
    tighten(best, paragraphs[best.paragraph].matches);
    shown |= best.leaves;
    windows.push_back({best.paragraph, best.first, best.last, 0, 0});
    std::erase_if(candidates, [&](const Candidate& other) { return in_the_way(best, other, width); });
  }
  const auto in_order = [](const Window& a, const Window& b) {
    return a.paragraph != b.paragraph ? a.paragraph < b.paragraph : a.first < b.first;
  };
  std::sort(windows.begin(), windows.end(), in_order);
  share_out(windows, paragraphs);
  return windows;
}

}  // namespace dateline
