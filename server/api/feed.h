// A page of hits as a feed: Atom (RFC 4287, RFC 5005, OpenSearch 1.1) and JSON Feed 1.1. Any text makes a valid feed: what XML or UTF-8 does not know is
// replaced by U+FFFD. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/api/parameters.h"
#include "server/search/search.h"

namespace dateline {

// Where a feed stands.
struct FeedPlace {
  std::string base;            // public_base()
  std::string_view path;       // of the feed
  std::string_view raw_query;  // as it was asked
};

// An entry's `id` is made of the article's id and source alone (see entry_id) and stays when the server moves. Its `updated`, which Atom demands, is the
// time of the last change, else that of publication; where only a day is known its first moment in UTC, and where nobody knows, 1970-01-01T00:00:00Z. Then
// there is no `published`. Authors are those of the byline, else the source.
std::string atom_feed(const SearchAnswer& answer, const SearchCall& call, const FeedPlace& place);

// The same. JSON Feed can leave out times that nobody knows. Numbers of the search and what feeds have no words for are in `_dateline`.
std::string json_feed(const SearchAnswer& answer, const SearchCall& call, const FeedPlace& place);

// "urn:uuid:" and a UUID of version 8 over source and id.
std::string entry_id(const Article& article);

}  // namespace dateline
