// What stands within the article's element and is not the article.
#include <algorithm>

#include "indexer/extract/furniture.h"
#include "indexer/extract/html_page.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

class Cleaning {
 public:
  explicit Cleaning(HtmlPage& page) : page_(page), blocks_(page.blocks), element_(page.elements[page.container]) {}

  void run() {
    drop_head();
    for (std::uint32_t at = element_.first_block; at < element_.end_block; ++at) {
      TextBlock& block = blocks_[at];
      if (!block.dropped.empty()) continue;
      if (block.tag == Tag::caption) block.dropped = "caption";
      else if (block.link_share() > 0.8 && !block.prose) block.dropped = "teaser";
      else if (block.link_share() > 0.5 && block.tag == Tag::item) block.dropped = "teaser";
      else if (const FurnitureGroup* const group = furniture_of(block.text); group != nullptr && group->effect != Effect::companion && group->effect != Effect::edge)
        block.dropped = group->reason;
    }
    drop_tail();
    drop_empty_headings();
  }

 private:
  bool is_open(std::uint32_t at) const { return blocks_[at].dropped.empty(); }

  // All up to the headline, and what stands between it and the first prose.
  void drop_head() {
    std::uint32_t start = element_.first_block;
    if (page_.headline != kNowhere && page_.is_within(page_.headline, page_.container)) {
      const std::uint32_t end = page_.elements[page_.headline].end_block;
      for (; start < end; ++start)
        if (is_open(start)) blocks_[start].dropped = start < page_.elements[page_.headline].first_block ? "boilerplate" : "headline";
    }
    for (; start < element_.end_block && !(blocks_[start].prose && is_open(start)); ++start)
      if (is_open(start) && blocks_[start].tag != Tag::heading) blocks_[start].dropped = "metadata";
  }

  void drop_tail() {
    for (std::uint32_t at = element_.end_block; at-- > element_.first_block;) {
      if (!is_open(at)) continue;
      if (blocks_[at].prose || ends_sentence(blocks_[at].text) || blocks_[at].tag == Tag::item || blocks_[at].tag == Tag::cell) return;
      blocks_[at].dropped = "boilerplate";
    }
  }

  // A subhead that nothing follows.
  void drop_empty_headings() {
    bool followed = false;
    for (std::uint32_t at = element_.end_block; at-- > element_.first_block;) {
      if (!is_open(at)) continue;
      if (blocks_[at].tag != Tag::heading) followed = true;
      else if (!followed) blocks_[at].dropped = "boilerplate";
      else followed = true;
    }
  }

  HtmlPage& page_;
  std::vector<TextBlock>& blocks_;
  const PageElement& element_;
};

}  // namespace

void clean_container(HtmlPage& page, const PageHints&) {
  if (page.container != kNowhere) Cleaning(page).run();
}

}  // namespace dateline
