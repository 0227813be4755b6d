#include "indexer/suggest.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kLongestWord = 64;  // what is longer is no mistyped word

// Letters to insert, take out or replace.
std::size_t mistypings(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.size() > kLongestWord) return {};
  std::size_t fewest = std::max<std::size_t>(2, word.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string_view candidate : known) {
    const std::size_t away = candidate.starts_with(word) && word.size() > 1 ? 1 : mistypings(word, candidate);
    if (away >= fewest || away >= candidate.size()) continue;
    fewest = away;
    nearest = candidate;
  }
  return std::string(nearest);
}

std::string not_known(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string near = nearest_word(word, known);
  std::string out = "'" + std::string(word.substr(0, kLongestWord)) + "' is not known; ";
  if (!near.empty()) return out + "did you mean '" + near + "'?";
  out += "known are ";
  for (std::size_t at = 0; at < known.size(); ++at) (out += at > 0 ? ", " : "") += known[at];
  return out;
}

}  // namespace dateline
