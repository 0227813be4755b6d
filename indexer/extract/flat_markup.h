// Mark-up that is nested too deeply, made flat. Pure functions, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

// `html` with tags of elements beyond `levels` left out, so that no parser nests it deeper than that and a few levels that it adds itself. All text
// stays, in order; what stays open is closed where its parent ends. Comments are left out; scripts, styles and other raw text stay as they are.
// Linear in the length for a given number of levels, whatever the mark-up.
std::string flattened_html(std::string_view html, std::size_t levels);

}  // namespace dateline
