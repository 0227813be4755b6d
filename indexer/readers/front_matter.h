// The block of YAML, TOML or JSON in front of a Markdown text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/readers/value.h"

namespace dateline {

struct FrontMatter {
  Value map;  // empty when there is none
  std::string_view body;  // what follows it; the whole text when there is none
  std::uint32_t body_line = 1;  // 1-based line of the first byte of `body`
  std::uint32_t error_line = 0;
  std::string error;  // why it cannot be read, one sentence without a full stop; empty: all well
};

// Bytes of white space and of HTML comments in front of the first thing that could be front matter.
std::size_t before_front_matter(std::string_view text);

// Takes front matter off the start of `text`, which is valid UTF-8 and must outlive the result: YAML between a line "---" and a line "---" or
// "...", TOML between two lines "+++", or a JSON object with nothing behind it in its last line. Lines of dashes or pluses that enclose no names and
// values are part of the body. YAML's values are kept as they are written: "no" is a text, 2020-02-14 is a text. At most 64 KiB, 16 levels deep,
// 10,000 values counting each use of an alias.
FrontMatter take_front_matter(std::string_view text);

}  // namespace dateline
