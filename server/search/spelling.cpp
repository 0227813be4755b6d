#include "server/search/spelling.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <vector>

#include "server/search/query.h"

namespace dateline {
namespace {

constexpr std::size_t kMostUnknown = 3;           // words corrected in one query
constexpr std::uint32_t kReadBetweenLooks = 1024;  // forms of the vocabulary
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

std::optional<std::string> nearest_word(const std::string& word, const Snapshot& snapshot, const Deadline& deadline) {
  const std::u32string wanted = decode(word);
  if (wanted.size() < kShortest || !is_word(word)) return std::nullopt;
  const std::size_t limit = wanted.size() >= kShortestForTwo ? 2 : 1;
  std::optional<std::string> best;
  std::size_t best_distance = limit + 1;
  std::uint64_t best_articles = 0;
  for (std::uint32_t segment = 0; segment < snapshot.segments(); ++segment) {
    const Vocabulary& vocabulary = snapshot.live(segment).segment->vocabulary();
    for (std::uint32_t rank = 0; rank < vocabulary.size(); ++rank) {
      if (rank % kReadBetweenLooks == 0 && deadline.look()) return best;
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

std::optional<std::string> corrected_query(const std::string& q, const std::vector<std::string>& unknown, const Snapshot& snapshot,
                                           const Deadline& deadline) {
  std::map<std::string, std::string, std::less<>> better;
  for (std::size_t at = 0; at < std::min(unknown.size(), kMostUnknown); ++at)
    if (auto word = nearest_word(unknown[at], snapshot, deadline)) better.emplace(unknown[at], std::move(*word));
  if (better.empty() || q.size() > QueryLimits{}.bytes) return std::nullopt;
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.tokenize(q, tokens);
  std::string out;
  std::size_t copied = 0;
  for (const Token& token : tokens) {
    const auto found = better.find(tokenizer.forms().text(token.form));
    if (found == better.end()) continue;
    out.append(q, copied, token.begin - copied).append(found->second);
    copied = token.end;
  }
  if (copied == 0) return std::nullopt;
  return out.append(q, copied);
}

}  // namespace dateline
