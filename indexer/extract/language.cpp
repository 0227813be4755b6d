#include "indexer/extract/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t kEnough = 4u << 10;
constexpr std::size_t kTooShort = 24;
// Two stretches that are in one language throughout tell it, the beginning and one from the middle: the whole costs three times as much.
constexpr std::size_t kStretch = 600;
constexpr int kFewestLetters = 400;  // bytes of a stretch that tell of a language
constexpr int kPure = 98;  // percent

struct Alias {
  std::string_view written, subtag;
};

// Three-letter codes and names that feeds and front matter carry in place of a subtag.
constexpr std::array kAliases = {
    Alias{"eng", "en"},     Alias{"english", "en"},    Alias{"deu", "de"},       Alias{"ger", "de"},     Alias{"german", "de"},
    Alias{"deutsch", "de"}, Alias{"fra", "fr"},        Alias{"fre", "fr"},       Alias{"french", "fr"},  Alias{"français", "fr"},
    Alias{"spa", "es"},     Alias{"spanish", "es"},    Alias{"español", "es"},   Alias{"ita", "it"},     Alias{"italian", "it"},
    Alias{"italiano", "it"}, Alias{"por", "pt"},       Alias{"portuguese", "pt"}, Alias{"nld", "nl"},    Alias{"dut", "nl"},
    Alias{"dutch", "nl"},   Alias{"jpn", "ja"},        Alias{"japanese", "ja"},  Alias{"zho", "zh"},     Alias{"chi", "zh"},
    Alias{"chinese", "zh"}, Alias{"kor", "ko"},        Alias{"korean", "ko"},    Alias{"rus", "ru"},     Alias{"russian", "ru"},
    Alias{"ara", "ar"},     Alias{"arabic", "ar"},     Alias{"iw", "he"},        Alias{"nb", "no"},      Alias{"nn", "no"},
};

std::string subtag_of(std::string_view code) {
  std::string out;
  for (const char c : code) {
    if (c == '-' || c == '_' || c == '.') break;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  for (const Alias& alias : kAliases)
    if (alias.written == out) return std::string(alias.subtag);
  return out;
}

struct Detection {
  std::string language;  // empty: cannot be told
  int percent = 0;       // of what tells of a language that is in it
  int letters = 0;       // bytes that tell of one

  bool is_pure() const { return !language.empty() && percent >= kPure && letters >= kFewestLetters; }
};

// A stretch of a text from about `at` on.
std::string_view stretch_at(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return cut_bytes(text.substr(at), kStretch);
}

Detection detect(std::string_view text) {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  int bytes = 0;
  bool reliable = false;
  const CLD2::Language language =
      CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0, languages.data(), percents.data(), scores.data(),
                                     nullptr, &bytes, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  return {subtag_of(CLD2::LanguageCode(language)), language == languages.front() ? percents.front() : 0, bytes};
}

}  // namespace

std::string detect_language(std::string_view text) {
  if (text.size() < kTooShort) return {};
  if (text.size() > kEnough) text = cut_bytes(text, kEnough);
  if (text.size() > 3 * kStretch) {
    const Detection first = detect(cut_bytes(text, kStretch));
    if (first.is_pure()) {
      const Detection middle = detect(stretch_at(text, text.size() / 2));
      if (middle.is_pure() && middle.language == first.language) return first.language;
    }
  }
  return detect(text).language;
}

std::string normal_language(std::string_view declared) {
  const std::string subtag = subtag_of(declared);
  const bool plain = std::all_of(subtag.begin(), subtag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return plain && (subtag.size() == 2 || subtag.size() == 3) && subtag != "und" ? subtag : std::string();
}

}  // namespace dateline
