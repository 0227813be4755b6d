#include "server/api/opensearch.h"

#include "server/api/addresses.h"
#include "server/api/escape.h"
#include "server/api/json_writer.h"
#include "server/api/parameters.h"

namespace dateline {
namespace {

void add_url(std::string& xml, std::string_view type, std::string_view rel, const std::string& address) {
  xml.append("<Url type=\"").append(type).append("\"");
  if (!rel.empty()) xml.append(" rel=\"").append(rel).append("\"");
  xml.append(" template=\"").append(escape_xml(address)).append("\"/>\n");
}

bool is_headline(const Suggestion& one) { return one.kind == SuggestionKind::title; }

// "Headline", "section, 12 articles"
std::string description_of(const Suggestion& one) {
  if (is_headline(one)) return "Headline";
  const std::string kind(suggestion_kinds()[static_cast<std::size_t>(one.kind)]);
  return kind + ", " + std::to_string(one.count) + (one.count == 1 ? " article" : " articles");
}

}  // namespace

std::string opensearch_xml(const std::string& base) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
      "<ShortName>Dateline</ShortName>\n"
      "<Description>Search the news archive</Description>\n"
      "<InputEncoding>UTF-8</InputEncoding>\n"
      "<OutputEncoding>UTF-8</OutputEncoding>\n";
  xml.append("<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">").append(escape_xml(base)).append("/favicon.svg</Image>\n");
  add_url(xml, "text/html", "", base + "/search?q={searchTerms}");
  add_url(xml, "application/atom+xml", "", base + "/api/v1/search.atom?q={searchTerms}");
  add_url(xml, "application/feed+json", "", base + "/api/v1/search.json-feed?q={searchTerms}");
  add_url(xml, "application/x-suggestions+json", "suggestions", base + "/api/v1/suggest.opensearch?q={searchTerms}");
  add_url(xml, "application/opensearchdescription+xml", "self", base + "/opensearch.xml");
  return xml += "</OpenSearchDescription>\n";
}

std::string opensearch_suggestions(const SuggestAnswer& answer, const SuggestRequest& asked, const std::string& base) {
  JsonWriter json;
  const auto list = [&](const auto& text_of) {
    json.array([&] {
      for (const Suggestion& one : answer.suggestions) json.value(text_of(one));
    });
  };
  json.array([&] {
    json.value(asked.q);
    list([](const Suggestion& one) { return one.text.text; });
    list(description_of);
    list([&](const Suggestion& one) { return base + (is_headline(one) ? article_path(one.id) : "/search?q=" + percent_encoded(one.q)); });
  });
  return json.take() + "\n";
}

}  // namespace dateline
