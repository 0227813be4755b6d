// The table of formats, and which of them a file is in.
#include "indexer/readers/formats.h"

#include <algorithm>
#include <array>

#include "indexer/extract/text.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/json_value.h"

namespace dateline {
namespace {

constexpr std::size_t head_bytes = 4096;

std::string_view without_mark(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
}

// The first line is one whole object, and nothing but another object follows.
bool recognises_json_lines(std::string_view head) {
  head = without_mark(head);
  std::size_t at = 0;
  if (!head.starts_with('{')) return false;
  const auto first = next_json_value(head, at);
  if (!first || first->find('\n') != std::string_view::npos) return false;
  const std::size_t line_end = head.find('\n', at);
  skip_json_space(head, at);
  return at < head.size() && head[at] == '{' && line_end < at;
}

bool recognises_json(std::string_view head) {
  head = without_mark(head);
  if (!head.starts_with('{') && !head.starts_with('[')) return false;
  std::size_t at = 1;
  skip_json_space(head, at);
  if (at >= head.size()) return head.size() > 1;
  return head[0] == '{' ? head[at] == '"' || head[at] == '}' : head[at] == '{' || head[at] == ']';
}

// Front matter: a line of three dashes and then a name with a colon.
bool recognises_markdown(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (!head.starts_with("---")) return false;
  const auto lines = split_lines(head);
  if (lines.size() < 3 || lines[0].text != "---") return false;
  const auto named = std::find_if(lines.begin() + 1, lines.end(),
                                  [](const Line& line) { return !line.text.empty() && !line.text.starts_with('#'); });
  if (named == lines.end()) return false;
  const std::size_t colon = named->text.find(':');
  return colon != std::string_view::npos && colon > 0 &&
         named->text.substr(0, colon).find_first_of(" .,<>") == std::string_view::npos;
}

constexpr std::array<Format, 5> table = {{
    {"jsonl", "jsonl ndjson jsonlines", recognises_json_lines, read_json_lines},
    {"json", "json", recognises_json, read_json_file},
    {"markdown", "md markdown mdown mkd", recognises_markdown, read_markdown_file},
    {"html", "html htm xhtml shtml", recognises_html, read_html_page},
    {"text", "txt text", nullptr, read_text_file},
}};

std::string extension_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string() : lower_case(name.substr(dot + 1));
}

const Format* format_for_extension(std::string_view extension) {
  for (const Format& format : table) {
    const std::string list = ' ' + std::string(format.extensions) + ' ';
    if (list.find(' ' + std::string(extension) + ' ') != std::string::npos) return &format;
  }
  return nullptr;
}

// Pages, feeds and the like are text as well, but not an article's.
bool is_markup_file(std::string_view head) {
  const std::string start = lower_case(without_mark(head).substr(0, 64));
  for (const std::string_view tag :
       {"<!doctype", "<html", "<?xml", "<rss", "<feed", "<nitf", "<newsitem", "<head", "<body"}) {
    if (start.starts_with(tag)) return true;
  }
  return false;
}

}  // namespace

std::span<const Format> formats() { return table; }

const Format* format_named(std::string_view name) {
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const Format& format) { return format.name == name; });
  return found == table.end() ? nullptr : found;
}

const Format* format_of(const Input& input) {
  const std::string_view head = input.bytes.substr(0, head_bytes);
  if (is_binary(input.bytes)) return nullptr;
  const std::string extension = extension_of(input.path);
  const Format* named = extension.empty() ? nullptr : format_for_extension(extension);
  for (const Format& format : table) {
    if (format.recognises == nullptr || !format.recognises(head)) continue;
    // A first line longer than the head hides that others follow: then the name tells.
    return named != nullptr && named->name == "jsonl" && format.name == "json" ? named : &format;
  }
  if (is_markup_file(head)) return nullptr;
  return extension.empty() ? format_named("text") : named;
}

void read_inner(const Input& inner, const ReadOptions& options, ArticleSink& sink) {
  if (options.depth >= deepest_container)
    return sink.reject({inner.path, 0, "lies in more than 4 containers inside each other; unpack it"});
  const Format* format = format_of(inner);
  if (format == nullptr) return sink.skip({inner.path, 0, "is of no format that is read"});
  ReadOptions deeper = options;
  ++deeper.depth;
  format->read(inner, deeper, sink);
}

}  // namespace dateline
