#include "indexer/analysis/tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <span>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

// A longer run of letters or digits is cut: nothing that is read as a word is as long.
constexpr std::uint32_t kLongestToken = 64;
constexpr int kLongestInitialism = 8;  // letters

// A paragraph of at least this many letters without one in lower case is set in capitals: its US may be the pronoun.
constexpr int kShoutedLetters = 16;

enum class Class : std::uint8_t { other, letter, digit, mark, apostrophe, unspaced, hidden };

// Initialisms that are also everyday words; written in capitals or with points they get a form of their own.
constexpr std::array<std::string_view, 5> kAmbiguous = {"aids", "it", "us", "who", "un"};

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

Class class_beyond_ascii(UChar32 c) {
  if (is_apostrophe(c)) return Class::apostrophe;
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

bool is_shouted(std::string_view text) {
  int capitals = 0;
  for (unsigned char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    capitals += is_capital(c);
  }
  return capitals >= kShoutedLetters;
}

// "1,000,000" -> "1000000"; "3,83" -> "3.83"; full-width digits are narrow by then.
std::string number_form(std::string_view digits) {
  std::string form = exact_form(digits);
  const std::size_t first = form.find(',');
  if (first == std::string::npos) return form;
  bool thousands = first <= 3 && form.find('.') >= first;
  for (std::size_t comma = first; thousands && comma < form.size();) {
    const std::size_t next = std::min(form.find_first_of(",.", comma + 1), form.size());
    thousands = next - comma == 4;
    comma = next < form.size() && form[next] == ',' ? next : form.size();
  }
  if (thousands) form.erase(std::remove(form.begin(), form.end(), ','), form.end());
  else std::replace(form.begin(), form.end(), ',', '.');
  return form;
}

std::string without_points(std::string_view initialism) {
  std::string letters(initialism);
  letters.erase(std::remove(letters.begin(), letters.end(), '.'), letters.end());
  return exact_form(letters);
}

std::string dotted(std::string_view letters) {
  std::string form;
  for (char c : letters) (form += c) += '.';
  return form;
}

// A word's spelling without its possessive 's.
std::string_view without_possessive(std::string_view spelling) {
  const std::size_t size = spelling.size();
  if (size > 2 && (spelling.back() == 's' || spelling.back() == 'S')) {
    if (spelling[size - 2] == '\'') return spelling.substr(0, size - 2);
    if (size > 4 && spelling.substr(size - 4, 3) == "\xE2\x80\x99") return spelling.substr(0, size - 4);
  }
  return spelling;
}

bool all_capitals(std::string_view spelling) {
  return spelling.size() >= 2 && std::all_of(spelling.begin(), spelling.end(), [](unsigned char c) { return is_capital(c); });
}

bool has_points(std::string_view spelling) {
  return spelling.size() >= 3 && spelling[1] == '.' && !(spelling[0] >= '0' && spelling[0] <= '9');
}

std::string form_text(std::string_view spelling) {
  const unsigned char first = static_cast<unsigned char>(spelling.front());
  if (has_points(spelling)) {
    std::string letters = without_points(spelling);
    return is_one_of(letters, kAmbiguous) ? dotted(letters) : letters;
  }
  if ((first >= '0' && first <= '9') || spelling.find(',') != std::string_view::npos) return number_form(spelling);
  const std::string_view word = without_possessive(spelling);
  std::string form = exact_form(word);
  if (all_capitals(word) && is_one_of(form, kAmbiguous)) return dotted(form);
  return form;
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
  Scan(Tokenizer& tokenizer, std::string_view text, std::vector<Token>& out)
      : tokenizer_(tokenizer), text_(text), size_(static_cast<std::uint32_t>(text.size())), shouted_(is_shouted(text)), out_(out) {}

  void run() {
    while (at_ < size_) {
      const std::uint32_t begin = at_;
      switch (next()) {
        case Class::letter: letters(begin); break;
        case Class::digit: digits(begin); break;
        case Class::unspaced: unspaced(begin); break;
        default: break;
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
    out_.push_back({begin, end, shouted_ && all_capitals(spelling) ? shouted_form(spelling) : tokenizer_.form_of(spelling)});
  }

  std::uint32_t shouted_form(std::string_view spelling) { return tokenizer_.forms_.intern(exact_form(spelling)); }

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
        break;
      }
      at_ = after(at_);
      if (c == Class::letter || c == Class::mark) end = at_;
    }
    at_ = end;
    emit(begin, end);
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
    emit(begin, at_);
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
  bool shouted_;
  std::vector<Token>& out_;
};

std::uint32_t Tokenizer::form_of(std::string_view spelling) {
  const auto [memo, fresh] = spellings_.intern(spelling);
  if (!fresh) return forms_of_spellings_[memo];
  std::string form = form_text(spelling);
  if (form.empty()) form = std::string(spelling);
  forms_of_spellings_.push_back(forms_.intern(form));
  return forms_of_spellings_.back();
}

void Tokenizer::tokenize(std::string_view text, std::vector<Token>& out) { Scan(*this, text, out).run(); }

}  // namespace dateline
