// What stands below the article or between its paragraphs and belongs to something else.
#include <algorithm>
#include <unordered_set>

#include "indexer/extract/headline.h"
#include "indexer/extract/page.h"
#include "indexer/extract/subject.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

// A paragraph that shares a smaller part of its words with the article is about something else.
constexpr double other_subject = 0.25;

bool is_open(const Row& row) {
  return row.dropped.empty();
}

void drop(Row& row, std::string_view reason) {
  if (is_open(row)) row.dropped = reason;
}

std::size_t open_words(const std::vector<Row>& rows, std::size_t first, std::size_t last) {
  std::size_t words = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (is_open(rows[i])) words += count_words(rows[i].text);
  }
  return words;
}

bool prose_before(const std::vector<Row>& rows, std::size_t end) {
  return std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Row& row) { return row.prose && is_open(row); });
}

bool is_comment_mark(const Row& row) {
  return row.furniture != nullptr && row.furniture->effect <= Effect::comments;
}

bool another_comment_mark(const std::vector<Row>& rows, std::size_t at) {
  constexpr std::size_t near = 8;
  const std::size_t last = std::min(rows.size(), at + 1 + near);
  return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(at) + 1, rows.begin() + static_cast<std::ptrdiff_t>(last), is_comment_mark);
}

// Buttons of a widget stand in one block with the line that gives it away.
void drop_widget_above(std::vector<Row>& rows, std::size_t at) {
  while (at > 0 && !rows[at].gap_before && !rows[at - 1].prose && count_words(rows[at - 1].text) <= 5) drop(rows[--at], "boilerplate");
}

void drop_comments(std::vector<Row>& rows, std::size_t at) {
  const std::size_t before = open_words(rows, 0, at), after = open_words(rows, at + 1, rows.size());
  const std::size_t most = rows[at].furniture->effect == Effect::comment_form ? 3 * before : before;
  const bool cut = prose_before(rows, at) && (after <= most || another_comment_mark(rows, at));
  if (!cut) return drop(rows[at], "boilerplate");
  drop_widget_above(rows, at);
  for (std::size_t i = at; i < rows.size(); ++i) {
    const bool furniture = rows[i].furniture != nullptr && !rows[i].prose;
    drop(rows[i], furniture ? rows[i].furniture->reason : "comment");
  }
}

void drop_tail(std::vector<Row>& rows, std::size_t at) {
  const bool last_part = open_words(rows, at + 1, rows.size()) <= open_words(rows, 0, at);
  const std::size_t end = last_part && prose_before(rows, at) ? rows.size() : at + 1;
  for (std::size_t i = at; i < end; ++i) drop(rows[i], "boilerplate");
}

std::unordered_set<std::string> subject_of(const std::vector<Row>& rows, std::size_t first, std::size_t last) {
  std::unordered_set<std::string> known;
  for (std::size_t i = first; i < last; ++i) {
    if (!is_open(rows[i])) continue;
    for (std::string& word : subject_words(rows[i].text)) known.insert(std::move(word));
  }
  return known;
}

// The links below a label: headlines, and the leads of other stories where these come with them.
void drop_link_list(std::vector<Row>& rows, std::size_t at) {
  constexpr std::size_t most_links = 24;
  // A label above a list with bullets is a subhead.
  if (at + 1 < rows.size() && is_list_item(rows[at + 1].text)) return;
  const auto known = subject_of(rows, 0, at);
  drop(rows[at], "boilerplate");
  std::size_t links = 0;
  for (std::size_t i = at + 1; i < rows.size() && links < most_links; ++i) {
    Row& row = rows[i];
    if (is_list_item(row.text)) return;
    if (!is_open(row) || (row.furniture != nullptr && row.furniture->effect != Effect::companion)) continue;
    const bool sentence = ends_sentence(row.text) && !row.text.ends_with('?') && !row.text.ends_with('!');
    if (row.prose || sentence) {
      if (links == 0 || shared_subject(subject_words(row.text), known) >= other_subject) return;
    }
    drop(row, "teaser");
    ++links;
  }
}

void drop_block(std::vector<Row>& rows, std::size_t at) {
  switch (rows[at].furniture->effect) {
    case Effect::comment_form:
    case Effect::comments: return drop_comments(rows, at);
    case Effect::tail: return drop_tail(rows, at);
    case Effect::link_list: return drop_link_list(rows, at);
    default: return;
  }
}

// A headline with its lead directly below, no empty line between, and empty lines around both.
bool is_teaser_shape(const std::vector<Row>& rows, std::size_t at) {
  const bool closed = at + 2 == rows.size() || rows[at + 2].gap_before;
  return is_open(rows[at]) && is_open(rows[at + 1]) && rows[at].gap_before && !rows[at + 1].gap_before && closed && !rows[at].prose &&
         count_words(rows[at].text) >= 4 && looks_like_headline(rows[at].text) && rows[at + 1].prose;
}

bool is_about_something_else(const std::vector<Row>& rows, std::size_t at) {
  auto known = subject_of(rows, 0, at);
  known.merge(subject_of(rows, at + 2, rows.size()));
  return shared_subject(subject_words(rows[at].text), known) < 0.34 &&
         shared_subject(subject_words(rows[at + 1].text), known) < other_subject;
}

bool is_lost_lead_in(const Row& row) {
  return is_open(row) && row.text.ends_with(':') && count_words(row.text) <= 8;
}

bool is_caption_shape(const Row& row) {
  return is_open(row) && !row.prose && !ends_sentence(row.text) && !row.text.ends_with(':') && !is_list_item(row.text) &&
         count_words(row.text) <= 8;
}

}  // namespace

void drop_blocks(Page& page) {
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    const Row& row = page.rows[i];
    if (i != page.title && is_open(row) && row.furniture != nullptr) drop_block(page.rows, i);
  }
}

void drop_inserted_teasers(Page& page) {
  std::vector<Row>& rows = page.rows;
  std::vector<std::size_t> found;
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (is_open(rows[i]) && rows[i].prose) ++paragraphs;
    if (i + 1 < rows.size() && i != page.title && prose_before(rows, i) && is_teaser_shape(rows, i)) found.push_back(i);
  }
  // Where many paragraphs have such a line above them, these are the article's own subheads.
  if (found.size() > 2 || found.size() * 4 > paragraphs) return;
  for (const std::size_t at : found) {
    if (!is_about_something_else(rows, at)) continue;
    drop(rows[at], "teaser");
    drop(rows[at + 1], "teaser");
  }
}

void drop_lost_captions(Page& page) {
  std::vector<Row>& rows = page.rows;
  for (std::size_t i = 1; i + 1 < rows.size(); ++i) {
    if (i == page.title || !is_lost_lead_in(rows[i]) || !is_caption_shape(rows[i + 1])) continue;
    // A list has more lines than one, and the article goes on with prose.
    const bool last = std::none_of(rows.begin() + static_cast<std::ptrdiff_t>(i) + 2, rows.end(), is_open);
    if (!last) continue;
    drop(rows[i], "boilerplate");
    drop(rows[i + 1], "caption");
  }
}

}  // namespace dateline
