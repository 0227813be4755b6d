// The character sets that reach a newsroom, told apart without guessing more than the bytes say.
#include <algorithm>
#include <array>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

// Windows-1252, 0x80..0x9F; 0 where it has no character. Above that it is Latin-1.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::array<std::string_view, 10> binary_starts = {"%PDF-",
                                                            "PK\x03\x04",
                                                            "\x7f"
                                                            "ELF",
                                                            "\x89PNG",
                                                            "GIF8",
                                                            "\xff\xd8\xff",
                                                            "\x1f\x8b",
                                                            "BZh9",
                                                            "\xfd"
                                                            "7zXZ",
                                                            "(\xb5/\xfd"};

struct Census {
  std::size_t sequences = 0;  // well-formed multi-byte sequences
  std::size_t broken = 0;  // bytes that are no part of one
  std::size_t ascii = 0;
};

Census take_census(std::string_view bytes) {
  Census census;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t start = at;
    const char32_t c = code_point_at(bytes, at);
    if (c < 0x80) {
      ++census.ascii;
    } else if (c == 0xFFFD && at - start == 1) {
      ++census.broken;
    } else {
      ++census.sequences;
    }
  }
  return census;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    const char32_t mapped = value >= 0x80 && value < 0xA0 ? windows_1252[value - 0x80] : value;
    if (mapped != 0 || value == 0) append_code_point(out, mapped);
  }
  return out;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_code_point(out, c);
  }
  return out;
}

Decoding decode_broken(std::string_view bytes) {
  const Census census = take_census(bytes);
  if (census.sequences > 2 * census.broken) {
    return {repair_text(bytes), "repaired " + std::to_string(census.broken) + " bytes that are not UTF-8", {}};
  }
  // Western European text is mostly ASCII; Cyrillic, Greek or Japanese character sets are not.
  const std::size_t high = census.broken + 2 * census.sequences;
  if (high * 4 > census.ascii) {
    return {{}, {}, "is not UTF-8, and too unlike Western European text to convert; save it as UTF-8"};
  }
  return {repair_text(from_windows_1252(bytes)), "converted from windows-1252", {}};
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = end_of_printable(bytes, 0); at < bytes.size(); at = end_of_printable(bytes, at)) {
    const std::size_t start = at;
    if (code_point_at(bytes, at) == 0xFFFD && at - start == 1) return false;
  }
  return true;
}

bool is_binary(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return false;
  const auto starts = [&](std::string_view magic) { return bytes.starts_with(magic); };
  if (std::any_of(binary_starts.begin(), binary_starts.end(), starts)) return true;
  const std::string_view head = bytes.substr(0, 64u << 10);
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b';
  });
  return static_cast<std::size_t>(controls) * 50 > head.size();
}

Decoding decode_text(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe"))
    return {repair_text(from_utf16(bytes.substr(2), false)), "converted from UTF-16", {}};
  if (bytes.starts_with("\xfe\xff"))
    return {repair_text(from_utf16(bytes.substr(2), true)), "converted from UTF-16", {}};
  if (is_binary(bytes)) return {{}, {}, "is binary data and not text; convert it to text first"};
  if (is_utf8(bytes)) return {repair_text(bytes), {}, {}};
  return decode_broken(bytes);
}

}  // namespace dateline
