#include "server/api/paging.h"

#include <algorithm>

#include "server/api/addresses.h"
#include "server/api/query_string.h"

namespace dateline {
namespace {

bool is_named(std::string_view piece, std::initializer_list<std::string_view> names) {
  const auto name = percent_decode(piece.substr(0, piece.find('=')), true);
  return name && std::find(names.begin(), names.end(), *name) != names.end();
}

}  // namespace

std::string query_without(std::string_view raw_query, std::initializer_list<std::string_view> names) {
  std::string out;
  for (std::size_t begin = 0; begin <= raw_query.size();) {
    const std::size_t end = std::min(raw_query.find('&', begin), raw_query.size());
    const std::string_view piece = raw_query.substr(begin, end - begin);
    if (!piece.empty() && !is_named(piece, names)) out.append(out.empty() ? "" : "&").append(clean_query(piece));
    begin = end + 1;
  }
  return out;
}

std::string query_with(std::string_view raw_query, std::string_view name, std::string_view value) {
  std::string out = query_without(raw_query, {name});
  return out.append(out.empty() ? "" : "&").append(percent_encoded(name)).append("=").append(percent_encoded(value));
}

std::string behind_path(const std::string& query) { return query.empty() ? "" : "?" + query; }

std::uint32_t last_page(const PagePlace& place) {
  const std::uint64_t pages = (place.total + place.per_page - 1) / place.per_page;
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(1, std::min(pages, kSearchWindow / place.per_page)));
}

std::vector<PageLink> page_links(std::string_view raw_query, const PagePlace& place) {
  const std::uint32_t last = last_page(place);
  std::vector<PageLink> links;
  const auto add = [&](std::string_view rel, std::uint32_t page) {
    links.push_back({rel, page, query_with(raw_query, "page", std::to_string(page))});
  };
  if (place.page > 1) {
    add("first", 1);
    add("prev", std::min(place.page - 1, last));
  }
  if (place.page < last) {
    add("next", place.page + 1);
    const bool reaches_window = last == kSearchWindow / place.per_page;
    if (place.total_exact || reaches_window) add("last", last);
  }
  return links;
}

std::string link_header(std::string_view path, std::span<const PageLink> links) {
  std::string out;
  for (const PageLink& link : links)
    out.append(out.empty() ? "<" : ", <").append(path).append("?").append(link.query).append(">; rel=\"").append(link.rel).append("\"");
  return out.size() > kLongestLinks ? std::string() : out;
}

}  // namespace dateline
