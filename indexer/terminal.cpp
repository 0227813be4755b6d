#include "indexer/terminal.h"

#include <algorithm>
#include <cstdint>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// No mark is so rare that a column more or less would hurt: only the wide and the common combining blocks are named.
std::size_t columns_of_letter(char32_t c) {
  if ((c >= 0x0300 && c <= 0x036F) || (c >= 0x200B && c <= 0x200D) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF) return 0;
  const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                    (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
                    (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
  return wide ? 2 : 1;
}

// How many bytes of `text` fit into `columns`.
std::size_t fitting(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    used += columns_of_letter(code_point_at(text, end));
    if (used > columns) return at;
    at = end;
  }
  return text.size();
}

}  // namespace

bool steers_terminal(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
  return control || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string for_terminal(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = code_point_at(text, at);
    if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) out += ' ';
    else append_code_point(out, steers_terminal(c) ? kReplacement : c);
  }
  return out;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += columns_of_letter(code_point_at(text, at));
  return columns;
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (fitting(text, columns) == text.size()) return std::string(text);
  std::string out(text.substr(0, fitting(text, columns - std::min<std::size_t>(columns, 3))));
  while (out.ends_with(' ')) out.pop_back();
  return out + "...";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t fits = fitting(text, columns);
    if (fits == 0) code_point_at(text, fits);  // too wide for any line
    if (fits < text.size() && text[fits] != ' ') {
      const std::size_t space = text.substr(0, fits).rfind(' ');
      if (space != std::string_view::npos && space > 0) fits = space;
    }
    out.emplace_back(text.substr(0, fits));
    text.remove_prefix(fits);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return out;
}

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

}  // namespace dateline
