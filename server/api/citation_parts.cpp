#include "server/api/citation_parts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/api/addresses.h"
#include "server/api/query_string.h"
#include "server/api/times.h"

namespace dateline {
namespace {

// In lower case: what no family is called, or at least nobody's who should be taken apart without being asked.
constexpr std::array<std::string_view, 44> kOfOffices = {
    "agence", "agencies", "agency", "associated", "board", "bureau", "contributor", "contributors", "correspondent", "correspondents", "department",
    "desk", "editor", "editorial", "editors", "group", "guardian", "herald", "journal", "magazine", "media", "ministry", "network", "news", "newsroom",
    "office", "post", "press", "redaktion", "reporter", "reporters", "reuters", "service", "services", "sources", "staff", "team", "telegraph", "times",
    "tribune", "wire", "wires", "writer", "writers"};
// Languages whose names begin with the family's.
constexpr std::array<std::string_view, 5> kFamilyFirst = {"hu", "ja", "ko", "vi", "zh"};

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Latin letters beyond ASCII begin with these bytes in UTF-8.
bool leads_latin(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xC3 && byte <= 0xC9;
}

bool is_tail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

// "Doe", "O'Brien", "Müller-Lüdenscheid": a capital first and small letters in it.
bool is_name_word(const std::string& word) {
  if (word.size() < 2 || !(is_upper(word.front()) || leads_latin(word.front()))) return false;
  const bool plain = std::all_of(word.begin(), word.end(), [](char c) {
    return is_upper(c) || is_lower(c) || c == '\'' || c == '-' || leads_latin(c) || is_tail(c);
  });
  return plain && std::any_of(word.begin(), word.end(), is_lower) &&
         std::find(kOfOffices.begin(), kOfOffices.end(), in_lower_case(word)) == kOfOffices.end();
}

bool is_initial(const std::string& word) { return word.size() == 2 && is_upper(word.front()) && word.back() == '.'; }

bool can_be_taken_apart(const std::vector<std::string>& words, const Article& article) {
  if (words.size() < 2 || words.size() > 4 || !is_name_word(words.back())) return false;
  if (std::find(kFamilyFirst.begin(), kFamilyFirst.end(), article.lang) != kFamilyFirst.end()) return false;
  const bool begins = is_name_word(words.front()) || is_initial(words.front());
  return begins && std::all_of(words.begin() + 1, words.end() - 1, is_initial);
}

// Line ends that are no control characters of ASCII: U+0085, U+2028, U+2029, and how long they are.
std::size_t wide_break(std::string_view text) {
  if (text.starts_with("\xC2\x85")) return 2;
  return text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9") ? 3 : 0;
}

std::string repaired(std::string_view text) {
  std::string out;
  for (std::size_t bad = first_invalid_utf8(text); bad != std::string_view::npos; bad = first_invalid_utf8(text)) {
    out.append(text.substr(0, bad)).append("\xEF\xBF\xBD");
    text.remove_prefix(bad + 1);
  }
  return out.append(text);
}

}  // namespace

std::string one_line(std::string_view text) {
  const std::string whole = repaired(text);
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < whole.size();) {
    const auto byte = static_cast<unsigned char>(whole[at]);
    const std::size_t wide = wide_break(std::string_view(whole).substr(at, 3));
    const bool blank = byte <= ' ' || byte == 0x7F || wide > 0;
    if (!blank) out.append(gap && !out.empty() ? " " : "").append(1, whole[at]);
    gap = blank;
    at += std::max<std::size_t>(wide, 1);
  }
  return out;
}

CitedName cited_name(const std::string& name, const Article& article) {
  const std::string line = one_line(name);
  const auto words = words_of(line);
  if (line == one_line(article.source) || !can_be_taken_apart(words, article)) return {"", "", line};
  const std::string& family = words.back();
  return {family, line.substr(0, line.size() - family.size() - 1), ""};
}

std::vector<CitedName> cited_names(const Article& article) {
  std::vector<CitedName> names;
  for (const std::string& one : article.byline)
    if (!one_line(one).empty()) names.push_back(cited_name(one, article));
  return names;
}

std::optional<CitedDate> cited_date(const Article& article) {
  const auto text = moment_text(article.published);
  if (!text) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    std::from_chars(text->data() + at, text->data() + at + length, value);
    return value;
  };
  return CitedDate{number(0, 4), number(5, 2), number(8, 2)};
}

std::string cited_url(const Article& article, const std::string& address) { return web_url(article.url).value_or(address); }

}  // namespace dateline
