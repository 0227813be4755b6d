// The names of characters in HTML. Internal to markup.cpp.
#pragma once

#include <optional>
#include <string_view>

namespace dateline {

// The character called `name` ("amp", "eacute"), without ampersand and semicolon; nullopt when there is none.
std::optional<char32_t> entity_named(std::string_view name);

}  // namespace dateline
