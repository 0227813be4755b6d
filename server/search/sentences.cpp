#include "server/search/sentences.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

namespace dateline {
namespace {

// What a point follows without ending a sentence, in lower case. Sorted.
constexpr std::string_view kAbbreviations[] = {
    "adm",    "al",   "apr",  "approx", "aug", "ave", "bzgl", "bzw", "ca",   "capt", "cf",  "cmdr", "co",
    "col",    "corp", "dec",  "dept",   "dr",  "dra", "ed",   "est", "evtl", "feb",  "fr",  "ft",   "gen",
    "gov",    "hon",  "inc",  "jan",    "jr",  "jul", "jun",  "lt",  "ltd",  "m",    "maj", "mar",  "me",
    "messrs", "mgr",  "mio",  "mlle",   "mm",  "mme", "mr",   "mrd", "mrs",  "ms",   "mt",  "nov",  "oct",
    "okt",    "pres", "prof", "pvt",    "rep", "rev", "sec",  "sen", "sept", "sep",  "sgt", "sr",   "sra",
    "st",     "ste",  "str",  "supt",   "tel", "usw", "vgl",  "vs"};

// What a point follows before a number only: "No. 5", but "He said no. Then".
constexpr std::string_view kBeforeNumbers[] = {"abs", "art", "bd", "ch", "fig", "no", "nos",
                                               "nr",  "p",   "pp", "s",  "sec", "vol"};

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_full_width_end(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'｡'; }

bool is_end_mark(char32_t c) {
  if (c < 0x80) return c == U'.' || c == U'!' || c == U'?';
  return c == U'…' || c == U'\u0964' || c == U'\u061F' || c == U'\u06D4' ||
         is_full_width_end(c);
}

bool is_closing(char32_t c) {
  constexpr std::u32string_view kClosing = U"\"'”“’»«›)]」』）】｣";
  return kClosing.find(c) != std::u32string_view::npos;
}

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }

// Whether the point at `at` belongs to the word before it.
bool is_abbreviation(std::u32string_view text, std::size_t at, bool number_follows) {
  constexpr std::size_t kLongest = 12;
  std::size_t start = at;
  bool inner_point = false;
  while (start > 0 && at - start <= kLongest && (is_letter(text[start - 1]) || text[start - 1] == U'.')) {
    --start;
    inner_point = inner_point || text[start] == U'.';
  }
  const std::u32string_view word = text.substr(start, at - start);
  if (word.empty() || word.size() > kLongest) return false;
  if (inner_point) return word.back() != U'.' && word.front() != U'.';
  if (word.size() == 1) return u_isupper(static_cast<UChar32>(word[0])) || number_follows;
  std::string lower;
  for (const char32_t c : word) {
    if (c >= 0x80) return false;
    lower += static_cast<char>(u_tolower(static_cast<UChar32>(c)));
  }
  const bool capitalised = u_isupper(static_cast<UChar32>(word[0]));
  if (number_follows && contains(kBeforeNumbers, lower)) return true;
  constexpr std::string_view kSmall[] = {"al",  "approx", "bzgl", "bzw", "ca",  "cf",
                                         "est", "evtl",   "ft",   "usw", "vgl", "vs"};
  return capitalised ? contains(kAbbreviations, lower) : contains(kSmall, lower);
}

// Whether the run of marks [mark, behind) with its closing quotation marks ends a sentence before what is at `next`.
bool ends_sentence(std::u32string_view text, std::size_t mark, std::size_t behind, std::size_t end, std::size_t next) {
  if (is_full_width_end(text[behind - 1])) return true;
  if (next == end) return false;
  const char32_t first = text[next];
  if (u_islower(static_cast<UChar32>(first))) return false;
  const bool lone_point = behind == mark + 1 && text[mark] == U'.';
  if (!lone_point || end > behind) return true;
  return !is_abbreviation(text, mark, u_isdigit(static_cast<UChar32>(first)));
}

}  // namespace

std::vector<SentenceBreak> sentence_breaks(std::u32string_view text) {
  std::vector<SentenceBreak> breaks;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_end_mark(text[at])) {
      ++at;
      continue;
    }
    const std::size_t mark = at;
    while (at < text.size() && is_end_mark(text[at])) ++at;
    const std::size_t behind = at;
    while (at < text.size() && is_closing(text[at])) ++at;
    const std::size_t end = at;
    while (at < text.size() && is_space(text[at])) ++at;
    if (at < text.size() && ends_sentence(text, mark, behind, end, at))
      breaks.push_back({static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(at)});
  }
  return breaks;
}

}  // namespace dateline
