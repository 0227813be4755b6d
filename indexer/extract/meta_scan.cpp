#include "indexer/extract/meta_scan.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_value = 4000;  // bytes of one meta tag that are looked at
constexpr std::size_t most_tags = 2000;
constexpr std::size_t most_nodes = 2000;  // of each kind

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_hidden(const Node& node) {
  const std::string_view style = node.attribute("style");
  return node.has_attribute("hidden") || style.find("display:none") != std::string_view::npos ||
         style.find("display: none") != std::string_view::npos;
}

// Without soft hyphens and spaces of no width, which break lines and are no part of a word.
std::string without_hints(std::string text) {
  for (const std::string_view hint : {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0"}) {
    if (text.find(hint) == std::string::npos) continue;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(hint, at), text.size());
      out.append(text, at, end - at);
      at = end + hint.size();
    }
    text = std::move(out);
  }
  return text;
}

std::string tidy(std::string_view value) {
  value = cut_bytes(value, longest_value);
  if (value.find('&') == std::string_view::npos) return without_hints(squeeze_spaces(value));
  return without_hints(squeeze_spaces(decode_entities(value)));
}

// Microdata of anything but the article itself and its author.
bool is_other_item(const Node& meta) {
  for (const Node* node = meta.parent; node != nullptr; node = node->parent) {
    if (!node->has_attribute("itemscope")) continue;
    const std::string type = lower_case(node->attribute("itemtype"));
    return type.find("article") == std::string::npos && type.find("posting") == std::string::npos && type.find("webpage") == std::string::npos &&
           type.find("report") == std::string::npos && type.find("creativework") == std::string::npos;
  }
  return false;
}

// Addresses of pages about those who write.
bool leads_to_author(std::string_view address) {
  const std::string lower = lower_case(cut_bytes(address, 300));
  for (const std::string_view part :
       {"/author/",    "/authors/",     "/autor/",        "/autoren/",    "/autores/",      "/auteur/",      "/auteurs/",
        "/autori/",    "/staff/",       "/profile/",      "/journalist/", "/journalisten/", "/journaliste/", "/reporter/",
        "/reporters/", "/contributor/", "/contributors/", "/by/",         "/firma/",        "/firmas/"})
    if (lower.find(part) != std::string::npos) return true;
  return false;
}

class Scanner {
 public:
  explicit Scanner(MetaScan& out) : out_(out) {}

  void run(const Node& root) {
    for (const Node* node = &root; node != nullptr;) {
      const bool skipped = !node->is_text() && is_unread(*node);
      if (node->is_text())
        words_ += count_page_words(node->text);
      else
        visit(*node);
      node = next_in_order(node, &root, skipped);
    }
  }

 private:
  void add(std::vector<PlacedNode>& list, const Node& node) {
    if (list.size() < most_nodes) list.push_back({&node, words_});
  }

  void visit(const Node& node) {
    if (node.name == "meta") return visit_meta(node);
    if (node.name == "link") return visit_link(node);
    if (node.name == "html" && out_.lang.empty()) {
      out_.lang = tidy(node.attribute(node.has_attribute("lang") ? "lang" : "xml:lang"));
    } else if (node.name == "title" && out_.title.empty() && !is_within(&node, {"svg"})) {
      out_.title = tidy(text_content(node));
    } else if (node.name == "script") {
      if (lower_case(node.attribute("type")).find("ld+json") != std::string::npos) out_.linked_data.push_back(&node);
    } else {
      visit_element(node);
    }
  }

  void visit_meta(const Node& node) {
    const std::string_view content = node.attribute("content");
    if (content.empty() || out_.tags.size() >= most_tags) return;
    const std::string value = tidy(content);
    if (value.empty()) return;
    for (const std::string_view attribute : {"name", "property", "itemprop", "http-equiv"}) {
      const std::string name = lower_case(squeeze_spaces(cut_bytes(node.attribute(attribute), 100)));
      if (name.empty() || (attribute == "itemprop" && is_other_item(node))) continue;
      out_.tags.push_back({name, value, node.line});
    }
  }

  void visit_link(const Node& node) {
    const std::string rel = ' ' + lower_case(node.attribute("rel")) + ' ';
    if (out_.canonical.empty() && rel.find(" canonical ") != std::string::npos) out_.canonical = tidy(node.attribute("href"));
    if (out_.amp.empty() && rel.find(" amphtml ") != std::string::npos) out_.amp = tidy(node.attribute("href"));
  }

  void visit_element(const Node& node) {
    if (node.name == "body" || node.name == "main" || node.name == "article") return;
    const std::string_view property = node.attribute("itemprop");
    const std::string_view rel = node.attribute("rel");
    if (node.name == "h1")
      add(out_.headings, node);
    else if (node.name == "h2" || node.name == "h3" || is_called(node, {"headline", "title", "heading", "titulo", "titre"}))
      add(out_.titles, node);
    if (node.name == "time" || property.starts_with("date") ||
        is_called(node, {"date", "datetime", "time", "timestamp", "published", "pubdate", "posted", "dateline", "updated", "datum", "fecha", "data"}))
      add(out_.times, node);
    if (property == "author" || property == "creator" || (node.name == "a" && leads_to_author(node.attribute("href"))) ||
        rel.find("author") != std::string_view::npos ||
        is_called(node, {"byline", "bylines", "author", "authors", "autor", "autore", "auteur", "writer", "reporter", "contributor", "contributors"}))
      add(out_.bylines, node);
    if (rel == "tag" || rel.starts_with("tag ") || rel.ends_with(" tag")) add(out_.links, node);
  }

  MetaScan& out_;
  std::size_t words_ = 0;
};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

// Whether a word of `names` is one of `words`: "article-byline", "articleByline" and "article_byline" all hold "byline".
bool holds_word(std::string_view names, std::initializer_list<std::string_view> words) {
  const auto same = [](char a, char b) { return a == (is_upper(b) ? static_cast<char>(b + 32) : b); };
  for (std::size_t at = 0; at < names.size();) {
    std::size_t end = at;
    while (end < names.size() && is_letter(names[end]) && (end == at || !is_upper(names[end]) || is_upper(names[end - 1]))) ++end;
    const std::string_view piece = names.substr(at, end - at);
    for (const std::string_view word : words)
      if (word.size() == piece.size() && std::equal(word.begin(), word.end(), piece.begin(), same)) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

}  // namespace

bool is_unread(const Node& node) {
  static constexpr std::array<std::string_view, 11> unread = {"script", "style",  "template", "svg",    "button", "noscript",
                                                              "iframe", "select", "textarea", "object", "video"};
  return is_one_of(unread, node.name);
}

bool breaks_line(std::string_view name) {
  static constexpr std::array<std::string_view, 16> inline_names = {"a",     "abbr", "b",    "em",     "font", "i",   "mark", "q",
                                                                    "small", "span", "time", "strong", "sub",  "sup", "u",    "cite"};
  return !name.empty() && !is_one_of(inline_names, name);
}

std::size_t count_page_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

MetaScan scan_meta(const Tree& page) {
  MetaScan out;
  out.root = page.root();
  if (page.root() != nullptr) Scanner(out).run(*page.root());
  return out;
}

const MetaTag* first_tag(const MetaScan& scan, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const MetaTag& tag : scan.tags)
      if (tag.name == name) return &tag;
  }
  return nullptr;
}

std::string visible_text(const Node& node, std::size_t most) {
  std::string out;
  for (const Node* at = &node; at != nullptr && out.size() < most;) {
    const bool skipped = !at->is_text() && at != &node && (is_unread(*at) || is_hidden(*at));
    if (at->is_text())
      out += cut_bytes(at->text, most);
    else if (breaks_line(at->name))
      out += ' ';
    const Node* const next = next_in_order(at, &node, skipped);
    // Leaving a block separates words as entering one does.
    for (const Node* up = at; next != nullptr && up != nullptr && up != next->parent; up = up->parent)
      if (breaks_line(up->name) || ((up->name == "span" || up->name == "a") && up->next != nullptr && !up->next->is_text())) out += ' ';
    at = next;
  }
  return without_hints(squeeze_spaces(out));
}

std::string letters_key(std::string_view text) {
  std::string out;
  const std::string lower = lower_case(text);
  for (std::size_t at = 0; at < lower.size();) {
    const char32_t c = code_point_at(lower, at);
    if (u_isalnum(static_cast<UChar32>(c))) append_code_point(out, c);
  }
  return out;
}

bool is_called(const Node& node, std::initializer_list<std::string_view> words) {
  for (const std::string_view attribute : {"class", "id", "itemprop", "rel"}) {
    const std::string_view names = cut_bytes(node.attribute(attribute), 300);
    if (holds_word(names, words)) return true;
  }
  return false;
}

bool is_within(const Node* node, std::initializer_list<std::string_view> elements) {
  for (; node != nullptr; node = node->parent)
    if (std::find(elements.begin(), elements.end(), node->name) != elements.end()) return true;
  return false;
}

bool is_beside_article(const Node* node) {
  for (; node != nullptr; node = node->parent) {
    if (node->name == "nav" || node->name == "aside") return true;
    if (node->name == "footer" && !is_within(node, {"article", "main"})) return true;
  }
  return false;
}

}  // namespace dateline
