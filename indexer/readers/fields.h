// Metadata and articles by the names that different systems give to the same thing.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/article.h"
#include "indexer/readers/value.h"

namespace dateline {

// Fills `article` from the members of `map`: id, url, title, byline, source, section, published, updated, lang, tags
// and body, each from the first member whose name it goes by (see docs/formats.md) and that says something. Letter
// case, "_" and "-" in names do not matter. Members of no known name are ignored. Dates that cannot be read go to
// `article.dropped` with reason "unreadable_date" and `line`.
void fill_from(const Value& map, std::uint32_t line, Article& article);

// Why this article must not be searchable now: it is a draft, withdrawn, or under embargo until a later moment than
// `now` (UTC seconds). An embargo that cannot be read counts as one without end. Empty: nothing speaks against it.
std::string withheld_reason(const Value& map, std::int64_t now);

// Whether `name` is one that the body of an article goes by.
bool names_body(const std::string& name);

}  // namespace dateline
