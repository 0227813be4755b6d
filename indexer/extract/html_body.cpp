#include "indexer/extract/html_body.h"

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/extract/html_page.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_entry = 500;  // bytes, see Dropped
constexpr std::size_t shortest_article = 150;  // bytes; there are shorter ones, but a page may say more elsewhere
constexpr std::size_t most_entries = 200;   // within the article

// Neighbours that were dropped for one reason are one entry; what lies outside the article is one entry a reason.
class Ledger {
 public:
  void inside(const TextBlock& block) {
    if (!last_inside_ || entries_.back().reason != block.dropped) {
      if (entries_.size() >= most_entries) return outside(block);
      entries_.push_back({std::string(block.dropped), block.line, {}});
    }
    append(entries_.back(), block.text);
    last_inside_ = true;
  }

  void outside(const TextBlock& block) {
    const auto [found, made] = outside_.emplace(block.dropped, Dropped{std::string(block.dropped), block.line, {}});
    append(found->second, block.text);
    last_inside_ = false;
  }

  void kept() { last_inside_ = false; }

  std::vector<Dropped> take() {
    for (auto& [reason, entry] : outside_) entries_.push_back(std::move(entry));
    std::stable_sort(entries_.begin(), entries_.end(), [](const Dropped& a, const Dropped& b) { return a.line < b.line; });
    return std::move(entries_);
  }

 private:
  static void append(Dropped& entry, std::string_view text) {
    if (entry.text.size() >= longest_entry - 3) return;
    if (!entry.text.empty()) entry.text += " | ";
    entry.text += cut_bytes(text, longest_entry - entry.text.size());
  }

  std::vector<Dropped> entries_;
  std::map<std::string_view, Dropped> outside_;
  bool last_inside_ = false;
};

// How the page is read: by all that it says, or, where that leaves nothing, by less of it.
struct Trust {
  bool names = true;     // of elements
  bool headline = true;
};

HtmlPage read(const Node& root, const PageHints& hints, Trust trust) {
  HtmlPage page = read_page(root);
  if (trust.headline) find_headline(page, hints);
  if (!trust.names) forget_doubtful_roles(page);
  vouch(page, hints.article_body);
  find_cards(page);
  settle_roles(page);
  drop_comments(page);
  find_container(page);
  find_flows(page);
  clean_container(page);
  return page;
}

std::size_t bytes_kept(const HtmlPage& page) {
  std::size_t bytes = 0;
  for (const TextBlock& block : page.blocks) bytes += block.dropped.empty() && page.container != kNowhere ? block.text.size() : 0;
  return bytes;
}

// Reads again where the first reading cannot be all: names were not meant, or the headline is another's.
HtmlPage read_well(const Node& root, const PageHints& hints) {
  HtmlPage page = read(root, hints, {});
  const std::size_t kept = bytes_kept(page);
  for (const Trust less : {Trust{.names = false}, Trust{.names = false, .headline = false}}) {
    if (kept >= 2 * shortest_article) break;
    HtmlPage other = read(root, hints, less);
    if (bytes_kept(other) >= std::max(4 * shortest_article, 4 * kept)) return other;
  }
  return page;
}

// The element that holds the article and, unless that is the whole page, its headline.
const Node* node_of_article(const HtmlPage& page) {
  std::uint32_t at = page.container;
  if (page.headline == kNowhere) return page.elements[at].node;
  while (at != kNowhere && !page.is_within(page.headline, at)) at = page.elements[at].parent;
  const bool whole = at == kNowhere || page.elements[at].node->name == "body" || page.elements[at].node->name == "html";
  return page.elements[whole ? page.container : at].node;
}

// The row of a table of data that a text is a cell of; kNowhere: it is none.
std::uint32_t row_of(const HtmlPage& page, const TextBlock& block) {
  constexpr std::size_t longest = 200;  // bytes
  if (block.tag != Tag::cell || block.text.size() > longest) return kNowhere;
  for (std::uint32_t at = block.element; at != kNowhere && at > page.container; at = page.elements[at].parent)
    if (page.elements[at].tag == Tag::row) return at;
  return kNowhere;
}

// Paragraphs as they are read; the cells of a row are one.
class Paragraphs {
 public:
  void add(const HtmlPage& page, TextBlock& block) {
    const std::uint32_t row = row_of(page, block);
    if (row != kNowhere && row == row_) (texts_.back() += " | ") += block.text;
    else texts_.push_back(std::move(block.text));
    row_ = row;
  }
  std::vector<std::string> take() { return std::move(texts_); }

 private:
  std::vector<std::string> texts_;
  std::uint32_t row_ = kNowhere;  // of the last text
};

}  // namespace

HtmlBody extract_html_body(const Tree& tree, const PageHints& hints) {
  HtmlBody out;
  if (tree.root() == nullptr) return out;
  HtmlPage page = read_well(*tree.root(), hints);
  if (page.headline != kNowhere) out.headline = page.elements[page.headline].node;
  if (page.container != kNowhere) out.container = node_of_article(page);
  const std::size_t kept = bytes_kept(page);
  Paragraphs paragraphs;
  Ledger ledger;
  for (TextBlock& block : page.blocks) {
    if (block.dropped.empty() && page.container != kNowhere) {
      paragraphs.add(page, block);
      ledger.kept();
      continue;
    }
    if (page.headline != kNowhere && page.is_within(block.element, page.headline)) continue;
    if (block.dropped.empty()) block.dropped = "boilerplate";
    if (page.container != kNowhere && page.is_within(block.element, page.container)) ledger.inside(block);
    else ledger.outside(block);
  }
  out.paragraphs = paragraphs.take();
  out.dropped = ledger.take();
  if (kept * 2 + shortest_article < hints.article_body.size() && kept < shortest_article) out.paragraphs = paragraphs_of(hints.article_body);
  return out;
}

}  // namespace dateline
