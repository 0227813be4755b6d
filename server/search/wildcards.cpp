#include "server/search/wildcards.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/analysis/fold.h"
#include "server/search/query_text.h"

namespace dateline {
namespace {

constexpr std::size_t kMostForms = 128;
constexpr std::size_t kLookedAt = 100'000;  // forms, in all segments together
constexpr std::size_t kLeastLookedAt = 2'000;  // in each segment
constexpr std::size_t kShortestStart = 2;  // code points
// A stem may end otherwise than its word: forms are looked for behind terms that begin with all but so many letters.
constexpr std::size_t kUnsureEnd = 2;
constexpr std::size_t kShortestSure = 3;

bool is_sign(char c) { return c == '*' || c == '?'; }

std::size_t next_border(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;) ++at;
  return at;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at = next_border(text, at);
  return text.substr(0, at);
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80; });
}

// What fits in one segment after another.
class Collector {
 public:
  Collector(const WildToken& token, const Snapshot& snapshot, std::size_t& all_left)
      : token_(token), snapshot_(snapshot), all_left_(all_left) {
    share_ = std::max(kLeastLookedAt, kLookedAt / std::max<std::size_t>(1, snapshot.segments()));
  }

  FittingForms run() {
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
      const Vocabulary& vocabulary = snapshot_.live(segment).segment->vocabulary();
      left_ = share_;
      seen_.clear();
      if (code_points(token_.start()) >= kShortestStart)
        look_behind_start(vocabulary);
      else
        look_at_frequent(vocabulary);
    }
    return most_frequent();
  }

 private:
  void look_behind_start(const Vocabulary& vocabulary) {
    vocabulary.with_prefix(token_.start(), [&](std::uint32_t rank) { return look(vocabulary, rank); });
    const std::string folded = fold_accents(token_.start());
    const std::size_t size = code_points(folded);
    const std::size_t sure = size > kShortestSure + kUnsureEnd ? size - kUnsureEnd : std::min(size, kShortestSure);
    vocabulary.with_term_prefix(first_code_points(folded, sure), [&](std::span<const std::uint32_t> ranks) {
      return std::all_of(ranks.begin(), ranks.end(), [&](std::uint32_t rank) { return look(vocabulary, rank); });
    });
  }

  void look_at_frequent(const Vocabulary& vocabulary) {
    for (std::uint32_t rank = 0; rank < vocabulary.size(); ++rank)
      if (!look(vocabulary, rank)) return;
  }

  // False when enough forms were looked at.
  bool look(const Vocabulary& vocabulary, std::uint32_t rank) {
    if (left_ == 0 || all_left_ == 0) {
      cut_ = true;
      return false;
    }
    --left_;
    --all_left_;
    const std::string_view form = vocabulary.form(rank);
    if (!token_.fits(form) || !seen_.insert(rank).second) return true;
    articles_[std::string(form)] += vocabulary.articles(rank);
    return true;
  }

  FittingForms most_frequent() {
    std::vector<std::pair<std::uint64_t, std::string>> frequent;
    for (const auto& [form, count] : articles_) frequent.emplace_back(count, form);
    std::sort(frequent.rbegin(), frequent.rend());
    FittingForms out;
    out.cut = cut_ || frequent.size() > kMostForms;
    if (frequent.size() > kMostForms) frequent.resize(kMostForms);
    for (auto& [count, form] : frequent) out.forms.push_back(std::move(form));
    return out;
  }

  const WildToken& token_;
  const Snapshot& snapshot_;
  std::size_t& all_left_;
  std::size_t share_ = 0, left_ = 0;
  bool cut_ = false;
  std::set<std::uint32_t> seen_;
  std::map<std::string, std::uint64_t> articles_;
};

}  // namespace

// Greedy: what comes behind the last '*' that was met is tried at every later place.
bool fits_wildcards(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      t = next_border(text, t);
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = retry = next_border(text, retry);
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

WildToken::WildToken(std::string_view typed) {
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t end = std::min(typed.find_first_of("*?", at), typed.size());
    const std::string letters = exact_form(typed.substr(at, end - at));
    exact_ += letters;
    folded_ += fold_accents(letters);
    if (!wild_) start_ += letters;
    at = end;
    for (; at < typed.size() && is_sign(typed[at]); ++at) {
      wild_ = true;
      exact_ += typed[at];
      folded_ += typed[at];
    }
  }
}

bool WildToken::fits(std::string_view form) const {
  if (fits_wildcards(exact_, form)) return true;
  if (is_ascii(form)) return folded_ != exact_ && fits_wildcards(folded_, form);
  return fits_wildcards(folded_, fold_accents(form));
}

std::vector<WildToken> wild_tokens(std::string_view text, Tokenizer& tokenizer) {
  std::vector<Token> tokens;
  tokenizer.tokenize(masked_wildcards(text), tokens);
  std::vector<WildToken> out;
  for (const Token& token : tokens) {
    const std::string_view typed = text.substr(token.begin, token.end - token.begin);
    if (typed.find_first_of("*?") == std::string_view::npos)
      out.emplace_back(tokenizer.forms().text(token.form));
    else if (typed.find_first_not_of("*?") != std::string_view::npos)
      out.emplace_back(typed);
  }
  return out;
}

FittingForms forms_that_fit(const WildToken& token, const Snapshot& snapshot, std::size_t& left) {
  return Collector(token, snapshot, left).run();
}

}  // namespace dateline
