// TOML in front of a text: the only place of the readers that knows its parser (toml++).
#include <toml++/toml.h>

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

}  // namespace

ParsedFront parse_toml_front(std::string_view toml) {
  ParsedFront out;
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
