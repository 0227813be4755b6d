// E-mail as the wires send it: one message a file (eml), or many (mbox).
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "indexer/extract/byline.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/embargo_line.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"
#include "indexer/readers/container.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/fields.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/mail_message.h"
#include "indexer/readers/mail_text.h"

namespace dateline {
namespace {

// What is attached to a mail under embargo is under it as well.
class HoldingSink : public ArticleSink {
 public:
  explicit HoldingSink(ArticleSink& sink) : sink_(sink) {}

  void hold_like(const Article& mail) {
    visible_from_ = mail.visible_from;
    status_ = mail.status;
  }
  void article(Article&& article) override {
    if (visible_from_ == kNeverVisible) hold_until("", "the mail that it is attached to", 0, article);
    else if (visible_from_ != kAlwaysVisible) hold_until(Moment{visible_from_, Precision::second, 0, true}, "the mail that it is attached to", 0, article);
    article.status = std::max(article.status, status_);
    sink_.article(std::move(article));
  }
  void reject(BadArticle&& bad) override { sink_.reject(std::move(bad)); }
  void skip(BadArticle&& what) override { sink_.skip(std::move(what)); }

 private:
  ArticleSink& sink_;
  std::int64_t visible_from_ = kAlwaysVisible;
  Status status_ = Status::usable;
};

// "Ferry stays" of "Re: Fwd: AW: Ferry stays".
std::string_view without_prefixes(std::string_view subject) {
  constexpr std::array<std::string_view, 10> prefixes = {"re", "fwd", "fw", "aw", "wg", "tr", "rv", "antw", "sv", "enc"};
  while (true) {
    const std::size_t colon = subject.substr(0, 12).find(':');
    if (colon == std::string_view::npos) return subject;
    std::string word = lower_case(squeeze_spaces(subject.substr(0, colon)));
    word.resize(std::min(word.find('['), word.size()));
    if (std::find(prefixes.begin(), prefixes.end(), word) == prefixes.end()) return subject;
    subject.remove_prefix(std::min(subject.find_first_not_of(' ', colon + 1), subject.size()));
  }
}

// "Ruth Ames" and "Bay Radio" of "Ruth Ames via Bay Radio", "Ames, Ruth (Bay Radio)", "Bay Radio".
void take_sender(std::string name, Article& article) {
  for (const std::string_view mark : {" via ", " | ", " (", " - ", " – ", " / "}) {
    const std::size_t at = name.find(mark);
    if (at == std::string::npos) continue;
    article.source = squeeze_spaces(std::string_view(name).substr(at + mark.size()));
    if (mark == " (" && article.source.ends_with(')')) article.source.pop_back();
    name.resize(at);
    break;
  }
  const std::size_t comma = name.find(", ");
  if (comma != std::string::npos && name.find(',', comma + 1) == std::string::npos) name = name.substr(comma + 2) + ' ' + name.substr(0, comma);
  if (name.find('@') == std::string::npos && looks_like_names(name) && !is_agency(name)) article.byline = {name};
  else if (article.source.empty() && name.find('@') == std::string::npos) article.source = name;
  if (!name.empty()) article.found_in.push_back({article.byline.empty() ? "source" : "byline", "From"});
}

// "Bay Radio News" of "Bay Radio News <news.bayradio.example>".
std::string phrase_of(std::string_view header) {
  std::string phrase = squeeze_spaces(header.substr(0, header.find('<')));
  std::erase(phrase, '"');
  return phrase;
}

void take_source(const MailMessage& mail, Article& article) {
  for (const std::string& name : {std::string(mail.header("organization")), std::string(mail.header("organisation"))}) {
    if (!name.empty()) article.source = name;
  }
  if (article.source.empty() && !looks_like_names(mail.sender_name) && mail.sender_name.find('@') == std::string::npos) article.source = mail.sender_name;
  if (article.source.empty()) article.source = phrase_of(mail.header("list-id"));
}

void take_date(std::string_view written, std::uint32_t line, Article& article) {
  if (written.empty()) return;
  if (const auto moment = read_date(written)) {
    article.published = *moment;
    article.found_in.push_back({"published", "Date"});
  } else {
    article.dropped.push_back({"unreadable_date", line, std::string(written)});
  }
}

// Headers that name an embargo, as members of front matter would.
void take_embargo_headers(const MailMessage& mail, std::uint32_t line, Article& article) {
  Value map;
  map.kind = Value::Kind::map;
  for (const auto& [name, value] : mail.headers) {
    const std::string lower = lower_case(name);
    if (lower.find("embargo") == std::string::npos && lower.find("sperrfrist") == std::string::npos) continue;
    Value text;
    text.kind = Value::Kind::text;
    text.text = value;
    map.map.push_back({name, std::move(text)});
  }
  take_visibility(map, line, seconds_now(), article);
}

void take_headers(const MailMessage& mail, std::uint32_t line, Article& article) {
  take_embargo_headers(mail, line, article);
  article.id = mail.id;
  article.title = without_prefixes(mail.subject);
  if (!article.title.empty()) article.found_in.push_back({"title", "Subject"});
  take_sender(mail.from_name, article);
  take_source(mail, article);
  take_date(mail.header("date"), line, article);
  std::string_view address = mail.header("archived-at");
  if (address.starts_with('<') && address.ends_with('>')) article.url = address.substr(1, address.size() - 2);
  const std::string lang = lower_case(mail.header("content-language"));
  article.lang = lang.substr(0, lang.find_first_of("-_,; "));
  const std::string_view keywords = mail.header("keywords");
  for (std::size_t at = 0; at < keywords.size();) {
    const std::size_t end = std::min(keywords.find(',', at), keywords.size());
    article.tags.emplace_back(keywords.substr(at, end - at));
    at = end + 1;
  }
}

// A subject that speaks of an embargo counts where nothing else told its end.
void take_embargo_of_subject(std::uint32_t line, Article& article) {
  if (article.visible_from != kAlwaysVisible) return;
  if (const auto until = embargo_of_line(article.title)) hold_until(*until, "Subject", line, article);
}

// One message with what is attached to it. `name` goes before the names of attachments.
struct MailJob {
  const ReadingJob& job;
  Container& attachments;
  HoldingSink& holding;
};

void read_message(std::string_view bytes, const Place& place, const std::string& name, const MailJob& mail_job) {
  if (bytes.size() > largest_article_bytes) return reject(place.line, "is larger than 64 MiB; split it", mail_job.job);
  const MailMessage mail = read_mail_message(bytes);
  if (!mail.failure.empty()) return reject(place.line, mail.failure, mail_job.job);
  Article article;
  take_headers(mail, place.line, article);
  for (const MailText& text : mail.texts) take_mail_text(text, place.line, article);
  for (const std::string& fault : mail.faults) article.dropped.push_back({"unreadable_text", place.line, fault});
  take_embargo_of_subject(place.line, article);
  mail_job.holding.hold_like(article);
  const bool only_attachments = article.body.empty() && !mail.attachments.empty();
  if (!only_attachments || !article.title.empty()) finish_article(std::move(article), place, mail_job.job);
  for (const MailAttachment& attachment : mail.attachments) {
    if (!attachment.bytes.empty())
      mail_job.attachments.read({.name = name + attachment.name, .bytes = attachment.bytes, .charset = attachment.charset, .kind = attachment.type});
  }
}

bool is_clock(std::string_view word) { return word.size() >= 4 && word.size() <= 8 && word.find(':') != std::string_view::npos && word.find_first_not_of("0123456789:") == std::string_view::npos; }

bool is_year(std::string_view word) { return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.find_first_not_of("0123456789") == std::string_view::npos; }

// "From ann@x.example Mon May  3 10:00:00 2027".
bool is_from_line(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > 1000) return false;
  bool clock = false, year = false;
  for (std::size_t at = 5; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    std::string_view word = line.substr(at, end - at);
    if (word.ends_with('\r')) word.remove_suffix(1);
    year = year || (clock && is_year(word));
    clock = clock || is_clock(word);
    at = end + 1;
  }
  return year;
}

bool is_header_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 76) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) { return c > ' ' && c < 0x7F; });
}

std::string_view line_at(std::string_view text, std::size_t at) { return text.substr(at, std::min(text.find('\n', at), text.size()) - at); }

// Whether a message starts at `at`: by its form, or behind an empty line and before a header.
bool starts_message(std::string_view text, std::size_t at) {
  const std::string_view line = line_at(text, at);
  if (!line.starts_with("From ")) return false;
  if (is_from_line(line)) return true;
  const std::string_view before = text.substr(0, at);
  const std::size_t next = at + line.size() + 1;
  return (before.ends_with("\n\n") || before.ends_with("\n\r\n")) && next < text.size() && is_header_line(line_at(text, next));
}

// Where the next message starts behind `at`; the size of the text when none does.
std::size_t next_message(std::string_view text, std::size_t at) {
  for (std::size_t found = text.find("\nFrom ", at); found != std::string_view::npos; found = text.find("\nFrom ", found + 1)) {
    if (starts_message(text, found + 1)) return found + 1;
  }
  return text.size();
}

// mboxrd: ">From " and ">>From " stood with one ">" less in the message.
std::string unquoted_from(std::string_view message) {
  std::string out;
  out.reserve(message.size());
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t end = std::min(message.find('\n', at), message.size() - 1) + 1;
    std::string_view line = message.substr(at, end - at);
    const std::size_t marks = std::min(line.find_first_not_of('>'), line.size());
    if (marks > 0 && line.substr(marks).starts_with("From ")) line.remove_prefix(1);
    out += line;
    at = end;
  }
  return out;
}

std::uint32_t lines_in(std::string_view text) { return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

bool recognises_mailbox(std::string_view head) {
  const std::string_view first = line_at(head, 0);
  return is_from_line(first) && first.size() + 1 < head.size() && is_header_line(line_at(head, first.size() + 1));
}

bool recognises_mail(std::string_view head) {
  constexpr std::array<std::string_view, 6> others = {"date", "subject", "message-id", "mime-version", "received", "to"};
  std::size_t known = 0;
  bool from = false;
  for (std::size_t at = 0; at < head.size();) {
    const std::string_view line = line_at(head, at);
    at += line.size() + 1;
    if (line.empty() || line == "\r") break;
    if (line.starts_with(' ') || line.starts_with('\t')) continue;
    if (at > head.size()) break;  // cut off by the end of the head
    if (!is_header_line(line)) return false;
    const std::string name = lower_case(line.substr(0, line.find(':')));
    from = from || name == "from" || name == "return-path";
    known += std::find(others.begin(), others.end(), name) != others.end() ? 1 : 0;
  }
  return from && known >= 2;
}

void read_mail_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  const ReadingJob job = {input, options, sink, {}};
  HoldingSink holding(sink);
  Container attachments(input, options, holding);
  read_message(input.bytes, {}, "", {job, attachments, holding});
  attachments.tell_left_out();
}

void read_mailbox(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  const ReadingJob job = {input, options, sink, {}};
  HoldingSink holding(sink);
  Container attachments(input, options, holding);
  const std::string_view text = input.bytes;
  std::uint32_t line = 1, number = 0;
  std::size_t at = starts_message(text, 0) ? 0 : next_message(text, 0);
  if (at > 0) reject(1, "has something before its first message that is none", job);
  for (line += lines_in(text.substr(0, at)); at < text.size();) {
    const std::size_t start = std::min(at + line_at(text, at).size() + 1, text.size());
    const std::size_t end = next_message(text, start > 0 ? start - 1 : 0);
    const std::string_view message = text.substr(start, end - start);
    ++number;
    if (message.size() > largest_article_bytes) reject(line, "is larger than 64 MiB; split it", job);
    else read_message(unquoted_from(message), {line}, "message-" + std::to_string(number) + '/', {job, attachments, holding});
    line += lines_in(text.substr(at, end - at));
    at = end;
  }
  if (number == 0) reject(0, "holds no messages", job);
  attachments.tell_left_out();
}

}  // namespace dateline
