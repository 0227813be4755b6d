// The one way from a caller's or an article's text into HTML.
#pragma once

#include <string>
#include <string_view>

#include "server/search/search.h"

namespace dateline {

// `text` with & < > " ' as character references, for element content and for quoted attribute values. All other bytes
// as they are. Linear.
std::string escape_html(std::string_view text);

// The escaped text with <mark> and </mark> around each mark, and no other markup. A mark that is empty, begins before
// the end of the one before it, or reaches beyond the text is left out. Linear.
std::string marked_html(const MarkedText& marked);

}  // namespace dateline
