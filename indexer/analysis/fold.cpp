#include "indexer/analysis/fold.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace dateline {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

using Instance = const icu::Normalizer2* (*)(UErrorCode&);

// One of the library's normalizers, asked for once. Null when its data is missing: texts then stay as they are.
template <Instance get>
const icu::Normalizer2* normalizer() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const found = get(status);
    return U_SUCCESS(status) ? found : nullptr;
  }();
  return instance;
}

icu::UnicodeString normalize(const icu::Normalizer2* form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out = form != nullptr ? form->normalize(text, status) : text;
  return U_SUCCESS(status) ? out : text;
}

// NFKC_Casefold is not used: it folds ß to ss, which would make the exact form inexact.
icu::UnicodeString compose(const icu::UnicodeString& text) { return normalize(normalizer<&icu::Normalizer2::getNFKCInstance>(), text); }

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Apostrophes and characters that have no width: they join what stands on their two sides.
bool joins(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07 || c == 0x00AD ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_white(UChar32 c) { return u_isUWhiteSpace(c) || u_iscntrl(c); }

// Letters that have no decomposition, as their readers type them without the right keyboard.
const char16_t* spelled_out(UChar32 c) {
  switch (c) {
    case 0x00DF: return u"ss";
    case 0x00E6: return u"ae";
    case 0x0153: return u"oe";
    case 0x00F8: return u"o";
    case 0x0142: return u"l";
    case 0x0111: return u"d";
    case 0x00F0: return u"d";
    case 0x00FE: return u"th";
    case 0x0127: return u"h";
    case 0x0131: return u"i";
    default: return nullptr;
  }
}

// True when people leave this mark off this letter. Outside these scripts the mark makes another letter, as in Devanagari or
// kana, and in Cyrillic except for io.
bool is_optional(UChar32 mark, UChar32 base) {
  const int script = u_getIntPropertyValue(base, UCHAR_SCRIPT);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_ARABIC || script == USCRIPT_HEBREW ||
         (base == 0x0435 && mark == 0x0308);
}

icu::UnicodeString decompose(const icu::UnicodeString& text) { return normalize(normalizer<&icu::Normalizer2::getNFDInstance>(), text); }

}  // namespace

std::string fold_value(std::string_view value) {
  icu::UnicodeString folded =
      compose(icu::UnicodeString::fromUTF8(icu::StringPiece(value.data(), static_cast<int32_t>(value.size()))));
  folded.foldCase();
  icu::UnicodeString out;
  bool gap = false;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (is_white(c)) {
      gap = !out.isEmpty();
      continue;
    }
    if (gap) out.append(u' ');
    gap = false;
    out.append(c);
  }
  return to_utf8(out);
}

std::string exact_form(std::string_view word) {
  if (is_ascii(word) && word.find('\'') == std::string_view::npos) return ascii_lower(word);
  icu::UnicodeString text =
      compose(icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size()))));
  text.toLower(icu::Locale::getRoot());
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool dot_of_i = c == 0x0307 && i > 0 && text.charAt(i - 1) == u'i';
    if (!joins(c) && !dot_of_i) out.append(c);
  }
  return to_utf8(out.length() == text.length() ? out : compose(out));
}

std::string fold_accents(std::string_view form) {
  if (is_ascii(form)) return std::string(form);
  const icu::UnicodeString text =
      decompose(icu::UnicodeString::fromUTF8(icu::StringPiece(form.data(), static_cast<int32_t>(form.size()))));
  icu::UnicodeString out;
  UChar32 base = 0;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) {
      if (!is_optional(c, base)) out.append(c);
      continue;
    }
    base = c;
    if (const char16_t* spelled = spelled_out(c)) out.append(icu::UnicodeString(spelled));
    else out.append(c);
  }
  return to_utf8(normalize(normalizer<&icu::Normalizer2::getNFCInstance>(), out));
}

}  // namespace dateline
