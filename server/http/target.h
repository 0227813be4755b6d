// The target of a request line, read by ourselves: a library's reading of it would be lenient.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

struct Target {
  std::string path;       // decoded; begins with '/'; UTF-8 without control characters; no "." or ".." segment
  std::string raw_query;  // after the first '?', not decoded; may contain '?'
  std::string authority;  // of an absolute target, which then counts instead of Host; else empty
};

// Reads "/path?query", "http://host/path?query", and for OPTIONS "*", which stands for "/". Absent when the target is none of
// these, has a fragment or a raw space, or when its path has a broken percent escape or would break what Target promises. Percent
// escapes of the query are left to whoever reads the parameters.
std::optional<Target> read_target(std::string_view method, std::string_view target);

// True for "name", "name:8080", "192.0.2.1", "[::1]:80": what may stand in Host.
bool is_authority(std::string_view text);

// True when the text is valid UTF-8 (no overlong forms, no surrogates) without control characters (C0, DEL, C1).
bool is_clean_utf8(std::string_view text);

}  // namespace dateline
