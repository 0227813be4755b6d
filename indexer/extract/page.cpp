#include "indexer/extract/page.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "indexer/extract/headline.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

bool has_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (u_isalnum(static_cast<UChar32>(code_point_at(text, at)))) return true;
  }
  return false;
}

// A line that goes on in the middle of a sentence, whatever its words.
bool is_running_text(const Row& row) {
  std::size_t at = 0;
  const bool lower = u_islower(static_cast<UChar32>(code_point_at(row.text, at)));
  return lower && !row.gap_before && row.words >= 4;
}

void add_row(const Line& line, std::string text, bool gap, std::vector<Row>& rows) {
  Row row;
  row.line = line.number;
  row.text = std::move(text);
  row.gap_before = gap;
  row.words = count_words(row.text);
  row.prose = looks_like_prose(row.text);
  if (!is_running_text(row)) row.furniture = furniture_of(row.text);
  rows.push_back(std::move(row));
}

bool has_furniture(const std::vector<std::string_view>& texts) {
  return std::any_of(texts.begin(), texts.end(), [](std::string_view text) { return furniture_of(text) != nullptr; });
}

void add_block(const std::vector<Line>& block, std::vector<Row>& rows) {
  std::vector<std::string_view> texts;
  for (const Line& line : block) texts.push_back(line.text);
  if (looks_wrapped(texts) && !has_furniture(texts)) {
    std::string joined;
    for (const std::string_view text : texts) append_line(joined, text);
    add_row(block.front(), squeeze_spaces(joined), true, rows);
    return;
  }
  for (const Line& line : block) add_row(line, squeeze_spaces(line.text), &line == &block.front(), rows);
}

bool is_certain(const std::vector<Row>& rows, std::size_t at) {
  constexpr std::size_t top = 4, foot = 8;
  const Effect effect = rows[at].furniture->effect;
  // A headline may well begin with "Watch:" or "Video:".
  if (effect == Effect::teaser) return at > 0;
  if (effect == Effect::edge) return at < top || at + foot >= rows.size();
  return effect == Effect::line;
}

bool is_furniture(const Row& row) { return !row.dropped.empty() || row.furniture != nullptr; }

// A word such as "Print" or "Politics" needs a neighbour that is furniture too.
void drop_companions(std::vector<Row>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].furniture == nullptr || rows[i].furniture->effect != Effect::companion) continue;
    const bool before = i > 0 && is_furniture(rows[i - 1]);
    const bool after = i + 1 < rows.size() && is_furniture(rows[i + 1]);
    if (before || after) rows[i].dropped = rows[i].furniture->reason;
  }
}

}  // namespace

std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> rows;
  std::vector<Line> block;
  for (const Line& line : split_lines(text)) {
    if (!line.text.empty()) {
      block.push_back(line);
      continue;
    }
    add_block(block, rows);
    block.clear();
  }
  add_block(block, rows);
  return rows;
}

void drop_furniture(Page& page) {
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    Row& row = page.rows[i];
    if (!has_letters(row.text)) {
      row.dropped = "boilerplate";
    } else if (row.furniture != nullptr && is_certain(page.rows, i)) {
      row.dropped = row.furniture->reason;
    }
  }
  drop_companions(page.rows);
}

}  // namespace dateline
