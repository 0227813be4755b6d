// The page of results: what was found, in which order, with which filters, and what to do next.
#pragma once

#include <string>

#include "server/page/asked_page.h"
#include "server/page/hit_view.h"
#include "server/page/view.h"
#include "server/search/search.h"

namespace dateline {

// "3,412 articles", "At least 10,000 articles", "No articles".
std::string total_text(const SearchAnswer& answer, const Reader& reader);

// Everything below the box.
View results_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader);

// The side column. In filters_view.cpp.
View filters_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader);

// How many filters are set, dates counting as one.
std::size_t count_filters(const Query& query);

// "2019 to March 2020", "since 2019", "until 2020", "2019".
std::string span_text(const std::string& from, const std::string& to, const Reader& reader);

// Pages that can be asked for.
std::uint32_t pages_of(const SearchAnswer& answer, const SearchRequest& search);

}  // namespace dateline
