// Lists of other stories that no name gives away: elements of one shape, each a link with a few words.
#include "indexer/extract/html_page.h"

namespace dateline {
namespace {

constexpr std::size_t longest_card = 600;  // bytes
constexpr std::size_t fewest_cards = 3;

struct Contents {
  std::size_t bytes = 0;
  bool label = false;  // a link to a page of this site that stands alone
};

bool may_be_card(const PageElement& element) {
  switch (element.tag) {
    case Tag::division:
    case Tag::article:
    case Tag::section:
    case Tag::item: return reason_of(element.role).empty() && element.role != Role::body;
    default: return false;
  }
}

bool same_shape(const PageElement& a, const PageElement& b) {
  return a.node->name == b.node->name && a.node->attribute("class") == b.node->attribute("class");
}

}  // namespace

void find_cards(HtmlPage& page) {
  std::vector<Contents> contents(page.elements.size());
  for (const TextBlock& block : page.blocks) {
    Contents& own = contents[block.element];
    own.bytes += block.text.size();
    own.label = own.label || (block.link_share() > 0.8 && !block.leads_away && block.text.size() >= 15);
  }
  for (std::size_t at = page.elements.size(); at-- > 1;) {
    Contents& outer = contents[page.elements[at].parent];
    outer.bytes += contents[at].bytes;
    outer.label = outer.label || contents[at].label;
  }
  const auto is_card = [&](std::uint32_t at) {
    return may_be_card(page.elements[at]) && contents[at].label && contents[at].bytes <= longest_card &&
           !(page.headline != kNowhere && page.is_within(page.headline, at));
  };
  std::vector<std::uint32_t> run;
  for (std::uint32_t outer = 0; outer < page.elements.size(); ++outer) {
    run.clear();
    const auto settle = [&] {
      if (run.size() >= fewest_cards)
        for (const std::uint32_t card : run) page.elements[card].role = Role::teasers;
      run.clear();
    };
    for (std::uint32_t child = outer + 1; child < page.elements[outer].end; child = page.elements[child].end) {
      if (contents[child].bytes == 0) continue;
      if (!is_card(child) || (!run.empty() && !same_shape(page.elements[run.back()], page.elements[child]))) settle();
      if (is_card(child)) run.push_back(child);
    }
    settle();
  }
}

}  // namespace dateline
