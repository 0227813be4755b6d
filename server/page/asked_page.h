// What a page of results is asked for, and its answer: the question of the API, with what the page shows beside the hits.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/endpoints.h"
#include "server/api/parameters.h"
#include "server/page/address.h"
#include "server/page/histogram.h"
#include "server/search/search.h"

namespace dateline {

struct AskedPage {
  Query query;  // all of the question that links are to say again
  SearchRequest search;
  ChartUnit unit = ChartUnit::month;  // of the counts asked for
  std::string path;                   // of the page: "/search", or "/embed", which has no filters, feeds and orders
  std::string from, to;               // as they were typed
  bool wrong_dates = false;           // they are none, or the wrong way round, and nothing is asked about dates
  std::vector<std::string> unknown;   // names of parameters that mean nothing here, such as those that mailers add to links; left out
};

// Reads the query string of "/search" or "/embed". Throws BadRequest for what is wrong but for dates, and for `ui` when it is no language.
AskedPage read_asked_page(std::string_view raw_query, const std::string& path);

// A query string as a page reads it: names that are neither in `table` nor ui are left out, and put into `unknown`. Throws BadRequest for broken text.
Query known_query(std::string_view raw_query, std::span<const Parameter> table, std::vector<std::string>& unknown);

// One of page_languages(), or empty. Throws BadRequest "bad_value".
std::string chosen_language(const Query& query);

// The answer. A field that is filtered by some of its values has its counts as they would be without that, so that another one can be chosen besides.
SearchAnswer answered(const AskedPage& asked, const SearchCalls& archive);

// The question as its links say it again: one that is still being typed with a "*" behind its last word, where that was taken as one that may go on.
// `interpreted` is how the search read it.
Query decided(const AskedPage& asked, std::string_view interpreted);

// Fields whose exact values filter, in the order of the side column. Static storage.
std::span<const char* const> filter_fields();

}  // namespace dateline
