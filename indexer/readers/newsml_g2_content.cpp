#include "indexer/readers/newsml_g2_content.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"
#include "indexer/readers/nitf_item.h"
#include "indexer/readers/wire_body.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

constexpr std::string_view xhtml_space = "http://www.w3.org/1999/xhtml";

enum class ContentKind { plain, html_text, html, nitf };

struct Rendition {
  const Node* node = nullptr;  // whose children are the text, or <nitf>
  const Node* title = nullptr;
  ContentKind kind = ContentKind::plain;
  std::string_view element;  // "inlineXML" or its like
};

// Elements that stand in <inlineXML> without <html> around them.
bool begins_html(const Node& node) {
  constexpr std::array<std::string_view, 17> names = {
      "body",  "body.content", "div", "p",  "article", "section",    "span", "ul",   "ol",
      "table", "h1",           "h2",  "h3", "h4",      "blockquote", "pre",  "block"};
  return node.space == xhtml_space || std::find(names.begin(), names.end(), node.name) != names.end();
}

class ContentSearch {
 public:
  void look_at(const Node& part) {
    if (part.name == "inlineXML" || part.name == "DataContent")
      inline_xml(part);
    else if (part.name == "inlineData")
      inline_data(part);
    else if (part.name == "remoteContent" && instead_.empty())
      remote(part);
  }

  const std::vector<Rendition>& renditions() const { return renditions_; }
  const std::string& instead() const { return instead_; }

 private:
  void inline_xml(const Node& part) {
    const Node* element = part.first;
    while (element != nullptr && element->is_text()) element = element->next;
    if (element == nullptr) {
      if (!line_text(&part).empty()) renditions_.push_back({&part, nullptr, ContentKind::html_text, part.name});
      return;
    }
    const std::string name = lower_case(element->name);
    if (name == "nitf") {
      renditions_.push_back({element, nullptr, ContentKind::nitf, part.name});
    } else if (name == "html") {
      const Node* body = element->child("body");
      renditions_.push_back(
          {body == nullptr ? element : body, element_at(*element, {"head", "title"}), ContentKind::html, part.name});
    } else if (begins_html(*element)) {
      renditions_.push_back({&part, nullptr, ContentKind::html, part.name});
    } else {
      instead_ = "holds <" + std::string(element->name) + "> and no text that is read";
    }
  }

  void inline_data(const Node& part) {
    if (part.has_attribute("encoding")) {
      instead_ = "holds data in the encoding \"" + std::string(cut_bytes(part.attribute("encoding"), 100)) +
                 "\" and no text that is read";
      return;
    }
    if (line_text(&part).empty()) return;
    const bool html = part.attribute("contenttype").find("html") != std::string_view::npos;
    renditions_.push_back({&part, nullptr, html ? ContentKind::html_text : ContentKind::plain, part.name});
  }

  void remote(const Node& part) {
    const std::string_view where = part.has_attribute("href") ? part.attribute("href") : part.attribute("residref");
    instead_ = "has its content elsewhere (" + std::string(cut_bytes(where, 200)) + ") and no text in this file";
  }

  std::vector<Rendition> renditions_;
  std::string instead_;
};

void read_rendition(const Rendition& rendition, Article& article) {
  const std::size_t before = article.body.size();
  if (article.title.empty() && rendition.title != nullptr) {
    article.title = line_text(rendition.title);
    if (!article.title.empty()) found(article, "title", "html/head/title");
  }
  switch (rendition.kind) {
    case ContentKind::nitf: return fill_from_nitf(*rendition.node, article);
    case ContentKind::html: append_wire_body(*rendition.node, article); break;
    case ContentKind::html_text:
    case ContentKind::plain: {
      const std::string text = text_content(*rendition.node);
      if (!fill_from_nitf_text(text, article)) append_text_or_html(text, article);
    }
  }
  if (article.body.size() > before) found(article, "body", rendition.element);
}

}  // namespace

std::string read_g2_content(const Node& content_set, Article& article) {
  ContentSearch search;
  for (const Node* part = content_set.first; part != nullptr; part = part->next) search.look_at(*part);
  std::vector<Rendition> renditions = search.renditions();
  std::stable_sort(renditions.begin(), renditions.end(),
                   [](const Rendition& a, const Rendition& b) { return a.kind > b.kind; });
  const std::size_t before = article.body.size();
  for (const Rendition& rendition : renditions) {
    if (article.body.size() == before) {
      read_rendition(rendition, article);
      continue;
    }
    drop_text(article, "alternative", rendition.node->line, line_text(rendition.node));
    Article part;
    if (rendition.kind == ContentKind::nitf)
      fill_from_nitf(*rendition.node, part);
    else if (rendition.kind != ContentKind::html)
      fill_from_nitf_text(text_content(*rendition.node), part);
    hold_like(part, article);
  }
  if (article.body.size() > before) return {};
  return search.instead();
}

}  // namespace dateline
