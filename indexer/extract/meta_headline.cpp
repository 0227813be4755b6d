// The headline of a page: what stands in its heading, held against what its metadata call it.
#include <algorithm>
#include <array>

#include "indexer/extract/furniture.h"
#include "indexer/extract/headline.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_headline = 400;  // bytes
constexpr std::size_t most_headings = 200;

struct TitleClue {
  std::string text;
  std::string_view where;
  std::string key;
};

enum TitleMatch { none = 0, some = 1, part = 2, same = 3 };

std::vector<std::string> sorted_words(std::string_view text) {
  std::vector<std::string> words;
  const std::string lower = lower_case(text);
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t end = std::min(lower.find(' ', at), lower.size());
    std::string word = letters_key(std::string_view(lower).substr(at, end - at));
    if (!word.empty()) words.push_back(std::move(word));
    at = end + 1;
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// Whether half of the words of the shorter text are in the other.
bool share_words(std::string_view a, std::string_view b) {
  const auto left = sorted_words(a), right = sorted_words(b);
  std::vector<std::string> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  const std::size_t shorter = std::min(left.size(), right.size());
  return shorter >= 2 && both.size() * 2 >= shorter && both.size() >= 2;
}

TitleMatch agreement(std::string_view text, const std::string& key, const TitleClue& clue) {
  constexpr std::size_t shortest_part = 8;
  if (key.empty() || clue.key.empty()) return none;
  if (key == clue.key) return same;
  const std::string& shorter = key.size() < clue.key.size() ? key : clue.key;
  const std::string& longer = key.size() < clue.key.size() ? clue.key : key;
  if (shorter.size() >= shortest_part && shorter.size() * 3 >= longer.size() && longer.find(shorter) != std::string::npos) return part;
  return share_words(text, clue.text) ? some : none;
}

TitleMatch best_agreement(std::string_view text, const std::vector<TitleClue>& clues) {
  const std::string key = letters_key(text);
  TitleMatch best = none;
  for (const TitleClue& clue : clues) best = std::max(best, agreement(text, key, clue));
  return best;
}

std::string plain(std::string_view text) {
  if (text.find('<') != std::string_view::npos && looks_like_markup(text)) return squeeze_spaces(text_of_markup(text));
  return squeeze_spaces(text);
}

class HeadlineFinder {
 public:
  HeadlineFinder(const MetaClues& clues, PageMeta& meta) : clues_(clues), meta_(meta) {}

  void run() {
    gather_clues();
    const PlacedNode* heading = best_heading();
    const TitleMatch agreed = heading == nullptr ? none : best_agreement(visible_text(*heading->node, longest_headline), titles_);
    if (agreed < part) {
      if (const PlacedNode* other = agreeing_title()) return take(*other, std::string(other->node->name));
    }
    if (heading != nullptr && (agreed > none || stands_alone(*heading))) return take(*heading, "h1");
    if (titles_.empty() && heading != nullptr) return take(*heading, "h1");
    if (!titles_.empty()) take_title();
  }

 private:
  // No heading says it; perhaps a text of the page does, which then shows where a title ends and the site's name begins.
  void take_title() {
    const std::string_view title = titles_.front().text;
    const SplitAt tail = last_separator(title);
    const std::string head = tail.at == std::string_view::npos ? std::string() : letters_key(title.substr(0, tail.at));
    meta_.headline_node = element_saying(titles_.front().key, head);
    if (meta_.headline_node == nullptr) meta_.headline_node = resembling_title();
    const bool shorter = meta_.headline_node != nullptr && !head.empty() && letters_key(visible_text(*meta_.headline_node, longest_headline)) == head;
    meta_.headline =
        shorter || (titles_.front().where == "title" && ends_in_name(title, tail)) ? squeeze_spaces(title.substr(0, tail.at)) : std::string(title);
    meta_.found_in.push_back({"title", std::string(titles_.front().where)});
  }

  // The heading that says most of it; its place is the headline's, whatever its words.
  const Node* resembling_title() const {
    const Node* best = nullptr;
    TitleMatch best_agreed = none;
    std::size_t looked_at = 0;
    for (const PlacedNode& title : clues_.scan.titles) {
      if (++looked_at > most_headings) break;
      if (is_beside_article(title.node) || is_within(title.node, {"a"})) continue;
      const TitleMatch agreed = best_agreement(visible_text(*title.node, longest_headline), titles_);
      if (agreed <= best_agreed) continue;
      best = title.node;
      best_agreed = agreed;
    }
    return best;
  }

  // <title> alone: a few words behind its last separator are rather the site's name.
  static bool ends_in_name(std::string_view title, const SplitAt& tail) {
    return tail.at != std::string_view::npos && count_words(title.substr(0, tail.at)) >= 3 && count_words(title.substr(tail.at + tail.size)) <= 3;
  }

  // The element with one text that is the title, whole or without its tail; nullptr: there is none.
  const Node* element_saying(const std::string& key, const std::string& head) const {
    constexpr std::size_t shortest = 8;
    const Node* const root = clues_.scan.root;
    if (root == nullptr || key.size() < shortest) return nullptr;
    for (const Node* node = root; node != nullptr;) {
      const bool skipped = !node->is_text() && (is_unread(*node) || node->name == "head" || node->name == "nav" || node->name == "a");
      if (node->is_text() && node->parent != nullptr && node->text.size() >= shortest && node->text.size() <= longest_headline) {
        const std::string text = letters_key(node->text);
        if (text == key || (head.size() >= shortest && text == head)) return node->parent;
      }
      node = next_in_order(node, root, skipped);
    }
    return nullptr;
  }

  void add_clue(std::string_view text, std::string_view where) {
    constexpr std::size_t longest_looked_at = 2000;
    std::string title = without_site(plain(cut_bytes(text, longest_looked_at)), clues_);
    std::string key = letters_key(title);
    if (key.empty() || title.size() > longest_headline || names_this_site(title, clues_)) return;
    titles_.push_back({std::move(title), where, std::move(key)});
  }

  void gather_clues() {
    static constexpr std::array<std::string_view, 12> names = {"og:title",       "twitter:title",      "article.headline", "parsely-title",
                                                               "sailthru.title", "dc.title",           "dcterms.title",    "citation_title",
                                                               "headline",       "twitter:text:title", "lp.title",         "title"};
    const auto from_tag = [&](std::string_view name) {
      if (const MetaTag* tag = first_tag(clues_.scan, {name})) add_clue(tag->value, name);
    };
    from_tag(names[0]);
    add_clue(clues_.linked.headline, "JSON-LD headline");
    for (std::size_t i = 1; i < names.size(); ++i) from_tag(names[i]);
    add_clue(clues_.scan.title, "title");
    add_clue(clues_.linked.alternative_headline, "JSON-LD alternativeHeadline");
    shorten_clues();
  }

  // A title that goes on behind a separator where another title ends, ends there.
  void shorten_clues() {
    for (TitleClue& clue : titles_) {
      for (SplitAt cut = last_separator(clue.text); cut.at != std::string_view::npos;
           cut = last_separator(std::string_view(clue.text).substr(0, cut.at))) {
        const std::string head = letters_key(std::string_view(clue.text).substr(0, cut.at));
        if (std::none_of(titles_.begin(), titles_.end(), [&](const TitleClue& other) { return &other != &clue && other.key == head; })) continue;
        clue.text.resize(cut.at);
        clue.key = head;
        break;
      }
    }
  }

  bool is_aside(const Node& node) const {
    const bool article = is_within(&node, {"article", "main"});
    if (is_beside_article(&node)) return true;
    return !article && is_called(node, {"logo", "brand", "masthead"});
  }

  int score(const PlacedNode& heading, TitleMatch agreed, std::string_view text) const {
    const Node& node = *heading.node;
    int score = 4 * agreed;
    if (is_within(&node, {"article", "main"})) ++score;
    if (is_called(node, {"headline", "title", "heading"})) ++score;
    if (is_aside(node)) score -= 3;
    if (agreed == none && (is_section_name(text) || count_words(text) < 2)) score -= 3;
    return score;
  }

  const PlacedNode* best_heading() {
    const PlacedNode* best = nullptr;
    int best_score = 0;
    std::size_t looked_at = 0;
    for (const PlacedNode& heading : clues_.scan.headings) {
      if (++looked_at > most_headings) break;
      const std::string text = visible_text(*heading.node, longest_headline);
      if (letters_key(text).empty() || names_this_site(text, clues_)) continue;
      const int points = score(heading, best_agreement(text, titles_), text);
      if (best != nullptr && points <= best_score) continue;
      best = &heading;
      best_score = points;
    }
    return best;
  }

  // A heading that no metadata confirm is the headline all the same if the page has no other, and it is not the site's furniture.
  bool stands_alone(const PlacedNode& heading) const {
    const std::string text = visible_text(*heading.node, longest_headline);
    const std::size_t words = count_words(text);
    if (is_aside(*heading.node) || is_section_name(text)) return false;
    return words >= 3 || (words >= 1 && titles_.empty());
  }

  // The heading of a lower rank that says what the metadata say; a link to the page itself is rather a teaser.
  const PlacedNode* agreeing_title() {
    const PlacedNode* best = nullptr;
    int best_score = 0;
    std::size_t looked_at = 0;
    for (const PlacedNode& title : clues_.scan.titles) {
      const Node& node = *title.node;
      if (++looked_at > most_headings) break;
      const std::string key = letters_key(visible_text(node, longest_headline));
      const auto says = [&](const TitleClue& clue) { return key == clue.key && count_words(clue.text) >= 2; };
      if (is_beside_article(&node) || std::none_of(titles_.begin(), titles_.end(), says)) continue;
      const bool link = is_within(&node, {"a"}) || (node.first != nullptr && node.first == node.last && node.first->name == "a");
      const int score = 1 + (link ? 0 : 4) + (is_within(&node, {"article", "main"}) ? 2 : 0) + (node.name == "h2" ? 1 : 0);
      if (score <= best_score) continue;
      best = &title;
      best_score = score;
    }
    return best;
  }

  void take(const PlacedNode& heading, std::string where) {
    meta_.headline = trimmed(*heading.node);
    meta_.headline_node = heading.node;
    meta_.found_in.push_back({"title", std::move(where)});
  }

  // The heading without a rubric or counter that stands in it as an element of its own, where the metadata know the title without.
  std::string trimmed(const Node& heading) const {
    std::string whole = without_site(visible_text(heading, longest_headline), clues_);
    const Node* holder = &heading;
    while (holder->first != nullptr && holder->first == holder->last && !holder->first->is_text()) holder = holder->first;
    std::vector<std::string> pieces;
    for (const Node* child = holder->first; child != nullptr && pieces.size() < 12; child = child->next) {
      std::string piece = child->is_text() ? squeeze_spaces(cut_bytes(child->text, longest_headline)) : visible_text(*child, longest_headline);
      if (!letters_key(piece).empty()) pieces.push_back(std::move(piece));
    }
    if (pieces.size() < 2) return whole;
    if (best_agreement(whole, titles_) == same) return punctuated(whole, pieces.front());
    for (std::size_t from = 0; from < pieces.size(); ++from) {
      std::string text;
      for (std::size_t to = from; to < pieces.size(); ++to) {
        text += (text.empty() ? "" : " ") + pieces[to];
        if (count_words(text) >= 2 && best_agreement(text, titles_) == same) return text;
      }
    }
    return whole;
  }

  // A rubric in front is parted from the rest by its place on the page; in one line it takes the mark that the metadata have there.
  std::string punctuated(const std::string& whole, const std::string& rubric) const {
    const std::string key = letters_key(whole);
    for (const TitleClue& clue : titles_) {
      if (clue.key != key || !clue.text.starts_with(rubric)) continue;
      const std::string_view behind = std::string_view(clue.text).substr(rubric.size());
      for (const std::string_view mark : {": ", " – ", " - ", " | "})
        if (behind.starts_with(mark) && !std::string_view(whole).substr(rubric.size()).starts_with(mark)) return clue.text;
    }
    return whole;
  }

  const MetaClues& clues_;
  PageMeta& meta_;
  std::vector<TitleClue> titles_;
};

}  // namespace

void find_headline(const MetaClues& clues, PageMeta& meta) { HeadlineFinder(clues, meta).run(); }

}  // namespace dateline
