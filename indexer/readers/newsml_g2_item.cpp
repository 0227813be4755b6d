#include "indexer/readers/newsml_g2_item.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/newsml_g2_content.h"
#include "indexer/readers/wire_body.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

// Schemes have other aliases in other catalogs: "stat:usable", "ps:usable" and ".../pubstatusg2/usable" are one code.
std::string code_behind(std::string_view written) {
  const std::string text = lower_case(squeeze_spaces(written));
  const std::size_t mark = text.find_last_of(":/#");
  return mark == std::string::npos ? text : text.substr(mark + 1);
}

// A concept is named by any of these.
constexpr std::array<std::string_view, 3> naming = {"qcode", "uri", "literal"};

std::string code_of(const Node& node) {
  for (const std::string_view attribute : naming)
    if (node.has_attribute(attribute)) return code_behind(node.attribute(attribute));
  return {};
}

enum class Concept { subject, person, organisation, place };

Concept concept_of(std::string_view type) {
  const std::string code = code_behind(type);
  if (code == "person") return Concept::person;
  if (code == "organisation" || code == "organization" || code == "company") return Concept::organisation;
  if (code == "geoarea" || code == "poi" || code == "city" || code == "country" || code == "statprov")
    return Concept::place;
  return Concept::subject;
}

class ItemReader {
 public:
  ItemReader(const Node& item, Article& article)
      : item_(item), article_(article), language_(primary_language(item.attribute("lang"))) {}

  // Fills the article; the result says what is there instead of a text, as read_g2_content() does.
  std::string read() {
    article_.id = squeeze_spaces(item_.attribute("guid"));
    article_.version = squeeze_spaces(item_.attribute("version"));
    if (!article_.version.empty()) found(article_, "version", "newsItem/@version");
    for (const Node* node = item_.first; node != nullptr; node = node->next)
      if (node->name == "assert") remember(*node);
    hold();
    for (const Node* node = item_.first; node != nullptr; node = node->next) {
      if (node->name == "itemMeta")
        item_meta(*node);
      else if (node->name == "contentMeta")
        content_meta(*node);
      else if (node->name == "rightsInfo")
        rights(*node);
      else if (node->name == "partMeta")
        part_meta(*node);
    }
    settle();
    std::string instead;
    for (const Node* node = item_.first; node != nullptr; node = node->next)
      if (node->name == "contentSet" && article_.body.empty()) instead = read_g2_content(*node, article_);
    has_text_ = !article_.body.empty();
    finish_text();
    return instead;
  }

  const std::string& item_class() const { return class_; }
  bool has_text() const { return has_text_; }

 private:
  // <assert> elements say more of concepts that are only referred to elsewhere.
  void remember(const Node& assertion) {
    for (const std::string_view attribute : naming)
      if (assertion.has_attribute(attribute)) asserted_.emplace(assertion.attribute(attribute), &assertion);
  }

  const Node* assertion_of(const Node& node) const {
    for (const std::string_view attribute : naming) {
      if (!node.has_attribute(attribute)) continue;
      if (const auto entry = asserted_.find(node.attribute(attribute)); entry != asserted_.end()) return entry->second;
    }
    return nullptr;
  }

  // An embargo and a status count wherever they stand and in whatever letters, the content excepted.
  void hold() {
    for (const Node* node = &item_; node != nullptr; node = next_in_order(node, &item_, node->name == "contentSet")) {
      const std::string name = lower_case(node->name);
      if (name.starts_with("embargo"))
        hold_until(without_zone_of_day(line_text(node)), "newsItem/itemMeta/embargoed", node->line, article_);
      else if (name == "pubstatus")
        status(*node);
    }
  }

  void item_meta(const Node& meta) {
    for (const Node* node = meta.first; node != nullptr; node = node->next) {
      if (node->name == "signal")
        signal(*node);
      else if (node->name == "itemClass")
        class_ = code_of(*node);
      else if (node->name == "firstCreated")
        first_created_ = wire_moment(line_text(node), node->line, article_);
      else if (node->name == "versionCreated")
        version_created_ = wire_moment(line_text(node), node->line, article_);
      else if (node->name == "title")
        item_title_ = line_text(node);
      else if (node->name == "provider")
        provider_ = name_of(*node, true);
      else if (node->name == "edNote")
        notes_.push_back(node);
      else if (node->name == "link")
        link(*node);
      else if (node->name == "expires")
        note_expiry(line_text(node), "itemMeta/expires", node->line, article_);
      else if (node->name == "service")
        take_first(article_.section, "section", name_of(*node, false), "itemMeta/service");
    }
  }

  // Everything that it says counts, so that two that disagree give the stricter one. A status that says nothing cannot be read.
  void status(const Node& node) {
    bool says = false;
    for (const std::string_view attribute : naming) {
      if (!node.has_attribute(attribute)) continue;
      const std::string code = code_behind(node.attribute(attribute));
      take_status(code.empty() ? "(empty)" : code, "newsItem/itemMeta/pubStatus", node.line, article_);
      says = true;
    }
    const std::string text = line_text(&node);
    if (!says) take_status(text.empty() ? "(empty)" : text, "newsItem/itemMeta/pubStatus", node.line, article_);
  }

  // Signals are of many kinds; only those that speak of the item's use are statuses.
  void signal(const Node& node) {
    struct Row {
      std::string_view code, status;
    };
    constexpr std::array<Row, 14> rows = {{{"correction", "corrected"},
                                           {"corrected", "corrected"},
                                           {"corrective", "corrected"},
                                           {"kill", "canceled"},
                                           {"killed", "canceled"},
                                           {"mandatorykill", "canceled"},
                                           {"takedown", "canceled"},
                                           {"withdraw", "canceled"},
                                           {"withdrawal", "canceled"},
                                           {"withdrawn", "canceled"},
                                           {"canceled", "canceled"},
                                           {"cancelled", "canceled"},
                                           {"withheld", "withheld"},
                                           {"embargoed", "withheld"}}};
    const std::string code = code_of(node);
    for (const Row& row : rows)
      if (row.code == code) take_status(row.status, "newsItem/itemMeta/signal", node.line, article_);
  }

  void link(const Node& node) {
    const std::string relation = code_behind(node.attribute("rel"));
    if (relation != "evolvedfrom" && relation != "previousversion") return;
    std::string target;
    for (const std::string_view attribute : {"residref", "guidref", "href", "uri"})
      if (target.empty()) target = squeeze_spaces(node.attribute(attribute));
    if (target != article_.id) take_first(article_.evolved_from, "evolved_from", std::move(target), "itemMeta/link");
  }

  void content_meta(const Node& meta) {
    for (const Node* node = meta.first; node != nullptr; node = node->next) {
      if (node->name == "headline")
        headline(*node);
      else if (node->name == "by")
        by(*node);
      else if (node->name == "creator")
        creators_.push_back(node);
      else if (node->name == "contentCreated")
        content_created_ = wire_moment(line_text(node), node->line, article_);
      else if (node->name == "contentModified")
        content_modified_ = wire_moment(line_text(node), node->line, article_);
      else if (node->name == "infoSource")
        take_first(article_.source, "source", name_of(*node, false), "contentMeta/infoSource");
      else if (node->name == "language")
        take_first(article_.lang, "lang", primary_language(node->attribute("tag")), "contentMeta/language");
      else if (node->name == "subject")
        concept_named(*node, concept_of(type_of(*node)));
      else if (node->name == "located")
        concept_named(*node, Concept::place);
      else if (node->name == "genre")
        concept_named(*node, Concept::subject);
      else if (node->name == "keyword" || node->name == "slugline")
        add(article_.tags, "tags", line_text(node), "contentMeta/" + std::string(node->name));
      else if (node->name == "description")
        descriptions_.push_back(node);
      else if (node->name == "dateline")
        dateline_ = node;
      else if (node->name == "creditline")
        drop_text(article_, "credit", node->line, line_text(node));
    }
  }

  std::string_view type_of(const Node& node) const {
    if (node.has_attribute("type")) return node.attribute("type");
    if (node.has_attribute("typeuri")) return node.attribute("typeuri");
    const Node* assertion = assertion_of(node);
    const Node* type = assertion == nullptr ? nullptr : assertion->child("type");
    return type == nullptr ? std::string_view() : type->attribute(type->has_attribute("qcode") ? "qcode" : "uri");
  }

  // The name in the item's language, else one in no or any language, here or in the item's assertions. A code stands in for a name only where that is
  // how a party is known ("nprov:REUTERS").
  std::string name_of(const Node& node, bool code_will_do) const {
    const Node* best = nullptr;
    for (const Node* from : {&node, assertion_of(node)}) {
      if (from == nullptr || best != nullptr) continue;
      for (const Node* name = from->child("name"); name != nullptr; name = next_of_name(*name))
        if (best == nullptr || fits(*name) > fits(*best)) best = name;
    }
    if (best != nullptr) return line_text(best);
    if (const Node* main = node.child("mainConcept")) return line_text(main->child("name"));
    if (node.has_attribute("literal")) return squeeze_spaces(node.attribute("literal"));
    const std::string_view code = node.attribute("qcode");
    return code_will_do ? squeeze_spaces(code.substr(code.find(':') + 1)) : std::string();
  }

  int fits(const Node& name) const {
    const std::string language = primary_language(name.attribute("lang"));
    if (!language.empty() && language == language_) return 3;
    return language.empty() ? 2 : language == "en" ? 1 : 0;
  }

  void concept_named(const Node& node, Concept kind) {
    std::string name = name_of(node, false);
    switch (kind) {
      case Concept::person: return add(article_.persons, "persons", std::move(name), "contentMeta/subject");
      case Concept::organisation: return add(article_.orgs, "orgs", std::move(name), "contentMeta/subject");
      case Concept::place:
        return add(article_.places, "places", std::move(name), "contentMeta/" + std::string(node.name));
      case Concept::subject:
        return add(article_.tags, "tags", std::move(name), "contentMeta/" + std::string(node.name));
    }
  }

  // Second headlines become the first paragraphs; the first headline without such a role is the title.
  void headline(const Node& node) {
    const std::string role = code_behind(node.attribute("role"));
    std::string text = line_text(&node);
    if (role.find("sub") != std::string::npos || role == "deck")
      decks_.push_back(std::move(text));
    else if (article_.title.empty())
      take_first(article_.title, "title", std::move(text), "contentMeta/headline");
    else
      drop_text(article_, "alternate_headline", node.line, std::move(text));
  }

  void by(const Node& node) {
    for (std::string& name : names_in_byline(line_text(&node)))
      add(article_.byline, "byline", std::move(name), "contentMeta/by");
  }

  void rights(const Node& node) {
    const Node* holder = node.child("copyrightHolder");
    take_first(article_.copyright, "copyright", line_text(node.child("copyrightNotice")), "rightsInfo/copyrightNotice");
    if (holder != nullptr)
      take_first(article_.copyright, "copyright", name_of(*holder, true), "rightsInfo/copyrightHolder");
    for (const Node* terms = node.child("usageTerms"); terms != nullptr; terms = next_of_name(*terms))
      drop_text(article_, "rights", terms->line, line_text(terms));
  }

  void part_meta(const Node& part) {
    for (const Node* node = part.child("description"); node != nullptr; node = next_of_name(*node))
      drop_text(article_, "caption", node->line, line_text(node));
  }

  void settle() {
    article_.published = first_created_.known()     ? first_created_
                         : content_created_.known() ? content_created_
                                                    : version_created_;
    article_.updated = version_created_.known() ? version_created_ : content_modified_;
    if (article_.published.known())
      found(article_, "published",
            first_created_.known()     ? "itemMeta/firstCreated"
            : content_created_.known() ? "contentMeta/contentCreated"
                                       : "itemMeta/versionCreated");
    if (article_.updated.known())
      found(article_, "updated", version_created_.known() ? "itemMeta/versionCreated" : "contentMeta/contentModified");
    take_first(article_.source, "source", std::move(provider_), "itemMeta/provider");
    for (const Node* note : notes_) take_editor_note(line_text(note), note->line, article_);
  }

  // What gives way to the text's own: titles and names of people who made it.
  void finish_text() {
    take_first(article_.title, "title", std::move(item_title_), "itemMeta/title");
    if (article_.byline.empty())
      for (const Node* creator : creators_)
        for (std::string& name : names_in_byline(name_of(*creator, false)))
          add(article_.byline, "byline", std::move(name), "contentMeta/creator");
    if (article_.lang.empty()) article_.lang = language_;
    for (const Node* description : descriptions_) {
      if (has_text_)
        drop_text(article_, "summary", description->line, line_text(description));
      else
        append_wire_body(*description, article_);
    }
    if (!has_text_ && !article_.body.empty()) found(article_, "body", "contentMeta/description");
    drop_repeated_title(article_);
    if (dateline_ != nullptr)
      put_dateline({line_text(dateline_), dateline_->line, "contentMeta/dateline"}, 0, article_);
    std::erase(decks_, std::string());
    if (decks_.empty()) return;
    article_.body.insert(article_.body.begin(), decks_.begin(), decks_.end());
    found(article_, "body", "contentMeta/headline of a lower rank, as the first paragraph");
  }

  void take_first(std::string& field, std::string_view name, std::string value, std::string_view where) {
    if (!field.empty() || value.empty()) return;
    field = std::move(value);
    found(article_, name, where);
  }

  void add(std::vector<std::string>& list, std::string_view name, std::string value, std::string_view where) {
    if (value.empty() || list.size() > 2 * most_items) return;
    list.push_back(std::move(value));
    found(article_, name, where);
  }

  const Node& item_;
  Article& article_;
  std::string language_, class_, item_title_, provider_;
  Moment first_created_, version_created_, content_created_, content_modified_;
  std::unordered_map<std::string_view, const Node*> asserted_;
  std::vector<const Node*> creators_, descriptions_, notes_;
  std::vector<std::string> decks_;
  const Node* dateline_ = nullptr;
  bool has_text_ = false;  // in its content, not only in its metadata
};

// A class of items that are looked at or listened to.
bool is_media(std::string_view item_class) {
  constexpr std::array<std::string_view, 8> media = {"picture",   "graphic", "video", "audio",
                                                     "animation", "photo",   "image", "icon"};
  return std::find(media.begin(), media.end(), item_class) != media.end();
}

}  // namespace

void read_g2_item(const Node& item, const Place& place, const ReadingJob& job) {
  Article article;
  ItemReader reader(item, article);
  const std::string instead = reader.read();
  const std::string& item_class = reader.item_class();
  // An item that withdraws what was there before it does so whether it has a text or not.
  if (article.status < Status::withheld && !reader.has_text()) {
    if (is_media(item_class))
      return skip(item.line, "is an item of the class " + item_class + ", which has no text", job);
    if (!instead.empty()) return skip(item.line, "is a news item that " + instead, job);
  }
  hold_until_published(seconds_now(), place.line, article);
  finish_article(std::move(article), place, job);
}

}  // namespace dateline
