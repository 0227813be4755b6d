#include "server/api/addresses.h"
#include "server/api/feed_parts.h"
#include "server/api/json_writer.h"
#include "server/api/times.h"

namespace dateline {
namespace {

void member_if(JsonWriter& json, std::string_view name, const std::optional<std::string>& text) {
  if (text) json.member(name, *text);
}

// What the archive says where a feed has no words for it: dates as they are known.
void write_extension(JsonWriter& json, const Hit& hit) {
  json.object("_dateline", [&] {
    json.member("id", hit.article.id);
    json.member("published", moment_text(hit.article.published));
    json.member("updated", moment_text(hit.article.updated));
    json.member("source", hit.article.source.empty() ? std::nullopt : std::optional(hit.article.source));
    json.member("section", hit.article.section.empty() ? std::nullopt : std::optional(hit.article.section));
    json.member("words", hit.words);
  });
}

void write_item(JsonWriter& json, const Hit& hit, const std::string& base) {
  const Article& article = hit.article;
  const std::string_view summary = summary_of(hit);
  json.member("id", entry_id(article));
  json.member("url", base + article_path(article.id));
  member_if(json, "external_url", web_url(article.url));
  json.member("title", article.title);
  json.member("content_text", summary.empty() ? std::string_view(article.title) : summary);
  if (!summary.empty()) json.member("summary", summary);
  member_if(json, "date_published", feed_time(article.published));
  member_if(json, "date_modified", feed_time(change_of(article)));
  json.array("authors", [&] {
    for (const std::string& name : authors_of(article)) json.object([&] { json.member("name", name); });
  });
  json.member("tags", categories_of(article));
  if (is_language(article.lang)) json.member("language", article.lang);
  write_extension(json, hit);
}

void write_numbers(JsonWriter& json, const SearchAnswer& answer, const PagePlace& pages, const FeedLinks& links, const FeedPlace& place) {
  json.object("_dateline", [&] {
    json.member("about", place.base + "/openapi.json");
    json.member("total", answer.total);
    json.member("total_relation", answer.total_exact ? "eq" : "gte");
    json.member("page", pages.page);
    json.member("per_page", pages.per_page);
    json.member("pages", last_page(pages));
    json.member("partial", answer.partial);
    for (const auto& [rel, address] : links.others)
      if (rel != "next") json.member(std::string(rel) + "_url", address);
  });
}

}  // namespace

std::string json_feed(const SearchAnswer& answer, const SearchCall& call, const FeedPlace& place) {
  const PagePlace pages = pages_of(answer, call);
  const FeedLinks links = feed_links(pages, place);
  JsonWriter json;
  json.object([&] {
    json.member("version", "https://jsonfeed.org/version/1.1");
    json.member("title", feed_title(call.search.q));
    json.member("home_page_url", links.page);
    json.member("feed_url", links.self);
    for (const auto& [rel, address] : links.others)
      if (rel == "next") json.member("next_url", address);
    write_numbers(json, answer, pages, links, place);
    json.array("items", [&] {
      for (const Hit& hit : answer.hits) json.object([&] { write_item(json, hit, place.base); });
    });
  });
  return json.take() + "\n";
}

}  // namespace dateline
