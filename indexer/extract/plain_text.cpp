#include "indexer/extract/plain_text.h"

#include "indexer/extract/headline.h"
#include "indexer/extract/page.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_dropped = 500;  // bytes, see Dropped

void drop_repeated_title(Page& page) {
  if (page.title == Page::npos) return;
  const Row& title = page.rows[page.title];
  for (Row& row : page.rows) {
    if (&row != &title && row.dropped.empty() && row.text == title.text) row.dropped = "duplicate_title";
  }
}

PlainText assemble(Page&& page) {
  PlainText out = std::move(page.article);
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    Row& row = page.rows[i];
    if (i == page.title) continue;
    if (row.dropped.empty()) {
      out.body.push_back(std::move(row.text));
    } else {
      out.dropped.push_back({std::string(row.dropped), row.line, std::string(cut_bytes(row.text, longest_dropped))});
    }
  }
  if (out.title.empty()) {
    out.title = derived_title(out.body);
    out.title_derived = !out.title.empty();
  }
  return out;
}

}  // namespace

PlainText read_plain_text(std::string_view text) {
  Page page;
  page.rows = rows_of(text);
  if (page.rows.empty()) return {};
  drop_furniture(page);
  read_head(page);
  drop_repeated_title(page);
  drop_blocks(page);
  read_foot(page);
  drop_inserted_teasers(page);
  drop_lost_captions(page);
  return assemble(std::move(page));
}

}  // namespace dateline
