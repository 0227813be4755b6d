// For browsers and catalogues: how this server is searched (OpenSearch 1.1), and completions as browsers ask for them. Pure functions.
#pragma once

#include <string>

#include "server/search/help.h"

namespace dateline {

// The description document. `base` is public_base().
std::string opensearch_xml(const std::string& base);

// ["what was typed", [completions], [descriptions], [addresses]], as the OpenSearch extension for suggestions has it. A headline leads to its article,
// everything else to the search for it. Text that is not UTF-8 is repaired.
std::string opensearch_suggestions(const SuggestAnswer& answer, const SuggestRequest& asked, const std::string& base);

}  // namespace dateline
