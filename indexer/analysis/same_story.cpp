#include "indexer/analysis/same_story.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace dateline {
namespace {

using UsedWord = StoryText::UsedWord;

constexpr std::size_t kShortestName = 4;      // bytes
constexpr std::size_t kLongestName = 32;      // bytes; of longer ones no other spelling is known
constexpr std::size_t kLongestAddition = 3;   // bytes: cent, percent; Iraqi, Iraqis
constexpr std::size_t kMostForeignWords = 4;  // so many are looked up by spelling; a text with more of them is foreign anyway
constexpr std::uint32_t kUsualLength = 200;   // words for each use of a foreign word
constexpr double kDoubt = 0.15;               // how far a signature may be out, in containment

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
std::uint32_t foreign_uses(const StoryText& shorter, const StoryText& longer) {
  const std::vector<UsedWord>& many = longer.words();
  std::vector<std::pair<std::uint32_t, std::string_view>> foreign;
  for (const UsedWord& word : shorter.words())
    if (word.uses > 1 && !std::binary_search(many.begin(), many.end(), word) && is_name_like(shorter.word(word.at)))
      foreign.emplace_back(word.uses, shorter.word(word.at));
  std::sort(foreign.rbegin(), foreign.rend());
  for (std::size_t at = 0; at < foreign.size(); ++at) {
    const bool known = at < kMostForeignWords && std::any_of(many.begin(), many.end(), [&](const UsedWord& other) {
                         return other.uses > 1 && is_spelling_of(foreign[at].second, longer.word(other.at));
                       });
    if (!known) return foreign[at].first;
  }
  return 0;
}

// The shorter text before the longer. Of two texts of one length the order must not matter; the first in order of bytes is then taken as the shorter.
std::pair<const StoryText&, const StoryText&> by_length(const StoryText& a, const StoryText& b) {
  if (a.size() != b.size()) return a.size() < b.size() ? std::pair<const StoryText&, const StoryText&>(a, b) : std::pair<const StoryText&, const StoryText&>(b, a);
  std::size_t at = 0;
  while (at < a.size() && a.hash(at) == b.hash(at)) ++at;
  const bool swap = at < a.size() && b.word(at) < a.word(at);
  return swap ? std::pair<const StoryText&, const StoryText&>(b, a) : std::pair<const StoryText&, const StoryText&>(a, b);
}

double length_ratio(const StoryText& shorter, const StoryText& longer) {
  return longer.size() == 0 ? 0 : static_cast<double>(shorter.size()) / static_cast<double>(longer.size());
}

// Of the distinct shingles of the one that has fewer, those that the other has.
double containment(const StoryText& a, const StoryText& b) {
  const std::size_t fewer = std::min(a.shingles().size(), b.shingles().size());
  if (fewer == 0) return 0;
  std::size_t both = 0;
  for (auto left = a.shingles().begin(), right = b.shingles().begin(); left != a.shingles().end() && right != b.shingles().end();) {
    if (*left == *right) ++both, ++left, ++right;
    else if (*left < *right) ++left;
    else ++right;
  }
  return static_cast<double>(both) / static_cast<double>(fewer);
}

bool has_foreign_words(std::uint32_t uses, std::size_t words, const Circumstances& known, const StoryLine& line) {
  const std::uint32_t most = known.same_source ? line.foreign_uses_same_source : line.foreign_uses;
  return uses >= std::max(most, static_cast<std::uint32_t>(words) / kUsualLength);
}

double containment_line(const Circumstances& known, const StoryLine& line) { return is_close(known) ? line.containment : line.containment_apart; }

}  // namespace

StoryText::StoryText(std::vector<std::uint64_t> word_hashes, TextOf text_of) : hashes_(std::move(word_hashes)), text_of_(std::move(text_of)) {}

const std::vector<std::uint64_t>& StoryText::shingles() const {
  if (!shingles_.empty() || hashes_.size() < kShingleWords) return shingles_;
  shingles_.reserve(hashes_.size());
  for (std::size_t at = 0; at + kShingleWords <= hashes_.size(); ++at) shingles_.push_back(XXH3_64bits(&hashes_[at], kShingleWords * sizeof hashes_[at]));
  std::sort(shingles_.begin(), shingles_.end());
  shingles_.erase(std::unique(shingles_.begin(), shingles_.end()), shingles_.end());
  return shingles_;
}

const std::vector<UsedWord>& StoryText::words() const {
  if (!words_.empty() || hashes_.empty()) return words_;
  words_.reserve(hashes_.size());
  for (const std::uint64_t hash : hashes_) words_.push_back({hash, static_cast<std::uint32_t>(words_.size()), 1});
  std::sort(words_.begin(), words_.end());
  std::size_t kept = 0;
  for (std::size_t at = 1; at < words_.size(); ++at) {
    if (words_[at].hash == words_[kept].hash) ++words_[kept].uses;
    else words_[++kept] = words_[at];
  }
  words_.resize(kept + 1);
  return words_;
}

TextComparison compare_texts(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  const auto story = [](std::span<const std::string_view> text) {
    std::vector<std::uint64_t> hashes;
    for (const std::string_view word : text) hashes.push_back(XXH3_64bits(word.data(), word.size()));
    return StoryText(std::move(hashes), [text](std::size_t at) { return text[at]; });
  };
  const StoryText one = story(a), other = story(b);
  const auto& [shorter, longer] = by_length(one, other);
  TextComparison out;
  if (shorter.size() == 0) return out;
  out.words = static_cast<std::uint32_t>(shorter.size());
  out.length_ratio = length_ratio(shorter, longer);
  out.containment = containment(shorter, longer);
  out.foreign_uses = foreign_uses(shorter, longer);
  return out;
}

bool is_worth_a_look(const CopySignature& a, const CopySignature& b, const Circumstances& known, const StoryLine& line) {
  return are_copies(a, b, CopyLine{containment_line(known, line) - kDoubt, line.length_ratio * (1 - kDoubt)});
}

bool tells_same_story(const TextComparison& compared, const Circumstances& known, const StoryLine& line) {
  return compared.containment >= containment_line(known, line) && compared.length_ratio >= line.length_ratio &&
         !has_foreign_words(compared.foreign_uses, compared.words, known, line);
}

bool tells_same_story(const StoryText& a, const StoryText& b, const Circumstances& known, const StoryLine& line) {
  const auto& [shorter, longer] = by_length(a, b);
  return length_ratio(shorter, longer) >= line.length_ratio && containment(shorter, longer) >= containment_line(known, line) &&
         !has_foreign_words(foreign_uses(shorter, longer), shorter.size(), known, line);
}

}  // namespace dateline
