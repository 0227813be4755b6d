#include "indexer/readers/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "indexer/readers/front_matter_parts.h"
#include "indexer/readers/json_value.h"

namespace dateline {
namespace {

constexpr std::size_t largest = 64u << 10;  // bytes
constexpr std::size_t deepest = 16;
constexpr std::size_t most_values = 10'000;  // a bomb of aliases unfolds to millions

struct TooMuch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Converter {
 public:
  Value convert(const YAML::Node& node, std::size_t depth = 0) {
    if (depth > deepest) throw TooMuch("front matter is nested deeper than 16 levels");
    if (++values_ > most_values) throw TooMuch("front matter unfolds to more than 10,000 values");
    Value value;
    if (node.IsScalar()) return scalar(node);
    if (node.IsSequence()) {
      value.kind = Value::Kind::list;
      for (const YAML::Node& item : node) value.list.push_back(convert(item, depth + 1));
    } else if (node.IsMap()) {
      value.kind = Value::Kind::map;
      for (const auto& member : node) {
        if (member.first.IsScalar()) value.map.push_back({member.first.Scalar(), convert(member.second, depth + 1)});
      }
    }
    return value;
  }

 private:
  static Value scalar(const YAML::Node& node) {
    Value value;
    value.text = node.Scalar();
    const bool plain = node.Tag() == "?";
    value.kind = plain && (value.text == "true" || value.text == "false") ? Value::Kind::boolean : Value::Kind::text;
    if (plain && (value.text.empty() || value.text == "~" || value.text == "null")) value = Value();
    return value;
  }

  std::size_t values_ = 0;
};

struct TextLine {
  std::string_view text;  // without its line end and white space behind
  std::size_t next = 0;  // where the next line starts
};

TextLine line_at(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return {line, std::min(end + 1, text.size())};
}

// A language of front matter, by the line that opens it.
struct FrontStyle {
  std::string_view open;
  std::array<std::string_view, 2> close;
  char separator;  // between a name and its value
};

constexpr std::array styles = {FrontStyle{"---", {"---", "..."}, ':'}, FrontStyle{"+++", {"+++", "+++"}, '='}};

bool names_something(std::string_view line, const FrontStyle& style) {
  if (style.separator == '=' && line.starts_with('[')) return true;
  const std::size_t colon = line.find(style.separator);
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view name = line.substr(0, line.find_last_not_of(' ', colon - 1) + 1);
  return name.find_first_of(style.separator == '=' ? ",<>*#[]()" : " .,<>*#[]()") == std::string_view::npos;
}

// A flow collection inside another, a thousand times over, would take the parser's stack.
bool is_too_deep(std::string_view yaml) {
  std::size_t depth = 0, high = 0;
  for (const char c : yaml) {
    if (c == '[' || c == '{') high = std::max(high, ++depth);
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (c == '\n' && depth > deepest * 4) break;
  }
  return high > deepest * 4;
}

FrontMatter failed(FrontMatter result, std::uint32_t line, std::string error) {
  result.error_line = line;
  result.error = std::move(error);
  return result;
}

FrontMatter parse_yaml(std::string_view yaml, FrontMatter result) {
  if (yaml.size() > largest) return failed(std::move(result), 1, "front matter is larger than 64 KiB");
  if (is_too_deep(yaml)) return failed(std::move(result), 1, "front matter is nested deeper than 16 levels");
  try {
    Value value = Converter().convert(YAML::Load(std::string(yaml)));
    if (value.is(Value::Kind::map)) result.map = std::move(value);
  } catch (const YAML::Exception& e) {
    const std::uint32_t line = e.mark.is_null() ? 1 : static_cast<std::uint32_t>(e.mark.line) + 2;
    return failed(std::move(result), line, "front matter is not valid YAML: " + e.msg);
  } catch (const TooMuch& e) {
    return failed(std::move(result), 1, e.what());
  }
  return result;
}

FrontMatter parse_toml(std::string_view toml, FrontMatter result) {
  if (toml.size() > largest) return failed(std::move(result), 1, "front matter is larger than 64 KiB");
  ParsedFront parsed = parse_toml_front(toml);
  if (!parsed.error.empty()) return failed(std::move(result), parsed.line, std::move(parsed.error));
  result.map = std::move(parsed.map);
  return result;
}

FrontMatter take_between_lines(std::string_view text, const FrontStyle& style) {
  FrontMatter none;
  none.body = text;
  const TextLine first = line_at(text, 0);
  if (first.next >= text.size()) return none;
  std::uint32_t line = 2;
  bool named = false;
  for (std::size_t at = first.next; at < text.size(); ++line) {
    const TextLine current = line_at(text, at);
    if (current.text == style.close[0] || current.text == style.close[1]) {
      if (!named) return none;
      FrontMatter result;
      result.body = text.substr(current.next);
      result.body_line = line + 1;
      const std::string_view inside = text.substr(first.next, at - first.next);
      return style.separator == '=' ? parse_toml(inside, std::move(result)) : parse_yaml(inside, std::move(result));
    }
    named = named || names_something(current.text, style);
    at = current.next;
  }
  const bool meant = names_something(line_at(text, first.next).text, style);
  return meant ? failed(std::move(none), 1, "front matter is never closed; end it with a line of " + std::string(style.close[0])) : none;
}

FrontMatter take_json(std::string_view text) {
  FrontMatter result;
  result.body = text;
  std::size_t at = 0;
  const auto object = next_json_value(text, at);
  if (!object || !line_at(text, at).text.empty()) return result;
  if (object->size() > largest) return failed(std::move(result), 1, "front matter is larger than 64 KiB");
  ParsedJson parsed = parse_json(*object);
  if (!parsed.error.empty()) return failed(std::move(result), 1, "front matter " + parsed.error);
  result.map = std::move(parsed.value);
  result.body = text.substr(line_at(text, at).next);
  result.body_line = static_cast<std::uint32_t>(std::count(text.begin(), result.body.begin(), '\n')) + 1;
  return result;
}

}  // namespace

std::size_t before_front_matter(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  std::size_t at = std::min(text.find_first_not_of(white), text.size());
  while (text.substr(at).starts_with("<!--")) {
    const std::size_t end = text.find("-->", at);
    if (end == std::string_view::npos) return at;
    at = std::min(text.find_first_not_of(white, end + 3), text.size());
  }
  return at;
}

FrontMatter take_front_matter(std::string_view text) {
  const std::size_t before = before_front_matter(text);
  const std::string_view rest = text.substr(before);
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(before), '\n'));
  const auto in_text = [&](FrontMatter front) {
    front.body_line += lines;
    if (front.error_line > 0) front.error_line += lines;
    if (front.body.size() == rest.size()) {
      front.body = text;
      front.body_line = 1;
    }
    return front;
  };
  if (rest.starts_with('{')) return in_text(take_json(rest));
  std::string_view first = line_at(rest, 0).text;
  if (first == "---yaml" || first == "---yml") first = "---";
  for (const FrontStyle& style : styles) {
    if (first == style.open) return in_text(take_between_lines(rest, style));
  }
  FrontMatter none;
  none.body = text;
  return none;
}

}  // namespace dateline
