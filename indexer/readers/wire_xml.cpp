#include "indexer/readers/wire_xml.h"

#include <algorithm>
#include <utility>

#include "indexer/extract/byline.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/embargo_line.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"

namespace dateline {

std::optional<Tree> open_wire_file(ReadingJob& job) {
  if (job.input.bytes.size() > largest_wire_file) {
    reject(0, "is larger than 256 MiB; split it", job);
    return std::nullopt;
  }
  const Decoding decoded = decode_markup(job.input.bytes, job.input.charset);
  if (!decoded.failure.empty()) {
    reject(0, decoded.failure, job);
    return std::nullopt;
  }
  job.note = decoded.note;
  Tree tree = Tree::of_xml(decoded.text);
  if (tree.root() != nullptr) return tree;
  reject(tree.fault().line, tree.fault().what.empty() ? "has no element in it" : broken_reason(tree.fault()), job);
  return std::nullopt;
}

bool may_be_broken(const Node& element, const TreeFault& fault) {
  constexpr std::uint32_t last_sure_line = 65534;  // the parser counts some nodes' lines no further
  if (!fault.structural) return false;
  const Node* behind = element.next;
  while (behind != nullptr && behind->is_text()) behind = behind->next;
  return behind == nullptr || behind->line == 0 || behind->line > last_sure_line || behind->line >= fault.line;
}

std::string broken_reason(const TreeFault& fault) { return "is not well-formed XML: " + fault.what; }

const Node* element_at(const Node& from, std::initializer_list<std::string_view> path) {
  const Node* node = &from;
  for (const std::string_view name : path) {
    node = node->child(name);
    if (node == nullptr) break;
  }
  return node;
}

const Node* next_of_name(const Node& child) {
  for (const Node* node = child.next; node != nullptr; node = node->next)
    if (node->name == child.name) return node;
  return nullptr;
}

std::string line_text(const Node* node) {
  return node == nullptr ? std::string() : squeeze_spaces(text_content(*node));
}

void found(Article& article, std::string_view field, std::string_view where) {
  article.found_in.push_back({std::string(field), std::string(where)});
}

void drop_text(Article& article, std::string_view reason, std::uint32_t line, std::string text) {
  if (text.empty() || article.dropped.size() >= most_dropped) return;
  article.dropped.push_back({std::string(reason), line, std::move(text)});
}

std::string without_zone_of_day(std::string_view text) {
  const std::string whole = squeeze_spaces(text);
  const std::size_t digits = std::min(whole.find_first_not_of("0123456789"), whole.size());
  const std::size_t day = digits == 8                                                              ? 8
                          : digits == 4 && whole.size() > 10 && whole[4] == '-' && whole[7] == '-' ? 10
                                                                                                   : 0;
  if (day == 0 || whole.size() <= day) return whole;
  const std::string_view zone = std::string_view(whole).substr(day);
  const bool utc = zone == "Z" || zone == "z";
  const bool offset = (zone.front() == '+' || zone.front() == '-') && (zone.size() == 5 || zone.size() == 6) &&
                      zone.find_first_not_of("0123456789:", 1) == std::string_view::npos;
  return utc || offset ? whole.substr(0, day) : whole;
}

Moment wire_moment(std::string_view text, std::uint32_t line, Article& article) {
  const std::string written = without_zone_of_day(text);
  if (written.empty()) return {};
  if (const auto moment = read_date(written)) return *moment;
  drop_text(article, "unreadable_date", line, written);
  return {};
}

void note_expiry(std::string_view written, std::string_view where, std::uint32_t line, Article& article) {
  const std::string text = without_zone_of_day(written);
  if (text.empty()) return;
  const auto moment = read_date(text);
  if (moment && moment->seconds > seconds_now()) return;
  drop_text(article, moment ? "expired" : "unreadable_date", line, std::string(where) + ": " + text);
}

void hold_like(const Article& part, Article& whole) {
  whole.status = std::max(whole.status, part.status);
  whole.visible_from = std::max(whole.visible_from, part.visible_from);
  for (const FoundIn& entry : part.found_in)
    if (entry.field == "visible_from" || entry.field == "status") whole.found_in.push_back(entry);
  for (const Dropped& entry : part.dropped)
    if (entry.reason.find("embargo") != std::string::npos || entry.reason == "unreadable_status")
      drop_text(whole, entry.reason, entry.line, entry.text);
}

std::vector<std::string> names_in_byline(std::string_view text) {
  constexpr std::size_t longest = 4000;  // bytes; what is longer is no byline
  return read_byline(cut_bytes(text, longest));
}

void hold_by_note(std::string_view text, std::uint32_t line, Article& article) {
  constexpr std::size_t longest_note = 4000, longest_line = 240, most_words = 20;
  const std::string note = squeeze_spaces(cut_bytes(text, longest_note));
  for (std::size_t at = 0; at < note.size();) {
    std::string_view sentence = cut_bytes(std::string_view(note).substr(at), longest_line);
    for (std::size_t words = 0, space = 0; words < most_words; ++words) {
      space = sentence.find(' ', space + 1);
      if (space == std::string_view::npos) break;
      if (words + 1 == most_words) sentence = sentence.substr(0, space);
    }
    if (const auto until = embargo_of_line(sentence)) hold_until(*until, "editor's note", line, article);
    const std::size_t end = note.find_first_of(".;!|", at);
    at = end == std::string::npos ? note.size() : std::min(note.find_first_not_of(".;!| ", end), note.size());
  }
}

void take_editor_note(std::string text, std::uint32_t line, Article& article) {
  hold_by_note(text, line, article);
  if (article.status != Status::usable && article.status_note.empty()) article.status_note = text;
  drop_text(article, "editor_note", line, std::move(text));
}

void put_dateline(Dateline dateline, std::size_t first, Article& article) {
  std::string& place = dateline.text;
  while (!place.empty() && std::string_view(" ,-").find(place.back()) != std::string_view::npos) place.pop_back();
  if (place.empty()) return;
  if (first >= article.body.size()) return drop_text(article, "metadata", dateline.line, place);
  std::string& paragraph = article.body[first];
  const std::size_t word = std::min(place.find_first_of(" ,"), place.size());
  if (lower_case(cut_bytes(paragraph, word)) == lower_case(place.substr(0, word)))
    return drop_text(article, "metadata", dateline.line, place);
  paragraph = place + (paragraph.starts_with('(') ? " " : " — ") + paragraph;
  found(article, "body", std::string(dateline.where) + ", in front of the first paragraph");
}

void drop_repeated_title(Article& article) {
  if (article.body.size() < 2 || article.title.empty()) return;
  if (lower_case(squeeze_spaces(article.body.front())) != lower_case(squeeze_spaces(article.title))) return;
  drop_text(article, "duplicate_title", 0, article.body.front());
  article.body.erase(article.body.begin());
}

}  // namespace dateline
