// TOML in front of a text: the only place of the readers that knows its parser (toml++).
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>

#include "indexer/readers/front_matter_parts.h"

namespace dateline {
namespace {

// toml++ itself refuses to go deeper than 256 levels.
constexpr std::size_t deepest = 16;
constexpr std::size_t most_values = 10'000;

template <class T>
std::string as_written(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

class TomlConverter {
 public:
  Value convert(const toml::node& node, std::size_t depth = 0) {
    Value out;
    if (depth > deepest) too_much_ = "front matter is nested deeper than 16 levels";
    else if (++values_ > most_values) too_much_ = "front matter holds more than 10,000 values";
    if (!too_much_.empty()) return out;
    if (const toml::table* table = node.as_table()) {
      out.kind = Value::Kind::map;
      for (const auto& [name, value] : *table) out.map.push_back({std::string(name.str()), convert(value, depth + 1)});
    } else if (const toml::array* array = node.as_array()) {
      out.kind = Value::Kind::list;
      for (const toml::node& item : *array) out.list.push_back(convert(item, depth + 1));
    } else {
      scalar(node, out);
    }
    return out;
  }

  const std::string& too_much() const { return too_much_; }

 private:
  static void scalar(const toml::node& node, Value& out) {
    out.kind = Value::Kind::text;
    if (const auto* text = node.as_string()) {
      out.text = text->get();
    } else if (const auto* truth = node.as_boolean()) {
      out.kind = Value::Kind::boolean;
      out.text = truth->get() ? "true" : "false";
    } else if (const auto* date = node.as_date()) {
      out.text = as_written(date->get());
    } else if (const auto* time = node.as_date_time()) {
      out.text = as_written(time->get());
    } else if (const auto number = node.value<double>()) {
      out.kind = Value::Kind::number;
      out.number = *number;
      out.text = node.is_integer() ? std::to_string(node.as_integer()->get()) : as_written(*number);
    }
  }

  std::size_t values_ = 0;
  std::string too_much_;
};

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Behind the string that starts at `at`, and whether something beyond ASCII stands where the parser looks for white space.
struct StringEnd {
  std::size_t at;
  bool odd;
};

StringEnd string_end(std::string_view toml, std::size_t at) {
  const char mark = toml[at];
  const std::string three(3, mark);
  const bool multi = toml.substr(at).starts_with(three);
  for (std::size_t i = at + (multi ? 3 : 1); i < toml.size(); ++i) {
    if (mark == '"' && toml[i] == '\\') {
      const std::size_t next = std::min(toml.find_first_not_of(" \t\r\n", i + 1), toml.size());
      if (next < toml.size() && is_beyond_ascii(toml[next])) return {i, true};
      i = next == i + 1 ? next : next - 1;
    } else if (multi ? toml.substr(i).starts_with(three) : toml[i] == mark || toml[i] == '\n') {
      return {i + (multi ? 3 : 1), false};
    }
  }
  return {toml.size(), false};
}

// Where something beyond ASCII stands outside of strings and comments, which TOML does not allow and which toml++ 3.3 must not see: its tables of
// white space run into undefined behaviour there. npos: nowhere.
std::size_t bare_non_ascii(std::string_view toml) {
  for (std::size_t i = 0; i < toml.size();) {
    if (is_beyond_ascii(toml[i])) return i;
    if (toml[i] == '#') {
      i = std::min(toml.find('\n', i), toml.size());
    } else if (toml[i] == '"' || toml[i] == '\'') {
      const StringEnd end = string_end(toml, i);
      if (end.odd) return end.at;
      i = end.at;
    } else {
      ++i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

ParsedFront parse_toml_front(std::string_view toml) {
  ParsedFront out;
  if (const std::size_t at = bare_non_ascii(toml); at != std::string_view::npos) {
    out.error = "front matter is not valid TOML: letters beyond ASCII must stand between quotation marks";
    out.line = static_cast<std::uint32_t>(std::count(toml.begin(), toml.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 2;
    return out;
  }
  try {
    const toml::table table = toml::parse(toml);
    TomlConverter converter;
    out.map = converter.convert(table);
    out.error = converter.too_much();
    out.line = 1;
  } catch (const toml::parse_error& error) {
    out.error = "front matter is not valid TOML: " + std::string(error.description().substr(0, 200));
    out.line = static_cast<std::uint32_t>(error.source().begin.line) + 1;
  }
  return out;
}

}  // namespace dateline
