// JSON: one article, a list of them, or an object with a list of them.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/fields.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/json_value.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 5> list_names = {"articles", "items", "documents", "results", "docs"};

// Places in a text, asked for from front to back.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  Place at(std::size_t at) {
    const std::string_view passed = text_.substr(seen_, at - seen_);
    const auto lines = static_cast<std::uint32_t>(std::count(passed.begin(), passed.end(), '\n'));
    nth_ = lines == 0 ? nth_ + 1 : 1;
    line_ += lines;
    seen_ = at;
    return {line_, nth_};
  }

 private:
  std::string_view text_;
  std::size_t seen_ = 0;
  std::uint32_t line_ = 1, nth_ = 0;
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
    if (objects && std::find(list_names.begin(), list_names.end(), lower_case(key)) != list_names.end() && list.empty())
      list = *value;
    skip_json_space(object, at);
    if (at < object.size() && object[at] == ',') ++at;
  }
  return list;
}

// Reads the elements of the list whose bracket stands at `at`. False: the list breaks off; `at` is then where.
bool read_list(std::string_view text, std::size_t& at, const ReadingJob& job) {
  Places places(text);
  ++at;
  while (true) {
    skip_json_space(text, at);
    if (at < text.size() && text[at] == ']') return true;
    if (at < text.size() && text[at] == ',') {
      ++at;
      continue;
    }
    const auto element = next_json_value(text, at);
    if (!element) return false;
    const Place place = places.at(at - element->size());
    read_json_article(*element, place.line, place, job);
  }
}

void reject_at(std::string_view text, std::size_t at, std::string reason, const ReadingJob& job) {
  reject(Places(text).at(at).line, std::move(reason), job);
}

constexpr const char* breaks_off = "breaks off: a bracket or a quotation mark is never closed";

void read_object(std::string_view text, std::string_view object, const ReadingJob& job) {
  const std::string_view list = list_in(object);
  if (list.empty()) return read_json_article(object, 0, {}, job);
  std::size_t at = static_cast<std::size_t>(list.data() - text.data());
  read_list(text, at, job);
}

void read_values(std::string_view text, const ReadingJob& job) {
  std::size_t at = 0;
  skip_json_space(text, at);
  if (at >= text.size()) return reject(0, "is empty", job);
  std::size_t rest = at;
  // A list that breaks off still has whole articles in front of the break.
  if (text[at] == '[') {
    if (!read_list(text, rest, job)) return reject_at(text, std::min(rest, text.size()), breaks_off, job);
    ++rest;
    skip_json_space(text, rest);
    if (rest < text.size()) reject_at(text, rest, "has something behind the end of its list", job);
    return;
  }
  const auto value = next_json_value(text, rest);
  if (!value) return reject_at(text, at, breaks_off, job);
  const bool one_line = value->find('\n') == std::string_view::npos;
  skip_json_space(text, rest);
  if (rest < text.size() && text[rest] == '{' && one_line) return read_json_lines(job.input, job.options, job.sink);
  if (rest < text.size()) reject_at(text, rest, "has something behind the end of its JSON value", job);
  read_object(text, *value, job);
}

}  // namespace

void read_json_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  std::string_view text = input.bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    const Decoding decoded = decode_text(text);
    return read_values(decoded.text, {input, options, sink, decoded.note});
  }
  const ReadingJob job = {input, options, sink, {}};
  if (is_binary(text)) return reject(0, "is binary data and not JSON", job);
  read_values(text, job);
}

}  // namespace dateline
