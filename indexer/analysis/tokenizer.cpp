#include "indexer/analysis/tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <span>

#include "indexer/analysis/fold.h"
#include "indexer/analysis/word_form.h"

namespace dateline {
namespace {

// A longer run of letters or digits is cut: nothing that is read as a word is as long.
constexpr std::uint32_t kLongestToken = 64;
constexpr int kLongestInitialism = 8;  // letters
constexpr std::size_t kWidestIndent = 16;  // bytes from a hyphen at a line's end to the rest of its word

// A paragraph of at least this many letters without one in lower case is set in capitals: its US may be the pronoun.
constexpr int kShoutedLetters = 16;

enum class Class : std::uint8_t { other, letter, digit, mark, apostrophe, unspaced, hidden };

// What French and Italian shorten before a vowel; the word after it stands on its own.
constexpr std::array<std::string_view, 19> kElided = {"l",      "d",      "j",   "m",    "t",    "s",    "n",   "c",    "qu",  "jusqu",
                                                      "lorsqu", "puisqu", "dell", "nell", "all",  "sull", "dall", "quest", "quell"};

bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07 || c == 0x2018; }

bool is_unspaced(UChar32 c) {
  if (c < 0x0E00) return false;
  if (c == 0x30FC || c == 0x3005) return true;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return false;
  }
}

// Parts of a syllable that begins with another character: the vowels and finals of decomposed Hangul, the voiced marks of half-width kana.
bool completes_syllable(UChar32 c) { return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF) || c == 0xFF9E || c == 0xFF9F; }

// Spaces that French and others put between the thousands of a number.
bool is_number_space(UChar32 c) { return c == 0x00A0 || c == 0x2007 || c == 0x2009 || c == 0x202F; }

Class class_beyond_ascii(UChar32 c) {
  if (is_apostrophe(c)) return Class::apostrophe;
  if (completes_syllable(c)) return Class::mark;
  if (c == 0x00AD || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return Class::hidden;
  const int8_t type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK) return Class::mark;
  if (u_isdigit(c)) return Class::digit;
  if (u_isalpha(c)) return is_unspaced(c) ? Class::unspaced : Class::letter;
  return c == 0x30FC ? Class::unspaced : Class::other;
}

constexpr std::array<Class, 128> kAsciiClasses = [] {
  std::array<Class, 128> out{};
  for (char c = 'a'; c <= 'z'; ++c) out[static_cast<std::size_t>(c)] = Class::letter;
  for (char c = 'A'; c <= 'Z'; ++c) out[static_cast<std::size_t>(c)] = Class::letter;
  for (char c = '0'; c <= '9'; ++c) out[static_cast<std::size_t>(c)] = Class::digit;
  out['\''] = Class::apostrophe;
  return out;
}();

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_capital(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

bool is_shouted(std::string_view text) {
  int capitals = 0;
  for (unsigned char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    capitals += is_capital(c);
  }
  return capitals >= kShoutedLetters;
}

}  // namespace

bool is_unspaced_form(std::string_view form) {
  if (form.empty() || static_cast<unsigned char>(form.front()) < 0xE0) return false;
  int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT(form.data(), at, static_cast<int32_t>(form.size()), c);
  return c >= 0 && is_unspaced(c);
}

std::uint32_t FormTable::intern(std::string_view form) {
  const auto [id, fresh] = texts_.intern(form);
  if (fresh) unspaced_.push_back(is_unspaced_form(form));
  return id;
}

// One pass over one text.
class Scan {
 public:
  Scan(Tokenizer& tokenizer, std::string_view text, Casing casing, std::vector<Token>& out)
      : tokenizer_(tokenizer), text_(text), size_(static_cast<std::uint32_t>(text.size())), casing_(casing), shouted_(is_shouted(text)), out_(out) {}

  void run() {
    while (at_ < size_) {
      const std::uint32_t begin = at_;
      switch (next()) {
        case Class::letter: letters(begin); break;
        case Class::digit: digits(begin); break;
        case Class::unspaced: unspaced(begin); break;
        default:
          if (text_[begin] == '%' && !continues(at_)) emit(begin, at_);
      }
    }
  }

 private:
  // Class of the code point at `at_`, which moves behind it.
  Class next() {
    const Class found = peek(at_);
    at_ = after(at_);
    return found;
  }

  Class peek(std::uint32_t at) const {
    if (at >= size_) return Class::other;
    if (const auto byte = static_cast<unsigned char>(text_[at]); byte < 0x80) return kAsciiClasses[byte];
    UChar32 c = 0;
    U8_NEXT(text_.data(), at, size_, c);
    return class_beyond_ascii(c < 0 ? 0xFFFD : c);
  }

  std::uint32_t after(std::uint32_t at) const {
    if (static_cast<unsigned char>(text_[at]) < 0x80) return at + 1;
    U8_FWD_1(text_.data(), at, size_);
    return at;
  }

  void emit(std::uint32_t begin, std::uint32_t end) {
    const std::string_view spelling = text_.substr(begin, end - begin);
    out_.push_back({begin, end, form(spelling)});
  }

  std::uint32_t form(std::string_view spelling) {
    if (casing_ == Casing::turkic && (spelling.find('I') != std::string_view::npos || spelling.find("\u0130") != std::string_view::npos))
      return tokenizer_.form_of(turkic_spelling(spelling));
    return shouted_ && all_capitals(spelling) ? tokenizer_.forms_.intern(exact_form(spelling)) : tokenizer_.form_of(spelling);
  }

  // A word, or the words that the capitals of a hashtag or name show.
  void emit_word(std::uint32_t begin, std::uint32_t end) {
    if (begin == 0 || (text_[begin - 1] != '#' && text_[begin - 1] != '@')) return emit(begin, end);
    const auto parts = camel_parts(text_.substr(begin, end - begin));
    if (parts.empty()) return emit(begin, end);
    for (const std::size_t size : parts) {
      emit(begin, begin + static_cast<std::uint32_t>(size));
      begin += static_cast<std::uint32_t>(size);
    }
  }

  void letters(std::uint32_t begin) {
    if (initialism(begin)) return;
    std::uint32_t end = at_;
    for (std::uint32_t count = 1; count < kLongestToken && at_ < size_; ++count) {
      const Class c = peek(at_);
      if (c == Class::apostrophe) {
        const std::uint32_t behind = after(at_);
        if (peek(behind) != Class::letter) break;
        if (elided(begin, at_)) {
          emit(begin, at_);
          at_ = begin = end = behind;
          continue;
        }
      } else if (c != Class::letter && c != Class::mark && c != Class::hidden) {
        const std::uint32_t next_line = behind_line_end(at_);
        if (next_line == 0) break;
        at_ = next_line;
        continue;
      }
      at_ = after(at_);
      if (c == Class::letter || c == Class::mark) end = at_;
    }
    at_ = end;
    emit_word(begin, end);
  }

  // Where the rest of a word begins that a hyphen divides at a line's end; 0: none does.
  std::uint32_t behind_line_end(std::uint32_t at) const {
    if (text_[at] != '-' || at + 2 >= size_ || at == 0 || !is_small(text_[at - 1])) return 0;
    const std::string_view white = text_.substr(at + 1, kWidestIndent);
    const std::size_t word = white.find_first_not_of(" \t\r\n");
    if (word == std::string_view::npos || std::count(white.begin(), white.begin() + static_cast<std::ptrdiff_t>(word), '\n') != 1) return 0;
    return is_small(white[word]) ? at + 1 + static_cast<std::uint32_t>(word) : 0;
  }

  bool elided(std::uint32_t begin, std::uint32_t end) const {
    return end - begin <= 6 && is_one_of(exact_form(text_.substr(begin, end - begin)), kElided);
  }

  // Single ASCII letters with points, two or more: "U.S.", "U.S", "e.g.".
  bool initialism(std::uint32_t begin) {
    std::uint32_t at = begin, end = begin;
    int count = 0;
    while (count <= kLongestInitialism && at + 1 < size_ && is_ascii_letter(at) && text_[at + 1] == '.') {
      at += 2;
      end = at;
      ++count;
    }
    if (count == 0) return false;
    if (is_ascii_letter(at)) {
      if (continues(at + 1)) return false;
      end = at + 1;
      ++count;
    }
    if (count < 2 || count > kLongestInitialism) return false;
    if (peek(end) == Class::apostrophe && after(end) < size_ && (text_[after(end)] | 0x20) == 's' && !continues(after(end) + 1)) end = after(end) + 1;
    at_ = end;
    emit(begin, end);
    return true;
  }

  bool is_ascii_letter(std::uint32_t at) const {
    const unsigned char c = at < size_ ? static_cast<unsigned char>(text_[at]) : 0;
    return (c >= 'a' && c <= 'z') || is_capital(c);
  }

  bool continues(std::uint32_t at) const {
    const Class c = peek(at);
    return c == Class::letter || c == Class::mark || c == Class::digit || (at < size_ && text_[at] == '.');
  }

  void digits(std::uint32_t begin) {
    for (std::uint32_t count = 1; count < kLongestToken && at_ < size_; ++count) {
      const Class c = peek(at_);
      const bool separator = (text_[at_] == '.' || text_[at_] == ',') && peek(at_ + 1) == Class::digit;
      if (c != Class::digit && !separator) break;
      at_ = after(at_);
    }
    if (at_ - begin <= 3 && text_[begin] != '0') thousands();
    if (!pointed_date(begin)) emit(begin, at_);
  }

  // "14.02.2020" is the three numbers that "14/02/2020" is.
  bool pointed_date(std::uint32_t begin) {
    const std::string_view date = text_.substr(begin, at_ - begin);
    if (date.size() < 8 || date.size() > 10 || std::count(date.begin(), date.end(), '.') != 2 || date.find(',') != date.npos) return false;
    const auto month = static_cast<std::uint32_t>(date.find('.') + 1), year = static_cast<std::uint32_t>(date.rfind('.') + 1);
    if (date.size() - year != 4 || month < 2 || month > 3 || year - month < 2 || year - month > 3) return false;
    emit(begin, begin + month - 1);
    emit(begin + month, begin + year - 1);
    emit(begin + year, at_);
    return true;
  }

  // Takes in further groups of three digits behind apostrophes or narrow spaces, and what is behind the decimal sign then.
  void thousands() {
    const std::uint32_t first = at_;
    for (int groups = 0; groups < 8; ++groups) {
      const std::uint32_t group = at_ < size_ && is_group_sign(at_) ? after(at_) : 0;
      if (group == 0 || !is_group(group)) break;
      at_ = group + 3;
    }
    if (at_ == first || at_ + 1 >= size_ || (text_[at_] != '.' && text_[at_] != ',') || peek(at_ + 1) != Class::digit) return;
    for (++at_; at_ < size_ && at_ < first + kLongestToken && peek(at_) == Class::digit;) at_ = after(at_);
  }

  bool is_group_sign(std::uint32_t at) const {
    UChar32 c = 0;
    U8_NEXT(text_.data(), at, size_, c);
    return is_apostrophe(c) || is_number_space(c);
  }

  bool is_group(std::uint32_t at) const {
    const auto is_ascii_digit = [&](std::uint32_t place) { return place < size_ && text_[place] >= '0' && text_[place] <= '9'; };
    return is_ascii_digit(at) && is_ascii_digit(at + 1) && is_ascii_digit(at + 2) && peek(at + 3) != Class::digit;
  }

  void unspaced(std::uint32_t begin) {
    for (int marks = 0; marks < 8; ++marks) {
      const Class c = peek(at_);
      if (c != Class::mark && c != Class::hidden) break;
      at_ = after(at_);
    }
    emit(begin, at_);
  }

  Tokenizer& tokenizer_;
  std::string_view text_;
  std::uint32_t size_;
  std::uint32_t at_ = 0;
  Casing casing_;
  bool shouted_;
  std::vector<Token>& out_;
};

std::uint32_t Tokenizer::form_of(std::string_view spelling) {
  const auto [memo, fresh] = spellings_.intern(spelling);
  if (!fresh) return forms_of_spellings_[memo];
  std::string form = form_of_spelling(spelling);
  if (form.empty()) form = std::string(spelling);
  forms_of_spellings_.push_back(forms_.intern(form));
  return forms_of_spellings_.back();
}

void Tokenizer::tokenize(std::string_view text, std::vector<Token>& out, Casing casing) { Scan(*this, text, casing, out).run(); }

}  // namespace dateline
