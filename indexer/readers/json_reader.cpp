// JSON: one article, a list of them, or an object with a list of them.
#include <algorithm>
#include <array>
#include <string>

#include "indexer/extract/text.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/json_value.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 5> list_names = {"articles", "items", "documents", "results", "docs"};

// Line numbers of places that only move forward.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}

  std::uint32_t line_at(std::size_t at) {
    line_ += static_cast<std::uint32_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(seen_), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    seen_ = at;
    return line_;
  }

 private:
  std::string_view text_;
  std::size_t seen_ = 0;
  std::uint32_t line_ = 1;
};

// The piece of `object` that holds its list of articles; empty when it has none or is an article itself.
std::string_view list_in(std::string_view object) {
  std::string_view list;
  for (std::size_t at = 1; at < object.size();) {
    const auto name = next_json_value(object, at);
    if (!name || name->size() < 2 || name->front() != '"') break;
    skip_json_space(object, at);
    if (at >= object.size() || object[at] != ':') break;
    ++at;
    const auto value = next_json_value(object, at);
    if (!value) break;
    const std::string key(name->substr(1, name->size() - 2));
    if (names_body(key) && value->front() == '"') return {};
    std::size_t inner = 1;
    skip_json_space(*value, inner);
    const bool objects = value->front() == '[' && inner < value->size() && (*value)[inner] == '{';
    if (objects && std::find(list_names.begin(), list_names.end(), lower_case(key)) != list_names.end() && list.empty()) list = *value;
    skip_json_space(object, at);
    if (at < object.size() && object[at] == ',') ++at;
  }
  return list;
}

void read_list(std::string_view text, std::string_view list, const JsonSource& source) {
  LineCounter lines(text);
  const auto start = static_cast<std::size_t>(list.data() - text.data());
  for (std::size_t at = 1; at < list.size();) {
    skip_json_space(list, at);
    if (at < list.size() && (list[at] == ',' || list[at] == ']')) {
      ++at;
      continue;
    }
    const auto element = next_json_value(list, at);
    if (!element) return;
    read_json_article(*element, lines.line_at(start + at - element->size()), source);
  }
}

// A list that breaks off still has whole articles in front of the break.
void read_broken(std::string_view text, std::size_t at, const JsonSource& source) {
  LineCounter lines(text);
  if (text[at] == '[') {
    for (std::size_t inner = at + 1; inner < text.size();) {
      skip_json_space(text, inner);
      if (inner < text.size() && text[inner] == ',') ++inner;
      const auto element = next_json_value(text, inner);
      if (!element) break;
      at = inner;
      read_json_article(*element, lines.line_at(inner - element->size()), source);
    }
  }
  reject(source.input, lines.line_at(at), "breaks off: a bracket or a quotation mark is never closed", source.sink);
}

void read_values(std::string_view text, const JsonSource& source) {
  std::size_t at = 0;
  const auto value = next_json_value(text, at);
  if (!value && at >= text.size()) return reject(source.input, 0, "is empty", source.sink);
  if (!value) return read_broken(text, at, source);
  std::size_t rest = at;
  skip_json_space(text, rest);
  if (rest < text.size()) {
    const bool one_line = value->find('\n') == std::string_view::npos;
    if (value->front() == '{' && text[rest] == '{' && one_line) return read_json_lines(source.input, source.options, source.sink);
    reject(source.input, LineCounter(text).line_at(rest), "has something behind the end of its JSON value", source.sink);
  }
  if (value->front() == '[') return read_list(text, *value, source);
  const std::string_view list = value->front() == '{' ? list_in(*value) : std::string_view();
  if (!list.empty()) return read_list(text, list, source);
  JsonSource whole = source;
  whole.whole_file = true;
  read_json_article(*value, 0, whole);
}

}  // namespace

void read_json_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  std::string_view text = input.bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    const Decoding decoded = decode_text(text);
    return read_values(decoded.text, {input, options, sink, decoded.note, false});
  }
  if (is_binary(text)) return reject(input, 0, "is binary data and not JSON", sink);
  read_values(text, {input, options, sink, {}, false});
}

}  // namespace dateline
