#include "server/search/word_parts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/analysis/aliases.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestPart = 3;  // bytes of half a compound
constexpr std::size_t kShortestCut = 9;   // of a word that is cut into three or more
constexpr std::size_t kLongestCut = 40;
constexpr std::size_t kLongestPart = 16;
constexpr std::size_t kMostParts = 5;
// A word that so many articles have is written so.
constexpr std::uint64_t kUsual = 1000;

bool is_letters(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](unsigned char c) { return (c >= '0' && c <= '9') || c == '.' || c == '%'; });
}

bool is_border(std::string_view form, std::size_t at) { return at == form.size() || (static_cast<unsigned char>(form[at]) & 0xC0) != 0x80; }

// Dynamic programming over the places of a word.
class Cutter {
 public:
  Cutter(const std::string& form, const LeafWords& words, bool any_part) : form_(form), words_(words), any_part_(any_part) {}

  std::vector<std::string> cut(std::size_t fewest) {
    best_[0].assign(form_.size() + 1, {});
    best_[0][0].articles = ~std::uint64_t{0};
    for (std::size_t parts = 1; parts <= kMostParts; ++parts) {
      step(parts);
      if (parts >= fewest && best_[parts].back().articles > 0) return read_back(parts);
    }
    return {};
  }

 private:
  struct Cut {
    std::uint64_t articles = 0;  // that have the rarest part; 0: there is no way here
    std::size_t before = 0;
  };

  std::uint64_t articles(std::size_t begin, std::size_t end) {
    const std::string_view part = std::string_view(form_).substr(begin, end - begin);
    if (any_part_ ? part.size() < 2 : !is_word_part(part)) return 0;
    return words_.articles_with(part);
  }

  void step(std::size_t parts) {
    best_[parts].assign(form_.size() + 1, {});
    for (std::size_t begin = 0; begin < form_.size(); ++begin) {
      const std::uint64_t so_far = best_[parts - 1][begin].articles;
      if (so_far == 0) continue;
      for (std::size_t end = begin + 2; end <= std::min(form_.size(), begin + kLongestPart); ++end) {
        if (!is_border(form_, end)) continue;
        const std::uint64_t rarest = std::min(so_far, articles(begin, end));
        if (rarest > best_[parts][end].articles) best_[parts][end] = {rarest, begin};
      }
    }
  }

  std::vector<std::string> read_back(std::size_t parts) const {
    std::vector<std::string> out(parts);
    for (std::size_t end = form_.size(); parts > 0; --parts) {
      const std::size_t begin = best_[parts][end].before;
      out[parts - 1] = form_.substr(begin, end - begin);
      end = begin;
    }
    return out;
  }

  const std::string& form_;
  const LeafWords& words_;
  bool any_part_;
  std::array<std::vector<Cut>, kMostParts + 1> best_;  // by number of parts and place
};

}  // namespace

bool is_word_part(std::string_view form) { return form.size() >= kShortestPart && !is_function_word(form) && is_letters(form); }

bool is_short_prefix(std::string_view form) {
  constexpr std::array<std::string_view, 12> prefixes = {"al", "by", "co", "d", "e", "ex", "l", "mc", "o", "re", "t", "x"};
  return std::find(prefixes.begin(), prefixes.end(), form) != prefixes.end();
}

bool is_elided_article(std::string_view form) { return form == "d" || form == "l"; }

std::vector<std::string> two_parts(const std::string& form, const LeafWords& words) {
  std::vector<std::string> best;
  std::uint64_t most = 0;
  const bool known = words.has(form);
  for (std::size_t at = 1; at + kShortestPart <= form.size(); ++at) {
    if (!is_border(form, at)) continue;
    std::string left = form.substr(0, at), right = form.substr(at);
    if ((!is_word_part(left) && !is_short_prefix(left)) || !is_word_part(right) || (known && is_elided_article(left))) continue;
    const std::uint64_t articles = std::min(words.articles_with(left), words.articles_with(right));
    if (articles <= most) continue;
    most = articles;
    best = {std::move(left), std::move(right)};
  }
  return best;
}

std::vector<std::string> many_parts(const std::string& form, const LeafWords& words, bool is_tag) {
  if (form.size() > kLongestCut || form.size() < 5 || !is_letters(form) || is_unspaced_form(form)) return {};
  if (is_tag) return Cutter(form, words, true).cut(2);
  const std::uint64_t articles = words.articles_with(form);
  if (articles > kUsual || form.size() < kShortestCut) return {};
  return Cutter(form, words, articles == 0).cut(3);
}

}  // namespace dateline
