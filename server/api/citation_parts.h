// What the formats of citations share. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"

namespace dateline {

// A name taken apart, or whole in `literal` when nobody can tell which part of it is the family's.
struct CitedName {
  std::string family, given;
  std::string literal;
};

struct CitedDate {
  int year = 0;
  int month = 1, day = 1;
};

// On one line: control characters, line ends and runs of blanks become one blank, none at the ends; what is not UTF-8 becomes U+FFFD.
std::string one_line(std::string_view text);

// Takes apart only what looks like "Jane Doe" or "John F. Kennedy" in Latin letters, is not called staff, desk, press or the like, and is not in a language that puts
// the family first.
CitedName cited_name(const std::string& name, const Article& article);

// Those of the byline that say something.
std::vector<CitedName> cited_names(const Article& article);

// The day of publication in the zone that the source wrote. nullopt: nobody knows.
std::optional<CitedDate> cited_date(const Article& article);

// The source's own address when it is one on the web, else `address`.
std::string cited_url(const Article& article, const std::string& address);

// Citations of this article in one format each.
std::string citation_as_text(const Article& article, const std::string& address);
std::string citation_as_bibtex(const Article& article, const std::string& address);
std::string citation_as_ris(const Article& article, const std::string& address);
std::string citation_as_csl_json(const Article& article, const std::string& address);

}  // namespace dateline
