#include "indexer/readers/ninjs_fields.h"

#include <algorithm>

#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {

std::string ninjs_name(std::string_view written) {
  std::string name;
  for (const char c : written) {
    if (std::string_view("_-$@ ").find(c) != std::string_view::npos) continue;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

NinjsFields::NinjsFields(const Value& object) {
  for (const Value::Member& member : object.map)
    if (!member.value.is(Value::Kind::null)) members_.push_back({ninjs_name(member.name), &member.value});
}

const Value* NinjsFields::find(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names)
    for (const auto& [known, value] : members_)
      if (known == name) return value;
  return nullptr;
}

std::string NinjsFields::text(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    const Value* value = find({name});
    if (value == nullptr) continue;
    if (value->is(Value::Kind::list)) value = value->list.empty() ? nullptr : &value->list.front();
    std::string text = value == nullptr ? std::string() : ninjs_text(*value);
    if (!text.empty()) return text;
  }
  return {};
}

std::vector<const Value*> NinjsFields::beginning(std::string_view start) const {
  std::vector<const Value*> out;
  for (const auto& [name, value] : members_)
    if (name.starts_with(start)) out.push_back(value);
  return out;
}

std::string ninjs_text(const Value& value) {
  if (!value.is(Value::Kind::text) && !value.is(Value::Kind::number)) return {};
  if (value.text.find_first_of("&<") == std::string::npos) return squeeze_spaces(value.text);
  return squeeze_spaces(looks_like_markup(value.text) ? text_of_markup(value.text) : decode_entities(value.text));
}

namespace {

std::string name_of(const Value& value) {
  return value.is(Value::Kind::map) ? NinjsFields(value).text({"name", "value"}) : ninjs_text(value);
}

std::string raw_text(const Value* value) {
  return value != nullptr && value->is(Value::Kind::text) ? value->text : std::string();
}

}  // namespace

std::vector<std::string> ninjs_names(const Value* list) {
  std::vector<std::string> out;
  if (list == nullptr) return out;
  if (!list->is(Value::Kind::list)) out.push_back(name_of(*list));
  for (const Value& item : list->list) out.push_back(name_of(item));
  std::erase(out, std::string());
  return out;
}

std::vector<NinjsText> ninjs_texts(const Value& object, std::string_view singular, std::string_view plural) {
  std::vector<NinjsText> out;
  for (const Value::Member& member : object.map) {
    const std::string name = ninjs_name(member.name);
    if (name == plural) {
      const Value single = {Value::Kind::list, {}, 0, {member.value}, {}};
      const Value& list = member.value.is(Value::Kind::list) ? member.value : single;
      for (const Value& item : list.list) {
        const NinjsFields fields(item);
        NinjsText text = {lower_case(fields.text({"role"})), lower_case(fields.text({"contenttype", "mimetype"})),
                          raw_text(fields.find({"value"}))};
        if (item.is(Value::Kind::text)) text.value = item.text;
        if (!squeeze_spaces(text.value).empty()) out.push_back(std::move(text));
      }
    } else if (name.starts_with(singular) && !squeeze_spaces(raw_text(&member.value)).empty()) {
      const std::string role = name.substr(singular.size());
      out.push_back({role, role.find("html") != std::string::npos ? "text/html" : "", member.value.text});
    }
  }
  return out;
}

}  // namespace dateline
