#include "indexer/analysis/same_story.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/copies.h"

namespace dateline {
namespace {

using Text = std::span<const std::string_view>;
using Uses = std::unordered_map<std::string_view, std::uint32_t>;

constexpr std::size_t kShortestName = 4;      // bytes
constexpr std::size_t kLongestName = 32;      // bytes; longer ones are taken as they are
constexpr std::size_t kMostForeignWords = 8;  // so many are looked at; a text with more of them is foreign anyway
constexpr std::uint32_t kUsualLength = 200;   // words for each use of a foreign word

std::vector<std::uint64_t> distinct_shingles(Text text) {
  std::vector<std::uint64_t> out;
  std::array<std::uint64_t, kShingleWords> last{};
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::rotate(last.begin(), last.begin() + 1, last.end());
    last.back() = XXH3_64bits(text[at].data(), text[at].size());
    if (at + 1 >= kShingleWords) out.push_back(XXH3_64bits(last.data(), sizeof last));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Uses uses_of(Text text) {
  Uses out;
  for (const std::string_view word : text) ++out[word];
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
  if (b.find(a) != std::string_view::npos) return true;
  const bool long_enough = a.size() >= 5 || b.size() >= 6;
  return long_enough && b.size() - a.size() <= 2 && a.substr(0, 3) == b.substr(0, 3) && distance(a, b) <= 2;
}

// The most uses of a word of the shorter text that the longer one has in no spelling.
std::uint32_t foreign_uses(const Uses& shorter, const Uses& longer) {
  std::vector<std::pair<std::uint32_t, std::string_view>> foreign;
  for (const auto& [word, count] : shorter)
    if (count > 1 && is_name_like(word) && !longer.contains(word)) foreign.emplace_back(count, word);
  std::sort(foreign.rbegin(), foreign.rend());
  for (std::size_t at = 0; at < foreign.size(); ++at) {
    const std::string_view word = foreign[at].second;
    const bool known = at < kMostForeignWords &&
                       std::any_of(longer.begin(), longer.end(), [&](const auto& other) { return is_spelling_of(word, other.first); });
    if (!known) return foreign[at].first;
  }
  return 0;
}

}  // namespace

TextComparison compare_texts(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  // Of two texts of one length the order must not matter; the first in order of bytes is then taken as the shorter.
  const bool swap = a.size() != b.size() ? a.size() > b.size() : std::lexicographical_compare(b.begin(), b.end(), a.begin(), a.end());
  const Text shorter = swap ? b : a, longer = swap ? a : b;
  TextComparison out;
  if (shorter.empty()) return out;
  out.words = static_cast<std::uint32_t>(shorter.size());
  out.length_ratio = static_cast<double>(shorter.size()) / static_cast<double>(longer.size());
  const std::vector<std::uint64_t> few = distinct_shingles(shorter), many = distinct_shingles(longer);
  std::vector<std::uint64_t> both;
  std::set_intersection(few.begin(), few.end(), many.begin(), many.end(), std::back_inserter(both));
  if (const std::size_t fewer = std::min(few.size(), many.size()); fewer > 0) out.containment = static_cast<double>(both.size()) / static_cast<double>(fewer);
  out.foreign_uses = foreign_uses(uses_of(shorter), uses_of(longer));
  return out;
}

bool tells_same_story(const TextComparison& compared, std::optional<std::int64_t> apart, const StoryLine& line) {
  const bool close = apart && *apart >= -line.close && *apart <= line.close;
  const std::uint32_t too_many = std::max(line.foreign_uses, compared.words / kUsualLength);
  return compared.containment >= (close ? line.containment : line.containment_apart) && compared.length_ratio >= line.length_ratio &&
         compared.foreign_uses < too_many;
}

}  // namespace dateline
