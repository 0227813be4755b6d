#include "server/api/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "server/api/query_string.h"

namespace dateline {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// How many bytes at the start of `text` are written as they are, at least: looked at eight at a time.
std::size_t plain_eights(std::string_view text) {
  constexpr std::uint64_t each = 0x0101'0101'0101'0101, high = 0x80 * each;
  const auto has_zero = [](std::uint64_t eight) { return (eight - each) & ~eight & high; };
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    const std::uint64_t control = (eight - 0x20 * each) & ~eight & high;
    if ((control | has_zero(eight ^ '"' * each) | has_zero(eight ^ '\\' * each)) != 0) break;
  }
  return at;
}

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

}  // namespace

void JsonWriter::value(std::string_view text) {
  separate();
  out_ += '"';
  for (std::size_t bad = first_invalid_utf8(text); bad != std::string_view::npos; bad = first_invalid_utf8(text)) {
    add_escaped(text.substr(0, bad));
    out_ += kReplacement;
    text.remove_prefix(bad + 1);
  }
  add_escaped(text);
  out_ += '"';
}

// A whole number keeps its point, so that a reader sees a number of the same kind every time.
void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return value(nullptr);
  std::array<char, 40> text;
  const char* end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  const std::string_view written(text.data(), static_cast<std::size_t>(end - text.data()));
  literal(written);
  if (written.find_first_of(".e") == std::string_view::npos) out_ += ".0";
}

void JsonWriter::whole(std::uint64_t number) {
  std::array<char, 24> text;
  const char* end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  literal({text.data(), static_cast<std::size_t>(end - text.data())});
}

void JsonWriter::add_escaped(std::string_view utf8) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    at += plain_eights(utf8.substr(at));
    while (at < utf8.size() && is_plain(utf8[at])) ++at;
    out_.append(utf8, begin, at - begin);
    if (at == utf8.size()) return;
    const char c = utf8[at++];
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default: out_.append("\\u00").append(1, digits[static_cast<std::size_t>(c) / 16]).append(1, digits[static_cast<std::size_t>(c) % 16]);
    }
  }
}

}  // namespace dateline
