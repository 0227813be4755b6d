// Runs of text: paragraphs, lists and quotations that stand side by side in one element.
#include "indexer/extract/html_page.h"

namespace dateline {
namespace {

// Elements that are part of the text around them.
bool is_part_of_text(Tag tag) {
  switch (tag) {
    case Tag::inline_text:
    case Tag::paragraph:
    case Tag::heading:
    case Tag::list:
    case Tag::item:
    case Tag::table:
    case Tag::row:
    case Tag::cell:
    case Tag::quote:
    case Tag::preformatted:
    case Tag::link: return true;
    default: return false;
  }
}

bool is_single(const PageElement& element) { return element.end_block - element.first_block <= 1; }

// Whether the author's mark-up makes the same thing of both.
bool same_kind(const Node& a, const Node& b) {
  if (a.name != b.name || a.attributes.empty() || b.attributes.empty()) return false;
  return a.attributes[0].name == b.attributes[0].name && a.attributes[0].value == b.attributes[0].value;
}

// For each element, a child that holds one paragraph and nothing else; kNowhere: there is none.
std::vector<std::uint32_t> single_children(const HtmlPage& page, const PageElement& container) {
  std::vector<std::uint32_t> child(page.elements.size(), kNowhere);
  for (std::uint32_t at = page.container + 1; at < container.end; ++at) {
    const PageElement& element = page.elements[at];
    const bool prose = element.first_block < element.end_block && page.blocks[element.first_block].prose;
    if (is_single(element) && prose && !is_part_of_text(element.tag) && child[element.parent] == kNowhere) child[element.parent] = at;
  }
  return child;
}

bool holds_prose(const HtmlPage& page, const PageElement& element) {
  for (std::uint32_t at = element.first_block; at < element.end_block; ++at)
    if (page.blocks[at].prose && page.blocks[at].dropped.empty()) return true;
  return false;
}

// Where no text is long, the short ones are what there is: a flash of one line, a table of results.
bool may_be_short_prose(const TextBlock& block) {
  const bool text = block.tag == Tag::paragraph || block.tag == Tag::item || block.tag == Tag::cell || block.tag == Tag::preformatted;
  return text && block.dropped.empty() && block.link_share() < 0.4;
}

}  // namespace

void find_flows(HtmlPage& page) {
  if (page.container == kNowhere) return;
  const PageElement& container = page.elements[page.container];
  const std::vector<std::uint32_t> singles = single_children(page, container);
  // The flow of each element: its own, or the one that it is part of.
  std::vector<std::uint32_t> flow(page.elements.size(), page.container);
  for (std::uint32_t at = page.container + 1; at < container.end; ++at) {
    const PageElement& element = page.elements[at];
    const std::uint32_t sibling = singles[element.parent];
    const bool as_sibling = sibling != kNowhere && same_kind(*element.node, *page.elements[sibling].node);
    flow[at] = is_single(element) || is_part_of_text(element.tag) || as_sibling ? flow[element.parent] : at;
  }
  page.flow_weight.assign(page.elements.size(), 0);
  const bool any = holds_prose(page, container);
  for (std::uint32_t at = container.first_block; at < container.end_block; ++at) {
    TextBlock& block = page.blocks[at];
    block.flow = flow[block.element];
    if (!any && may_be_short_prose(block)) block.prose = true;
    if (block.prose && block.dropped.empty()) page.flow_weight[block.flow] += block.text.size() - block.link_bytes;
  }
}

}  // namespace dateline
