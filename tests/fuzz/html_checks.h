// What every text with marks in it has to be, as the search gives it and as the API writes it.
#pragma once

#include <string>
#include <string_view>

#include "server/search/search.h"

namespace dateline {

// Each gives what is wrong, in words; empty: nothing.

// Marks are sorted, not empty, apart from each other, inside the text and on code point borders.
std::string fault_of_marks(const MarkedText& marked);

// The answer is JSON in valid UTF-8, and each "html" in it, without its <mark> and </mark> in turns, is escaped text: the "text" beside it, where there is one.
std::string fault_of_json(std::string_view json);

}  // namespace dateline
