// The languages of front matter. Internal to front_matter.cpp and its parsers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/readers/value.h"

namespace dateline {

struct ParsedFront {
  Value map;
  std::string error;       // one sentence without a full stop; empty: all well
  std::uint32_t line = 0;  // of the error, 1-based in the file
};

// `toml` starts in the second line of its file.
ParsedFront parse_toml_front(std::string_view toml);

}  // namespace dateline
