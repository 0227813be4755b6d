// Who wrote a page's article: metadata and what stands beside the headline, names only.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/extract/byline.h"
#include "indexer/extract/embargo_line.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

using Names = std::vector<std::string>;

constexpr std::size_t longest_byline = 300;  // bytes of one element or tag
constexpr std::size_t near_line_words = 80, near_element_words = 250;  // from the headline
constexpr std::size_t most_visible = 60, most_names = 200;

bool holds_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

bool starts_with_capital(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && u_isupper(static_cast<UChar32>(code_point_at(text, at)));
}

// "Ames, Ruth" as "Ruth Ames".
std::string given_name_first(const std::string& name) {
  const std::size_t comma = name.find(", ");
  if (comma == std::string::npos || name.find(',', comma + 1) != std::string::npos) return name;
  return name.substr(comma + 2) + ' ' + name.substr(0, comma);
}

// A name with its job behind it is the part of it that is a link.
Names linked_parts(Names&& names, const Node& around) {
  std::size_t looked_at = 0;
  for (const Node* node = &around; node != nullptr && ++looked_at < 100; node = next_in_order(node, &around)) {
    if (node->name != "a") continue;
    const std::string text = visible_text(*node, 80);
    if (!looks_like_names(text)) continue;
    for (std::string& name : names)
      if (name.size() > text.size() && name.starts_with(text)) name = text;
  }
  return std::move(names);
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
  bool spoken = false;  // in a line that begins with "By" or the like
};

class BylineFinder {
 public:
  BylineFinder(const MetaClues& clues, PageMeta& meta) : clues_(clues), meta_(meta) {}

  void run() {
    gather_linked();
    gather_tags();
    gather_lines();
    gather_elements();
    gather_beside_date();
    prefer_spoken();
    for (const bool site_too : {false, true}) {
      for (BylineClue& clue : found_) {
        Names names;
        for (const std::string& name : clue.names)
          if (site_too || !names_this_site(name, clues_)) names.push_back(name);
        if (names.empty()) continue;
        meta_.byline = std::move(names);
        meta_.found_in.push_back({"byline", clue.where});
        return;
      }
    }
  }

 private:
  void add(Names&& names, std::string where, bool spoken = false) {
    if (!names.empty()) found_.push_back({std::move(names), std::move(where), spoken});
  }

  void gather_linked() {
    Names linked;
    for (const std::string& author : clues_.linked.authors)
      if (linked.size() < most_names) append(linked, read_names(author, clues_));
    std::erase_if(linked, is_login);
    add(std::move(linked), "JSON-LD author");
  }

  void gather_tags() {
    for (const std::string_view name : {"parsely-author",
                                        "sailthru.author",
                                        "article.author",
                                        "bt:author",
                                        "author",
                                        "article:author",
                                        "article:author_name",
                                        "og:article:author",
                                        "byl",
                                        "byline",
                                        "dc.creator",
                                        "dcterms.creator",
                                        "dc.contributor",
                                        "cxenseparse:author",
                                        "lp.article:author",
                                        "article_author",
                                        "content-creator",
                                        "citation_author",
                                        "rnews:author",
                                        "creator"}) {
      Names names;
      std::size_t looked_at = 0;
      for (const MetaTag& tag : clues_.scan.tags)
        if (tag.name == name && ++looked_at <= 50)
          append(names, read_names(name == "citation_author" ? given_name_first(tag.value) : tag.value, clues_));
      std::erase_if(names, is_login);
      add(std::move(names), "meta " + std::string(name));
    }
  }

  // Lines that say that they are bylines, near the headline; "By" may stand on a line of its own.
  void gather_lines() {
    constexpr std::size_t most_words = 25;
    std::vector<std::pair<std::size_t, Names>> spoken;
    for (std::size_t i = 0; i < clues_.near.size(); ++i) {
      const PageLine& line = clues_.near[i];
      const std::size_t far = distance_to_headline(line.words, clues_);
      if (far > near_line_words || line.text.size() > longest_byline || is_within(line.node, {"figure", "figcaption"})) continue;
      std::string text = line.text;
      if (is_lead_in(text) && i + 1 < clues_.near.size()) text = "By " + clues_.near[i + 1].text;
      if (count_words(text) > most_words) continue;
      if (Names names = names_of_line(text, clues_); !names.empty()) spoken.emplace_back(far, linked_parts(std::move(names), *line.node));
    }
    std::stable_sort(spoken.begin(), spoken.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [far, names] : spoken) add(std::move(names), "byline beside the headline", true);
  }

  // "Ruth Ames - May 4, 2020", or a name on the line before or behind that of the date.
  void gather_beside_date() {
    for (const PageLine* line : nearest_first(clues_)) {
      const bool near = line->words >= clues_.headline_words && distance_to_headline(line->words, clues_) <= near_line_words;
      if (!near || is_within(line->node, {"figure", "figcaption"}) || line->text.size() > longest_byline || count_words(line->text) > 20) continue;
      const auto date = first_date_in(line->text, 0);
      if (!date && !is_within(line->node, {"time"})) continue;
      if (date && add_name_beside(without_connective(std::string_view(line->text).substr(0, date->begin)))) return;
      const auto index = static_cast<std::size_t>(line - clues_.near.data());
      if (index > 0 && clues_.near[index - 1].words >= clues_.headline_words && add_name_beside(clues_.near[index - 1].text)) return;
      if (index + 1 < clues_.near.size() && add_name_beside(clues_.near[index + 1].text)) return;
    }
  }

  // Takes a short text that begins with a name; false: it does not.
  bool add_name_beside(std::string_view text) {
    constexpr std::size_t longest = 80;
    const std::string_view name = text.substr(0, text.find(','));
    if (text.size() > longest || !is_name(name)) return false;
    add(read_names(name, clues_), "name beside the date");
    return true;
  }

  // Names of people in letters that have capitals only: elsewhere any short line would do.
  bool is_name(std::string_view text) const {
    return starts_with_capital(text) && (looks_like_names(text) || is_agency(text)) && !is_title(text);
  }

  bool is_title(std::string_view text) const { return letters_key(meta_.headline).find(letters_key(text)) != std::string::npos; }

  // What is marked as author or called byline, the nearest first.
  void gather_elements() {
    std::vector<std::pair<std::size_t, const Node*>> near;
    for (const PlacedNode& placed : clues_.scan.bylines) {
      const std::size_t far = distance_to_headline(placed.words, clues_);
      if (far <= near_element_words) near.emplace_back(far, placed.node);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (near.size() > most_visible) near.resize(most_visible);
    std::vector<const Node*> together;  // whose names are those of one byline
    for (const auto& [far, node] : near) {
      const std::size_t before = found_.size();
      gather_element(*node);
      if (found_.size() == before) continue;
      const bool joins = std::any_of(together.begin(), together.end(),
                                     [node = node](const Node* other) { return are_alike(*other, *node) || node->parent == other; });
      if (joins)
        merge_last();
      else
        together.clear();
      if (together.size() < most_visible) together.push_back(node);
    }
  }

  // One after another in the same way: the authors of one article.
  static bool are_alike(const Node& a, const Node& b) {
    const auto same = [&](std::string_view attribute) { return a.attribute(attribute) == b.attribute(attribute); };
    if (a.name != b.name || !same("class") || !same("rel") || !same("itemprop")) return false;
    return a.parent == b.parent ||
           (a.parent != nullptr && b.parent != nullptr && a.parent->parent == b.parent->parent && a.parent->name == b.parent->name);
  }

  void merge_last() {
    append(found_[found_.size() - 2].names, std::move(found_.back().names));
    found_.pop_back();
  }

  void gather_element(const Node& node) {
    if (is_beside_article(&node) || is_called(node, {"bio", "comment", "comments", "related", "share", "social"})) return;
    const std::string text = visible_text(node, longest_byline + 1);
    if (text.empty() || text.size() > longest_byline || holds_digit(before_marks(text)) || embargo_of_line(text)) return;
    if (byline_of_line(text)) return add(linked_parts(read_names(text, clues_), node), "byline beside the headline");
    const bool marked = node.attribute("rel").find("author") != std::string_view::npos || node.attribute("itemprop") == "author";
    if (marked || looks_like_names(text) || is_agency(text)) add(linked_parts(read_names(text, clues_), node), "author beside the headline");
  }

  // Whether each of `others` is one of the names, or one with its job behind it.
  static bool covers(const Names& names, const Names& others) {
    return std::all_of(others.begin(), others.end(), [&](const std::string& other) {
      const std::string key = letters_key(other);
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return key.starts_with(letters_key(name)); });
    });
  }

  // The line that a reader sees goes before metadata that name fewer people or somebody else.
  void prefer_spoken() {
    const auto spoken = std::find_if(found_.begin(), found_.end(), [](const BylineClue& clue) { return clue.spoken; });
    if (spoken == found_.end() || spoken == found_.begin()) return;
    const bool sure =
        std::all_of(spoken->names.begin(), spoken->names.end(), [](const std::string& name) { return looks_like_names(name) || is_agency(name); });
    if (!sure || covers(found_.front().names, spoken->names)) return;
    std::rotate(found_.begin(), spoken, spoken + 1);
  }

  const MetaClues& clues_;
  PageMeta& meta_;
  std::vector<BylineClue> found_;
};

}  // namespace

void find_byline(const MetaClues& clues, PageMeta& meta) { BylineFinder(clues, meta).run(); }

}  // namespace dateline
