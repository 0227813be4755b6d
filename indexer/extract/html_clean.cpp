// What stands within the article's element and is not the article.
#include <algorithm>
#include <unordered_set>

#include "indexer/extract/byline.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/html_page.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

bool is_upper_case(std::string_view text) {
  std::size_t lower = 0, upper = 0;
  for (const char c : text) {
    lower += c >= 'a' && c <= 'z' ? 1 : 0;
    upper += c >= 'A' && c <= 'Z' ? 1 : 0;
  }
  return upper > 4 * lower;
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos || text.find('@') != std::string_view::npos;
}

class Cleaning {
 public:
  explicit Cleaning(HtmlPage& page)
      : page_(page), blocks_(page.blocks), element_(page.elements[page.container]), first_(element_.first_block), end_(element_.end_block) {
    weigh();
  }

  void run() {
    drop_above();
    for (std::uint32_t at = first_; at < end_; ++at) {
      if (is_open(at)) drop(at, reason_for(at));
      follow_label(at);
    }
    drop_below();
    drop_repeated();
    drop_edges();
    drop_last_lists();
    drop_prompts();
    drop_labels();
  }

 private:
  void weigh() {
    std::size_t paragraphs = 0, all = 0, vouched = 0;
    vouched_.assign(page_.elements.size(), false);
    for (std::uint32_t at = first_; at < end_; ++at) {
      if (weight_of_flow(at) > most_) {
        most_ = weight_of_flow(at);
        main_ = blocks_[at].flow;
      }
      if (!blocks_[at].prose || !is_open(at)) continue;
      all += blocks_[at].text.size();
      if (blocks_[at].tag != Tag::division) paragraphs += blocks_[at].text.size();
      if (!blocks_[at].vouched) continue;
      vouched += blocks_[at].text.size();
      vouched_[blocks_[at].flow] = true;
    }
    main_before_.assign(end_ - first_ + 1, 0);
    for (std::uint32_t at = first_; at < end_; ++at)
      main_before_[at - first_ + 1] = main_before_[at - first_] + (blocks_[at].prose && blocks_[at].flow == main_ ? 1 : 0);
    in_paragraphs_ = paragraphs * 10 > all * 9;
    if (vouched * 5 < all * 3) vouched_.assign(page_.elements.size(), true);  // not told, or of a part only
  }

  bool is_open(std::uint32_t at) const { return blocks_[at].dropped.empty(); }
  void drop(std::uint32_t at, std::string_view reason) {
    if (is_open(at)) blocks_[at].dropped = reason;
  }

  std::size_t weight_of_flow(std::uint32_t at) const { return blocks_[at].flow == kNowhere ? 0 : page_.flow_weight[blocks_[at].flow]; }

  // Whether the block stands among the paragraphs of the article.
  bool in_flow(std::uint32_t at) const {
    const std::size_t weight = weight_of_flow(at);
    return weight * 8 >= most_ && weight > 0 && vouched_[blocks_[at].flow];
  }

  // The headline and all above it.
  void drop_above() {
    if (page_.headline == kNowhere || !page_.is_within(page_.headline, page_.container)) return;
    const PageElement& headline = page_.elements[page_.headline];
    for (std::uint32_t at = first_; at < headline.first_block; ++at)
      if (!(blocks_[at].prose && in_flow(at))) drop(at, "boilerplate");
    for (std::uint32_t at = headline.first_block; at < headline.end_block; ++at) drop(at, "metadata");
  }

  std::string_view reason_for(std::uint32_t at) const {
    const TextBlock& block = blocks_[at];
    if (is_quoted(block)) return {};
    if (block.tag == Tag::caption || is_under_picture(at)) return "caption";
    if (is_link_to_story(at)) return "teaser";
    if (is_bare(at)) return "boilerplate";
    if (block.tag == Tag::cell && !is_frame(page_.elements[block.element])) return {};
    const FurnitureGroup* const group = furniture_of(block.text);
    if (group == nullptr || group->effect == Effect::edge) return {};
    if (group->effect == Effect::companion && in_flow(at)) return {};
    return group->reason;
  }

  // A cell of a table that the page is laid out with, and of no data.
  static bool is_frame(const PageElement& cell) { return cell.end_block - cell.first_block > 2; }

  // A label in a division of its own where the text is in paragraphs.
  bool is_bare(std::uint32_t at) const {
    const TextBlock& block = blocks_[at];
    return block.tag == Tag::division && !block.prose && in_paragraphs_ && !ends_sentence(block.text);
  }

  // Inside a quotation nothing is furniture: a post from elsewhere ends with who wrote it and when.
  bool is_quoted(const TextBlock& block) const {
    for (std::uint32_t at = block.element; at != kNowhere && at > page_.container; at = page_.elements[at].parent)
      if (page_.elements[at].tag == Tag::quote) return true;
    return false;
  }

  // A short text in a division of its own directly below a picture.
  bool is_under_picture(std::uint32_t at) const {
    constexpr std::size_t longest = 250;  // bytes
    const TextBlock& block = blocks_[at];
    const PageElement& own = page_.elements[block.element];
    return block.below_picture && !block.prose && block.tag == Tag::division && block.text.size() <= longest && block.element != page_.container &&
           !ends_sentence(block.text) && own.end_block - own.first_block <= 2;
  }

  bool is_link_to_story(std::uint32_t at) const {
    const TextBlock& block = blocks_[at];
    if (block.link_share() < 0.6 || block.prose) return false;
    if (!in_flow(at) || block.tag == Tag::division) return true;
    if (is_address(block.text) || block.tag == Tag::cell) return false;
    const std::size_t words = count_words(block.text);
    if (words >= 4 && is_upper_case(block.text)) return true;
    return words >= 5 && !block.leads_away && !ends_sentence(block.text);
  }

  // Whether a flow is the longest or stands beside it, in elements of one kind.
  bool is_kin(std::uint32_t flow) const {
    if (flow == kNowhere || main_ == kNowhere || !vouched_[flow]) return false;
    const std::uint32_t parent = page_.elements[flow].parent, of_main = page_.elements[main_].parent;
    if (flow == main_ || parent == of_main) return true;
    return parent != kNowhere && of_main != kNowhere && page_.elements[parent].parent == page_.elements[of_main].parent;
  }

  // All from a heading of comments or of what the site says of itself on, and weak runs of text behind the last strong one.
  void drop_below() {
    std::uint32_t last_kin = first_, last_strong = first_;
    for (std::uint32_t at = first_; at < end_; ++at) {
      if (!is_open(at) || !blocks_[at].prose) continue;
      if (is_kin(blocks_[at].flow)) last_kin = at;
      if (in_flow(at)) last_strong = at;
    }
    std::string_view below;
    for (std::uint32_t at = last_kin + 1; at < end_; ++at) {
      const TextBlock& block = blocks_[at];
      if (below.empty()) below = heads_another_part(block);
      if (!below.empty()) drop(at, below);
      else if (at > last_strong && block.prose && !is_kin(block.flow) && block.role != Role::body && !is_quoted(block)) drop(at, "boilerplate");
    }
  }

  std::string_view heads_another_part(const TextBlock& block) const {
    constexpr std::size_t longest = 80;  // bytes
    if (block.prose || block.text.size() > longest) return {};
    const FurnitureGroup* const group = furniture_of(block.text);
    if (group == nullptr) return {};
    if (group->effect <= Effect::comments) return "comment";
    return group->effect == Effect::tail ? "boilerplate" : std::string_view();
  }

  // A text that stands there a second time, as those under pictures do; an interview may repeat its questions, and a list its entries.
  void drop_repeated() {
    constexpr std::size_t shortest = 60, shortest_statement = 120;  // bytes
    std::unordered_set<std::string_view> seen;
    for (std::uint32_t at = first_; at < end_; ++at) {
      const TextBlock& block = blocks_[at];
      const bool own = is_kin(block.flow) && (block.text.size() < shortest_statement || !block.text.ends_with('.'));
      if (!is_open(at) || block.text.size() < shortest || own) continue;
      if (!seen.insert(block.text).second) drop(at, "boilerplate");
    }
  }

  // What a label such as "Related stories" heads: the links below it, and all that shares a box with it.
  void follow_label(std::uint32_t at) {
    const TextBlock& block = blocks_[at];
    if (at < box_end_) return drop(at, "teaser");
    if (block.prose || block.link_bytes == 0) below_label_ = false;
    else if (below_label_) drop(at, "teaser");
    if (block.dropped.empty() || block.prose || block.text.size() > 100) return;
    const FurnitureGroup* const group = furniture_of(block.text);
    if (group == nullptr || group->effect != Effect::link_list) return;
    below_label_ = true;
    box_end_ = end_of_box(at);
  }

  // One behind the last block of the largest element that begins with this block and holds nothing of the longest flow.
  std::uint32_t end_of_box(std::uint32_t at) const {
    std::uint32_t end = at + 1;
    for (std::uint32_t outer = blocks_[at].element; outer > page_.container && outer != kNowhere; outer = page_.elements[outer].parent) {
      const PageElement& element = page_.elements[outer];
      if (element.first_block != at || main_before_[element.end_block - first_] != main_before_[at - first_]) break;
      end = element.end_block;
    }
    return end;
  }

  void drop_prompts() {
    constexpr std::size_t last = 4, shortest = 10;  // blocks, bytes
    std::size_t seen = 0;
    for (std::uint32_t at = end_; at-- > first_;) {
      if (!is_open(at) || blocks_[at].tag == Tag::cell || blocks_[at].text.size() < shortest || is_quoted(blocks_[at])) continue;
      drop(at, prompt_reason(blocks_[at].text, seen < last));
      if (is_open(at)) ++seen;
    }
  }

  // A list below the last paragraph of which each item has a link and none is a sentence, and links that are lines of their own.
  void drop_last_lists() {
    std::uint32_t start = end_;
    for (; start > first_ && !(blocks_[start - 1].prose && is_open(start - 1)); --start) {
      const TextBlock& block = blocks_[start - 1];
      if (!is_open(start - 1)) continue;
      const bool item = block.tag == Tag::item && block.link_bytes > 0;
      const bool link = block.link_share() > 0.8 && !block.leads_away && !is_address(block.text);
      if ((!item && !link) || (ends_sentence(block.text) && !block.text.ends_with('?')) || is_quoted(block)) return;
      drop(start - 1, "teaser");
    }
  }

  bool looks_like_metadata(const TextBlock& block) const {
    constexpr std::size_t longest = 120;  // bytes
    if (block.text.size() > longest) return false;
    return byline_of_line(block.text).has_value() || read_date(block.text).has_value();
  }

  // What stands between the headline and the first paragraph, and behind the last.
  void drop_edges() {
    std::uint32_t start = first_;
    if (page_.headline != kNowhere && page_.is_within(page_.headline, page_.container)) start = page_.elements[page_.headline].end_block;
    for (; start < end_ && !(blocks_[start].prose && is_open(start)); ++start) {
      const bool keep = blocks_[start].tag == Tag::heading || (in_flow(start) && !looks_like_metadata(blocks_[start]));
      if (!keep) drop(start, "metadata");
    }
    std::uint32_t end = end_;
    for (; end > start && !(blocks_[end - 1].prose && is_open(end - 1)); --end)
      if (!in_flow(end - 1) && !is_quoted(blocks_[end - 1])) drop(end - 1, "boilerplate");
  }

  // A heading or a label with nothing below but what was dropped.
  void drop_labels() {
    bool followed = false;
    for (std::uint32_t at = end_; at-- > first_;) {
      const TextBlock& block = blocks_[at];
      if (!block.dropped.empty()) {
        if (block.dropped == "teaser" && block.link_share() > 0.5) followed = false;
        continue;
      }
      const bool heading = block.tag == Tag::heading || (!block.prose && block.text.ends_with(':') && block.text.size() < 40);
      if (heading && !followed) drop(at, "boilerplate");
      else followed = true;
    }
  }

  HtmlPage& page_;
  std::vector<TextBlock>& blocks_;
  const PageElement& element_;
  const std::uint32_t first_, end_;  // blocks of the container
  std::size_t most_ = 0;  // bytes of prose in the longest flow
  std::uint32_t main_ = kNowhere;  // that flow
  std::vector<bool> vouched_;  // flows that hold text that is vouched for; all where that says nothing
  bool in_paragraphs_ = false;  // nearly all prose stands in elements for paragraphs
  std::vector<std::uint32_t> main_before_;  // number of that flow's blocks of prose in front of each block
  bool below_label_ = false;
  std::uint32_t box_end_ = 0;  // block
};

}  // namespace

void clean_container(HtmlPage& page) {
  if (page.container != kNowhere) Cleaning(page).run();
}

}  // namespace dateline
