#include "indexer/readers/feed_names.h"

#include <algorithm>
#include <array>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

struct Vocabulary {
  std::string_view space;  // without scheme and closing slash or hash, in lower case
  std::string_view prefix;
};

constexpr std::array vocabularies = {
    Vocabulary{"purl.org/rss/1.0", "rss"},
    Vocabulary{"purl.org/net/rss1.1", "rss"},
    Vocabulary{"my.netscape.com/rdf/simple/0.9", "rss"},
    Vocabulary{"channel.netscape.com/rdf/simple/0.9", "rss"},
    Vocabulary{"backend.userland.com/rss", "rss"},
    Vocabulary{"backend.userland.com/rss2", "rss"},
    Vocabulary{"blogs.law.harvard.edu/tech/rss", "rss"},
    Vocabulary{"cyber.law.harvard.edu/rss", "rss"},
    Vocabulary{"www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    Vocabulary{"www.w3.org/2005/atom", "atom"},
    Vocabulary{"purl.org/atom/ns", "atom"},
    Vocabulary{"purl.org/dc/elements/1.1", "dc"},
    Vocabulary{"purl.org/dc/elements/1.0", "dc"},
    Vocabulary{"purl.org/dc/terms", "dcterms"},
    Vocabulary{"purl.org/rss/1.0/modules/content", "content"},
    Vocabulary{"purl.org/rss/1.0/modules/dcterms", "dcterms"},
    Vocabulary{"search.yahoo.com/mrss", "media"},
    Vocabulary{"www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    Vocabulary{"www.w3.org/2007/app", "app"},
    Vocabulary{"purl.org/atom/app", "app"},
    Vocabulary{"purl.org/atompub/tombstones/1.0", "at"},
    Vocabulary{"www.w3.org/1999/xhtml", "xhtml"},
    Vocabulary{"rssnamespace.org/feedburner/ext/1.0", "feedburner"},
};

bool is_usual_prefix(std::string_view prefix) {
  return prefix == "prism" || std::any_of(vocabularies.begin(), vocabularies.end(), [&](const Vocabulary& row) { return row.prefix == prefix; });
}

std::string element_name(const Node& node, const Node& parent) {
  std::string name = lower_case(node.name);
  const std::size_t colon = node.space.empty() ? name.find(':') : std::string::npos;
  if (colon != std::string::npos && !is_usual_prefix(std::string_view(name).substr(0, colon))) return "?" + name.substr(colon);
  if (node.space.empty() || node.space == parent.space) return name;
  const std::string_view prefix = vocabulary_of(node.space);
  if (prefix.empty()) return "?:" + name;
  if (prefix == "rss" && (parent.space.empty() || vocabulary_of(parent.space) == "rdf" || vocabulary_of(parent.space) == "rss")) return name;
  if (prefix == "atom" && vocabulary_of(parent.space) == "atom") return name;
  return std::string(prefix) + ":" + name;
}

bool says_something(const Node& node) {
  for (const Node* at = &node; at != nullptr; at = next_in_order(at, &node))
    if (at->is_text() && at->text.find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::string_view vocabulary_of(std::string_view space) {
  std::string key = lower_case(squeeze_spaces(space));
  for (const std::string_view scheme : {"http://", "https://"})
    if (key.starts_with(scheme)) key.erase(0, scheme.size());
  while (!key.empty() && (key.back() == '/' || key.back() == '#')) key.pop_back();
  if (key.starts_with("prismstandard.org/namespaces/")) return "prism";  // in many versions
  const auto* found = std::find_if(vocabularies.begin(), vocabularies.end(), [&](const Vocabulary& row) { return row.space == key; });
  return found == vocabularies.end() ? std::string_view() : found->prefix;
}

FeedElements::FeedElements(const Node& parent) {
  for (const Node* node = parent.first; node != nullptr; node = node->next)
    if (!node->is_text()) elements_.push_back({element_name(*node, parent), node});
}

const FeedElement* FeedElements::find(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    const auto found = std::find_if(elements_.begin(), elements_.end(),
                                    [&](const FeedElement& element) { return element.name == name && says_something(*element.node); });
    if (found != elements_.end()) return &*found;
  }
  return nullptr;
}

std::string FeedElements::line(std::initializer_list<std::string_view> names) const {
  const FeedElement* const found = find(names);
  return found == nullptr ? std::string() : line_of_node(*found->node);
}

std::vector<const FeedElement*> FeedElements::all(std::initializer_list<std::string_view> names) const {
  std::vector<const FeedElement*> out;
  for (const FeedElement& element : elements_)
    if (std::find(names.begin(), names.end(), element.name) != names.end()) out.push_back(&element);
  return out;
}

std::string local_name(std::string_view name) { return lower_case(name.substr(name.rfind(':') + 1)); }

std::string line_of_node(const Node& node) { return squeeze_spaces(text_content(node)); }

std::string_view language_around(const Node& node) {
  for (const Node* at = &node; at != nullptr; at = at->parent)
    if (at->has_attribute("lang")) return at->attribute("lang");
  return {};
}

}  // namespace dateline
