#include "server/api/feed_parts.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>

#include "server/api/addresses.h"
#include "server/api/times.h"

namespace dateline {
namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// As RFC 5005 and JSON Feed call it.
std::string_view feed_relation(std::string_view rel) { return rel == "prev" ? "previous" : rel; }

// The search page shows the same list: it ranks where a feed is newest first.
std::string query_of_page(std::string_view raw_query) {
  const std::string query = query_without(raw_query, {"page", "per_page"});
  const bool sorted = query_without(query, {"sort"}) != query;
  return sorted ? query : query_with(query, "sort", "newest");
}

}  // namespace

std::string entry_id(const Article& article) {
  const std::string name = article.source + '\n' + article.id;
  const XXH128_hash_t hash = XXH3_128bits(name.data(), name.size());
  const auto high = static_cast<unsigned long long>((hash.high64 & ~0xF000ULL) | 0x8000ULL);  // version 8
  const auto low = static_cast<unsigned long long>((hash.low64 & ~(3ULL << 62)) | (2ULL << 62));  // the variant of RFC 9562
  char text[48];
  std::snprintf(text, sizeof text, "urn:uuid:%08llx-%04llx-%04llx-%04llx-%012llx", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFFF, low >> 48,
                low & 0xFFFF'FFFF'FFFF);
  return text;
}

PagePlace pages_of(const SearchAnswer& answer, const SearchCall& call) {
  return {answer.total, answer.total_exact, call.search.page, call.search.per_page};
}

FeedLinks feed_links(const PagePlace& pages, const FeedPlace& place) {
  const std::string feed = place.base + std::string(place.path);
  FeedLinks links;
  links.id = feed + behind_path(query_without(place.raw_query, {"page", "per_page"}));
  links.self = feed + behind_path(query_without(place.raw_query, {}));
  links.page = place.base + "/search?" + query_of_page(place.raw_query);
  for (const PageLink& link : page_links(place.raw_query, pages)) links.others.emplace_back(feed_relation(link.rel), feed + "?" + link.query);
  return links;
}

std::string feed_title(const std::string& q) { return is_blank(q) ? "Dateline" : "Dateline: " + q; }

std::optional<std::string> feed_time(const Moment& moment) {
  auto text = moment_text(moment);
  if (text && moment.precision == Precision::day) *text += "T00:00:00Z";
  return text;
}

Moment change_of(const Article& article) {
  const bool older = article.published.known() && article.updated.seconds < article.published.seconds;
  return older ? Moment{} : article.updated;
}

std::vector<std::string> authors_of(const Article& article) {
  std::vector<std::string> names;
  std::copy_if(article.byline.begin(), article.byline.end(), std::back_inserter(names), [](const std::string& name) { return !is_blank(name); });
  if (names.empty() && !is_blank(article.source)) names.push_back(article.source);
  return names;
}

std::vector<std::string> categories_of(const Article& article) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& one) {
    if (!is_blank(one) && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
  };
  add(article.section);
  for (const std::string& tag : article.tags) add(tag);
  return out;
}

std::string_view summary_of(const Hit& hit) { return hit.body.empty() ? std::string_view() : std::string_view(hit.body.front().marked.text); }

bool is_language(std::string_view lang) {
  return lang.size() >= 2 && lang.size() <= 8 && std::all_of(lang.begin(), lang.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace dateline
