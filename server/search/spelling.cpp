#include "server/search/spelling.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <vector>

namespace dateline {
namespace {

constexpr std::size_t kShortest = 4;        // code points: shorter words are as often right as wrong
constexpr std::size_t kShortestForTwo = 7;  // two edits in a shorter word make another word

std::u32string decode(std::string_view text) {
  std::u32string out;
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    out += static_cast<char32_t>(c < 0 ? 0xFFFD : c);
  }
  return out;
}

bool is_word(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](unsigned char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t best = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::optional<std::string> nearest_word(const std::string& word, const Snapshot& snapshot) {
  const std::u32string wanted = decode(word);
  if (wanted.size() < kShortest || !is_word(word)) return std::nullopt;
  const std::size_t limit = wanted.size() >= kShortestForTwo ? 2 : 1;
  std::optional<std::string> best;
  std::size_t best_distance = limit + 1;
  std::uint64_t best_articles = 0;
  for (std::uint32_t segment = 0; segment < snapshot.segments(); ++segment) {
    const Vocabulary& vocabulary = snapshot.live(segment).segment->vocabulary();
    for (std::uint32_t rank = 0; rank < vocabulary.size(); ++rank) {
      const std::string_view form = vocabulary.form(rank);
      if (form.size() + 4 * limit < word.size() || word.size() + 4 * limit < form.size() || !is_word(form)) continue;
      const std::size_t distance = edit_distance(wanted, decode(form), std::min(limit, best_distance));
      const std::uint64_t articles = vocabulary.articles(rank);
      if (distance > limit || distance > best_distance || (distance == best_distance && articles <= best_articles)) continue;
      best = std::string(form);
      best_distance = distance;
      best_articles = articles;
    }
  }
  return best;
}

}  // namespace dateline
