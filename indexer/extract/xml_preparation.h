// XML as the parser needs it. Internal to tree.cpp. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "indexer/extract/tree.h"

namespace dateline {

struct PreparedXml {
  std::string text;
  TreeFault fault;  // the first ampersand that begins no known reference, or what `crowded` says
  // An element has more than 10,000 attributes. The parser compares each with each, which would take minutes; `text` ends there.
  bool crowded = false;
};

// The document such that the parser needs no declarations: without its internal DTD subset, with HTML's named characters as numbers, and with stray
// ampersands as characters. Lines stay where they are.
PreparedXml prepare_xml(std::string_view xml);

}  // namespace dateline
