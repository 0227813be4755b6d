// One walk through a web page that collects where its metadata may stand. Pure functions, safe from any thread; time is linear in the page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/tree.h"

namespace dateline {

// <meta name|property|itemprop|http-equiv ... content>
struct MetaTag {
  std::string name;  // lower case
  std::string value;  // references decoded (twice where a page escaped twice), white space squeezed; never empty
  std::uint32_t line = 0;
};

// An element, and how many words of the page stand before it.
struct PlacedNode {
  const Node* node = nullptr;
  std::size_t words = 0;
};

struct MetaScan {
  const Node* root = nullptr;
  std::vector<MetaTag> tags;  // in the order of the page; those inside another item's microdata (a comment, a picture) left out
  std::string title;  // <title>
  std::string lang;  // <html lang>
  std::string canonical;  // <link rel="canonical">, as written
  std::string amp;  // <link rel="amphtml">
  std::vector<PlacedNode> headings;  // h1
  std::vector<PlacedNode> titles;  // h2, h3 and what is called headline or title in class or itemprop
  std::vector<PlacedNode> times;  // <time>, and what is called a date
  std::vector<PlacedNode> bylines;  // what is called byline or author in class, rel, itemprop or address
  std::vector<PlacedNode> links;  // rel="tag"
  std::vector<const Node*> linked_data;  // <script type="application/ld+json">
};

MetaScan scan_meta(const Tree& page);

// The first value among the names, in the order of the names; nullptr: none of them is there.
const MetaTag* first_tag(const MetaScan& scan, std::initializer_list<std::string_view> names);

// Whether the node lies in what a page has around its article: navigation, an aside, the foot of the page. The foot of an article is part of it.
bool is_beside_article(const Node* node);

// The text of an element as a reader sees it, on one line: without scripts, styles, buttons and what is hidden. Cut off behind `most` bytes.
std::string visible_text(const Node& node, std::size_t most = 2000);

// Elements that show no text of the page, with all they hold.
bool is_unread(const Node& node);

// Whether an element of that name begins and ends lines.
bool breaks_line(std::string_view name);

// Words as white space parts them.
std::size_t count_page_words(std::string_view text);

// Letters and digits only, in lower case: two spellings of one title are one key.
std::string letters_key(std::string_view text);

// Whether class, id, itemprop, rel or data-* names of the element hold one of the words; words are parts of names ("article-byline", "authorName").
bool is_called(const Node& node, std::initializer_list<std::string_view> words);

// Whether the node is one of these elements or lies in one.
bool is_within(const Node* node, std::initializer_list<std::string_view> elements);

}  // namespace dateline
