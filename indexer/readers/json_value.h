// JSON text to Value, without a tree of another library in between.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/value.h"

namespace dateline {

struct ParsedJson {
  Value value;
  std::string error;  // what is wrong, one sentence without a full stop; empty: `value` is the whole text
};

// `json` is one JSON value and valid UTF-8. Escapes of half surrogate pairs, which scrapers write, become U+FFFD.
// Deeper nesting than `deepest_value` is an error.
ParsedJson parse_json(std::string_view json);

// The JSON value that starts at or behind `at` (white space is skipped), as a piece of `text`; `at` moves behind it.
// Only brackets and quotation marks are looked at, so the piece may still be no valid JSON. nullopt: nothing but white
// space is left, or the value does not end; `at` is then at the end, or at the start of the open value.
std::optional<std::string_view> next_json_value(std::string_view text, std::size_t& at);

// Moves `at` behind white space.
void skip_json_space(std::string_view text, std::size_t& at);

}  // namespace dateline
