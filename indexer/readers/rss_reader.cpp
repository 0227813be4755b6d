// RSS 0.9x, 1.0 (RDF) and 2.0: one article an item.
#include <string>
#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/feed_cutter.h"
#include "indexer/readers/feed_document.h"
#include "indexer/readers/feed_status.h"
#include "indexer/readers/feed_url.h"
#include "indexer/readers/feed_wordpress.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

FeedHead rss_head(const Node& root) {
  const Node* const channel = root.child("channel");
  const Node& node = channel == nullptr ? root : *channel;
  const FeedElements elements(node);
  FeedHead head;
  head.title = line_in(elements, {"title", "dc:title"}, rss_text);
  head.lang = primary_language(elements.line({"language", "dc:language"}));
  if (head.lang.empty()) head.lang = primary_language(language_around(node));
  head.copyright = line_in(elements, {"copyright", "dc:rights", "dcterms:rights", "atom:rights"}, rss_text);
  head.base = elements.line({"link"});
  return head;
}

// The address of a link in the manner of Atom.
std::string atom_link(const FeedElements& elements) {
  for (const FeedElement* link : elements.all({"atom:link", "link"})) {
    const std::string_view rel = link->node->attribute("rel");
    if ((rel.empty() || rel == "alternate") && link->node->has_attribute("href")) return std::string(link->node->attribute("href"));
  }
  return {};
}

void take_identity(const FeedElements& elements, FeedEntry& entry) {
  Article& article = entry.article;
  const FeedElement* const guid = elements.find({"guid"});
  article.id = elements.line({"guid", "atom:id", "dc:identifier"});
  if (article.id.empty()) article.id = squeeze_spaces(entry.node.attribute("about"));
  if (!article.id.empty()) entry.found("id", guid != nullptr ? "guid" : "id");
  std::string url = elements.line({"feedburner:origlink", "link"});
  if (url.empty()) url = atom_link(elements);
  const FeedElement* const link = elements.find({"link"});
  url = resolve_url(base_around(link == nullptr ? entry.node : *link->node, entry.head.base), url);
  const bool permalink = guid != nullptr && lower_case(guid->node->attribute("ispermalink").empty() ? guid->node->attribute("isPermaLink")
                                                                                                     : guid->node->attribute("ispermalink")) != "false";
  if (url.empty() && is_web_address(article.id) && (permalink || guid == nullptr)) url = article.id;
  if (!url.empty()) entry.found("url", link != nullptr ? "link" : "guid");
  article.url = std::move(url);
}

void take_headline(const FeedElements& elements, FeedEntry& entry) {
  const FeedElement* const title = elements.find({"title", "dc:title", "atom:title", "itunes:title"});
  if (title == nullptr) return;
  entry.article.title = headline_of(rss_text(*title->node), entry.line(*title->node), entry.article.dropped);
  entry.found("title", title->name);
}

void take_source(const FeedElements& elements, FeedEntry& entry) {
  for (const FeedElement* element : elements.all({"source", "dc:publisher", "dcterms:publisher", "prism:publicationname", "dc:source"})) {
    const std::string text = line_of_node(*element->node);
    if (text.empty() || is_web_address(text)) continue;
    entry.article.source = text;
    entry.found("source", element->name);
    return;
  }
}

void take_categories(const FeedElements& elements, FeedEntry& entry) {
  Article& article = entry.article;
  article.section = elements.line({"prism:section"});
  for (const FeedElement* element : elements.all({"category", "dc:subject", "atom:category"})) {
    std::string text = line_of_node(*element->node);
    if (text.empty()) text = squeeze_spaces(element->node->attribute("term"));
    if (text.empty()) continue;
    if (article.section.empty() && element->name == "category" && !element->node->attribute("domain").empty()) {
      article.section = text;
      entry.found("section", "category/@domain");
    }
    article.tags.push_back(std::move(text));
  }
}

void read_item(FeedEntry& entry) {
  const FeedElements elements(entry.node);
  take_identity(elements, entry);
  take_headline(elements, entry);
  take_people(elements, {"dc:creator", "dcterms:creator", "dc:author", "author", "atom:author"}, entry);
  if (entry.article.byline.empty()) take_people(elements, {"itunes:author"}, entry);
  take_dates(elements, {"pubdate", "dcterms:issued", "atom:published", "dc:date", "dcterms:created", "prism:publicationdate"},
             {"atom:updated", "dcterms:modified", "atom:modified", "prism:modificationdate"}, entry);
  take_source(elements, entry);
  take_categories(elements, entry);
  entry.article.lang = primary_language(elements.line({"dc:language", "language"}));
  entry.article.copyright = line_in(elements, {"copyright", "dc:rights", "dcterms:rights", "atom:rights", "media:copyright"}, rss_text);
  take_body({elements.find({"content:encoded", "xhtml:body", "xhtml:div", "body", "fullitem", "atom:content", "content"}),
             elements.find({"description", "dc:description", "dcterms:abstract", "atom:summary"}), rss_text},
            entry);
  take_media(elements, entry);
  take_feed_status(elements, entry);
  take_wordpress(entry);
  take_defaults(entry);
}

}  // namespace

bool recognises_rss(std::string_view head) {
  const std::string start = markup_head(head);
  const StartTag root = root_tag(start);
  const std::string name = lower_case(root.local());
  if (name == "rss") return true;
  return name == "rdf" && (start.find("purl.org/rss/1.0/\"") != std::string::npos || start.find("purl.org/rss/1.0/'") != std::string::npos ||
                           start.find("netscape.com/rdf/simple/0.9") != std::string::npos);
}

void read_rss_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  read_feed(input, options, sink, {{"item"}, rss_head, read_item});
}

}  // namespace dateline
