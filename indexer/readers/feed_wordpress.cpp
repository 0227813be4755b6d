#include "indexer/readers/feed_wordpress.h"

#include <string>
#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/feed_dates.h"
#include "indexer/readers/feed_status.h"

namespace dateline {
namespace {

std::string part_of(const Node& node, std::string_view wanted) {
  for (const Node* part = node.first; part != nullptr; part = part->next)
    if (!part->is_text() && local_name(part->name) == wanted) return line_of_node(*part);
  return {};
}

// One key and its value. Every post has all the keys that a plug-in knows, so an empty value says nothing; behind "_" and the key the field's definition is kept.
void collect_meta(const Node& meta, EmbargoWords& words) {
  const std::string key = part_of(meta, "meta_key"), value = part_of(meta, "meta_value");
  const bool definition = key.starts_with('_') && value.starts_with("field_");
  if (value.empty() || definition || !names_embargo_of_feed(key)) return;
  words.push_back({key, value});
}

void take_type(const Node& type, FeedEntry& entry) {
  const std::string name = line_of_node(type);
  if (name.empty() || name == "post" || name == "page") return;
  entry.passed_over = "is an item of WordPress of the type " + repair_text(cut_bytes(name, 100)) + ", which is neither a post nor a page";
}

// A date of a draft is "0000-00-00 00:00:00". False: there is none.
bool take_date(const Node& node, bool utc, FeedEntry& entry) {
  const std::string text = line_of_node(node);
  if (text.empty() || text.starts_with("0000-00-00")) return false;
  auto moment = read_feed_date(text);
  if (!moment) {
    hold_until(text, local_name(node.name), entry.line(node), entry.article);
    return true;
  }
  if (utc && moment->precision == Precision::second) moment->zone_known = true;
  if (moment->seconds > entry.now) hold_until(*moment, local_name(node.name), entry.line(node), entry.article);
  return true;
}

}  // namespace

void take_wordpress(FeedEntry& entry) {
  EmbargoWords words;
  const Node *local_date = nullptr, *utc_date = nullptr;
  for (const Node* node = entry.node.first; node != nullptr; node = node->next) {
    if (node->is_text()) continue;
    const std::string name = local_name(node->name);
    if (name == "post_type") take_type(*node, entry);
    else if (name == "post_password" && !line_of_node(*node).empty()) take_status("private", "post_password", entry.line(*node), entry.article);
    else if (name == "postmeta") collect_meta(*node, words);
    else if (name == "post_date_gmt") utc_date = node;
    else if (name == "post_date") local_date = node;
  }
  const bool dated = utc_date != nullptr && take_date(*utc_date, true, entry);
  if (!dated && local_date != nullptr) take_date(*local_date, false, entry);
  take_embargo_words(words, entry);
}

}  // namespace dateline
