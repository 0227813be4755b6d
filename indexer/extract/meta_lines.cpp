// The lines around a page's headline.
#include <algorithm>

#include "indexer/extract/embargo_line.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t words_before = 40, words_after = 220;
constexpr std::size_t most_lines = 80;
constexpr std::size_t longest_line = 1000;  // bytes
constexpr std::size_t prose_words = 25, most_prose = 2;

class LineGatherer {
 public:
  LineGatherer(const Node& headline, std::size_t at) : headline_(headline), at_(at) {}

  std::vector<PageLine> run() {
    const Node* root = &headline_;
    while (root->parent != nullptr) root = root->parent;
    for (const Node* node = root; node != nullptr && words_ < at_ + words_after && lines_.size() < most_lines && prose_ < most_prose;) {
      const bool skipped = node == &headline_ || is_unread(*node);
      if (!skipped || node == &headline_) visit(*node);
      if (node == &headline_) words_ += count_page_words(text_content(headline_));
      const Node* const next = next_in_order(node, root, skipped);
      for (const Node* up = node; next != nullptr && up != nullptr && up != next->parent; up = up->parent) leave(*up);
      node = next;
    }
    end_line();
    leave_out_embargoes();
    return std::move(lines_);
  }

 private:
  bool near() const { return words_ + words_before >= at_; }

  void visit(const Node& node) {
    if (node.is_text()) {
      if (near() && text_.size() < longest_line) {
        if (text_.empty()) begin(node);
        text_ += cut_bytes(node.text, longest_line);
      }
      words_ += count_page_words(node.text);
    } else {
      leave(node);
    }
  }

  // Both ends of an element part words, and those of a block part lines.
  void leave(const Node& node) {
    if (node.is_text()) return;
    if (breaks_line(node.name)) return end_line();
    const bool within_word =
        node.name == "b" || node.name == "i" || node.name == "em" || node.name == "strong" || node.name == "sup" || node.name == "sub";
    if (!within_word && !text_.empty()) text_ += ' ';
  }

  void begin(const Node& node) {
    start_ = node.parent;
    start_words_ = words_;
  }

  void end_line() {
    if (text_.empty()) return;
    std::string line = squeeze_spaces(text_);
    text_.clear();
    if (line.empty() || is_beside_article(start_)) return;
    if (start_words_ > at_ && count_words(line) >= prose_words) ++prose_;
    lines_.push_back({std::move(line), start_, start_words_});
  }

  // The end of an embargo is no date of the page, and "EMBARGOED UNTIL" no name.
  void leave_out_embargoes() {
    std::vector<std::string_view> texts;
    for (const PageLine& line : lines_) texts.emplace_back(line.text);
    std::vector<PageLine> kept;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (const auto embargo = embargo_at(texts, i)) i = embargo->last;
      else kept.push_back(lines_[i]);
    }
    lines_ = std::move(kept);
  }

  const Node& headline_;
  std::size_t at_, words_ = 0, prose_ = 0, start_words_ = 0;
  std::string text_;
  const Node* start_ = nullptr;
  std::vector<PageLine> lines_;
};

}  // namespace

std::vector<PageLine> lines_near(const Node& headline, std::size_t headline_words) { return LineGatherer(headline, headline_words).run(); }

std::size_t distance_to_headline(std::size_t words, const MetaClues& clues) {
  const std::size_t at = clues.headline_words;
  return words >= at ? words - at : 2 * (at - words);
}

std::vector<const PageLine*> nearest_first(const MetaClues& clues) {
  std::vector<const PageLine*> lines;
  for (const PageLine& line : clues.near) lines.push_back(&line);
  std::stable_sort(lines.begin(), lines.end(), [&](const PageLine* a, const PageLine* b) {
    return distance_to_headline(a->words, clues) < distance_to_headline(b->words, clues);
  });
  return lines;
}

}  // namespace dateline
