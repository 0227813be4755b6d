#include "server/api/json_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/api/query_string.h"

namespace dateline {
namespace {

using nlohmann::ordered_json;

constexpr int kDeepest = 2;  // an array in the object
constexpr std::size_t kMostElements = 1000;

[[noreturn]] void bad_json(const std::string& detail, std::int64_t position = -1) {
  throw BadRequest{"bad_json", "", detail, position};
}

[[noreturn]] void bad_value(const std::string& name, const std::string& detail) {
  throw BadRequest{"bad_value", name, detail};
}

ordered_json parsed(std::string_view text) {
  std::vector<std::string> names;
  const auto check = [&](int depth, ordered_json::parse_event_t event, ordered_json& value) {
    using Event = ordered_json::parse_event_t;
    if ((event == Event::object_start || event == Event::array_start) && depth >= kDeepest)
      bad_json("The body nests too deeply: an array of strings is the deepest there is.");
    if (event == Event::key && depth == 1) {
      const auto& name = value.get_ref<const std::string&>();
      if (std::find(names.begin(), names.end(), name) != names.end()) bad_json("A name is given twice: " + name + ".");
      if (names.size() >= kMostElements) bad_json("The object has too many members.");
      names.push_back(name);
    }
    return true;
  };
  try {
    return ordered_json::parse(text, check);
  } catch (const ordered_json::parse_error& error) {
    bad_json("The body is not JSON.", static_cast<std::int64_t>(error.byte) - 1);
  } catch (const ordered_json::exception&) {
    bad_json("The body has a number that is too large.");
  }
}

std::string text_of(const std::string& name, const ordered_json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return value.dump();
  if (!value.is_string()) bad_value(name, name + " takes a string, a number or a boolean here.");
  const auto& text = value.get_ref<const std::string&>();
  // A query is read as well as it can be, whatever is in it.
  if (const auto at = name == "q" ? std::string::npos : text.find('\0'); at != std::string::npos)
    throw BadRequest{"bad_encoding", name, "The text contains the character U+0000.", static_cast<std::int64_t>(at)};
  return text;
}

void add_array(const std::string& name, const ordered_json& value, ParameterKind kind, Pairs& pairs) {
  if (kind != ParameterKind::values && kind != ParameterKind::list) bad_value(name, name + " does not take an array.");
  if (value.size() > kMostElements) bad_value(name, name + " has too many elements.");
  std::string list;
  for (const ordered_json& element : value) {
    if (!element.is_string()) bad_value(name, name + " takes an array of strings.");
    if (kind == ParameterKind::values) pairs.emplace_back(name, text_of(name, element));
    else list += (list.empty() ? "" : ",") + text_of(name, element);
  }
  if (kind == ParameterKind::list) pairs.emplace_back(name, list);
}

}  // namespace

Pairs read_json_body(std::string_view json, std::span<const Parameter> table) {
  if (const auto at = first_invalid_utf8(json); at != std::string_view::npos)
    throw BadRequest{"bad_encoding", "", "The body is not valid UTF-8.", static_cast<std::int64_t>(at)};
  const ordered_json body = parsed(json);
  if (!body.is_object()) bad_json("The body has to be one JSON object.", 0);
  Pairs pairs;
  for (const auto& [name, value] : body.items()) {
    const auto row = std::find_if(table.begin(), table.end(), [&n = name](const Parameter& p) { return p.name == n; });
    const ParameterKind kind = row == table.end() ? ParameterKind::text : row->kind;
    if (value.is_array() && row != table.end()) add_array(name, value, kind, pairs);
    else if (row == table.end()) pairs.emplace_back(name, "");
    else pairs.emplace_back(name, text_of(name, value));
  }
  return pairs;
}

}  // namespace dateline
