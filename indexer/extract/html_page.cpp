// From the parser's tree to elements and blocks.
#include "indexer/extract/html_page.h"

#include <utility>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::string_view white_space = " \t\r\n\f\v";

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::inline_text:
    case Tag::link:
    case Tag::line_break:
    case Tag::unread: return false;
    default: return true;
  }
}

// Tags that say of which kind the text below them is, whatever stands in between.
bool names_text(Tag tag) {
  switch (tag) {
    case Tag::paragraph:
    case Tag::heading:
    case Tag::item:
    case Tag::cell:
    case Tag::preformatted:
    case Tag::caption: return true;
    default: return false;
  }
}

class PageWalk {
 public:
  HtmlPage run(const Node& root) {
    const Node* node = &root;
    while (node != nullptr) {
      if (!node->is_text() && enter(*node) && node->first != nullptr) {
        node = node->first;
        continue;
      }
      if (node->is_text()) add(node->text, node->line);
      else leave(*node);
      while (node != &root && node->next == nullptr) {
        node = node->parent;
        leave(*node);
      }
      node = node == &root ? nullptr : node->next;
    }
    return std::move(page_);
  }

 private:
  struct Open {
    const Node* node;
    std::uint32_t element;
    Tag tag;
    bool breaks;
  };

  // Whether its children are to be read.
  bool enter(const Node& node) {
    const Tag tag = tag_of(node.name);
    if (tag == Tag::line_break) {
      if (node.name == "hr" || breaks_ > 0 || (open_.size() && is_whole_sentence())) end_block();
      else ++breaks_;
      return false;
    }
    if (tag == Tag::unread) {
      if (node.name == "head") read_title(node);
      return false;
    }
    const Role role = role_of(node, tag);
    const bool breaks = is_block(tag) || reason_of(role) != std::string_view();
    if (breaks) end_block();
    const auto index = static_cast<std::uint32_t>(page_.elements.size());
    PageElement element;
    element.node = &node;
    element.parent = open_.empty() ? kNowhere : open_.back().element;
    element.first_block = static_cast<std::uint32_t>(page_.blocks.size());
    element.tag = tag;
    element.role = role;
    page_.elements.push_back(element);
    if (tag == Tag::link) ++links_;
    open_.push_back({&node, index, tag, breaks});
    return true;
  }

  void leave(const Node& node) {
    if (open_.empty() || open_.back().node != &node) return;  // an element that was not entered
    if (open_.back().breaks) end_block();
    if (open_.back().tag == Tag::link) --links_;
    PageElement& element = page_.elements[open_.back().element];
    element.end = static_cast<std::uint32_t>(page_.elements.size());
    element.end_block = static_cast<std::uint32_t>(page_.blocks.size());
    open_.pop_back();
  }

  void read_title(const Node& head) {
    const Node* const title = head.child("title");
    if (title != nullptr && title->first != nullptr && title->first->is_text()) page_.title = title->first->text;
  }

  bool is_whole_sentence() const {
    constexpr std::size_t shortest = 80;
    if (text_.size() < shortest) return false;
    return ends_sentence(std::string_view(text_).substr(text_.size() - shortest));
  }

  void add(std::string_view text, std::uint32_t line) {
    if (text.find_first_not_of(white_space) == std::string_view::npos) {
      if (!text_.empty()) text_ += ' ';
      return;
    }
    if (text_.empty()) line_ = line;
    if (breaks_ > 0 && !text_.empty()) text_ += ' ';
    breaks_ = 0;
    text_ += text;
    if (links_ > 0) link_bytes_ += squeezed_size(text);
  }

  static std::size_t squeezed_size(std::string_view text) {
    std::size_t size = 0;
    bool space = true;
    for (const char c : text) {
      const bool now = white_space.find(c) != std::string_view::npos;
      size += now && space ? 0 : 1;
      space = now;
    }
    return size;
  }

  void end_block() {
    breaks_ = 0;
    if (text_.empty()) return;
    TextBlock block;
    block.text = squeeze_spaces(text_);
    block.link_bytes = std::min(link_bytes_, block.text.size());
    text_.clear();
    link_bytes_ = 0;
    if (block.text.empty() || open_.empty()) return;
    block.line = line_;
    std::size_t at = open_.size();
    while (at > 1 && !open_[at - 1].breaks) --at;
    block.element = open_[at - 1].element;
    while (at > 1 && !names_text(open_[at - 1].tag)) --at;
    block.tag = names_text(open_[at - 1].tag) ? open_[at - 1].tag : Tag::division;
    page_.blocks.push_back(std::move(block));
  }

  HtmlPage page_;
  std::vector<Open> open_;
  std::string text_;
  std::size_t link_bytes_ = 0;
  std::size_t links_ = 0;  // open
  std::size_t breaks_ = 0;  // since the last text
  std::uint32_t line_ = 0;
};

// Running text: a sentence of some length, or several.
bool is_prose(const TextBlock& block) {
  constexpr std::size_t sentence = 60, passage = 180;  // bytes
  if (block.tag == Tag::heading || block.link_share() > 0.5) return false;
  return block.text.size() >= passage || (block.text.size() >= sentence && ends_sentence(block.text));
}

}  // namespace

HtmlPage read_page(const Node& root) {
  HtmlPage page = PageWalk().run(root);
  for (TextBlock& block : page.blocks) block.prose = is_prose(block);
  return page;
}

}  // namespace dateline
