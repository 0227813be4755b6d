// From the parser's tree to elements and blocks.
#include "indexer/extract/html_page.h"

#include <algorithm>
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

// "https://www.example.org:80/a" -> "example.org"; empty: the address names no host.
std::string_view host_of(std::string_view address) {
  const std::size_t start = address.find("//");
  if (start == std::string_view::npos || address.find_first_of("?#") < start) return {};
  address.remove_prefix(start + 2);
  std::string_view host = address.substr(0, address.find_first_of("/?#:"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

// Whether `host` is `whole` or a part of it ("m.example.org" of "example.org").
bool is_part_of(std::string_view host, std::string_view whole) {
  return host.ends_with(whole) && (host.size() == whole.size() || host[host.size() - whole.size() - 1] == '.');
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
    bool leads, leads_away;  // a link, one to another site
  };

  // Whether its children are to be read.
  bool enter(const Node& node) {
    const Tag tag = tag_of(node.name);
    if (tag == Tag::line_break) {
      if (node.name == "hr" || breaks_ > 0 || is_whole_sentence()) end_block();
      else ++breaks_;
      return false;
    }
    if (tag == Tag::unread) {
      read_unread(node);
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
    const std::string_view address = tag == Tag::link ? node.attribute("href") : std::string_view();
    const bool leads_away = is_elsewhere(address) || (address.starts_with('#') && is_in_heading());
    links_ += address.empty() ? 0 : 1;  // others are places that links lead to
    links_away_ += leads_away ? 1 : 0;
    open_.push_back({&node, index, tag, breaks, !address.empty(), leads_away});
    return true;
  }

  void leave(const Node& node) {
    if (open_.empty() || open_.back().node != &node) return;  // an element that was not entered
    if (open_.back().breaks) end_block();
    links_ -= open_.back().leads ? 1 : 0;
    links_away_ -= open_.back().leads_away ? 1 : 0;
    PageElement& element = page_.elements[open_.back().element];
    element.end = static_cast<std::uint32_t>(page_.elements.size());
    element.end_block = static_cast<std::uint32_t>(page_.blocks.size());
    open_.pop_back();
  }

  void read_unread(const Node& node) {
    const bool shown = node.name == "img" || node.name == "video" || node.name == "iframe";
    if (shown && text_.empty()) picture_ = true;
    if (node.name == "title" && page_.title.empty() && node.first != nullptr && node.first->is_text()) page_.title = node.first->text;
    if (node.name == "link" && node.attribute("rel") == "canonical") page_.host = host_of(node.attribute("href"));
    if (node.name == "meta" && node.attribute("property") == "og:url" && page_.host.empty()) page_.host = host_of(node.attribute("content"));
  }

  bool is_elsewhere(std::string_view address) const {
    const std::string_view host = host_of(address);
    return !host.empty() && !page_.host.empty() && !is_part_of(host, page_.host) && !is_part_of(page_.host, host);
  }

  bool is_in_heading() const {
    return std::any_of(open_.begin(), open_.end(), [](const Open& open) { return open.tag == Tag::heading; });
  }

  // The nearest block element that is open.
  std::uint32_t holder() const {
    std::size_t at = open_.size();
    while (at > 1 && !open_[at - 1].breaks) --at;
    return open_[at - 1].element;
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
    if (links_away_ > 0) leads_away_ = true;
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
    block.leads_away = leads_away_;
    block.below_picture = picture_;
    picture_ = false;
    text_.clear();
    link_bytes_ = 0;
    leads_away_ = false;
    if (block.text.empty() || open_.empty()) return;
    block.line = line_;
    block.element = holder();
    std::size_t at = open_.size();
    while (at > 1 && !names_text(open_[at - 1].tag)) --at;
    block.tag = names_text(open_[at - 1].tag) ? open_[at - 1].tag : Tag::division;
    page_.blocks.push_back(std::move(block));
  }

  HtmlPage page_;
  std::vector<Open> open_;
  std::string text_;
  std::size_t link_bytes_ = 0;
  bool leads_away_ = false;
  bool picture_ = false;  // since the last text
  std::size_t links_ = 0, links_away_ = 0;  // open
  std::size_t breaks_ = 0;  // since the last text
  std::uint32_t line_ = 0;
};

// Running text: a sentence of some length, or several.
bool is_prose(const TextBlock& block) {
  constexpr std::size_t sentence = 60, passage = 180;  // bytes
  if (block.tag == Tag::heading || (block.link_share() > 0.5 && block.text.size() - block.link_bytes < sentence)) return false;
  return block.text.size() >= passage || (block.text.size() >= sentence && ends_sentence(block.text));
}

}  // namespace

HtmlPage read_page(const Node& root) {
  HtmlPage page = PageWalk().run(root);
  for (TextBlock& block : page.blocks) block.prose = is_prose(block);
  return page;
}

}  // namespace dateline
