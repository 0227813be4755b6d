// Who wrote a page's article: metadata and what stands beside the headline, names only.
#include <algorithm>
#include <array>
#include <optional>

#include "indexer/extract/byline.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

using Names = std::vector<std::string>;

constexpr std::size_t longest_byline = 300;  // bytes of one element or tag
constexpr std::size_t near_words = 250;
constexpr std::size_t most_visible = 60;

bool is_address(std::string_view word) {
  return word.find('@') != std::string_view::npos || word.find("://") != std::string_view::npos || word.starts_with("www.") ||
         word.find(".com/") != std::string_view::npos;
}

// Without e-mail addresses, handles and web addresses.
std::string without_addresses(std::string_view text) {
  const std::string squeezed = squeeze_spaces(text);
  std::string out;
  for (std::size_t at = 0; at < squeezed.size();) {
    const std::size_t end = std::min(squeezed.find(' ', at), squeezed.size());
    const std::string_view word = std::string_view(squeezed).substr(at, end - at);
    if (!is_address(word)) (out += out.empty() ? "" : " ") += word;
    else if (word.ends_with(',') || word.ends_with(';')) out += ',';
    at = end + 1;
  }
  return out;
}

// What stands behind "|", "•" or a date is no name.
std::string_view before_marks(std::string_view text) {
  for (const std::string_view mark : {" | ", " • ", " · ", " – ", " — ", " - ", " // "}) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0) text = text.substr(0, at);
  }
  return text;
}

bool holds_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

Names read_names(std::string_view text) {
  Names names;
  const std::string clean = without_addresses(cut_bytes(text, longest_byline));
  for (std::string& name : read_byline(before_marks(clean))) {
    if (letters_key(name).empty() || count_words(name) > 7 || name.size() > 80) continue;
    names.push_back(std::move(name));
  }
  return names;
}

void append(Names& to, Names&& from) {
  for (std::string& name : from) {
    const std::string key = letters_key(name);
    const auto known = std::find_if(to.begin(), to.end(), [&](const std::string& other) { return letters_key(other) == key; });
    if (known == to.end()) to.push_back(std::move(name));
  }
}

struct BylineClue {
  Names names;
  std::string where;
};

class BylineFinder {
 public:
  BylineFinder(const MetaClues& clues, PageMeta& meta) : clues_(clues), meta_(meta) {}

  void run() {
    gather_metadata();
    gather_visible();
    for (const bool site_too : {false, true}) {
      for (BylineClue& clue : found_) {
        Names names;
        for (const std::string& name : clue.names)
          if (site_too || !is_site(name)) names.push_back(name);
        if (names.empty()) continue;
        meta_.byline = std::move(names);
        meta_.found_in.push_back({"byline", clue.where});
        return;
      }
    }
  }

 private:
  bool is_site(std::string_view name) const {
    const std::string key = letters_key(name);
    return std::find(clues_.site_names.begin(), clues_.site_names.end(), key) != clues_.site_names.end();
  }

  void add(Names&& names, std::string where) {
    if (!names.empty()) found_.push_back({std::move(names), std::move(where)});
  }

  void gather_metadata() {
    Names linked;
    for (const std::string& author : clues_.linked.authors) append(linked, read_names(author));
    add(std::move(linked), "JSON-LD author");
    for (const std::string_view name : {"parsely-author", "sailthru.author", "article.author", "bt:author", "author", "article:author", "article:author_name", "og:article:author",
                                        "byl", "byline", "dc.creator", "dcterms.creator", "dc.contributor", "cxenseparse:author", "lp.article:author", "article_author",
                                        "content-creator", "citation_author", "rnews:author", "creator"})
      add_tags(name);
  }

  void add_tags(std::string_view name) {
    Names names;
    std::size_t looked_at = 0;
    for (const MetaTag& tag : clues_.scan.tags)
      if (tag.name == name && ++looked_at <= 50) append(names, read_names(tag.value));
    add(std::move(names), "meta " + std::string(name));
  }

  std::optional<std::size_t> distance(const PlacedNode& placed) const {
    std::size_t at = 0;
    for (const auto* list : {&clues_.scan.headings, &clues_.scan.titles})
      for (const PlacedNode& heading : *list)
        if (heading.node == meta_.headline_node) at = heading.words;
    const std::size_t far = placed.words >= at ? placed.words - at : 2 * (at - placed.words);
    return far <= near_words ? std::optional(far) : std::nullopt;
  }

  void gather_visible() {
    std::vector<std::pair<std::size_t, const Node*>> near;
    for (const PlacedNode& placed : clues_.scan.bylines)
      if (const auto far = distance(placed)) near.emplace_back(*far, placed.node);
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (near.size() > most_visible) near.resize(most_visible);
    for (const auto& [far, node] : near) gather_element(*node);
  }

  void gather_element(const Node& node) {
    if (is_within(&node, {"nav", "footer"}) || is_called(node, {"bio", "comment", "comments", "related", "share", "social"})) return;
    const std::string text = visible_text(node, longest_byline + 1);
    if (text.empty() || text.size() > longest_byline || holds_digit(before_marks(text))) return;
    const auto line = byline_of_line(text);
    if (line) return add(read_names(text), "byline beside the headline");
    const bool marked = node.attribute("rel").find("author") != std::string_view::npos || node.attribute("itemprop") == "author";
    if (marked || looks_like_names(text) || is_agency(text)) add(read_names(text), "author beside the headline");
  }

  const MetaClues& clues_;
  PageMeta& meta_;
  std::vector<BylineClue> found_;
};

}  // namespace

void find_byline(const MetaClues& clues, PageMeta& meta) { BylineFinder(clues, meta).run(); }

}  // namespace dateline
