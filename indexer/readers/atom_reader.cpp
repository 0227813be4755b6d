// Atom 1.0 and 0.3: one article an entry, one tombstone (RFC 6721) a takedown.
#include <string>
#include <utility>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/feed_cutter.h"
#include "indexer/readers/feed_document.h"
#include "indexer/readers/feed_people.h"
#include "indexer/readers/feed_status.h"
#include "indexer/readers/feed_url.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

std::vector<std::string> authors_in(const FeedElements& elements) {
  std::vector<std::string> names;
  for (const FeedElement* author : elements.all({"author"})) {
    const FeedElements parts(*author->node);
    add_people(people_of(parts.line({"name"})), names);
  }
  return names;
}

// Where the feed says that it lies; empty: it does not.
std::string self_link(const FeedElements& elements) {
  for (const std::string_view wanted : {"self", "alternate", ""}) {
    for (const FeedElement* link : elements.all({"link"})) {
      const std::string_view address = link->node->attribute("href");
      if (lower_case(link->node->attribute("rel")) == wanted && is_web_address(address)) return std::string(address);
    }
  }
  return {};
}

FeedHead atom_head(const Node& root) {
  FeedHead head;
  if (root.name != "feed") return head;
  const FeedElements elements(root);
  head.title = line_in(elements, {"title"}, atom_text);
  head.lang = primary_language(language_around(root));
  if (head.lang.empty()) head.lang = primary_language(elements.line({"dc:language", "language"}));
  head.copyright = line_in(elements, {"rights", "copyright", "dc:rights", "dcterms:rights"}, atom_text);
  head.base = self_link(elements);
  head.byline = authors_in(elements);
  return head;
}

// Where a link leads; some write that as the element's text.
std::string address_of(const Node& link) {
  if (link.has_attribute("href")) return std::string(link.attribute("href"));
  std::string text = line_of_node(link);
  return is_web_address(text) ? text : std::string();
}

// The address of the best alternate: of HTML where the links say what they lead to.
const Node* alternate(const FeedElements& elements) {
  const Node* best = nullptr;
  bool best_is_page = false;
  for (const FeedElement* link : elements.all({"link"})) {
    const Node& node = *link->node;
    const std::string rel = lower_case(node.attribute("rel"));
    const bool named = rel.empty() || rel == "alternate" || rel == "http://www.iana.org/assignments/relation/alternate";
    if (!named || address_of(node).empty()) continue;
    const std::string_view type = node.attribute("type");
    const bool page = type.empty() || type.find("html") != std::string_view::npos;
    if (best != nullptr && (best_is_page || !page)) continue;
    best = &node;
    best_is_page = page;
  }
  return best;
}

void take_links(const FeedElements& elements, FeedEntry& entry) {
  Article& article = entry.article;
  article.id = elements.line({"id"});
  if (!article.id.empty()) entry.found("id", "id");
  const std::string original = elements.line({"feedburner:origlink"});
  const Node* const link = alternate(elements);
  if (!original.empty()) article.url = original;
  else if (link != nullptr) article.url = resolve_url(base_around(*link, entry.head.base), address_of(*link));
  else if (is_web_address(article.id)) article.url = article.id;
  if (!article.url.empty()) entry.found("url", !original.empty() ? "feedburner:origlink" : link != nullptr ? "link" : "id");
  for (const FeedElement* other : elements.all({"link"}))
    if (lower_case(other->node->attribute("rel")) == "enclosure")
      entry.drop("attachment", *other->node, address_of(*other->node) + " " + std::string(other->node->attribute("type")));
}

void take_categories(const FeedElements& elements, FeedEntry& entry) {
  entry.article.section = elements.line({"prism:section"});
  for (const FeedElement* element : elements.all({"category", "dc:subject"})) {
    const Node& node = *element->node;
    std::string term = squeeze_spaces(node.attribute("term")), label = squeeze_spaces(node.attribute("label"));
    if (term.empty()) term = line_of_node(node);
    if (is_web_address(term)) term.clear();  // says what kind of thing the entry is
    for (std::string* tag : {&term, &label})
      if (!tag->empty()) entry.article.tags.push_back(std::move(*tag));
  }
}

void take_source(const FeedElements& elements, FeedEntry& entry) {
  const FeedElement* const source = elements.find({"source"});
  if (source != nullptr) {
    const FeedElements parts(*source->node);
    entry.article.source = line_in(parts, {"title"}, atom_text);
    if (!entry.article.source.empty()) entry.found("source", "source/title");
    if (entry.article.byline.empty()) entry.article.byline = authors_in(parts);
    if (entry.article.copyright.empty()) entry.article.copyright = line_in(parts, {"rights", "copyright"}, atom_text);
  }
  if (entry.article.source.empty()) entry.article.source = elements.line({"dc:publisher", "dcterms:publisher"});
}

void read_tombstone(FeedEntry& entry) {
  Article& article = entry.article;
  const FeedElements elements(entry.node);
  article.id = squeeze_spaces(entry.node.attribute("ref"));
  take_status("deleted", "at:deleted-entry", entry.line(entry.node), article);
  if (const auto when = read_date(entry.node.attribute("when"))) article.updated = *when;
  else entry.drop("unreadable_date", entry.node, std::string(entry.node.attribute("when")));
  article.status_note = elements.line({"comment"});
  entry.found("id", "at:deleted-entry/@ref");
  take_defaults(entry);
}

void read_entry(FeedEntry& entry) {
  if (entry.node.name.ends_with("deleted-entry")) return read_tombstone(entry);
  const FeedElements elements(entry.node);
  Article& article = entry.article;
  take_links(elements, entry);
  if (const FeedElement* title = elements.find({"title", "dc:title"})) {
    article.title = headline_of(atom_text(*title->node), entry.line(*title->node), article.dropped);
    entry.found("title", title->name);
  }
  take_people(elements, {"author", "dc:creator"}, entry);
  take_dates(elements, {"published", "issued", "dcterms:issued", "created", "dc:date"}, {"updated", "modified", "dcterms:modified"}, entry);
  article.copyright = line_in(elements, {"rights", "copyright", "dc:rights", "dcterms:rights"}, atom_text);
  take_source(elements, entry);
  if (article.byline.empty()) article.byline = entry.head.byline;
  take_categories(elements, entry);
  article.lang = primary_language(elements.line({"dc:language"}));
  take_body({elements.find({"content", "content:encoded"}), elements.find({"summary", "dc:description"}), atom_text}, entry);
  for (const FeedElement* content : elements.all({"content"}))
    if (content->node->has_attribute("src"))
      entry.drop("out_of_line", *content->node, resolve_url(base_around(*content->node, entry.head.base), content->node->attribute("src")));
  take_media(elements, entry);
  take_feed_status(elements, entry);
  take_defaults(entry);
}

}  // namespace

bool recognises_atom(std::string_view head) {
  const std::string start = markup_head(head);
  const StartTag root = root_tag(start);
  if (root.local() != "feed" && root.local() != "entry" && root.local() != "deleted-entry") return false;
  const std::string_view kind = vocabulary_of(declared_space(root));
  return kind == "atom" || kind == "at" || (root.local() == "feed" && declared_space(root).empty());
}

void read_atom_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  read_feed(input, options, sink, {{"entry", "deleted-entry"}, atom_head, read_entry});
}

}  // namespace dateline
