// Addresses in feeds. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "indexer/extract/tree.h"

namespace dateline {

// `reference` as it stands at an address (RFC 3986, section 5.2); `reference` itself when `base` is no absolute address.
std::string resolve_url(std::string_view base, std::string_view reference);

// The address that references in this node are relative to: xml:base of the elements around it, from the outermost in, at `outer`.
std::string base_around(const Node& node, std::string_view outer);

// Whether `text` is an http or https address.
bool is_web_address(std::string_view text);

}  // namespace dateline
