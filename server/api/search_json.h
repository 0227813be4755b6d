// Answers as JSON text, as docs/api.md describes them. Text that is not UTF-8 is repaired, never refused. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "server/api/parameters.h"
#include "server/search/help.h"
#include "server/search/search.h"

namespace dateline {

// `call` is what was asked: it gives back q, page and per_page and says which fields each hit has.
std::string search_json(const SearchAnswer& answer, const SearchCall& call);

std::string article_json(const ArticleAnswer& answer, const ArticleCall& call);

std::string stats_json(const ArchiveStats& stats);

// `asked` gives back q.
std::string suggest_json(const SuggestAnswer& answer, const SuggestRequest& asked);

std::string related_json(const RelatedAnswer& answer);

// As `status` says it: "usable", "corrected", ...
std::string_view status_name(Status status);

// The suggested query as HTML: the words that `q` does not have are marked, everything is escaped.
std::string suggestion_html(const std::string& q, const std::string& suggestion);

}  // namespace dateline
