// From one page of hits to the others: the addresses that the header Link, feeds and the search page give. Pure functions, safe from any thread.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Hits that can be reached by pages: page times per_page goes no further.
inline constexpr std::uint64_t kSearchWindow = 10'000;

// The query string without the parameters of these names, however these were written, and otherwise as it was sent but for clean_query(). Empty: nothing
// is left.
std::string query_without(std::string_view raw_query, std::initializer_list<std::string_view> names);

// The same with `name` set to `value` at its end; all other values of that name are gone.
std::string query_with(std::string_view raw_query, std::string_view name, std::string_view value);

// "" or "?" and the query.
std::string behind_path(const std::string& query);

// Where a search is.
struct PagePlace {
  std::uint64_t total = 0;
  bool total_exact = true;  // false: at least `total`
  std::uint32_t page = 1;
  std::uint32_t per_page = 10;  // not 0
};

// The last page that can be asked for and has hits, within the window; 1 when nothing has.
std::uint32_t last_page(const PagePlace& place);

struct PageLink {
  std::string_view rel;  // a registered relation: "first", "prev", "next", "last"
  std::uint32_t page = 1;
  std::string query;     // the parameters of the search with that page, without '?'
};

// Where one can go from a page, in that order: first and prev from any page but the first, next and last from any page but the last. There is no last
// where nobody knows how many hits there are. Nothing leads past the window. `raw_query` is that of the search.
std::vector<PageLink> page_links(std::string_view raw_query, const PagePlace& place);

// The links as the value of a Link header (RFC 8288), relative to the server: `path` has to be one that needs no escaping. Empty when there are no links,
// or when they would be longer than kLongestLinks and might make the answer's head too long for its reader.
std::string link_header(std::string_view path, std::span<const PageLink> links);
inline constexpr std::size_t kLongestLinks = 4096;

}  // namespace dateline
