#include "indexer/analysis/aliases.h"

#include <algorithm>
#include <array>

#include "indexer/analysis/tokenizer.h"

namespace dateline {
namespace {

// One line a group, ways separated by '|', as an article would write them.
constexpr std::array kGroups = {
    "U.S.|USA|United States|United States of America",
    "UK|United Kingdom|Great Britain",
    "EU|European Union",
    "U.N.|United Nations",
    "UAE|United Arab Emirates",
    "USSR|Soviet Union",
    "WSJ|Wall Street Journal",
    "NYT|New York Times",
    "FT|Financial Times",
    "AP|Associated Press",
    "AFP|Agence France-Presse",
    "dpa|Deutsche Presse-Agentur",
    "BBC|British Broadcasting Corporation",
    "NATO|North Atlantic Treaty Organization|North Atlantic Treaty Organisation",
    "WHO|World Health Organization|World Health Organisation",
    "IMF|International Monetary Fund",
    "WTO|World Trade Organization|World Trade Organisation",
    "ECB|European Central Bank",
    "FBI|Federal Bureau of Investigation",
    "CIA|Central Intelligence Agency",
    "NSA|National Security Agency",
    "DoD|Department of Defense|Defense Department|Ministry of Defence",
    "MoD|Ministry of Defence",
    "DOJ|Department of Justice|Justice Department",
    "GDP|gross domestic product",
    "MWC|Mobile World Congress",
};

constexpr std::array kUnits = {"m|mn|million|millions|mio", "bn|billion|billions|mrd", "tn|trn|trillion|trillions", "k|thousand"};

// English, German, French and Spanish words of which a compound is not made.
constexpr auto kFunctionWords = std::to_array<std::string_view>({
    "about", "after", "all",  "also", "and",  "any",  "are",  "are",  "been", "but",  "can",  "could", "das",  "dem",  "den",  "der",
    "des",   "did",   "die",  "does", "ein",  "eine", "ese",  "est",  "for",  "from", "get",  "had",   "has",  "have", "her",  "here",
    "him",   "his",   "how",  "ich",  "into", "ist",  "its",  "les",  "like", "los",  "las",  "made",  "make", "may",  "mit",  "more",
    "most",  "much",  "must", "new",  "nicht", "not", "now",  "off",  "old",  "one",  "only", "other", "our",  "out",  "own",  "pas",
    "per",   "por",   "pour", "que",  "qui",  "said", "she",  "should", "sich", "sie", "some", "such",  "sur",  "than", "that", "the",
    "their", "them",  "then", "there", "these", "they", "this", "those", "too", "two", "una",  "und",   "une",  "upon", "use",  "very",
    "von",   "was",   "way",  "were", "what", "when", "where", "which", "who", "why",  "will", "with",  "would", "you", "your", "yet",
    "able",  "ever",  "thing", "self", "time", "times", "where", "wird", "work", "hat",
});

AliasWords words_of(Tokenizer& tokenizer, std::string_view way) {
  std::vector<Token> tokens;
  tokenizer.tokenize(way, tokens);
  AliasWords out;
  for (const Token& token : tokens) out.emplace_back(tokenizer.forms().text(token.form));
  return out;
}

template <std::size_t N>
std::vector<AliasGroup> build(const std::array<const char*, N>& lines) {
  Tokenizer tokenizer;
  std::vector<AliasGroup> out;
  for (std::string_view line : lines) {
    AliasGroup group;
    while (!line.empty()) {
      const std::size_t end = std::min(line.find('|'), line.size());
      group.push_back(words_of(tokenizer, line.substr(0, end)));
      line.remove_prefix(std::min(end + 1, line.size()));
    }
    out.push_back(std::move(group));
  }
  return out;
}

}  // namespace

std::span<const AliasGroup> builtin_aliases() {
  static const std::vector<AliasGroup> groups = build(kGroups);
  return groups;
}

std::span<const AliasGroup> number_unit_aliases() {
  static const std::vector<AliasGroup> groups = build(kUnits);
  return groups;
}

bool is_function_word(std::string_view form) { return std::find(kFunctionWords.begin(), kFunctionWords.end(), form) != kFunctionWords.end(); }

}  // namespace dateline
