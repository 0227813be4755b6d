#include "indexer/extract/text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

bool is_dropped_control(char32_t c) {
  return c == 0xFEFF || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
         (c & 0xFFFE) == 0xFFFE;
}

bool is_line_separator(char32_t c) { return c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029; }

constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;

constexpr std::uint64_t eight_of(char c) { return kOnes * static_cast<unsigned char>(c); }

// Marks the bytes of `eight` (each in its highest bit) that are not from the space to the tilde; behind the first mark others may be wrong.
constexpr std::uint64_t beyond_printable(std::uint64_t eight) { return (eight | (eight - eight_of(' ')) | (eight + kOnes)) & kHighs; }

// The end of a run from `at` on of printable bytes, without two spaces in a row but perhaps with one at either end. May end a run early.
std::size_t end_of_run(std::string_view text, std::size_t at) {
  constexpr auto spaces = [](std::uint64_t eight) { return ((eight ^ eight_of(' ')) - kOnes) & ~(eight ^ eight_of(' ')); };
  for (; at + sizeof(std::uint64_t) < text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0, next = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    std::memcpy(&next, text.data() + at + 1, sizeof next);
    const std::uint64_t marks = beyond_printable(eight) | (spaces(eight) & spaces(next) & kHighs);
    if (marks != 0) return at + static_cast<std::size_t>(std::countr_zero(marks)) / 8;
  }
  const auto doubled = [&] { return text[at] == ' ' && at + 1 < text.size() && text[at + 1] == ' '; };
  while (at < text.size() && text[at] >= ' ' && text[at] <= '~' && !doubled()) ++at;
  return at;
}

// Whether white space stands at `at`, which moves behind the character.
bool is_space_at(std::string_view text, std::size_t& at) {
  const char c = text[at];
  if (static_cast<unsigned char>(c) >= 0x80) return u_isUWhiteSpace(static_cast<UChar32>(code_point_at(text, at)));
  ++at;
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t at = 0;
    if (!is_space_at(text, at)) break;
    text.remove_prefix(at);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (text[start] & 0xC0) == 0x80) --start;
    std::size_t at = start;
    if (!u_isUWhiteSpace(static_cast<UChar32>(code_point_at(text, at)))) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_closing_mark(char32_t c) {
  constexpr std::u32string_view marks = U"\"')]}”’»›“‘』」）*_";
  return marks.find(c) != std::u32string_view::npos;
}

// Chinese, Japanese and Thai letters: words are not set apart.
bool has_no_spaces(char32_t c) {
  return (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0x0E00 && c < 0x0E80) || (c >= 0x20000 && c < 0x32000);
}

bool every_line_is_a_paragraph(const std::vector<std::string_view>& lines) {
  return std::all_of(lines.begin(), lines.end(), [](std::string_view line) { return ends_sentence(line); });
}

void add_block(const std::vector<std::string_view>& lines, std::vector<std::string>& out) {
  std::string paragraph;
  const bool apart = !looks_wrapped(lines) && every_line_is_a_paragraph(lines);
  for (const std::string_view line : lines) {
    if (!paragraph.empty() && (apart || is_list_item(line))) out.push_back(std::exchange(paragraph, {}));
    append_line(paragraph, squeeze_spaces(line));
  }
  if (!paragraph.empty()) out.push_back(std::move(paragraph));
}

}  // namespace

std::size_t end_of_printable(std::string_view text, std::size_t at) {
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if (const std::uint64_t marks = beyond_printable(eight); marks != 0) return at + static_cast<std::size_t>(std::countr_zero(marks)) / 8;
  }
  while (at < text.size() && text[at] >= ' ' && text[at] <= '~') ++at;
  return at;
}

char32_t code_point_at(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto first = bytes[at];
  if (first < 0x80) {
    ++at;
    return first;
  }
  // A window keeps ICU's 32-bit offsets safe in texts of any size.
  const auto* window = bytes + at;
  std::int32_t used = 0;
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  UChar32 c = 0;
  U8_NEXT(window, used, length, c);
  at += c < 0 ? 1 : static_cast<std::size_t>(used);
  return c < 0 ? 0xFFFD : static_cast<char32_t>(c);
}

void append_code_point(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  std::uint8_t bytes[4];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string repair_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t plain = end_of_printable(text, at);
    out += text.substr(at, plain - at);
    if ((at = plain) == text.size()) break;
    const char32_t c = code_point_at(text, at);
    if (is_line_separator(c)) {
      out += '\n';
    } else if (!is_dropped_control(c)) {
      append_code_point(out, c);
    }
  }
  return out;
}

bool is_white(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!is_space_at(text, at)) return false;
  return true;
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t start = 0; start <= text.size();) {
    std::size_t end = end_of_printable(text, start);
    while (end < text.size() && text[end] != '\r' && text[end] != '\n') end = end_of_printable(text, end + 1);
    lines.push_back({static_cast<std::uint32_t>(lines.size() + 1), trim(text.substr(start, end - start))});
    const bool crlf = text.substr(end, 2) == "\r\n";
    start = end + (crlf ? 2 : 1);
  }
  return lines;
}

std::string squeeze_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    at = end_of_run(text, at);
    if (at == start && is_space_at(text, at)) {
      space = !out.empty();
      continue;
    }
    std::string_view run = text.substr(start, at - start);
    if (run.starts_with(' ')) {
      space = !out.empty();
      run.remove_prefix(1);
      if (run.empty()) continue;
    }
    if (space) out += ' ';
    space = run.ends_with(' ');
    run.remove_suffix(space ? 1 : 0);
    out += run;
  }
  return out;
}

std::string_view cut_bytes(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

std::string lower_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
      ++at;
      continue;
    }
    append_code_point(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point_at(text, at)))));
  }
  return out;
}

std::string primary_language(std::string_view tag) {
  const std::string lower = lower_case(squeeze_spaces(tag));
  const std::size_t end = lower.find_first_of("-_");
  return end == 2 || end == 3 ? lower.substr(0, end) : lower;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0, letters = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    const bool space = is_space_at(text, next);
    const bool unspaced = next - at > 1 && !space && has_no_spaces(code_point_at(text, at));
    if (unspaced) ++letters;
    if (!space && !unspaced && !inside) ++words;
    inside = !space && !unspaced;
    at = next;
  }
  return words + letters / 2;
}

bool ends_sentence(std::string_view text) {
  constexpr std::u32string_view ends = U".!?…。！？؟۔।";
  text = trim(text);
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (text[start] & 0xC0) == 0x80) --start;
    std::size_t at = start;
    const char32_t c = code_point_at(text, at);
    if (ends.find(c) != std::u32string_view::npos) return true;
    if (!is_closing_mark(c) && !u_isUWhiteSpace(static_cast<UChar32>(c))) return false;
    text.remove_suffix(text.size() - start);
  }
  return false;
}

bool is_list_item(std::string_view line) {
  std::size_t at = 0;
  if (line.empty()) return false;
  const char32_t first = code_point_at(line, at);
  constexpr std::u32string_view bullets = U"•‣⁃▪◦●■–—-*+";
  if (bullets.find(first) != std::u32string_view::npos) return line.substr(at, 1) == " ";
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits == 0 || digits > 3 || digits + 1 >= line.size()) return false;
  return (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

bool looks_wrapped(const std::vector<std::string_view>& lines) {
  constexpr std::size_t narrowest = 45, widest = 100, ragged = 28, slack = 12;
  if (lines.size() < 2) return false;
  std::size_t low = widest, high = 0, open = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::size_t length = length_of(lines[i]);
    low = std::min(low, length);
    high = std::max(high, length);
    if (!ends_sentence(lines[i])) ++open;
  }
  if (low < narrowest || high > widest || high - low > ragged) return false;
  return length_of(lines.back()) <= high + slack && 2 * open >= lines.size() - 1;
}

void append_line(std::string& paragraph, std::string_view line) {
  constexpr std::array<std::string_view, 12> kSuspending = {"and", "or", "nor", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e"};
  const auto is_small = [](std::string_view text, std::size_t at) { return at < text.size() && text[at] >= 'a' && text[at] <= 'z'; };
  const std::size_t end = paragraph.size();
  const bool divided = end > 2 && paragraph.back() == '-' && is_small(paragraph, end - 2) && is_small(paragraph, end - 3) && is_small(line, 0);
  const std::string_view word = line.substr(0, line.find_first_of(" ,;."));
  if (divided && std::find(kSuspending.begin(), kSuspending.end(), word) == kSuspending.end()) paragraph.pop_back();
  else if (end > 0) paragraph += ' ';
  paragraph += line;
}

std::vector<std::string> split_paragraphs(std::string_view text) {
  std::vector<std::string> out;
  std::vector<std::string_view> block;
  for (const Line& line : split_lines(text)) {
    if (!line.text.empty()) {
      block.push_back(line.text);
      continue;
    }
    add_block(block, out);
    block.clear();
  }
  add_block(block, out);
  return out;
}

}  // namespace dateline
