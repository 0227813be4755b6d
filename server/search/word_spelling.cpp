#include "server/search/word_spelling.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "indexer/analysis/aliases.h"
#include "indexer/analysis/fold.h"
#include "server/search/query_text.h"

namespace dateline {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// Whether a sentence goes on before that place: nothing of the kind that ends one stands there, and no quotation begins.
bool goes_on(std::string_view text, std::size_t at) {
  if (at == 0 || !is_space(text[at - 1])) return false;
  while (at > 0 && is_space(text[at - 1])) --at;
  if (at == 0) return false;
  const auto last = static_cast<unsigned char>(text[at - 1]);
  return last == ',' || last >= 0x80 || (last >= '0' && last <= '9') || (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
}

std::string_view without_possessive(std::string_view word) {
  for (const std::string_view ending : {"'s", "’s", "'S", "’S"})
    if (word.size() > ending.size() && word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  return word;
}

std::size_t capitals(std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size();) count += u_isupper(static_cast<UChar32>(next_code_point(word, at))) ? 1 : 0;
  return count;
}

}  // namespace

bool is_small_word(std::string_view form) {
  constexpr std::array<std::string_view, 60> words = {"am", "an", "as", "at", "au", "be", "by", "ce", "da", "de", "di", "do", "du", "el", "em",
                                                      "en", "er", "es", "et", "go", "he", "if", "il", "im", "in", "is", "it", "ja", "je", "la",
                                                      "le", "lo", "me", "my", "na", "ne", "no", "nu", "of", "oh", "ok", "on", "or", "os", "ou",
                                                      "se", "si", "so", "su", "te", "to", "tu", "un", "up", "us", "we", "wo", "ya", "ye", "zu"};
  return form.size() < 2 || is_function_word(form) || (form.size() == 2 && std::find(words.begin(), words.end(), form) != words.end());
}

void WordSpelling::see(std::string_view text, const Token& token) {
  if (sure()) return;
  const std::string_view whole = text.substr(token.begin, token.end - token.begin);
  const std::string_view bare = without_possessive(whole);
  const std::string_view word = exact_form(whole) != form_ && exact_form(bare) == form_ ? bare : whole;
  const std::size_t letters = capitals(word);
  int rank = kUnseen;
  if (letters == 0) rank = kSure;
  else if (goes_on(text, token.begin)) rank = kCapital;
  else if (letters > 1 && letters < word_characters(word)) rank = kOdd;
  if (rank > rank_ || (rank == rank_ && rank == kCapital && letters < capitals(best_))) {
    best_ = word;
    rank_ = rank;
  }
}

}  // namespace dateline
