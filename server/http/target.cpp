#include "server/http/target.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_host_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(segment.size());
  }
  return false;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

// Takes "http://host" off an absolute target.
bool take_authority(std::string_view& rest, std::string& authority) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!starts_with_ignoring_case(rest, scheme)) continue;
    rest.remove_prefix(scheme.size());
    const std::string_view found = rest.substr(0, rest.find_first_of("/?"));
    rest.remove_prefix(found.size());
    authority = found;
    return is_authority(found);
  }
  return false;
}

// The code point's lead byte tells its length and its smallest allowed value; 0 length for a byte that cannot lead.
struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t least;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

bool is_clean_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Lead lead = lead_of(static_cast<unsigned char>(text[i]));
    if (lead.length == 0 || text.size() - i < lead.length) return false;
    char32_t point = lead.bits;
    for (std::size_t k = 1; k < lead.length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      if ((byte & 0xC0U) != 0x80U) return false;
      point = (point << 6U) | (byte & 0x3FU);
    }
    const bool control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (control || surrogate || point < lead.least || point > 0x10FFFF) return false;
    i += lead.length;
  }
  return true;
}

bool is_authority(std::string_view text) {
  std::size_t end = 0;
  if (text.starts_with('[')) {
    end = text.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    const std::string_view address = text.substr(1, end - 1);
    if (!std::all_of(address.begin(), address.end(), [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; }))
      return false;
    ++end;
  } else {
    while (end < text.size() && is_host_character(text[end])) ++end;
  }
  if (end == 0) return false;
  if (end == text.size()) return true;
  const std::string_view port = text.substr(end + 1);
  return text[end] == ':' && port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit);
}

std::optional<Target> read_target(std::string_view method, std::string_view target) {
  if (target == "*") return method == "OPTIONS" ? std::optional(Target{"/", "", ""}) : std::nullopt;
  if (target.find_first_of(" #") != std::string_view::npos || !is_clean_utf8(target)) return std::nullopt;
  Target out;
  std::string_view rest = target;
  if (!rest.starts_with('/') && !take_authority(rest, out.authority)) return std::nullopt;
  const std::size_t mark = rest.find('?');
  if (mark != std::string_view::npos) {
    out.raw_query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
  }
  auto path = percent_decoded(rest.empty() ? "/" : rest);
  if (!path || !is_clean_utf8(*path) || has_dot_segment(*path)) return std::nullopt;
  out.path = std::move(*path);
  return out;
}

}  // namespace dateline
