// The lines of a scraped page on their way to an article. Internal to plain_text.cpp and the page_*.cpp files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/furniture.h"
#include "indexer/extract/plain_text.h"

namespace dateline {

// One line, or one paragraph that was wrapped over several.
struct Row {
  std::uint32_t line = 0;  // 1-based, of its first line
  std::string text;  // white space squeezed
  std::size_t words = 0;
  bool gap_before = false;  // an empty line stands before it
  bool prose = false;
  const FurnitureGroup* furniture = nullptr;  // what kind of furniture it looks like; nullptr: none
  std::string_view dropped;  // why it is not body; empty: it is
};

struct Page {
  std::vector<Row> rows;
  std::size_t title = npos;  // index of the headline's row
  PlainText article;

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

// The rows of a text, with what each looks like.
std::vector<Row> rows_of(std::string_view text);

// Drops the lines that are furniture for certain, and words that are furniture beside other furniture.
void drop_furniture(Page& page);

// Finds headline, byline, dates and section at the top of the page and drops the lines that only carry these.
void read_head(Page& page);

// Finds signatures, dates and tags below the text.
void read_foot(Page& page);

// Drops reader comments, what the site says about itself, and lists of links.
void drop_blocks(Page& page);

// Drops teasers for other stories that stand between the paragraphs.
void drop_inserted_teasers(Page& page);

// Drops a caption of a lost picture and the line that leads to it.
void drop_lost_captions(Page& page);

}  // namespace dateline
