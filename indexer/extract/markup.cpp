#include "indexer/extract/markup.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/extract/entities.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_reference = 12;  // bytes between & and ;

// Tags that end a paragraph where they start and where they end.
constexpr std::array<std::string_view, 32> blocks = {
    "p",          "div",     "h1",      "h2",    "h3",     "h4",     "h5",  "h6",         "ul",      "ol",     "li",
    "dl",         "dt",      "dd",      "table", "tr",     "td",     "th",  "blockquote", "pre",     "hr",     "figure",
    "figcaption", "section", "article", "aside", "header", "footer", "nav", "main",       "details", "summary"};

constexpr std::array<std::string_view, 7> without_text = {"script", "style", "noscript", "template",
                                                          "iframe", "svg",   "head"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<char32_t> number_of(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 7) return std::nullopt;
  char32_t value = 0;
  for (const char c : digits) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (c >= '0' && c <= '9') {
      value = value * (hex ? 16 : 10) + static_cast<char32_t>(c - '0');
    } else if (hex && lower >= 'a' && lower <= 'f') {
      value = value * 16 + static_cast<char32_t>(lower - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  if (value == 0 || value > 0x10FFFF) return std::nullopt;
  return value;
}

std::optional<char32_t> referenced(std::string_view name) {
  return name.starts_with('#') ? number_of(name.substr(1)) : entity_named(name);
}

// The name of the tag that starts at `at`, in lower case with "/" in front when it ends an element; empty: no tag.
std::string tag_name(std::string_view text, std::size_t at) {
  std::size_t start = at + 1;
  const bool ends = text.substr(start).starts_with('/');
  if (ends) ++start;
  std::size_t end = start;
  while (end < text.size() && (is_letter(text[end]) || (end > start && text[end] >= '0' && text[end] <= '9'))) ++end;
  if (end == start || end >= text.size() || std::string_view(" \t\r\n/>").find(text[end]) == std::string_view::npos)
    return {};
  return (ends ? "/" : "") + lower_case(text.substr(start, end - start));
}

// Behind the ">" that ends the tag at `at`; quoted attributes may hold one.
std::size_t tag_end(std::string_view text, std::size_t at) {
  constexpr std::size_t longest_tag = 8u << 10;  // beyond that a quotation mark was never closed
  char quote = '\0';
  for (std::size_t i = at; i < std::min(text.size(), at + longest_tag); ++i) {
    if (quote != '\0') {
      if (text[i] == quote) quote = '\0';
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text[i] == '>') {
      return i + 1;
    }
  }
  const std::size_t plain = text.find('>', at);
  return plain == std::string_view::npos ? text.size() : plain + 1;
}

// Behind the element without text that starts at `at`.
std::size_t element_end(std::string_view text, std::size_t at, const std::string& name) {
  for (std::size_t close = text.find("</", at); close != std::string_view::npos; close = text.find("</", close + 2)) {
    if (tag_name(text, close) == "/" + name) return tag_end(text, close);
  }
  return text.size();
}

// Behind the comment, declaration or tag at `at`, whose meaning for the text is appended; `at` when it is neither.
std::size_t skip_markup(std::string_view text, std::size_t at, std::string& out) {
  if (text.substr(at).starts_with("<!--")) return std::min(text.find("-->", at), text.size() - 3) + 3;
  if (text.substr(at).starts_with("<!") || text.substr(at).starts_with("<?")) return tag_end(text, at);
  const std::string name = tag_name(text, at);
  if (name.empty()) return at;
  const std::size_t end = tag_end(text, at);
  if (is_one_of(without_text, name) && text[end - 2] != '/') return element_end(text, end, name);
  const std::string_view bare = std::string_view(name).substr(name.starts_with('/') ? 1 : 0);
  if (is_one_of(blocks, bare)) out += "\n\n";
  if (bare == "br") out += '\n';
  return end;
}

}  // namespace

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '&' ? text.substr(at, longest_reference + 2).find(';') : std::string_view::npos;
    const auto character = end == std::string_view::npos ? std::nullopt : referenced(text.substr(at + 1, end - 1));
    if (!character) {
      const std::size_t next = std::min(text.find('&', at + 1), text.size());
      out += text.substr(at, next - at);
      at = next;
      continue;
    }
    append_code_point(out, *character);
    at += end + 1;
  }
  return out;
}

bool looks_like_markup(std::string_view text) {
  constexpr std::array<std::string_view, 12> telling = {"p",   "/p",  "br",      "/a",    "/div", "div",
                                                        "/li", "/em", "/strong", "/span", "/h2",  "/i"};
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string name = tag_name(text, at);
    if (!name.empty() && is_one_of(telling, name)) return true;
  }
  return false;
}

std::string text_of_markup(std::string_view markup) {
  std::string out;
  out.reserve(markup.size());
  for (std::size_t at = 0; at < markup.size();) {
    const std::size_t end = markup[at] == '<' ? skip_markup(markup, at, out) : at;
    if (end != at) {
      at = end;
      continue;
    }
    out += markup[at] == '\n' || markup[at] == '\r' ? ' ' : markup[at];
    ++at;
  }
  return decode_entities(out);
}

std::vector<std::string> paragraphs_of(std::string_view text) {
  if (looks_like_markup(text)) return split_paragraphs(text_of_markup(text));
  return split_paragraphs(decode_entities(text));
}

}  // namespace dateline
