#include <algorithm>

#include "server/api/addresses.h"
#include "server/api/escape.h"
#include "server/api/feed_parts.h"

namespace dateline {
namespace {

constexpr std::string_view kUnknownTime = "1970-01-01T00:00:00Z";
constexpr std::string_view kUnknownAuthor = "Unknown";

void element(std::string& xml, std::string_view name, std::string_view text) {
  xml.append("<").append(name).append(">").append(escape_xml(text)).append("</").append(name).append(">\n");
}

void element(std::string& xml, std::string_view name, std::uint64_t number) { element(xml, name, std::to_string(number)); }

void text_element(std::string& xml, std::string_view name, std::string_view text) {
  xml.append("<").append(name).append(" type=\"text\">").append(escape_xml(text)).append("</").append(name).append(">\n");
}

void link(std::string& xml, std::string_view rel, std::string_view type, std::string_view href) {
  xml.append("<link rel=\"").append(rel).append("\"");
  if (!type.empty()) xml.append(" type=\"").append(type).append("\"");
  xml.append(" href=\"").append(escape_xml(href)).append("\"/>\n");
}

void author(std::string& xml, std::string_view name) { xml.append("<author><name>").append(escape_xml(name)).append("</name></author>\n"); }

// The last change, else the publication.
Moment last_moment(const Article& article) {
  const Moment change = change_of(article);
  return change.known() ? change : article.published;
}

std::string updated_text(const Article& article) { return feed_time(last_moment(article)).value_or(std::string(kUnknownTime)); }

// The same as seconds, for the newest of them.
std::int64_t updated_seconds(const Article& article) {
  const Moment last = last_moment(article);
  return last.known() ? last.seconds : 0;
}

void entry(std::string& xml, const Hit& hit, const std::string& base) {
  const Article& article = hit.article;
  xml.append("<entry");
  if (is_language(article.lang)) xml.append(" xml:lang=\"").append(article.lang).append("\"");
  xml.append(">\n");
  text_element(xml, "title", article.title);
  element(xml, "id", entry_id(article));
  link(xml, "alternate", "text/html", base + article_path(article.id));
  if (const auto url = web_url(article.url)) link(xml, "via", "", *url);
  if (const auto published = feed_time(article.published)) element(xml, "published", *published);
  element(xml, "updated", updated_text(article));
  const auto names = authors_of(article);
  for (const std::string& name : names) author(xml, name);
  if (names.empty()) author(xml, kUnknownAuthor);
  for (const std::string& term : categories_of(article)) xml.append("<category term=\"").append(escape_xml(term)).append("\"/>\n");
  if (const auto summary = summary_of(hit); !summary.empty()) text_element(xml, "summary", summary);
  xml.append("</entry>\n");
}

// When the newest of the entries changed; of an empty feed nobody knows.
std::string feed_updated(const std::vector<Hit>& hits) {
  const auto newest = std::max_element(hits.begin(), hits.end(),
                                       [](const Hit& a, const Hit& b) { return updated_seconds(a.article) < updated_seconds(b.article); });
  return newest == hits.end() ? std::string(kUnknownTime) : updated_text(newest->article);
}

void search_elements(std::string& xml, const SearchAnswer& answer, const SearchCall& call) {
  const SearchRequest& asked = call.search;
  element(xml, "opensearch:totalResults", answer.total);
  element(xml, "opensearch:startIndex", std::uint64_t{asked.page - 1} * asked.per_page + 1);
  element(xml, "opensearch:itemsPerPage", asked.per_page);
  xml.append("<opensearch:Query role=\"request\" searchTerms=\"").append(escape_xml(asked.q));
  xml.append("\" startPage=\"").append(std::to_string(asked.page)).append("\" count=\"").append(std::to_string(asked.per_page)).append("\"/>\n");
}

}  // namespace

std::string atom_feed(const SearchAnswer& answer, const SearchCall& call, const FeedPlace& place) {
  const FeedLinks links = feed_links(pages_of(answer, call), place);
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">\n";
  text_element(xml, "title", feed_title(call.search.q));
  element(xml, "id", links.id);
  element(xml, "updated", feed_updated(answer.hits));
  xml.append("<generator version=\"" DATELINE_VERSION "\">Dateline</generator>\n");
  link(xml, "self", "application/atom+xml", links.self);
  link(xml, "alternate", "text/html", links.page);
  link(xml, "search", "application/opensearchdescription+xml", place.base + "/opensearch.xml");
  for (const auto& [rel, address] : links.others) link(xml, rel, "application/atom+xml", address);
  search_elements(xml, answer, call);
  for (const Hit& hit : answer.hits) entry(xml, hit, place.base);
  return xml += "</feed>\n";
}

}  // namespace dateline
