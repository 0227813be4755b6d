// Markdown to plain paragraphs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"

namespace dateline {

struct MarkdownBody {
  std::string title;  // the first heading of level 1, if nothing stands before it; it is not in `paragraphs`
  std::uint32_t title_line = 0;
  std::vector<std::string> paragraphs;
  std::vector<Dropped> dropped;  // descriptions of images ("caption"), shortcodes ("shortcode"), brackets taken as text ("too_long")
};

// CommonMark with tables and strikethrough. Each heading, paragraph, list item, table row and code block is a
// paragraph; emphasis, links and HTML tags leave their text, images leave nothing, character references are decoded.
// Shortcodes of static site generators ("{{< ... >}}", "{% ... %}") and footnote marks are taken out. `markdown` is
// valid UTF-8 and starts at line `first_line` of its file.
MarkdownBody read_markdown_body(std::string_view markdown, std::uint32_t first_line);

}  // namespace dateline
