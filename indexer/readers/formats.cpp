// The table of formats, and which of them a file is in.
#include "indexer/readers/formats.h"

#include <algorithm>
#include <array>

#include "indexer/extract/text.h"
#include "indexer/readers/feed_cutter.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/newsml_g2_item.h"
#include "indexer/readers/ninjs_item.h"
#include "indexer/readers/xml_root.h"

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

// A JSON object, and behind an empty line a text that is no JSON.
bool has_json_front(std::string_view head) {
  std::size_t at = 0;
  const auto object = next_json_value(head, at);
  if (!object || !recognises_json(*object)) return false;
  const std::size_t behind = at;
  skip_json_space(head, at);
  const std::string_view gap = head.substr(behind, at - behind);
  return at < head.size() && std::count(gap.begin(), gap.end(), '\n') > 1 && std::string_view("{[,]}").find(head[at]) == std::string_view::npos;
}

// Front matter: a line of three dashes and then a name with a colon, or of three pluses and then a name with an equals sign or brackets.
bool recognises_markdown(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(before_front_matter(head));
  if (head.starts_with('{')) return has_json_front(head);
  const bool toml = head.starts_with("+++");
  if (!head.starts_with("---") && !toml) return false;
  const auto lines = split_lines(head);
  if (lines.size() < 3 || (lines[0].text != (toml ? "+++" : "---") && lines[0].text != "---yaml" && lines[0].text != "---yml")) return false;
  const auto named = std::find_if(lines.begin() + 1, lines.end(),
                                  [](const Line& line) { return !line.text.empty() && !line.text.starts_with('#'); });
  if (named == lines.end()) return false;
  const std::size_t separator = named->text.find(toml ? '=' : ':');
  if (toml && named->text.starts_with('[')) return true;
  return separator != std::string_view::npos && separator > 0 &&
         squeeze_spaces(named->text.substr(0, separator)).find_first_of(" .,<>") == std::string::npos;
}

bool recognises_newsml_1(std::string_view head) {
  const auto root = xml_root(head);
  return root && root->name == "NewsML";
}

bool recognises_nitf(std::string_view head) {
  const auto root = xml_root(head);
  return root && root->name == "nitf";
}

constexpr auto table = std::to_array<Format>({
    {"zip", "zip", recognises_zip, read_archive_file, true},
    {"warc", "warc arc", recognises_warc, read_warc_file, true},
    {"tar", "tar tgz tbz tbz2 txz tzst bz2 xz zst", recognises_tar, read_archive_file, true},
    {"gz", "gz", recognises_gzip, read_gzip_file, true},
    {"mbox", "mbox mbx", recognises_mailbox, read_mailbox, true},
    {"eml", "eml", recognises_mail, read_mail_file, true},
    {"newsml-g2", "newsml g2", recognises_newsml_g2, read_newsml_g2_file},
    {"newsml-1", "newsml1", recognises_newsml_1, read_newsml_1_file},
    {"nitf", "nitf", recognises_nitf, read_nitf_file},
    {"ninjs", "ninjs", recognises_ninjs, read_ninjs_file},
    {"rss", "rss rdf", recognises_rss, read_rss_file},
    {"atom", "atom", recognises_atom, read_atom_file},
    {"jsonfeed", "jsonfeed", recognises_json_feed, read_json_feed_file},
    {"html", "html htm xhtml shtml", recognises_html, read_html_page},
    {"markdown", "md markdown mdown mkd", recognises_markdown, read_markdown_file},
    {"jsonl", "jsonl ndjson jsonlines", recognises_json_lines, read_json_lines},
    {"json", "json", recognises_json, read_json_file},
    {"csv", "csv tsv", recognises_csv, read_csv_file},
    {"text", "txt text", nullptr, read_text_file},
    {"xml", "xml", recognises_other_xml, pass_over_xml},  // the last: what no other row takes
});

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

// The first bytes of a file; of XML whose declarations fill them, the first of its document element.
std::string_view head_of(std::string_view bytes) {
  constexpr std::size_t longest_prolog = 1u << 20;
  const std::string_view head = bytes.substr(0, head_bytes);
  if (bytes.size() <= head_bytes || !without_mark(head).starts_with('<') || !root_tag(head).text.empty()) return head;
  const StartTag root = root_tag(bytes.substr(0, longest_prolog));
  return root.text.empty() ? head : bytes.substr(static_cast<std::size_t>(root.text.data() - bytes.data()), head_bytes);
}

}  // namespace

std::span<const Format> formats() { return table; }

const Format* format_named(std::string_view name) {
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const Format& format) { return format.name == name; });
  return found == table.end() ? nullptr : found;
}

const Format* format_of(const Input& input) {
  const std::string_view head = head_of(input.bytes);
  const bool binary = is_binary(input.bytes) && wide_charset(input.bytes).empty();
  const std::string extension = extension_of(input.path);
  const Format* named = extension.empty() ? nullptr : format_for_extension(extension);
  for (const Format& format : table) {
    if (format.recognises == nullptr || (binary && !format.binary) || !format.recognises(head)) continue;
    // Where a list of objects breaks off into something else, the name tells that it was one.
    const bool json_name = named != nullptr && (named->name == "json" || named->name == "jsonl");
    if (format.name == "markdown" && json_name && without_mark(head).starts_with('{')) continue;
    // A first line or an object longer than the head hides what follows: then the name tells.
    const bool hidden = format.name == "json" && named != nullptr && (named->name == "jsonl" || (named->name == "markdown" && without_mark(head).starts_with('{')));
    return hidden ? named : &format;
  }
  if (binary || is_markup_file(head)) return nullptr;
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
