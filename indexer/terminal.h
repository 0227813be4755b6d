// Text for people's terminals: hostile files must not steer them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Whether a terminal obeys the character instead of showing it: control characters, line ends, marks that turn the direction of writing.
bool steers_terminal(char32_t c);

// The text on one line, as valid UTF-8 and without anything that a terminal obeys: control characters, line ends and marks that turn the direction of
// writing become spaces or are shown as U+FFFD.
std::string for_terminal(std::string_view text);

// Columns that a text made by `for_terminal` takes: 2 for the letters of East Asia and pictures, 0 for marks above and below letters.
std::size_t columns_of(std::string_view text);

// The start of the text that fits into so many columns, with "..." at its end when it is not all.
std::string shortened(std::string_view text, std::size_t columns);

// The text in lines of at most so many columns, broken between words where there are any.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

// "1,204": a number as people read it.
std::string with_commas(std::uint64_t number);

}  // namespace dateline
