// Metadata and articles by the names that different systems give to the same thing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "indexer/article.h"
#include "indexer/readers/value.h"

namespace dateline {

// ReadOptions::map: a field's name here, and the name that the input has for it.
using FieldMap = std::span<const std::pair<std::string, std::string>>;

// Fills `article` from the members of `map`: id, url, title, byline, source, section, published, updated, lang, tags, persons, orgs, places,
// version, evolved_from, copyright and body, each from what `mapped` names, else from the first member whose name it goes by (see
// docs/formats.md) and that says something. Letter case, "_" and "-" in names do not matter. Members of no known name are ignored. Dates that
// cannot be read go to `article.dropped` with reason "unreadable_date" and `line`. Then settles who may see it, see take_visibility().
void fill_from(const Value& map, std::uint32_t line, Article& article, FieldMap mapped = {});

// Applies what the members of `map` say of drafts, status, embargo, publication in the future and expiry, through readers/embargo.h: what is
// present and cannot be read withholds. `article.published` is final. `now` in UTC seconds.
void take_visibility(const Value& map, std::uint32_t line, std::int64_t now, Article& article, FieldMap mapped = {});

// Whether `name` is one that the body of an article goes by.
bool names_body(const std::string& name);

// Whether `name` is one that any field goes by.
bool names_field(const std::string& name);

// Whether `name` is one that the date of publication goes by.
bool names_publication(const std::string& name);

}  // namespace dateline
