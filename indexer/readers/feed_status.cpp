#include "indexer/readers/feed_status.h"

#include <optional>
#include <string>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/fields.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

void take_draft(const FeedElement& control, FeedEntry& entry) {
  const FeedElements parts(*control.node);
  for (const FeedElement* draft : parts.all({"draft", "app:draft", "?:draft"})) {
    const std::string word = lower_case(line_of_node(*draft->node));
    if (word != "no") take_status(word.empty() || word == "yes" ? "draft" : std::string_view(word), "app:draft", entry.line(*draft->node), entry.article);
  }
}

// One end of "start=2020-02-14T10:00:00Z; end=2020-02-15T10:00:00Z; scheme=W3C-DTF" (DCMI Period) or of "2020-02-14/2020-02-15".
// Empty: it is open; nullopt: this is no period.
std::optional<std::string> end_of_period(std::string_view period, std::string_view name) {
  const std::size_t slash = period.find('/');
  if (period.find('=') == std::string_view::npos) {
    if (slash == std::string_view::npos) return std::nullopt;
    return std::string(name == "end=" ? period.substr(slash + 1) : period.substr(0, slash));
  }
  const std::size_t at = period.find(name);
  if (at == std::string_view::npos || (at > 0 && period[at - 1] != ' ' && period[at - 1] != ';')) return std::string();
  return std::string(period.substr(at + name.size(), period.find(';', at) - at - name.size()));
}

// Cancels the entry when `end` has passed. False: it cannot be read.
bool take_end(const FeedElement& element, const std::string& end, FeedEntry& entry) {
  const auto over = read_date(end);
  if (!over) return false;
  if (over->seconds > entry.now) {
    entry.drop("valid_until", *element.node, line_of_node(*element.node));
    return true;
  }
  take_status("canceled", element.name, entry.line(*element.node), entry.article);
  entry.article.status_note = "no longer valid: " + line_of_node(*element.node);
  return true;
}

void take_validity(const FeedElement& element, FeedEntry& entry) {
  const std::string text = lower_case(line_of_node(*element.node));
  const auto start = end_of_period(text, "start="), end = end_of_period(text, "end=");
  const bool read = start && end && !(start->empty() && end->empty()) && (end->empty() || take_end(element, *end, entry));
  if (!read) return hold_until(Moment{}, element.name + " " + text, entry.line(*element.node), entry.article);
  if (!start->empty()) hold_until(*start, element.name, entry.line(*element.node), entry.article);
}

}  // namespace

bool names_embargo_of_feed(std::string_view name) {
  const std::string lower = lower_case(name);
  return lower.find("embargo") != std::string::npos || lower.find("sperrfrist") != std::string::npos;
}

void take_feed_status_word(const Node& node, FeedEntry& entry) {
  std::string word = line_of_node(node);
  if (word.empty() && !node.attributes.empty()) word = squeeze_spaces(node.attributes.front().value);
  if (lower_case(word) == "auto-draft") word = "draft";
  take_status(word.empty() ? "(empty)" : std::string_view(word), local_name(node.name), entry.line(node), entry.article);
}

void take_embargo_words(const EmbargoWords& words, FeedEntry& entry) {
  if (words.empty()) return;
  Value map;
  map.kind = Value::Kind::map;
  for (const auto& [name, text] : words) map.map.push_back({name, {Value::Kind::text, text, 0, {}, {}}});
  Article part;
  take_visibility(map, entry.line(entry.node), entry.now, part);
  hold_like(part, entry.article);
}

void take_feed_status(const FeedElements& elements, FeedEntry& entry) {
  for (const FeedElement* control : elements.all({"app:control", "control", "?:control"})) take_draft(*control, entry);
  for (const FeedElement* embargo : elements.all({"prism:embargodate"}))
    hold_until(line_of_node(*embargo->node), embargo->name, entry.line(*embargo->node), entry.article);
  for (const FeedElement* valid : elements.all({"dcterms:valid", "dc:valid"})) take_validity(*valid, entry);
  for (const FeedElement* kill : elements.all({"prism:killdate"})) {
    const std::string text = line_of_node(*kill->node);
    if (!take_end(*kill, text, entry)) hold_until(Moment{}, kill->name + " " + text, entry.line(*kill->node), entry.article);
  }
}

}  // namespace dateline
