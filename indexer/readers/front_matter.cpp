#include "indexer/readers/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <stdexcept>

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

bool names_something(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  return line.substr(0, colon).find_first_of(" .,<>*#[]()") == std::string_view::npos;
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

FrontMatter parse(std::string_view yaml, FrontMatter result) {
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

}  // namespace

FrontMatter take_front_matter(std::string_view text) {
  FrontMatter none;
  none.body = text;
  const TextLine first = line_at(text, 0);
  if (first.text != "---" || first.next >= text.size()) return none;
  std::uint32_t line = 2;
  bool named = false;
  for (std::size_t at = first.next; at < text.size(); ++line) {
    const TextLine current = line_at(text, at);
    if (current.text == "---" || current.text == "...") {
      if (!named) return none;
      FrontMatter result;
      result.body = text.substr(current.next);
      result.body_line = line + 1;
      return parse(text.substr(first.next, at - first.next), std::move(result));
    }
    named = named || names_something(current.text);
    at = current.next;
  }
  const bool meant = names_something(line_at(text, first.next).text);
  return meant ? failed(std::move(none), 1, "front matter is never closed; end it with a line of three dashes") : none;
}

}  // namespace dateline
