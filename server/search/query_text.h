// The bytes of a query made safe to walk, and the classes of characters that its readers ask for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A query as valid UTF-8 in which every kind of white space and every control character is one ' '.
struct CleanText {
  std::string text;
  std::vector<std::uint32_t> origin;  // for each byte of `text`, and for its end: the byte offset in what was given
  std::int64_t first_bad = -1;  // offset of the first byte that is not UTF-8 (replaced by U+FFFD); -1: none
  bool cut = false;  // more than `limit` bytes were given and the rest is left out
};

// Reads at most `limit` bytes of `q`, never half a code point. Linear.
CleanText clean_text(std::string_view q, std::size_t limit);

// The code point at `at`, which moves behind it. `text` is valid UTF-8 and `at` is less than its size.
char32_t next_code_point(std::string_view text, std::size_t& at);

// Letters, digits and the marks that combine with them: what makes a word worth looking for.
bool is_word_character(char32_t c);

// Whether `text` has a letter or a decimal digit: no word is found without one (see indexer/analysis/tokenizer.h).
bool has_word_character(std::string_view text);

// Number of such characters in `text`.
std::size_t word_characters(std::string_view text);

// Any of the double quotation marks, straight or typographic, that may open or close a phrase.
bool is_quotation_mark(char32_t c);

// The quotation marks that also stand for inches and, right behind a word character, belong to the word: " and ”.
bool is_inch_mark(char32_t c);

// A word with each '*' and '?' that stands for letters replaced by a letter or digit that fits its neighbours, so that it is cut into tokens as
// what it stands for would be; of the same size, and the same text where there are none. A run of them stands for letters between
// two word characters, a '*' also before the first and behind the last one; not in an address ("://", or a '?' behind a '/').
std::string masked_wildcards(std::string_view text);

// Trimmed, runs of ' ' as one.
std::string fold_spaces(std::string_view text);

// ASCII letters in lower case; the rest as it is.
std::string ascii_lower(std::string_view text);

}  // namespace dateline
