#include "indexer/readers/field_values.h"

#include <algorithm>
#include <array>

#include "indexer/extract/dates.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

// Members that carry the text of an object such as {"name": "Ann Lee"} or {"rendered": "..."}.
constexpr std::string_view inner_names[] = {"rendered", "name",  "main", "value",       "text",    "title",
                                            "label",    "term",  "full", "original",    "#text",   "oid",
                                            "date",     "until", "href", "displayname", "fullname"};

constexpr std::array<std::string_view, 9> words_for_no = {"", "false", "no", "n", "0", "none", "null", "off", "~"};

bool is_all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

// The values of that key in the maps of `values`, lists opened.
std::vector<const Value*> members_of(const std::vector<const Value*>& values, const std::string& key) {
  std::vector<const Value*> maps, out;
  for (const Value* value : values) {
    if (value->is(Value::Kind::map)) maps.push_back(value);
    for (const Value& item : value->list) maps.push_back(&item);
  }
  for (const Value* map : maps) {
    for (const Value::Member& member : map->map) {
      if (key_of(member.name) == key) out.push_back(&member.value);
    }
  }
  return out;
}

std::optional<Value> joined(const std::vector<const Value*>& found) {
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return *found.front();
  Value list;
  list.kind = Value::Kind::list;
  for (const Value* value : found) list.list.push_back(*value);
  return list;
}

}  // namespace

std::string key_of(std::string_view name) {
  std::string key;
  for (const char c : lower_case(name)) {
    if (c != '_' && c != '-' && c != '@' && c != '$' && c != ' ' && c != ':') key += c;
  }
  return key;
}

bool says_nothing(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: return true;
    case Value::Kind::text: return is_white(value.text);
    case Value::Kind::list: return std::all_of(value.list.begin(), value.list.end(), says_nothing);
    case Value::Kind::map: return value.map.empty();
    default: return false;
  }
}

Members::Members(const Value& map) {
  for (const Value::Member& member : map.map) members_.push_back({key_of(member.name), member.name, &member.value});
}

const Members::Named* Members::find(std::span<const std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const Named& member : members_) {
      if (member.key == name && !says_nothing(*member.value) && !member.value->is(Value::Kind::boolean)) return &member;
    }
  }
  return nullptr;
}

std::string text_of(const Value& value) {
  if (value.is(Value::Kind::text) || value.is(Value::Kind::number)) return value.text;
  if (value.is(Value::Kind::list)) {
    const auto found = std::find_if(value.list.begin(), value.list.end(), [](const Value& v) { return !says_nothing(v); });
    return found == value.list.end() ? std::string() : text_of(*found);
  }
  if (!value.is(Value::Kind::map)) return {};
  const Members members(value);
  const Members::Named* inner = members.find(inner_names);
  return inner == nullptr ? std::string() : text_of(*inner->value);
}

std::string line_of(const Value& value) {
  const std::string text = text_of(value);
  if (text.find_first_of("&<") == std::string::npos) return squeeze_spaces(text);
  return squeeze_spaces(looks_like_markup(text) ? text_of_markup(text) : decode_entities(text));
}

std::optional<Moment> moment_of_value(const Value& value) {
  if (value.is(Value::Kind::number)) return moment_of_number(value.number);
  const std::string text = text_of(value);
  const bool epoch = is_all_digits(text) && (text.size() == 10 || text.size() == 13);
  return epoch ? moment_of_number(std::stod(text)) : read_date(text);
}

bool is_truthy(const Value& value) {
  if (value.is(Value::Kind::null)) return false;
  if (value.is(Value::Kind::number)) return value.number != 0;
  if (value.is(Value::Kind::map) || value.is(Value::Kind::list)) return !says_nothing(value);
  const std::string word = lower_case(squeeze_spaces(value.text));
  return std::find(words_for_no.begin(), words_for_no.end(), word) == words_for_no.end();
}

std::optional<Value> value_at(const Value& map, std::string_view path) {
  std::vector<const Value*> found = members_of({&map}, key_of(path));
  if (!found.empty()) return joined(found);
  found = {&map};
  for (std::size_t at = 0; at <= path.size() && !found.empty();) {
    const std::size_t end = std::min(path.find('.', at), path.size());
    found = members_of(found, key_of(path.substr(at, end - at)));
    at = end + 1;
  }
  return joined(found);
}

}  // namespace dateline
