// NewsML 1.0 to 1.2, the standard before NewsML-G2 and unlike it: items with components in components, and content at the bottom.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/newsml_g2_content.h"
#include "indexer/readers/wire_body.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

std::string formal_name(const Node* node) {
  return node == nullptr ? std::string() : squeeze_spaces(node->attribute("FormalName"));
}

bool is_one_of_these(std::string_view role, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return role.find(part) != std::string_view::npos; });
}

bool is_of_media(std::string_view role) {
  return is_one_of_these(
      role, {"photo", "picture", "image", "logo", "video", "graphic", "audio", "thumbnail", "caption", "multimedia"});
}

class OldItemReader {
 public:
  OldItemReader(const Node& item, Article& article) : item_(item), article_(article) {}

  void read() {
    identify();
    if (const Node* management = item_.child("NewsManagement")) manage(*management);
    for (const Node* node = &item_; node != nullptr;) {
      const bool content = node->name == "ContentItem";
      if (content)
        contents_.push_back(node);
      else if (node->parent != nullptr && node->parent->name == "NewsLines")
        news_line(*node);
      else
        metadata(*node);
      node = next_in_order(node, &item_, content);
    }
    for (const Node* content : contents_) take_content(*content);
    finish();
  }

 private:
  // What a component is for, by its own <Role> or that of the nearest component around it; in lower case; empty: nobody says. Each component is asked
  // once.
  std::string role_of(const Node& node) {
    for (const Node* at = &node; at != nullptr && at != &item_; at = at->parent) {
      if (at->name != "NewsComponent") continue;
      const auto [entry, is_new] = roles_.try_emplace(at);
      if (is_new) entry->second = lower_case(formal_name(at->child("Role")));
      if (!entry->second.empty()) return entry->second;
    }
    return {};
  }

  // The public identifier without the number of the revision, which changes.
  void identify() {
    const Node* identifier = element_at(item_, {"Identification", "NewsIdentifier"});
    if (identifier == nullptr) return;
    const std::string provider = line_text(identifier->child("ProviderId")),
                      name = line_text(identifier->child("NewsItemId"));
    article_.version = line_text(identifier->child("RevisionId"));
    if (!article_.version.empty()) found(article_, "version", "NewsIdentifier/RevisionId");
    article_.id = provider.empty() || name.empty()
                      ? line_text(identifier->child("PublicIdentifier"))
                      : "urn:newsml:" + provider + ":" + line_text(identifier->child("DateId")) + ":" + name;
  }

  void manage(const Node& management) {
    bool released = false;
    for (const Node* node = management.child("StatusWillChange"); node != nullptr; node = next_of_name(*node))
      released = change(*node) || released;
    for (const Node* node = management.first; node != nullptr; node = node->next) {
      if (node->name == "FirstCreated")
        moment(article_.published, "published", *node);
      else if (node->name == "ThisRevisionCreated")
        moment(article_.updated, "updated", *node);
      else if (node->name == "Status")
        status(*node, released);
      else if (node->name == "DerivedFrom" && article_.evolved_from.empty())
        article_.evolved_from = squeeze_spaces(node->attribute("NewsItem"));
    }
    for (const Node* node = management.child("Comment"); node != nullptr; node = next_of_name(*node))
      take_editor_note(line_text(node), node->line, article_);
  }

  // A status that is still to come. Whether it is a release at a time that can be read.
  bool change(const Node& node) {
    const std::string future = lower_case(formal_name(node.child("FutureStatus")));
    const std::string when = without_zone_of_day(line_text(node.child("DateAndTime")));
    const auto moment = read_date(when);
    if (future == "usable") {
      hold_until(when, "NewsManagement/StatusWillChange", node.line, article_);
      return moment.has_value();
    }
    if (moment && moment->seconds > seconds_now())
      drop_text(article_, "metadata", node.line, "StatusWillChange: " + future + " " + when);
    else
      take_status(future.empty() ? "(empty)" : future, "NewsManagement/StatusWillChange", node.line, article_);
    return false;
  }

  // "Embargoed" refers to the change that was announced; without one that can be read it is an embargo without end.
  void status(const Node& node, bool released) {
    const std::string word = lower_case(formal_name(&node));
    if (word != "embargoed" || !released)
      take_status(word.empty() ? "(empty)" : word, "NewsManagement/Status", node.line, article_);
  }

  void moment(Moment& field, std::string_view name, const Node& node) {
    field = wire_moment(line_text(&node), node.line, article_);
    if (field.known()) found(article_, name, "NewsManagement/" + std::string(node.name));
  }

  void take_first(std::string& field, std::string_view name, std::string value, std::string_view where) {
    if (!field.empty() || value.empty()) return;
    field = std::move(value);
    found(article_, name, where);
  }

  void news_line(const Node& node) {
    std::string text = line_text(&node);
    if (text.empty() || node.is_text()) return;
    if (is_of_media(role_of(node))) return drop_text(article_, "caption", node.line, std::move(text));
    if (node.name == "HeadLine" && article_.title.empty())
      take_first(article_.title, "title", std::move(text), "NewsLines/HeadLine");
    else if (node.name == "HeadLine")
      drop_text(article_, "alternate_headline", node.line, std::move(text));
    else if (node.name == "SubHeadLine")
      decks_.push_back(std::move(text));
    else if (node.name == "ByLine")
      by(std::move(text), node.line);
    else if (node.name == "DateLine" && dateline_.text.empty())
      dateline_ = {std::move(text), node.line, "NewsLines/DateLine"};
    else if (node.name == "CopyrightLine")
      take_first(article_.copyright, "copyright", std::move(text), "NewsLines/CopyrightLine");
    else if (node.name == "SlugLine" || node.name == "KeywordLine")
      article_.tags.push_back(std::move(text));
    else
      drop_text(article_, node.name == "RightsLine" ? "rights" : "metadata", node.line, std::move(text));
  }

  void by(std::string text, std::uint32_t line) {
    if (!article_.byline.empty()) return drop_text(article_, "metadata", line, std::move(text));
    article_.byline = names_in_byline(text);
    if (!article_.byline.empty()) found(article_, "byline", "NewsLines/ByLine");
  }

  void metadata(const Node& node) {
    const bool party = node.name == "Party" && node.parent != nullptr;
    if (party && (node.parent->name == "Provider" || node.parent->name == "Source"))
      take_first(article_.source, "source", formal_name(&node),
                 "AdministrativeMetadata/" + std::string(node.parent->name));
    else if (node.name == "Language")
      take_first(article_.lang, "lang", primary_language(formal_name(&node)), "DescriptiveMetadata/Language");
  }

  // The first text that is no headline, style sheet or list of contacts is the article's.
  void take_content(const Node& content) {
    const std::string role = role_of(content);
    if (is_of_media(role) || is_one_of_these(role, {"stylesheet"})) return;
    Article part;
    const std::string instead = read_g2_content(content, part);
    hold_like(part, article_);
    std::string text;
    for (const std::string& paragraph : part.body) (text += text.empty() ? "" : " ") += paragraph;
    if (role == "headline")
      return text == article_.title ? void() : drop_text(article_, "alternate_headline", content.line, std::move(text));
    if (role == "subheadline") return void(decks_.push_back(std::move(text)));
    if (is_one_of_these(role, {"contact"})) return drop_text(article_, "credit", content.line, std::move(text));
    if (has_text_) return drop_text(article_, "alternative", content.line, std::move(text));
    if (!instead.empty()) return drop_text(article_, "metadata", content.line, instead);
    read_g2_content(content, article_);  // once more, now into an article that knows what lines and metadata say
    has_text_ = !article_.body.empty();
  }

  void finish() {
    if (article_.published.known() == false) article_.published = article_.updated;
    drop_repeated_title(article_);
    put_dateline(std::move(dateline_), 0, article_);
    std::erase(decks_, std::string());
    article_.body.insert(article_.body.begin(), decks_.begin(), decks_.end());
    if (!decks_.empty()) found(article_, "body", "SubHeadLine, as the first paragraph");
  }

  const Node& item_;
  Article& article_;
  std::unordered_map<const Node*, std::string> roles_;
  std::vector<const Node*> contents_;
  std::vector<std::string> decks_;
  Dateline dateline_;
  bool has_text_ = false;
};

void read_old_item(const Node& item, const Place& place, const ReadingJob& job) {
  Article article;
  OldItemReader(item, article).read();
  if (article.body.empty() && article.status < Status::withheld)
    return skip(item.line, "is a NewsML item without a text in this file", job);
  hold_until_published(seconds_now(), place.line, article);
  finish_article(std::move(article), place, job);
}

}  // namespace

void read_newsml_1_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  const auto tree = open_wire_file(job);
  if (!tree) return;
  if (tree->fault().structural) return reject(tree->fault().line, broken_reason(tree->fault()), job);
  Place place;
  std::size_t items = 0;
  for (const Node* node = tree->root()->child("NewsItem"); node != nullptr; node = next_of_name(*node)) {
    place.nth = node->line == place.line ? place.nth + 1 : 1;
    place.line = node->line;
    ++items;
    read_old_item(*node, place, job);
  }
  if (items == 0) skip(0, "is a NewsML document without an item", job);
}

}  // namespace dateline
