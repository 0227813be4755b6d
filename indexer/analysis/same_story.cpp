#include "indexer/analysis/same_story.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

namespace dateline {
namespace {

using Text = std::span<const std::string_view>;

constexpr std::size_t kShortestName = 4;      // bytes
constexpr std::size_t kLongestName = 32;      // bytes; of longer ones no other spelling is known
constexpr std::size_t kLongestAddition = 3;   // bytes: cent, percent; Iraqi, Iraqis
constexpr std::size_t kMostForeignWords = 4;  // so many are looked up by spelling; a text with more of them is foreign anyway
constexpr std::uint32_t kUsualLength = 200;   // words for each use of a foreign word
constexpr double kDoubt = 0.15;               // how far a signature may be out, in containment

// A word of a text, all its uses together.
struct UsedWord {
  std::uint64_t hash;
  std::uint32_t at;  // where the text has it
  std::uint32_t uses;

  bool operator<(const UsedWord& other) const { return hash < other.hash; }
};

// A text taken apart: its words and its shingles, each once, by hash.
struct TextParts {
  std::vector<UsedWord> words;
  std::vector<std::uint64_t> shingles;
};

std::vector<std::uint64_t> distinct_shingles(const std::vector<UsedWord>& in_order) {
  std::vector<std::uint64_t> out;
  for (std::size_t at = 0; at + kShingleWords <= in_order.size(); ++at) {
    std::array<std::uint64_t, kShingleWords> run;
    for (std::size_t word = 0; word < kShingleWords; ++word) run[word] = in_order[at + word].hash;
    out.push_back(XXH3_64bits(run.data(), sizeof run));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

TextParts parts_of(Text text) {
  TextParts out;
  for (const std::string_view word : text) out.words.push_back({XXH3_64bits(word.data(), word.size()), static_cast<std::uint32_t>(out.words.size()), 1});
  out.shingles = distinct_shingles(out.words);
  std::sort(out.words.begin(), out.words.end());
  std::size_t kept = 0;
  for (std::size_t at = 1; at < out.words.size(); ++at) {
    if (out.words[at].hash == out.words[kept].hash) ++out.words[kept].uses;
    else out.words[++kept] = out.words[at];
  }
  out.words.resize(std::min(out.words.size(), kept + 1));
  return out;
}

bool is_name_like(std::string_view word) {
  return word.size() >= kShortestName && std::none_of(word.begin(), word.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// Bytes to put in, leave out or replace to make the one word the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::size_t, kLongestName + 1> row;
  for (std::size_t at = 0; at <= b.size(); ++at) row[at] = at;
  for (std::size_t line = 1; line <= a.size(); ++line) {
    std::size_t corner = std::exchange(row[0], line);
    for (std::size_t at = 1; at <= b.size(); ++at) {
      const std::size_t replaced = corner + (a[line - 1] == b[at - 1] ? 0 : 1);
      corner = row[at];
      row[at] = std::min({replaced, row[at] + 1, row[at - 1] + 1});
    }
  }
  return row[b.size()];
}

bool is_spelling_of(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < kShortestName || b.size() > kLongestName) return false;
  if (b.size() - a.size() <= kLongestAddition && (b.starts_with(a) || b.ends_with(a))) return true;
  const bool long_enough = a.size() >= 5 || b.size() >= 6;
  return long_enough && b.size() - a.size() <= 2 && a.substr(0, 3) == b.substr(0, 3) && distance(a, b) <= 2;
}

// The most uses of a word of the shorter text that the longer one has in no spelling.
std::uint32_t foreign_uses(Text shorter, const TextParts& few, Text longer, const TextParts& many) {
  std::vector<std::pair<std::uint32_t, std::string_view>> foreign;
  for (const UsedWord& word : few.words)
    if (word.uses > 1 && is_name_like(shorter[word.at]) && !std::binary_search(many.words.begin(), many.words.end(), word))
      foreign.emplace_back(word.uses, shorter[word.at]);
  std::sort(foreign.rbegin(), foreign.rend());
  for (std::size_t at = 0; at < foreign.size(); ++at) {
    const bool known = at < kMostForeignWords && std::any_of(many.words.begin(), many.words.end(), [&](const UsedWord& other) {
                         return other.uses > 1 && is_spelling_of(foreign[at].second, longer[other.at]);
                       });
    if (!known) return foreign[at].first;
  }
  return 0;
}

double containment_line(const Circumstances& known, const StoryLine& line) { return is_close(known) ? line.containment : line.containment_apart; }

}  // namespace

TextComparison compare_texts(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  // Of two texts of one length the order must not matter; the first in order of bytes is then taken as the shorter.
  const bool swap = a.size() != b.size() ? a.size() > b.size() : std::lexicographical_compare(b.begin(), b.end(), a.begin(), a.end());
  const Text shorter = swap ? b : a, longer = swap ? a : b;
  TextComparison out;
  if (shorter.empty()) return out;
  out.words = static_cast<std::uint32_t>(shorter.size());
  out.length_ratio = static_cast<double>(shorter.size()) / static_cast<double>(longer.size());
  const TextParts few = parts_of(shorter), many = parts_of(longer);
  std::vector<std::uint64_t> both;
  std::set_intersection(few.shingles.begin(), few.shingles.end(), many.shingles.begin(), many.shingles.end(), std::back_inserter(both));
  if (const std::size_t fewer = std::min(few.shingles.size(), many.shingles.size()); fewer > 0)
    out.containment = static_cast<double>(both.size()) / static_cast<double>(fewer);
  out.foreign_uses = foreign_uses(shorter, few, longer, many);
  return out;
}

bool is_worth_a_look(const CopySignature& a, const CopySignature& b, const Circumstances& known, const StoryLine& line) {
  return are_copies(a, b, CopyLine{containment_line(known, line) - kDoubt, line.length_ratio * (1 - kDoubt)});
}

bool tells_same_story(const TextComparison& compared, const Circumstances& known, const StoryLine& line) {
  const std::uint32_t uses = known.same_source ? line.foreign_uses_same_source : line.foreign_uses;
  return compared.containment >= containment_line(known, line) && compared.length_ratio >= line.length_ratio &&
         compared.foreign_uses < std::max(uses, compared.words / kUsualLength);
}

}  // namespace dateline
