// Which element of the page holds the article.
#include <algorithm>

#include "indexer/extract/furniture.h"
#include "indexer/extract/html_page.h"

namespace dateline {
namespace {

// How much of the article a block may be, in bytes.
std::size_t weight_of(const HtmlPage& page, const TextBlock& block) {
  if (!block.dropped.empty()) return 0;
  std::size_t weight = block.text.size() - block.link_bytes;
  if (block.vouched) return 3 * weight;
  if (!block.prose) {
    const bool text = block.tag == Tag::paragraph || block.tag == Tag::item || block.tag == Tag::cell || block.role == Role::body;
    weight = text && block.link_share() < 0.4 ? weight / 2 : 0;
  }
  const bool above = page.headline != kNowhere && block.element < page.headline;
  return above ? weight / 3 : weight;
}

class ContainerSearch {
 public:
  explicit ContainerSearch(HtmlPage& page) : page_(page), weight_(page.elements.size(), 0), prose_(page.elements.size(), 0) {
    for (const TextBlock& block : page.blocks) {
      const std::size_t weight = weight_of(page, block);
      weight_[block.element] += weight;
      if (block.prose) prose_[block.element] += weight;
    }
    for (std::size_t at = page.elements.size(); at-- > 1;) {
      weight_[page.elements[at].parent] += weight_[at];
      prose_[page.elements[at].parent] += prose_[at];
    }
  }

  std::uint32_t run() const {
    if (page_.elements.empty() || weight_[0] == 0) return kNowhere;
    return descend(page_.headline == kNowhere ? 0 : around_headline());
  }

 private:
  // The smallest element that holds the headline and enough text to be its article.
  std::uint32_t around_headline() const {
    constexpr std::size_t shortest = 250;  // bytes
    std::uint32_t at = page_.elements[page_.headline].parent;
    for (; at != kNowhere && at != 0; at = page_.elements[at].parent) {
      if (weight_[at] * 5 >= weight_[0] * 2 && weight_[at] >= shortest) return at;
      const bool sure = page_.elements[page_.headline].node->name == "h1" || weight_[at] * 7 >= weight_[0];
      if (page_.elements[at].tag == Tag::article && weight_[at] >= shortest && sure) return at;
    }
    return 0;
  }

  std::uint32_t descend(std::uint32_t here) const {
    const std::size_t all = weight_[here];
    for (std::uint32_t child = here + 1; child < page_.elements[here].end;) {
      if (is_deeper(child, here, all)) {
        here = child;
        child = here + 1;
      } else {
        child = page_.elements[child].end;
      }
    }
    return here;
  }

  bool is_deeper(std::uint32_t child, std::uint32_t here, std::size_t all) const {
    const PageElement& element = page_.elements[child];
    if (is_within_text(element.tag)) return false;
    if (is_table(element.tag) && prose_[child] * 2 < weight_[here]) return false;  // data, and no frame that the page is laid out with
    const bool named = element.role == Role::body || element.tag == Tag::article;
    const auto weight = static_cast<double>(weight_[child]);
    return weight >= (named ? 0.6 : 0.85) * static_cast<double>(weight_[here]) && weight >= 0.5 * static_cast<double>(all);
  }

  static bool is_within_text(Tag tag) {
    return tag == Tag::paragraph || tag == Tag::item || tag == Tag::list || tag == Tag::inline_text || tag == Tag::quote || tag == Tag::preformatted;
  }
  static bool is_table(Tag tag) { return tag == Tag::table || tag == Tag::row || tag == Tag::cell; }

  HtmlPage& page_;
  std::vector<std::size_t> weight_, prose_;  // bytes at and below; of it prose
};

}  // namespace

void forget_doubtful_roles(HtmlPage& page) {
  for (PageElement& element : page.elements) {
    const bool sure = element.role == Role::body || element.role == Role::comments || element.role == Role::consent || element.role == Role::caption ||
                      element.tag == Tag::navigation || element.tag == Tag::footer;
    if (!sure) element.role = Role::none;
  }
}

void settle_roles(HtmlPage& page) {
  std::vector<std::size_t> prose(page.elements.size(), 0);  // bytes at and below, comments excepted
  std::vector<std::size_t> all(page.elements.size(), 0), quoted(page.elements.size(), 0);  // bytes at and below
  std::vector<std::size_t> body(page.elements.size(), 0);   // of it, what is vouched for or within elements that are named as the body
  for (const TextBlock& block : page.blocks) {
    all[block.element] += block.text.size();
    if (!block.prose) continue;
    prose[block.element] += block.text.size();
    if (block.vouched) body[block.element] += block.text.size();
  }
  for (std::size_t at = page.elements.size(); at-- > 1;) {
    const PageElement& element = page.elements[at];
    if (element.role == Role::body) body[at] = prose[at];
    if (element.tag == Tag::quote) quoted[at] = all[at];
    all[element.parent] += all[at];
    quoted[element.parent] += quoted[at];
    prose[element.parent] += element.role == Role::comments ? 0 : prose[at];
    body[element.parent] += body[at];
  }
  for (std::uint32_t at = 0; at < page.elements.size(); ++at) {
    PageElement& element = page.elements[at];
    if (reason_of(element.role).empty()) continue;
    const bool firm = element.role == Role::comments || element.role == Role::consent;
    const bool holds_headline = page.headline != kNowhere && page.is_within(page.headline, at) && page.headline != at;
    const bool most = !firm && prose[at] * 2 > prose[0] && prose[at] > 300;
    const bool holds_body = body[at] * 2 > prose[at] && body[at] * 3 > prose[0];
    const bool quotation = element.role == Role::sharing && quoted[at] * 10 > all[at] * 7;  // a post from elsewhere
    const bool source = element.tag == Tag::footer && element.parent != kNowhere && page.elements[element.parent].tag == Tag::quote;
    if (quotation || source || (holds_headline && prose[at] > 300) || most || holds_body) element.role = Role::none;
  }
  // What an outer element is said to be holds for all inner ones.
  std::vector<std::uint32_t> holder(page.elements.size(), kNowhere);
  for (std::uint32_t at = 0; at < page.elements.size(); ++at) {
    const PageElement& element = page.elements[at];
    const std::uint32_t outer = at == 0 ? kNowhere : holder[element.parent];
    const bool settled = outer != kNowhere && !reason_of(page.elements[outer].role).empty();
    holder[at] = settled || element.role == Role::none ? outer : at;
  }
  for (TextBlock& block : page.blocks) {
    if (holder[block.element] == kNowhere) continue;
    block.role = page.elements[holder[block.element]].role;
    block.dropped = reason_of(block.role);
  }
}

namespace {

bool heads_comments(const TextBlock& block) {
  constexpr std::size_t longest = 80;  // bytes
  if (block.prose || block.text.size() > longest || block.link_share() > 0.5) return false;
  const FurnitureGroup* const group = furniture_of(block.text);
  return group != nullptr && group->effect <= Effect::comments;
}

}  // namespace

void drop_comments(HtmlPage& page) {
  constexpr std::size_t shortest = 250;  // bytes
  const std::uint32_t start = page.headline == kNowhere ? 0 : page.elements[page.headline].end_block;
  // Prose with the same parent on both sides of a label is the article's, and the label stands in its midst.
  std::vector<std::uint32_t> last_prose(page.elements.size(), 0);  // block, by parent
  const auto parent_of = [&](const TextBlock& block) { return block.element == 0 ? 0 : page.elements[block.element].parent; };
  for (std::uint32_t at = start; at < page.blocks.size(); ++at)
    if (page.blocks[at].prose && page.blocks[at].dropped.empty()) last_prose[parent_of(page.blocks[at])] = at;
  std::size_t prose = 0;
  std::uint32_t last = 0;  // block of the prose that has a parent in front
  for (std::uint32_t at = start; at < page.blocks.size(); ++at) {
    const TextBlock& block = page.blocks[at];
    if (!block.dropped.empty()) continue;
    if (block.prose) {
      prose += block.text.size();
      last = std::max(last, last_prose[parent_of(block)]);
    } else if (prose >= shortest && at > last && heads_comments(block)) {
      for (; at < page.blocks.size(); ++at)
        if (page.blocks[at].dropped.empty()) page.blocks[at].dropped = "comment";
      return;
    }
  }
}

void find_container(HtmlPage& page) {
  const std::uint32_t here = page.container = ContainerSearch(page).run();
  if (here == kNowhere) return;
  for (std::uint32_t at = 0; at < page.blocks.size(); ++at) {
    TextBlock& block = page.blocks[at];
    const bool inside = at >= page.elements[here].first_block && at < page.elements[here].end_block;
    if (!inside && block.dropped.empty()) block.dropped = "boilerplate";
  }
}

}  // namespace dateline
