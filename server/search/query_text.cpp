#include "server/search/query_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dateline {
namespace {

void append(std::string& text, char32_t c) {
  char bytes[4];
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  text.append(bytes, static_cast<std::size_t>(size));
}

bool is_blank(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return u_isUWhiteSpace(code) || u_iscntrl(code);
}

bool is_wild(char c) { return c == '*' || c == '?'; }

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// A run of '*' and '?' in a text, and whether word characters stand right beside it.
struct WildRun {
  std::size_t begin = 0, end = 0;
  bool behind_word = false, before_word = false;
};

bool stands_for_letters(std::string_view text, const WildRun& run) {
  const std::string_view signs = text.substr(run.begin, run.end - run.begin);
  const bool questions = signs.find('?') != std::string_view::npos;
  if (questions && text.substr(0, run.begin).find('/') != std::string_view::npos) return false;
  if (run.behind_word && run.before_word) return true;
  if (run.before_word) return run.begin == 0 && !questions;
  return run.behind_word && run.end == text.size() && signs.find('*') != std::string_view::npos;
}

}  // namespace

CleanText clean_text(std::string_view q, std::size_t limit) {
  CleanText clean;
  clean.text.reserve(q.size() < limit ? q.size() : limit);
  std::size_t at = 0;
  while (at < q.size() && at < limit) {
    const std::size_t start = at;
    auto i = static_cast<std::int32_t>(0);
    UChar32 c = 0;
    const std::string_view rest = q.substr(at, 4);
    U8_NEXT(rest.data(), i, static_cast<std::int32_t>(rest.size()), c);
    if (start + static_cast<std::size_t>(i) > limit) break;
    at += static_cast<std::size_t>(i);
    if (c < 0 && clean.first_bad < 0) clean.first_bad = static_cast<std::int64_t>(start);
    if (c >= 0 && is_blank(static_cast<char32_t>(c)))
      clean.text += ' ';
    else
      append(clean.text, c < 0 ? U'\uFFFD' : static_cast<char32_t>(c));
    clean.origin.resize(clean.text.size(), static_cast<std::uint32_t>(start));
  }
  clean.cut = at < q.size();
  clean.origin.push_back(static_cast<std::uint32_t>(at));
  return clean;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  UChar32 c = 0;
  U8_NEXT_UNSAFE(text.data(), at, c);
  return static_cast<char32_t>(c);
}

bool is_word_character(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  constexpr std::uint32_t kMasks = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_CO_MASK;
  return (U_GET_GC_MASK(code) & kMasks) != 0;
}

std::size_t word_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();)
    if (is_word_character(next_code_point(text, at))) ++count;
  return count;
}

bool has_word_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto code = static_cast<UChar32>(next_code_point(text, at));
    if ((u_isalpha(code) || u_isdigit(code)) && !u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      return true;
  }
  return false;
}

bool is_quotation_mark(char32_t c) {
  return c == U'"' || c == U'\u201C' || c == U'\u201D' || c == U'\u201E' || c == U'\u201F' || c == U'\u00AB' ||
         c == U'\u00BB' || c == U'\uFF02';
}

bool is_inch_mark(char32_t c) { return c == U'"' || c == U'\u201D' || c == U'\uFF02'; }

std::string masked_wildcards(std::string_view text) {
  std::string masked(text);
  if (text.find("://") != std::string_view::npos) return masked;
  WildRun run;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_wild(text[at])) {
      run.behind_word = is_word_character(next_code_point(text, at));
      continue;
    }
    run.begin = run.end = at;
    while (run.end < text.size() && is_wild(text[run.end])) ++run.end;
    at = run.end;
    std::size_t next = at;
    run.before_word = at < text.size() && is_word_character(next_code_point(text, next));
    if (!stands_for_letters(text, run)) {
      run.behind_word = false;
      continue;
    }
    const char beside = run.begin > 0 ? text[run.begin - 1] : text[run.end];
    masked.replace(run.begin, run.end - run.begin, run.end - run.begin, is_ascii_digit(beside) ? '0' : 'x');
  }
  return masked;
}

std::string fold_spaces(std::string_view text) {
  std::string folded;
  for (const char c : text)
    if (c != ' ' || (!folded.empty() && folded.back() != ' ')) folded += c;
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace dateline
