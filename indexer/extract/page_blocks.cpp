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

bool is_open(const Row& row) { return row.dropped.empty(); }

void drop(Row& row, std::string_view reason) {
  if (is_open(row)) row.dropped = reason;
}

bool is_comment_mark(const Row& row) { return row.furniture != nullptr && row.furniture->effect <= Effect::comments; }

bool another_comment_mark(const std::vector<Row>& rows, std::size_t at) {
  constexpr std::size_t near = 8;
  const std::size_t last = std::min(rows.size(), at + 1 + near);
  return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                     rows.begin() + static_cast<std::ptrdiff_t>(last), is_comment_mark);
}

// Buttons of a widget stand in one block with the line that gives it away.
void drop_widget_above(std::vector<Row>& rows, std::size_t at) {
  while (at > 0 && !rows[at].gap_before && !rows[at - 1].prose && rows[at - 1].words <= 5)
    drop(rows[--at], "boilerplate");
}

// What the rows say together, counted once, so that a page of nothing but marks takes no longer than another.
class Blocks {
 public:
  explicit Blocks(Page& page) : page_(page), rows_(page.rows), words_before_(rows_.size() + 1, 0) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (is_open(rows_[i]) && rows_[i].prose) first_prose_ = std::min(first_prose_, i);
      words_before_[i + 1] = words_before_[i] + (is_open(rows_[i]) ? rows_[i].words : 0);
    }
  }

  void drop_all() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i != page_.title && is_open(rows_[i]) && rows_[i].furniture != nullptr) drop_block(i);
    }
  }

 private:
  void drop_block(std::size_t at) {
    switch (rows_[at].furniture->effect) {
      case Effect::comment_form: return drop_comments(at, 3);
      case Effect::comments: return drop_comments(at, 1);
      case Effect::tail: return drop_tail(at);
      case Effect::link_list: return drop_link_list(at);
      default: return;
    }
  }

  std::size_t before(std::size_t at) const { return words_before_[at]; }
  std::size_t after(std::size_t at) const { return words_before_.back() - words_before_[at + 1]; }

  // All that follows, if it is no longer than `factor` times the article or another mark stands near.
  void drop_comments(std::size_t at, std::size_t factor) {
    const bool cut = first_prose_ < at && (after(at) <= factor * before(at) || another_comment_mark(rows_, at));
    if (!cut) return drop(rows_[at], "boilerplate");
    drop_widget_above(rows_, at);
    for (std::size_t i = at; i < rows_.size(); ++i) {
      const bool furniture = rows_[i].furniture != nullptr && !rows_[i].prose;
      drop(rows_[i], furniture ? rows_[i].furniture->reason : "comment");
    }
  }

  void drop_tail(std::size_t at) {
    const bool cut = first_prose_ < at && after(at) <= before(at);
    const std::size_t end = cut ? rows_.size() : at + 1;
    for (std::size_t i = at; i < end; ++i) drop(rows_[i], "boilerplate");
  }

  // The links below a label: headlines, and the leads of other stories where these come with them.
  void drop_link_list(std::size_t at) {
    constexpr std::size_t most_links = 24, farthest = 64;  // rows
    // A label above a list with bullets is a subhead.
    if (at + 1 < rows_.size() && is_list_item(rows_[at + 1].text)) return;
    learn_subject(at);
    drop(rows_[at], "boilerplate");
    std::size_t links = 0;
    for (std::size_t i = at + 1; i < std::min(rows_.size(), at + farthest) && links < most_links; ++i) {
      Row& row = rows_[i];
      if (is_list_item(row.text)) return;
      if (!is_open(row) || (row.furniture != nullptr && row.furniture->effect != Effect::companion)) continue;
      const bool sentence = ends_sentence(row.text) && !row.text.ends_with('?') && !row.text.ends_with('!');
      if (row.prose || sentence) {
        if (links == 0 || shared_subject(subject_words(row.text), known_) >= other_subject) return;
      }
      drop(row, "teaser");
      ++links;
    }
  }

  void learn_subject(std::size_t end) {
    for (; learned_ < end; ++learned_) {
      if (!is_open(rows_[learned_])) continue;
      for (std::string& word : subject_words(rows_[learned_].text)) known_.insert(std::move(word));
    }
  }

  Page& page_;
  std::vector<Row>& rows_;
  std::vector<std::size_t> words_before_;  // of the rows in front of each
  std::size_t first_prose_ = Page::npos;
  std::unordered_set<std::string> known_;  // the words of the rows in front of `learned_`
  std::size_t learned_ = 0;
};

std::unordered_set<std::string> subject_of(const std::vector<Row>& rows, std::size_t first, std::size_t last) {
  std::unordered_set<std::string> known;
  for (std::size_t i = first; i < last; ++i) {
    if (!is_open(rows[i])) continue;
    for (std::string& word : subject_words(rows[i].text)) known.insert(std::move(word));
  }
  return known;
}

// A headline with its lead directly below, no empty line between, and empty lines around both.
bool is_teaser_shape(const std::vector<Row>& rows, std::size_t at) {
  const bool closed = at + 2 == rows.size() || rows[at + 2].gap_before;
  return is_open(rows[at]) && is_open(rows[at + 1]) && rows[at].gap_before && !rows[at + 1].gap_before && closed &&
         !rows[at].prose && rows[at].words >= 4 && looks_like_headline(rows[at].text) && rows[at + 1].prose;
}

bool is_about_something_else(const std::vector<Row>& rows, std::size_t at) {
  auto known = subject_of(rows, 0, at);
  known.merge(subject_of(rows, at + 2, rows.size()));
  return shared_subject(subject_words(rows[at].text), known) < 0.34 &&
         shared_subject(subject_words(rows[at + 1].text), known) < other_subject;
}

bool is_lost_lead_in(const Row& row) { return is_open(row) && row.text.ends_with(':') && row.words <= 8; }

bool is_caption_shape(const Row& row) {
  return is_open(row) && !row.prose && !ends_sentence(row.text) && !row.text.ends_with(':') &&
         !is_list_item(row.text) && row.words <= 8;
}

}  // namespace

void drop_blocks(Page& page) { Blocks(page).drop_all(); }

void drop_inserted_teasers(Page& page) {
  std::vector<Row>& rows = page.rows;
  std::vector<std::size_t> found;
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + 1 < rows.size() && i != page.title && paragraphs > 0 && is_teaser_shape(rows, i)) found.push_back(i);
    if (is_open(rows[i]) && rows[i].prose) ++paragraphs;
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
  const auto last = std::find_if(rows.rbegin(), rows.rend(), is_open);
  if (last == rows.rend()) return;
  // A list has more lines than one, and an article goes on with prose: only the very end tells a lost picture.
  const auto at = static_cast<std::size_t>(rows.rend() - last) - 1;
  if (at < 2 || at == page.title || at - 1 == page.title || !is_lost_lead_in(rows[at - 1]) ||
      !is_caption_shape(rows[at]))
    return;
  drop(rows[at - 1], "boilerplate");
  drop(rows[at], "caption");
}

}  // namespace dateline
