// An article out of plain text as it was copied or scraped from a page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"

namespace dateline {

struct PlainText {
  std::string title;  // empty: the text has none and no body to derive it from
  bool title_derived = false;  // true: the first sentence of the body, which keeps it
  std::vector<std::string> byline;
  std::string source;  // the publication, where the page names itself; empty: it does not
  std::string section;
  Moment published;
  Moment updated;
  std::vector<std::string> tags;
  std::vector<std::string> body;  // paragraphs: whole lines, or blocks of lines that were wrapped at a column
  std::vector<Dropped> dropped;  // in the order of the lines; reasons are those of docs/formats.md
};

// `text` is valid UTF-8. Every line that is not empty comes back exactly once: in the title, in the body, or in
// `dropped` (where what became byline, date or section is "metadata"). Takes linear time for all but a handful of
// lines. Safe from any thread.
PlainText read_plain_text(std::string_view text);

}  // namespace dateline
