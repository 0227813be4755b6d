#include "server/api/query_string.h"

#include <cstdint>
#include <cstring>

#include "server/search/search.h"

namespace dateline {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_escape(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 && hex_digit(text[at + 2]) >= 0;
}

std::size_t broken_escape(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1))
    if (!is_escape(text, at)) return at;
  return std::string_view::npos;
}

// Bytes of ASCII at the start of `text`, looked at eight at a time.
std::size_t ascii_length(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & high_bits) != 0) break;
  }
  while (at < text.size() && static_cast<std::uint8_t>(text[at]) < 0x80) ++at;
  return at;
}

// Length of the well-formed sequence at the start of `text` (Unicode 15, table 3-7); 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0U; };
  const auto between = [&](std::size_t at, unsigned low, unsigned high) { return byte(at) >= low && byte(at) <= high; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return between(1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = between(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && between(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = between(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && between(2, 0x80, 0xBF) && between(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

// A query is read as well as it can be, whatever its bytes: the search says what it did not understand.
constexpr std::string_view kQueryName = "q";

std::string decoded_query(std::string_view raw) {
  std::string text;
  for (std::size_t begin = 0; begin < raw.size();) {
    const std::size_t bad = std::min(raw.size(), begin + std::min(broken_escape(raw.substr(begin)), raw.size() - begin));
    text += *percent_decode(raw.substr(begin, bad - begin), true);
    if (bad < raw.size()) text += '%';
    begin = bad + 1;
  }
  return text;
}

// `offset` is where `raw` begins in the whole query string.
std::string decoded(std::string_view raw, std::size_t offset, const std::string& name) {
  if (name == kQueryName) return decoded_query(raw);
  if (const auto at = broken_escape(raw); at != std::string_view::npos)
    throw BadRequest{"bad_encoding", name, "A % must be followed by two hexadecimal digits; write a % sign as %25.",
                     static_cast<std::int64_t>(offset + at)};
  std::string text = *percent_decode(raw, true);
  if (const auto at = first_invalid_utf8(text); at != std::string::npos)
    throw BadRequest{"bad_encoding", name, "The text is not valid UTF-8.", static_cast<std::int64_t>(at)};
  if (const auto at = text.find('\0'); at != std::string::npos)
    throw BadRequest{"bad_encoding", name, "The text contains the character U+0000.", static_cast<std::int64_t>(at)};
  return text;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    at += ascii_length(text.substr(at));
    if (at == text.size()) break;
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%') {
      if (!is_escape(text, at)) return std::nullopt;
      result += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
      at += 2;
    } else {
      result += text[at] == '+' && plus_is_space ? ' ' : text[at];
    }
  }
  return result;
}

Pairs read_query_string(std::string_view raw) {
  Pairs pairs;
  for (std::size_t begin = 0; begin <= raw.size();) {
    const std::size_t end = std::min(raw.find('&', begin), raw.size());
    const std::string_view piece = raw.substr(begin, end - begin);
    if (!piece.empty()) {
      const std::size_t equals = std::min(piece.find('='), piece.size());
      std::string name = decoded(piece.substr(0, equals), begin, "");
      std::string value;
      if (equals < piece.size()) value = decoded(piece.substr(equals + 1), begin + equals + 1, name);
      pairs.emplace_back(std::move(name), std::move(value));
    }
    begin = end + 1;
  }
  return pairs;
}

}  // namespace dateline
