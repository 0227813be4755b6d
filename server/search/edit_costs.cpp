#include "server/search/edit_costs.h"

#include <array>
#include <string>

#include <unicode/utf8.h>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

constexpr char32_t kTable = 0x600;                        // Latin, Greek, Cyrillic
constexpr char32_t kFurther = 0x1E00, kFurtherEnd = 0x2000;  // more of Latin and Greek

char32_t read_one(std::string_view text, int32_t& at) {
  UChar32 c = 0;
  U8_NEXT(text.data(), at, static_cast<int32_t>(text.size()), c);
  return static_cast<char32_t>(c < 0 ? 0xFFFD : c);
}

// What is left of a letter without its marks; the letter where that is more than one.
char32_t without_marks(char32_t code) {
  std::array<char, 4> bytes{};
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, static_cast<UChar32>(code));
  const std::string folded = fold_accents({bytes.data(), static_cast<std::size_t>(size)});
  int32_t at = 0;
  if (folded.empty()) return code;
  const char32_t base = read_one(folded, at);
  return static_cast<std::size_t>(at) == folded.size() ? base : code;
}

template <char32_t From, char32_t To>
std::array<char32_t, To - From> bases() {
  std::array<char32_t, To - From> out{};
  for (char32_t code = From; code < To; ++code) out[code - From] = code < 0x80 ? code : without_marks(code);
  return out;
}

char32_t base_of(char32_t code) {
  static const auto usual = bases<0, kTable>();
  static const auto further = bases<kFurther, kFurtherEnd>();
  if (code < kTable) return usual[code];
  return code >= kFurther && code < kFurtherEnd ? further[code - kFurther] : code;
}

bool is_ascii(char32_t c) { return c >= U'a' && c <= U'z'; }

// A number for the script of a base letter; 0: no letter.
char32_t script_of(char32_t base) {
  if (base < 0x80) return is_ascii(base) ? 1 : 0;
  if (base < 0x250) return 1;
  if (base < 0x370) return 0;
  return base < 0x530 ? 2 + (base >= 0x400) : base >> 8;
}

bool is_vowel(char32_t base) { return std::u32string_view(U"aeiouyæœøаеиоуыэюяαεηιουω").find(base) != std::u32string_view::npos; }

// Bit sets over a to z: which letters each one is taken for.
using Neighbours = std::array<std::uint32_t, 26>;

constexpr void join(Neighbours& out, char a, char b) {
  out[static_cast<std::size_t>(a - 'a')] |= 1u << (b - 'a');
  out[static_cast<std::size_t>(b - 'a')] |= 1u << (a - 'a');
}

constexpr Neighbours make_keys() {
  Neighbours out{};
  constexpr std::array<std::string_view, 3> rows = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t at = 0; at < rows[row].size(); ++at) {
      if (at + 1 < rows[row].size()) join(out, rows[row][at], rows[row][at + 1]);
      if (row == 0) continue;
      join(out, rows[row][at], rows[row - 1][at]);
      if (at + 1 < rows[row - 1].size()) join(out, rows[row][at], rows[row - 1][at + 1]);
    }
  }
  return out;
}

constexpr Neighbours make_sounds() {
  Neighbours out{};
  for (const std::string_view pair : {"ck", "cs", "sz", "gj", "fv", "bp", "dt", "kq", "mn", "iy", "vw", "uw", "sx", "cx", "kx", "ct", "ts"}) join(out, pair[0], pair[1]);
  return out;
}

constexpr Neighbours kKeys = make_keys(), kSounds = make_sounds();

bool has(const Neighbours& set, char32_t a, char32_t b) {
  return is_ascii(a) && is_ascii(b) && (set[a - U'a'] >> (b - U'a') & 1u) != 0;
}

}  // namespace

Letter letter_of(char32_t code) { return {code, base_of(code)}; }

std::vector<Letter> letters_of(std::string_view form) {
  std::vector<Letter> out;
  for (int32_t at = 0; static_cast<std::size_t>(at) < form.size();) out.push_back(letter_of(read_one(form, at)));
  return out;
}

int change_cost(const EditCosts& costs, const Letter& meant, const Letter& typed) {
  if (meant.code == typed.code) return 0;
  if (meant.base == typed.base) return costs.accent;
  const char32_t script = script_of(meant.base);
  if (script == 0 || script != script_of(typed.base)) return kNoEdit;
  if (is_vowel(meant.base) && is_vowel(typed.base)) return costs.vowel;
  if (has(kSounds, meant.base, typed.base)) return costs.sound;
  return has(kKeys, meant.base, typed.base) ? costs.key : costs.change;
}

int missing_cost(const EditCosts& costs, const Letter& meant, const Letter& before) {
  if (script_of(meant.base) == 0) return kNoEdit;
  if (meant.base == before.base) return costs.missing_double;
  return is_vowel(meant.base) ? costs.missing_vowel : costs.missing;
}

int extra_cost(const EditCosts& costs, const Letter& typed, const Letter& before, const Letter& after) {
  if (script_of(typed.base) == 0) return kNoEdit;
  if (typed.base == before.base || typed.base == after.base) return costs.extra_double;
  return is_vowel(typed.base) ? costs.extra_vowel : costs.extra;
}

bool sounds_like_pair(const Letter& a, const Letter& b, const Letter& one) {
  struct Row {
    char32_t a, b, one;
  };
  constexpr std::array<Row, 14> rows = {{{U'p', U'h', U'f'}, {U'c', U'k', U'k'}, {U'c', U'k', U'c'}, {U'c', U'h', U'k'}, {U'g', U'h', U'g'},
                                         {U'w', U'h', U'w'}, {U'k', U'n', U'n'}, {U's', U'c', U's'}, {U'x', U'c', U'x'}, {U'q', U'u', U'k'},
                                         {U'k', U's', U'x'}, {U'c', U's', U'x'}, {U'd', U'g', U'g'}, {U'r', U'h', U'r'}}};
  for (const Row& row : rows)
    if (row.a == a.base && row.b == b.base && row.one == one.base) return true;
  return false;
}

bool begins_pair(const Letter& a) { return std::u32string_view(U"pcgwksxqdr").find(a.base) != std::u32string_view::npos; }

}  // namespace dateline
