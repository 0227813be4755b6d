// The one way from a caller's or an article's text into HTML and XML.
#pragma once

#include <string>
#include <string_view>

#include "server/search/search.h"

namespace dateline {

// `text` with & < > " ' as character references, for element content and for quoted attribute values. All other bytes
// as they are. Linear.
std::string escape_html(std::string_view text);

// The same for XML 1.0, which cannot have every character: control characters, U+FFFE, U+FFFF and what is not UTF-8 become U+FFFD; line ends and tabs
// become character references, so that no parser changes them. Linear.
std::string escape_xml(std::string_view text);

// The escaped text with <mark> and </mark> around each mark, and no other markup. A mark that is empty, begins before
// the end of the one before it, or reaches beyond the text is left out. Linear.
std::string marked_html(const MarkedText& marked);

}  // namespace dateline
