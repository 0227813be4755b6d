#include "indexer/readers/feed_entry.h"

#include <algorithm>
#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/feed_dates.h"
#include "indexer/readers/feed_people.h"
#include "indexer/readers/finish.h"

namespace dateline {
namespace {

// A summary that only repeats how the body begins says nothing of its own.
bool repeats(const std::vector<std::string>& body, std::string_view summary) {
  std::string start;
  for (const std::string& paragraph : body) {
    if (start.size() > summary.size()) break;
    (start += start.empty() ? "" : " ") += paragraph;
  }
  for (const std::string_view mark : {"[…]", "[...]", "…", "..."})
    if (summary.ends_with(mark)) summary.remove_suffix(mark.size());
  while (summary.ends_with(' ')) summary.remove_suffix(1);
  return std::string_view(start).starts_with(summary);
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string out;
  for (const std::string& paragraph : paragraphs) (out += out.empty() ? "" : " ") += paragraph;
  return squeeze_spaces(out);
}

std::vector<std::string> read_body(const FeedElement& element, const FeedBody& body, FeedEntry& entry) {
  const FeedText text = body.read(*element.node);
  if (text.kind == FeedText::Kind::other) {
    entry.drop("attachment", *element.node, element.name + " of type " + text.text);
    return {};
  }
  return body_of_text(text, entry.line(*element.node), entry.article.dropped);
}

std::string attachment_text(const Node& node) {
  std::string out;
  for (const std::string_view name : {"url", "href", "type"})
    if (!node.attribute(name).empty()) (out += out.empty() ? "" : " ") += node.attribute(name);
  return out;
}

}  // namespace

std::string line_in(const FeedElements& elements, FeedNames names, FeedText (*read)(const Node& node)) {
  std::vector<Dropped> notes;  // of what no article shows
  const FeedElement* const found = elements.find(names);
  return found == nullptr ? std::string() : headline_of(read(*found->node), 0, notes);
}

Moment take_moment(std::string_view field, const FeedElements& elements, FeedNames names, FeedEntry& entry) {
  for (const std::string_view name : names) {
    for (const FeedElement* element : elements.all({name})) {
      const std::string text = line_of_node(*element->node);
      if (text.empty()) continue;
      if (const auto moment = read_feed_date(text)) {
        entry.found(field, element->name);
        return *moment;
      }
      const bool published = field == "published" || !entry.article.published.known();
      if (published && may_lie_ahead(text, entry.now)) hold_until(text, element->name, entry.line(*element->node), entry.article);
      else entry.drop("unreadable_date", *element->node, text);
    }
  }
  return {};
}

void take_dates(const FeedElements& elements, FeedNames published, FeedNames updated, FeedEntry& entry) {
  entry.article.published = take_moment("published", elements, published, entry);
  entry.article.updated = take_moment("updated", elements, updated, entry);
  if (!entry.article.published.known() && entry.article.updated.known()) {
    entry.article.published = entry.article.updated;
    entry.found("published", "updated");
  }
  hold_until_published(entry.now, entry.line(entry.node), entry.article);
}

void take_people(const FeedElements& elements, FeedNames names, FeedEntry& entry) {
  for (const FeedElement* element : elements.all(names)) {
    const FeedElements parts(*element->node);
    const std::string name = parts.line({"name", "foaf:name", "atom:name"});
    const std::string text = !name.empty() ? name : parts.all({"email", "uri", "url"}).empty() ? line_of_node(*element->node) : std::string();
    if (text.empty()) continue;
    if (entry.article.byline.size() >= most_items) return;
    std::vector<std::string> people = people_of(text);
    if (people.empty()) entry.drop("credit", *element->node, text);
    else if (entry.article.byline.empty()) entry.found("byline", element->name);
    add_people(std::move(people), entry.article.byline);
  }
}

void take_body(const FeedBody& body, FeedEntry& entry) {
  Article& article = entry.article;
  if (body.content != nullptr) article.body = read_body(*body.content, body, entry);
  if (!article.body.empty()) entry.found("body", body.content->name);
  if (body.summary == nullptr || body.summary == body.content) return;
  std::vector<std::string> summary = read_body(*body.summary, body, entry);
  if (summary.empty()) return;
  if (!article.body.empty()) {
    std::string text = joined(summary);
    if (!repeats(article.body, text)) entry.drop("summary", *body.summary->node, std::move(text));
    return;
  }
  article.body = std::move(summary);
  entry.found("body", body.summary->name);
  if (breaks_off(article.body)) entry.drop("teaser_only", *body.summary->node, "the feed has no more of the text than its " + body.summary->name);
}

void take_media(const FeedElements& elements, FeedEntry& entry) {
  for (const FeedElement* outer : elements.all({"media:content", "media:group", "media:thumbnail", "media:player"})) {
    for (const Node* node = outer->node; node != nullptr; node = next_in_order(node, outer->node)) {
      if (vocabulary_of(node->space) != "media") continue;
      const bool caption = node->name == "description" || node->name == "title" || node->name == "text" || node->name == "credit";
      std::string text = line_of_node(*node);
      if (caption && !text.empty()) entry.drop("caption", *node, std::move(text));
      else if (node->name == "keywords") add_tags(text, entry.article.tags);
      else if (node->name == "content" && !attachment_text(*node).empty()) entry.drop("attachment", *node, attachment_text(*node));
    }
  }
  for (const FeedElement* element :
       elements.all({"media:description", "media:title", "media:text", "media:credit", "itunes:subtitle", "itunes:summary"})) {
    std::string text = line_of_node(*element->node);
    if (!text.empty()) entry.drop("caption", *element->node, std::move(text));
  }
  for (const FeedElement* element : elements.all({"media:keywords", "itunes:keywords"})) add_tags(line_of_node(*element->node), entry.article.tags);
  for (const FeedElement* element : elements.all({"enclosure"}))
    if (std::string text = attachment_text(*element->node); !text.empty()) entry.drop("attachment", *element->node, std::move(text));
}

void add_tags(std::string_view list, std::vector<std::string>& tags) {
  for (std::size_t at = 0; at <= list.size() && tags.size() < most_items;) {
    const std::size_t end = std::min(list.find_first_of(",;", at), list.size());
    std::string tag = squeeze_spaces(list.substr(at, end - at));
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    at = end + 1;
  }
}

void take_defaults(FeedEntry& entry) {
  Article& article = entry.article;
  const auto settle = [&](std::string& value, const std::string& of_feed, std::string_view field) {
    if (!value.empty() || of_feed.empty()) return;
    value = of_feed;
    entry.found(field, "feed");
  };
  settle(article.source, entry.head.title, "source");
  settle(article.copyright, entry.head.copyright, "copyright");
  const std::string around = primary_language(language_around(entry.node));
  if (article.lang.empty() && !around.empty()) article.lang = around;
  settle(article.lang, entry.head.lang, "lang");
}

}  // namespace dateline
