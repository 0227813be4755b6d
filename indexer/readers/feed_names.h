// What the elements of feeds are called, whatever prefixes a feed gives them. Pure functions, safe from any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/text.h"
#include "indexer/extract/tree.h"

namespace dateline {

// The usual prefix of a namespace that feeds use: "rss" (all of RSS 0.9x, 1.0 and 2.0), "rdf", "atom", "dc", "dcterms", "content", "media", "itunes",
// "app", "at", "prism", "xhtml", "feedburner"; empty: another one. Letter case and a slash at the end do not matter.
std::string_view vocabulary_of(std::string_view space);

struct FeedElement {
  std::string name;  // in lower case, with the usual prefix of its namespace
  const Node* node = nullptr;
};

// The child elements of a feed, an entry or a person under names such as "title" and "dc:creator": with the usual prefix of their namespace, and without
// one when they are of their parent's namespace or of none. A usual prefix that was never declared stands for itself, "?" for all others. Lives as long as the
// tree.
class FeedElements {
 public:
  explicit FeedElements(const Node& parent);

  // The first element of the first of the names that has one with any content; nullptr: none has. Letter case does not matter.
  const FeedElement* find(std::initializer_list<std::string_view> names) const;
  // Its text in one line; empty when there is none.
  std::string line(std::initializer_list<std::string_view> names) const;
  // All elements of any of the names, in the order of the document, those without content as well.
  std::vector<const FeedElement*> all(std::initializer_list<std::string_view> names) const;

 private:
  std::vector<FeedElement> elements_;
};

// The name of an element or an attribute in lower case, without any prefix.
std::string local_name(std::string_view name);

// The text at and below a node in one line.
std::string line_of_node(const Node& node);

// xml:lang of the node or of the nearest element around it that has one; empty: none.
std::string_view language_around(const Node& node);

}  // namespace dateline
