// What both feeds say of a page of hits and of each hit. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/feed.h"
#include "server/api/paging.h"

namespace dateline {

// Addresses of a feed, all absolute.
struct FeedLinks {
  std::string id;    // of the feed, whatever the page
  std::string self;  // of this page
  std::string page;  // the same search for people
  std::vector<std::pair<std::string_view, std::string>> others;  // first, previous, next, last
};

FeedLinks feed_links(const PagePlace& pages, const FeedPlace& place);

PagePlace pages_of(const SearchAnswer& answer, const SearchCall& call);

// "Dateline: tax cut"
std::string feed_title(const std::string& q);

// RFC 3339; a day is its first moment in UTC. nullopt: nobody knows.
std::optional<std::string> feed_time(const Moment& moment);

// When the article was changed; unknown when it never was. A change that is older than the publication is none.
Moment change_of(const Article& article);

// The names of the byline, else the source; empty when there is neither.
std::vector<std::string> authors_of(const Article& article);

// Section and tags, none empty, none twice.
std::vector<std::string> categories_of(const Article& article);

// The first passage; empty when none was asked for.
std::string_view summary_of(const Hit& hit);

// Two to eight letters, so that it can stand as a language.
bool is_language(std::string_view lang);

}  // namespace dateline
