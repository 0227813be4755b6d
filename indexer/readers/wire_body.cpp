#include "indexer/readers/wire_body.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Elements that begin and end a paragraph.
constexpr std::array<std::string_view, 43> paragraph_elements = {
    "p",        "hl1",      "hl2",        "hl3",        "hl4",     "hl5",     "h1",     "h2",       "h3",
    "h4",       "h5",       "h6",         "ul",         "ol",      "li",      "dl",     "dt",       "dd",
    "bq",       "block",    "credit",     "blockquote", "pre",     "table",   "tr",     "div",      "section",
    "article",  "aside",    "header",     "footer",     "main",    "hr",      "fn",     "abstract", "byline",
    "dateline", "copyrite", "datasource", "tagline",    "caption", "details", "summary"};

constexpr std::array<std::string_view, 8> without_text = {
    "script", "style", "template", "iframe", "svg", "head", "nitf-table-metadata", "noscript"};

class BodyWalk {
 public:
  explicit BodyWalk(Article& article) : article_(article) {}

  // Every element is opened and closed once, without recursion.
  void run(const Node& top) {
    const Node* node = top.first;
    while (node != nullptr) {
      const bool into = node->is_text() ? (take_text(*node), false) : open(*node);
      if (into && node->first != nullptr) {
        node = node->first;
        continue;
      }
      if (into) close(*node);
      while (node != nullptr && node->next == nullptr) {
        node = node->parent == &top ? nullptr : node->parent;
        if (node != nullptr) close(*node);
      }
      if (node != nullptr) node = node->next;
    }
    end_paragraph();
  }

 private:
  void take_text(const Node& node) {
    if (verbatim_ > 0) {
      text_ += node.text;
      return;
    }
    for (const char c : node.text) text_ += c == '\n' || c == '\r' ? ' ' : c;
  }

  // False: the element and what is in it has been dealt with.
  bool open(const Node& node) {
    if (is_among(without_text, node.name)) return false;
    if (node.name == "media" || node.name == "figure") return take_media(node), false;
    if (node.name == "figcaption" || node.name == "media-caption")
      return drop_text(article_, "caption", node.line, line_text(&node)), false;
    if (node.name == "note") return drop_text(article_, "editor_note", node.line, line_text(&node)), false;
    if (node.name == "img") drop_text(article_, "caption", node.line, squeeze_spaces(node.attribute("alt")));
    if (node.name == "br") text_ += '\n';
    if ((node.name == "td" || node.name == "th") && !text_.empty()) text_ += " | ";
    if (is_among(paragraph_elements, node.name)) end_paragraph();
    if (node.name == "pre") ++verbatim_;
    if (entities_ > 0 || take_named_entity(node, article_)) ++entities_;
    return true;
  }

  void close(const Node& node) {
    if (entities_ > 0) --entities_;
    if (is_among(paragraph_elements, node.name)) end_paragraph();
    if (node.name == "pre" && verbatim_ > 0) --verbatim_;
  }

  void take_media(const Node& media) {
    std::string caption;
    for (const Node* node = &media; node != nullptr;) {
      const bool tells = node->name == "media-caption" || node->name == "figcaption" ||
                         node->name == "media-producer" || node->name == "caption";
      if (tells) (caption += caption.empty() ? "" : " ") += line_text(node);
      node = next_in_order(node, &media, tells);
    }
    drop_text(article_, "caption", media.line, squeeze_spaces(caption));
  }

  void end_paragraph() {
    const std::string text = std::exchange(text_, {});
    if (text.find('\n') == std::string::npos) {
      std::string line = squeeze_spaces(text);
      if (!line.empty()) article_.body.push_back(std::move(line));
      return;
    }
    for (std::string& paragraph : split_paragraphs(text)) article_.body.push_back(std::move(paragraph));
  }

  Article& article_;
  std::string text_;
  int verbatim_ = 0;  // open elements whose line ends count
  int entities_ = 0;  // open elements within a named entity, it included
};

}  // namespace

void append_wire_body(const Node& content, Article& article) { BodyWalk(article).run(content); }

void append_text_or_html(std::string_view text, Article& article) {
  if (!looks_like_markup(text)) {
    for (std::string& paragraph : paragraphs_of(text)) article.body.push_back(std::move(paragraph));
    return;
  }
  const Tree tree = Tree::of_html(text);
  if (tree.root() == nullptr) {
    for (std::string& paragraph : paragraphs_of(text)) article.body.push_back(std::move(paragraph));
    return;
  }
  append_wire_body(*tree.root(), article);
}

bool take_named_entity(const Node& node, Article& article) {
  std::vector<std::string>* names = nullptr;
  if (node.name == "person")
    names = &article.persons;
  else if (node.name == "org")
    names = &article.orgs;
  else if (node.name == "location")
    names = &article.places;
  if (names == nullptr) return false;
  const std::string value = squeeze_spaces(node.attribute("value"));
  names->push_back(value.empty() || node.has_attribute("idsrc") ? line_text(&node) : value);
  return true;
}

}  // namespace dateline
