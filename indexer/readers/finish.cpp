#include "indexer/readers/finish.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/extract/dates.h"
#include "indexer/extract/embargo_line.h"
#include "indexer/extract/headline.h"
#include "indexer/extract/identity.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"

namespace dateline {
namespace {

std::string clean(std::string_view text, std::size_t most) {
  return std::string(cut_bytes(squeeze_spaces(repair_text(text)), most));
}

void clean_list(std::vector<std::string>& list, std::size_t most) {
  std::vector<std::string> out;
  for (const std::string& item : list) {
    std::string cleaned = clean(item, most);
    const bool known = std::find(out.begin(), out.end(), cleaned) != out.end();
    if (!cleaned.empty() && !known && out.size() < most_items) out.push_back(std::move(cleaned));
  }
  list = std::move(out);
}

void clean_body(std::vector<std::string>& body) {
  for (std::string& paragraph : body) paragraph = squeeze_spaces(repair_text(paragraph));
  std::erase_if(body, [](const std::string& paragraph) { return paragraph.empty(); });
}

// Keeps what fits, whole paragraphs; of a single paragraph that is too long itself, its start.
void cut_body(Article& article, std::size_t most) {
  std::size_t bytes = 0, kept = 0;
  while (kept < article.body.size() && bytes + article.body[kept].size() <= most) bytes += article.body[kept++].size();
  if (kept == article.body.size()) return;
  const std::size_t lost = article.body.size() - kept;
  if (kept == 0) article.body[kept++].resize(cut_bytes(article.body[0], most).size());
  article.dropped.push_back(
      {"too_long", 0, std::to_string(lost) + " paragraphs beyond " + std::to_string(most) + " bytes"});
  article.body.resize(kept);
}

// A headline that says so without an end counts where nothing else has told one.
void hold_by_headline(std::uint32_t line, Article& article) {
  const auto until = embargo_of_line(article.title);
  if (!until || (article.visible_from != kAlwaysVisible && !read_date(*until))) return;
  hold_until(*until, "headline", line, article);
}

// Holds the article by the embargoes in its headline and at the top and the foot of its body, whose paragraphs these are no more.
void take_embargo_lines(std::uint32_t line, Article& article) {
  if (is_kill_line(article.title) || (!article.body.empty() && is_kill_line(article.body[0]))) take_status("killed", "text", line, article);
  const std::vector<std::string_view> lines(article.body.begin(), article.body.end());
  const std::vector<EmbargoLine> found = embargo_lines(lines);
  for (const EmbargoLine& embargo : found) hold_until(embargo.until, "body", line, article);
  for (const EmbargoLine& embargo : found) {
    for (std::size_t i = embargo.first; i <= embargo.last; ++i) {
      article.dropped.push_back({"embargo", line, std::move(article.body[i])});
      article.body[i].clear();
    }
  }
  std::erase_if(article.body, [](const std::string& paragraph) { return paragraph.empty(); });
  if (!article.title_derived) hold_by_headline(line, article);
}

void clean_dropped(std::vector<Dropped>& dropped) {
  constexpr std::size_t longest = 500;  // see Dropped
  if (dropped.size() > most_dropped) dropped.resize(most_dropped);
  for (Dropped& entry : dropped) entry.text = clean(entry.text, longest);
}

void settle_url(Article& article) {
  article.url = squeeze_spaces(repair_text(article.url));
  if (article.url.size() <= largest_field_bytes) return;
  article.dropped.push_back({"too_long", 0, article.url});
  article.url.clear();
}

}  // namespace

void finish_article(Article&& article, const Place& place, const ReadingJob& job) {
  const ReadOptions& options = job.options;
  article.origin = {repair_text(job.input.path), place.line};
  article.title = clean(article.title, largest_field_bytes);
  clean_body(article.body);
  take_embargo_lines(place.line, article);
  // What holds an article back counts without a text too: it is an earlier version that has one.
  const bool holds = (article.status >= Status::withheld || article.visible_from > seconds_now()) && !article.id.empty();
  if (article.title.empty() && article.body.empty() && !holds) {
    return reject(place.line, "is empty: it has neither a headline nor a body", job);
  }
  if (article.title.empty() && !article.body.empty()) {
    article.title = derived_title(article.body);
    article.title_derived = true;
  }
  article.id_from_path = article.id.empty() && article.url.empty();
  article.id = article_id(
      {article.id, article.url, job.input.name.empty() ? job.input.path : job.input.name, place.line, place.nth});
  if (article.evolved_from == article.id) article.evolved_from.clear();
  settle_url(article);
  article.source = clean(article.source.empty() ? options.source : article.source, largest_field_bytes);
  article.section = clean(article.section.empty() ? options.section : article.section, largest_field_bytes);
  article.lang = clean(article.lang.empty() ? options.lang : article.lang, largest_item_bytes);
  clean_list(article.byline, largest_item_bytes);
  clean_list(article.tags, largest_item_bytes);
  for (auto* names : {&article.persons, &article.orgs, &article.places}) clean_list(*names, largest_item_bytes);
  article.status_note = clean(article.status_note, largest_field_bytes);
  article.version = clean(article.version, largest_item_bytes);
  article.evolved_from = clean(article.evolved_from, largest_field_bytes);
  article.copyright = clean(article.copyright, largest_field_bytes);
  if (article.status >= Status::withheld) article.visible_from = kNeverVisible;
  cut_body(article, options.max_article_bytes);
  if (!job.note.empty()) article.dropped.insert(article.dropped.begin(), {"encoding", 0, job.note});
  clean_dropped(article.dropped);
  job.sink.article(std::move(article));
}

std::int64_t seconds_now() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

void skip(std::uint32_t line, std::string reason, const ReadingJob& job) {
  job.sink.skip({job.input.path, line, std::move(reason)});
}

void reject(std::uint32_t line, std::string reason, const ReadingJob& job) {
  job.sink.reject({job.input.path, line, std::move(reason)});
}

}  // namespace dateline
