#include "indexer/readers/nitf_item.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/wire_body.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

// What an element says in an attribute, or else in its text.
std::string attribute_or_text(const Node& node, std::string_view attribute) {
  return node.has_attribute(attribute) ? squeeze_spaces(node.attribute(attribute)) : line_text(&node);
}

void fill_text(std::string& field, std::string_view name, std::string value, std::string_view where, Article& article) {
  if (!field.empty() || value.empty()) return;
  field = std::move(value);
  found(article, name, where);
}

void fill_moment(Moment& field, std::string_view name, const Node* node, std::string_view attribute, Article& article) {
  if (node == nullptr || field.known()) return;
  std::string written = attribute_or_text(*node, attribute);
  // Midnight in no zone is how days are written where a time is asked for.
  if (written.size() == 15 && written.ends_with("T000000")) written.resize(8);
  field = wire_moment(written, node->line, article);
  if (field.known()) found(article, name, node->name);
}

// <docdata>, the identity and the life of the document. Elements may be repeated in any order.
class DocData {
 public:
  DocData(const Node& data, Article& article) : data_(data), article_(article) {}

  void read() {
    for (const Node* node = data_.first; node != nullptr; node = node->next) element(*node);
    fill_text(article_.evolved_from, "evolved_from", squeeze_spaces(data_.attribute("management-doc-idref")),
              "docdata/@management-doc-idref", article_);
  }

 private:
  void element(const Node& node) {
    if (node.name == "date.issue")
      fill_moment(article_.published, "published", &node, "norm", article_);
    else if (node.name == "date.expire")
      note_expiry(attribute_or_text(node, "norm"), "date.expire", node.line, article_);
    else if (node.name == "doc-id")
      fill_text(article_.source, "source", squeeze_spaces(node.attribute("regsrc")), "doc-id/@regsrc", article_);
    else if (node.name == "du-key")
      fill_text(article_.version, "version", squeeze_spaces(node.attribute("version")), "du-key/@version", article_);
    else if (node.name == "doc.copyright")
      fill_text(article_.copyright, "copyright", attribute_or_text(node, "holder"), "doc.copyright/@holder", article_);
    else if (node.name == "ed-msg")
      take_editor_note(attribute_or_text(node, "info"), node.line, article_);
    else if (node.name == "series")
      tag(squeeze_spaces(node.attribute("series.name")), "series/@series.name");
    else if (node.name == "key-list")
      keywords(node);
    else if (node.name == "identified-content")
      identified(node);
  }

  void tag(std::string text, std::string_view where) {
    if (text.empty()) return;
    article_.tags.push_back(std::move(text));
    found(article_, "tags", where);
  }

  void keywords(const Node& list) {
    for (const Node* node = list.first; node != nullptr; node = node->next)
      if (node->name == "keyword") tag(attribute_or_text(*node, "key"), "key-list/keyword/@key");
  }

  void identified(const Node& list) {
    for (const Node* node = list.first; node != nullptr; node = node->next) {
      if (node->is_text() || take_named_entity(*node, article_)) continue;
      tag(attribute_or_text(*node, "value"), "identified-content");
    }
  }

  const Node& data_;
  Article& article_;
};

void read_subject(const Node& subject, Article& article) {
  constexpr std::array<std::string_view, 3> levels = {"tobject.subject.type", "tobject.subject.matter",
                                                      "tobject.subject.detail"};
  for (const std::string_view level : levels) {
    std::string name = squeeze_spaces(subject.attribute(level));
    if (name.empty()) continue;
    article.tags.push_back(std::move(name));
    found(article, "tags", "tobject.subject");
  }
}

// Status and date of release, wherever they stand outside the text. "embargoed" refers to the date; without one that can be read it is an embargo
// without end.
void hold_by_nitf(const Node& nitf, Article& article) {
  bool released = false;
  std::vector<const Node*> managed;
  for (const Node* node = &nitf; node != nullptr; node = next_in_order(node, &nitf, node->name == "body")) {
    if (node->has_attribute("management-status")) managed.push_back(node);
    if (lower_case(node->name) != "date.release") continue;
    const std::string written = without_zone_of_day(attribute_or_text(*node, "norm"));
    released = released || read_date(written).has_value();
    hold_until(written, "docdata/date.release", node->line, article);
  }
  for (const Node* node : managed) {
    const std::string status = lower_case(squeeze_spaces(node->attribute("management-status")));
    if (status == "embargoed" && released) continue;
    take_status(status.empty() ? "(empty)" : status, "docdata/@management-status", node->line, article);
  }
}

// Desks and sections as newspapers name them in <meta>.
void read_meta(const Node& meta, Article& article) {
  constexpr std::array<std::string_view, 5> names = {"section", "desk", "dsk", "online_sections", "category"};
  const std::string name = lower_case(squeeze_spaces(meta.attribute("name")));
  if (std::find(names.begin(), names.end(), name) == names.end()) return;
  fill_text(article.section, "section", squeeze_spaces(meta.attribute("content")), "meta/@content", article);
}

void read_head(const Node& head, Article& article) {
  for (const Node* node = head.first; node != nullptr; node = node->next) {
    if (node->name == "docdata") {
      DocData(*node, article).read();
    } else if (node->name == "pubdata") {
      fill_text(article.source, "source", squeeze_spaces(node->attribute("name")), "pubdata/@name", article);
      fill_text(article.section, "section", squeeze_spaces(node->attribute("position.section")),
                "pubdata/@position.section", article);
      if (node->attribute("ex-ref").starts_with("http"))
        fill_text(article.url, "url", squeeze_spaces(node->attribute("ex-ref")), "pubdata/@ex-ref", article);
    } else if (node->name == "tobject") {
      for (const Node* subject = node->first; subject != nullptr; subject = subject->next)
        if (subject->name == "tobject.subject") read_subject(*subject, article);
    } else if (node->name == "revision-history") {
      const Moment revised = wire_moment(node->attribute("norm"), node->line, article);
      if (!revised.known() || (article.updated.known() && article.updated.seconds >= revised.seconds)) continue;
      article.updated = revised;
      found(article, "updated", "revision-history/@norm");
    }
  }
}

// Dates that stand in for a missing date of issue.
void read_other_dates(const Node& nitf, const Node* body_head, Article& article) {
  if (article.published.known()) return;
  if (const Node* data = element_at(nitf, {"head", "pubdata"});
      data != nullptr && data->has_attribute("date.publication"))
    fill_moment(article.published, "published", data, "date.publication", article);
  if (body_head != nullptr)
    fill_moment(article.published, "published", element_at(*body_head, {"dateline", "story.date"}), "norm", article);
}

// The text of a byline without titles, which go to the ledger.
std::string byline_text(const Node& byline, Article& article) {
  std::string text;
  for (const Node* node = byline.first; node != nullptr;) {
    const bool title = node->name == "byttl" || node->name == "virtloc";
    if (title) drop_text(article, "metadata", node->line, line_text(node));
    text += title ? " " : node->text;
    node = next_in_order(node, &byline, title);
  }
  text = squeeze_spaces(text);
  while (!text.empty() && std::string_view(" ,;").find(text.back()) != std::string_view::npos) text.pop_back();
  return text;
}

std::vector<std::string> names_of_byline(const Node& byline, Article& article) {
  std::vector<std::string> names;
  for (const Node* node = &byline; node != nullptr;) {
    const bool person = node->name == "person";
    if (person) names.push_back(line_text(node));
    node = next_in_order(node, &byline, person);
  }
  const std::string text = byline_text(byline, article);
  if (names.empty()) names = names_in_byline(text);
  if (names.empty()) names = names_in_byline(line_text(byline.child("byttl")));
  return names;
}

// Several bylines are several people, unless they are of different classes ("print", "normalized"): then they are the same ones in other words.
void read_bylines(const Node& head, Article& article) {
  const bool known = !article.byline.empty();
  const std::string_view kind =
      head.child("byline") == nullptr ? std::string_view() : head.child("byline")->attribute("class");
  for (const Node* node = head.child("byline"); node != nullptr; node = next_of_name(*node)) {
    std::vector<std::string> names = names_of_byline(*node, article);
    if (known || names.empty() || node->attribute("class") != kind) {
      drop_text(article, "metadata", node->line, line_text(node));
      continue;
    }
    found(article, "byline", "body.head/byline");
    for (std::string& name : names) article.byline.push_back(std::move(name));
  }
}

// A tagline names the author where no byline does.
void read_end(const Node* end, Article& article) {
  if (end == nullptr) return;
  const Node* tagline = end->child("tagline");
  if (tagline != nullptr && article.byline.empty()) {
    article.byline = names_in_byline(line_text(tagline));
    if (!article.byline.empty()) found(article, "byline", "body.end/tagline");
  }
  drop_text(article, "credit", end->line, line_text(end));
}

void read_headline(const Node& nitf, const Node* body_head, Article& article) {
  const Node* headline = body_head == nullptr ? nullptr : element_at(*body_head, {"hedline", "hl1"});
  const std::string text = line_text(headline);
  if (!article.title.empty()) {
    if (text != article.title) drop_text(article, "alternate_headline", headline == nullptr ? 0 : headline->line, text);
    return;
  }
  fill_text(article.title, "title", text, "hedline/hl1", article);
  fill_text(article.title, "title", line_text(element_at(nitf, {"head", "title"})), "head/title", article);
}

void read_dateline(const Node* dateline, std::size_t first, Article& article) {
  if (dateline == nullptr) return;
  for (const Node* node = dateline; node != nullptr;)
    node = next_in_order(node, dateline, take_named_entity(*node, article));
  const std::string place = line_text(dateline);
  if (place == line_text(dateline->child("story.date"))) return drop_text(article, "metadata", dateline->line, place);
  put_dateline({place, dateline->line, "body.head/dateline"}, first, article);
}

void read_body_head(const Node& head, Article& article) {
  for (const Node* node = head.first; node != nullptr; node = node->next) {
    if (node->name == "note")
      take_editor_note(line_text(node), node->line, article);
    else if (node->name == "rights")
      fill_text(article.copyright, "copyright", line_text(node), "body.head/rights", article);
    else if (node->name == "distributor")
      fill_text(article.source, "source", line_text(node), "body.head/distributor", article);
  }
  read_bylines(head, article);
}

// A lead that stands in a block of its own and again at the start of the whole text counts once.
void drop_repeated_lead(std::size_t first, Article& article) {
  constexpr std::size_t longest_lead = 5;  // paragraphs
  for (std::size_t lead = 1; lead <= longest_lead && first + 2 * lead <= article.body.size(); ++lead) {
    const auto start = article.body.begin() + static_cast<std::ptrdiff_t>(first),
               end = start + static_cast<std::ptrdiff_t>(lead);
    if (!std::equal(start, end, end)) continue;
    for (auto paragraph = start; paragraph != end; ++paragraph) drop_text(article, "alternative", 0, *paragraph);
    article.body.erase(start, end);
    return;
  }
}

// The text, with the second headlines as its first paragraphs. An abstract is the text where there is none.
void read_text(const Node& body, const Node* head, Article& article) {
  const std::size_t first = article.body.size();
  for (const Node* node = body.child("body.content"); node != nullptr; node = next_of_name(*node))
    append_wire_body(*node, article);
  if (article.body.size() > first) found(article, "body", "body.content");
  drop_repeated_lead(first, article);
  if (head == nullptr) return;
  const Node* abstract = head->child("abstract");
  if (abstract != nullptr && article.body.size() == first) {
    append_wire_body(*abstract, article);
    found(article, "body", "body.head/abstract");
  } else {
    drop_text(article, "summary", abstract == nullptr ? 0 : abstract->line, line_text(abstract));
  }
  read_dateline(head->child("dateline"), first, article);
  const Node* headline = head->child("hedline");
  std::vector<std::string> decks;
  for (const Node* deck = headline == nullptr ? nullptr : headline->child("hl2"); deck != nullptr;
       deck = next_of_name(*deck)) {
    std::string text = line_text(deck);
    const bool other_headline =
        deck->attribute("class").find("headline") != std::string_view::npos || text == article.title;
    if (other_headline)
      drop_text(article, "alternate_headline", deck->line, std::move(text));
    else if (!text.empty())
      decks.push_back(std::move(text));
  }
  if (decks.empty()) return;
  article.body.insert(article.body.begin() + static_cast<std::ptrdiff_t>(first), decks.begin(), decks.end());
  found(article, "body", "hedline/hl2, as the first paragraph");
}

}  // namespace

void fill_from_nitf(const Node& nitf, Article& article) {
  hold_by_nitf(nitf, article);
  if (const Node* head = nitf.child("head")) {
    read_head(*head, article);
    for (const Node* meta = head->child("meta"); meta != nullptr; meta = next_of_name(*meta)) read_meta(*meta, article);
  }
  const Node* body = nitf.child("body");
  const Node* body_head = body == nullptr ? nullptr : body->child("body.head");
  read_other_dates(nitf, body_head, article);
  read_headline(nitf, body_head, article);
  if (body_head != nullptr) read_body_head(*body_head, article);
  if (article.lang.empty())
    article.lang = primary_language(body != nullptr && body->has_attribute("lang") ? body->attribute("lang")
                                                                                   : nitf.attribute("lang"));
  if (body == nullptr) return;
  read_text(*body, body_head, article);
  read_end(body->child("body.end"), article);
}

bool fill_from_nitf_text(std::string_view xml, Article& article) {
  if (xml.find("nitf") == std::string_view::npos) return false;
  const Tree tree = Tree::of_xml(xml);
  const Node* root = tree.root();
  while (root != nullptr && root->name != "nitf") root = next_in_order(root, tree.root());
  const bool broken = root == nullptr || tree.fault().structural;
  const bool holds =
      xml.find("date.release") != std::string_view::npos || xml.find("management-status") != std::string_view::npos;
  if (broken && holds) take_status("(in NITF that is not well-formed)", "nitf", 0, article);
  if (root == nullptr) return false;
  fill_from_nitf(*root, article);
  return true;
}

std::string nitf_id(const Node& nitf) {
  const Node* data = element_at(nitf, {"head", "docdata"});
  for (const Node* id = data == nullptr ? nullptr : data->child("doc-id"); id != nullptr; id = next_of_name(*id))
    if (std::string text = squeeze_spaces(id->attribute("id-string")); !text.empty()) return text;
  return squeeze_spaces(nitf.attribute("uno"));
}

}  // namespace dateline
