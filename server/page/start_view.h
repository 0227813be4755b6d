// The start page: what is in the archive, searches that work on it, the newest headlines.
#pragma once

#include <string>
#include <vector>

#include "server/page/hit_view.h"
#include "server/page/view.h"
#include "server/search/search.h"

namespace dateline {

// `newest`: the answer of a search for everything, newest first.
View start_view(const ArchiveStats& stats, const SearchAnswer& newest, const Reader& reader);

// Queries that find something, since they are taken from these hits: a long word of a headline, a phrase, a name. At most three.
std::vector<std::string> example_queries(const std::vector<Hit>& hits);

}  // namespace dateline
