// JSON Feed 1.0 and 1.1: one article an item.
#include <algorithm>
#include <string>
#include <utility>

#include "indexer/extract/dates.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/feed_dates.h"
#include "indexer/readers/feed_document.h"
#include "indexer/readers/feed_people.h"
#include "indexer/readers/feed_text.h"
#include "indexer/readers/feed_url.h"
#include "indexer/readers/file_position.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_value.h"

namespace dateline {
namespace {

constexpr std::string_view version_mark = "jsonfeed.org/version/";

const Value* member(const Value& map, std::string_view name) {
  const auto found = std::find_if(map.map.begin(), map.map.end(), [&](const Value::Member& m) { return m.name == name; });
  return found == map.map.end() || found->value.is(Value::Kind::null) ? nullptr : &found->value;
}

// Texts and numbers; others say nothing.
std::string text_in(const Value& map, std::string_view name) {
  const Value* const value = member(map, name);
  return value != nullptr && (value->is(Value::Kind::text) || value->is(Value::Kind::number)) ? value->text : std::string();
}

std::vector<std::string> authors_in(const Value& map) {
  std::vector<std::string> names;
  const auto add = [&](const Value& author) {
    if (author.is(Value::Kind::map)) add_people(people_of(text_in(author, "name")), names);
    else if (author.is(Value::Kind::text)) add_people(people_of(author.text), names);
  };
  for (const std::string_view name : {"authors", "author"}) {
    const Value* const value = member(map, name);
    if (value == nullptr || !names.empty()) continue;
    if (!value->is(Value::Kind::list)) add(*value);
    for (const Value& author : value->list) add(author);
  }
  return names;
}

Moment moment_in(const Value& map, std::string_view name, std::string_view field, std::uint32_t line, Article& article) {
  const std::string text = text_in(map, name);
  if (squeeze_spaces(text).empty()) return {};
  const Value& value = *member(map, name);
  constexpr double first_day = 1e7;  // smaller numbers are years, not seconds
  const bool number = value.is(Value::Kind::number) && (value.number < 0 || value.number >= first_day);
  if (const auto moment = number ? moment_of_number(value.number) : read_feed_date(text)) {
    article.found_in.push_back({std::string(field), std::string(name)});
    return *moment;
  }
  const bool published = field == "published" || !article.published.known();
  if (published && may_lie_ahead(text, seconds_now())) hold_until(text, name, line, article);
  else article.dropped.push_back({"unreadable_date", line, text});
  return {};
}

void take_texts(const Value& item, std::uint32_t line, Article& article) {
  const std::string html = text_in(item, "content_html"), text = text_in(item, "content_text"), summary = text_in(item, "summary");
  if (!html.empty()) article.body = body_of_text({html, FeedText::Kind::html}, line, article.dropped);
  if (!article.body.empty()) {
    article.found_in.push_back({"body", "content_html"});
  } else if (!text.empty()) {
    article.body = body_of_text({text, FeedText::Kind::plain}, line, article.dropped);
    article.found_in.push_back({"body", "content_text"});
  }
  if (squeeze_spaces(summary).empty()) return;
  if (!article.body.empty()) return article.dropped.push_back({"summary", line, summary});
  article.body = body_of_text({summary, FeedText::Kind::plain}, line, article.dropped);
  article.found_in.push_back({"body", "summary"});
  article.dropped.push_back({"teaser_only", line, "the feed has no more of the text than its summary"});
}

void take_lists(const Value& item, std::uint32_t line, Article& article) {
  if (const Value* tags = member(item, "tags")) {
    if (tags->is(Value::Kind::text)) add_tags(tags->text, article.tags);
    for (const Value& tag : tags->list)
      if (tag.is(Value::Kind::text)) article.tags.push_back(tag.text);
  }
  if (const Value* attachments = member(item, "attachments")) {
    for (const Value& file : attachments->list)
      article.dropped.push_back({"attachment", line, text_in(file, "url") + " " + text_in(file, "mime_type") + " " + text_in(file, "title")});
  }
}

// What a feed says for all its items.
FeedHead json_head(const Value& feed) {
  FeedHead head;
  head.title = squeeze_spaces(text_in(feed, "title"));
  head.lang = primary_language(text_in(feed, "language"));
  head.base = text_in(feed, "home_page_url");
  if (head.base.empty()) head.base = text_in(feed, "feed_url");
  head.byline = authors_in(feed);
  return head;
}

Article article_of(const Value& item, const FeedHead& head, std::uint32_t line) {
  Article article;
  article.id = squeeze_spaces(text_in(item, "id"));
  std::string url = text_in(item, "url");
  if (url.empty()) url = text_in(item, "external_url");
  article.url = resolve_url(head.base, url);
  if (article.url.empty() && is_web_address(article.id)) article.url = article.id;
  article.title = squeeze_spaces(text_in(item, "title"));
  if (!article.title.empty()) article.found_in.push_back({"title", "title"});
  article.byline = authors_in(item);
  if (article.byline.empty()) article.byline = head.byline;
  article.published = moment_in(item, "date_published", "published", line, article);
  article.updated = moment_in(item, "date_modified", "updated", line, article);
  article.source = head.title;
  article.lang = primary_language(text_in(item, "language"));
  if (article.lang.empty()) article.lang = head.lang;
  take_texts(item, line, article);
  take_lists(item, line, article);
  hold_until_published(seconds_now(), line, article);
  return article;
}

// Walks the members of the feed's object twice: first for what holds for all items, then for the items, so that a broken one costs no other.
class JsonFeedRun {
 public:
  JsonFeedRun(std::string_view text, const ReadingJob& job) : text_(text), job_(job), positions_(text) {}

  void run() {
    Value feed;
    feed.kind = Value::Kind::map;
    std::string_view items;
    const bool whole = walk(feed, items);
    head_ = json_head(feed);
    const bool read = items.empty() || read_items(items);
    const FilePosition end = positions_.at(text_.size());
    if (!read || !whole)
      return reject(end.line, "breaks off at " + end.text() + ": a bracket or a quotation mark is never closed; items may be missing", job_);
    if (count_ == 0) skip(0, "is a feed without items", job_);
  }

 private:
  // Collects the small members. False: the object does not end; its items may then be there all the same, up to the end of the text.
  bool walk(Value& feed, std::string_view& items) {
    std::size_t at = 0;
    skip_json_space(text_, at);
    ++at;
    while (true) {
      skip_json_space(text_, at);
      if (at < text_.size() && text_[at] == '}') return true;
      if (at < text_.size() && text_[at] == ',') {
        ++at;
        continue;
      }
      const auto name = next_json_value(text_, at);
      skip_json_space(text_, at);
      if (!name || at >= text_.size() || text_[at] != ':') return false;
      ++at;
      skip_json_space(text_, at);
      const std::size_t start = at;
      const auto value = next_json_value(text_, at);
      if (*name == "\"items\"") items = value ? *value : text_.substr(std::min(start, text_.size()));
      if (!value) return false;
      if (*name == "\"items\"") continue;
      ParsedJson parsed = parse_json(*value);
      if (parsed.error.empty() && name->size() > 2) feed.map.push_back({std::string(name->substr(1, name->size() - 2)), std::move(parsed.value)});
    }
  }

  bool read_items(std::string_view items) {
    if (!items.starts_with('[')) return true;
    std::size_t at = static_cast<std::size_t>(items.data() - text_.data()) + 1;
    while (true) {
      skip_json_space(text_, at);
      if (at < text_.size() && text_[at] == ']') return true;
      if (at < text_.size() && text_[at] == ',') {
        ++at;
        continue;
      }
      const auto item = next_json_value(text_, at);
      if (!item) return false;
      if (count_ == most_entries) {
        reject(positions_.at(at).line, "has more than 1,000,000 items; split it", job_);
        return true;
      }
      read_item(*item);
    }
  }

  void read_item(std::string_view json) {
    ++count_;
    const FilePosition start = positions_.at(static_cast<std::size_t>(json.data() - text_.data()));
    const std::uint32_t line = start.line;
    nth_ = line == last_line_ ? nth_ + 1 : 1;
    last_line_ = line;
    if (json.size() > largest_entry_bytes) return reject(line, "is an item at " + start.text() + " of more than 8 MiB", job_);
    const ParsedJson parsed = parse_json(json);
    if (!parsed.error.empty()) return reject(line, "is an item at " + start.text() + " that " + parsed.error, job_);
    if (!parsed.value.is(Value::Kind::map)) return reject(line, "is an item at " + start.text() + " that is no object", job_);
    finish_article(article_of(parsed.value, head_, line), {line, nth_}, job_);
  }

  std::string_view text_;
  const ReadingJob& job_;
  FeedHead head_;
  PositionCounter positions_;
  std::size_t count_ = 0;
  std::uint32_t last_line_ = 0, nth_ = 0;
};

}  // namespace

bool recognises_json_feed(std::string_view head) {
  const std::string start = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ? decode_text(head.substr(0, head.size() & ~std::size_t{1})).text
                                                                                             : std::string(head);
  const std::string_view text = start;
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || text[first] != '{') return false;
  for (std::size_t at = text.find("\"version\""); at != std::string_view::npos; at = text.find("\"version\"", at + 1)) {
    std::size_t value = at + std::string_view("\"version\"").size();
    skip_json_space(text, value);
    if (value >= text.size() || text[value] != ':') continue;
    ++value;
    const auto written = next_json_value(text, value);
    if (written && (written->find(version_mark) != std::string_view::npos || written->find("jsonfeed.org\\/version\\/") != std::string_view::npos)) return true;
  }
  // What calls itself by a wrong version, or not at all, and has what no other format has.
  const bool addressed = text.find("\"home_page_url\"") != std::string_view::npos || text.find("\"feed_url\"") != std::string_view::npos;
  return addressed && text.find("\"items\"") != std::string_view::npos;
}

void read_json_feed_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  if (input.bytes.size() > largest_feed_bytes) return reject(0, "is a feed larger than 256 MiB; split it", job);
  const Decoding decoded = decode_text(input.bytes);
  if (!decoded.failure.empty()) return reject(0, decoded.failure, job);
  job.note = decoded.note;
  if (decoded.text.find('{') == std::string::npos) return reject(0, "is no JSON object, and a feed is one", job);
  JsonFeedRun(decoded.text, job).run();
}

}  // namespace dateline
