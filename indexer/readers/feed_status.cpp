#include "indexer/readers/feed_status.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/fields.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

// What is not the entry's own, or is its text: an embargo there is another's.
bool is_apart(const Node& node) {
  constexpr std::array<std::string_view, 12> names = {"content", "encoded", "description", "summary", "body",    "fullitem",
                                                      "title",   "source",  "postmeta",    "comment", "abstract", "div"};
  return vocabulary_of(node.space) == "media" || std::find(names.begin(), names.end(), local_name(node.name)) != names.end();
}

void collect_attributes(const Node& node, EmbargoWords& words) {
  for (const Attribute& attribute : node.attributes)
    if (names_embargo_of_feed(attribute.name)) words.push_back({local_name(attribute.name), squeeze_spaces(attribute.value)});
}

// The embargoes of elements and attributes of any vocabulary, however deep.
void take_embargoes_by_name(FeedEntry& entry) {
  EmbargoWords words;
  const Node* const top = &entry.node;
  for (const Node* node = top; node != nullptr;) {
    if (!node->is_text()) collect_attributes(*node, words);
    const bool embargo = !node->is_text() && node != top && names_embargo_of_feed(node->name);
    if (embargo) {
      std::string text = line_of_node(*node);
      if (text.empty() && !node->attributes.empty()) text = squeeze_spaces(node->attributes.front().value);
      words.push_back({local_name(node->name), std::move(text)});
    }
    node = next_in_order(node, top, embargo || (node != top && is_apart(*node)));
  }
  take_embargo_words(words, entry);
}

void take_draft_word(const Node& draft, FeedEntry& entry) {
  const std::string word = lower_case(line_of_node(draft));
  if (word == "no" || word == "false" || word == "0") return;
  const bool plain = word.empty() || word == "yes" || word == "true" || word == "1";
  take_status(plain ? std::string_view("draft") : std::string_view(word), "app:draft", entry.line(draft), entry.article);
}

// Statuses and drafts of any vocabulary among the entry's own elements.
void take_words_by_name(FeedEntry& entry) {
  for (const Node* node = entry.node.first; node != nullptr; node = node->next) {
    if (node->is_text() || vocabulary_of(node->space) == "media") continue;
    const std::string name = local_name(node->name);
    if (name == "draft") take_draft_word(*node, entry);
    else if (name == "status" || name == "pubstatus") take_feed_status_word(*node, entry);
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

// When it is to be available: a day, a time or a period.
void take_available(const FeedElement& element, FeedEntry& entry) {
  const std::string text = line_of_node(*element.node);
  const auto start = end_of_period(lower_case(text), "start=");
  if (start && start->empty()) return;  // a period without a beginning
  hold_until(start ? *start : text, element.name, entry.line(*element.node), entry.article);
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
  for (const FeedElement* control : elements.all({"app:control", "control", "?:control"})) {
    const FeedElements parts(*control->node);
    for (const FeedElement* draft : parts.all({"draft", "app:draft", "?:draft"})) take_draft_word(*draft->node, entry);
  }
  take_words_by_name(entry);
  take_embargoes_by_name(entry);
  for (const FeedElement* available : elements.all({"dcterms:available", "dc:available"})) take_available(*available, entry);
  for (const FeedElement* valid : elements.all({"dcterms:valid", "dc:valid"})) take_validity(*valid, entry);
  for (const FeedElement* kill : elements.all({"prism:killdate"})) {
    const std::string text = line_of_node(*kill->node);
    if (!take_end(*kill, text, entry)) hold_until(Moment{}, kill->name + " " + text, entry.line(*kill->node), entry.article);
  }
}

}  // namespace dateline
