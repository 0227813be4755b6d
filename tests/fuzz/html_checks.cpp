#include "tests/fuzz/html_checks.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace dateline {
namespace {

using nlohmann::json;

bool inside_code_point(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

bool take(std::string_view& html, std::string_view start) {
  if (!html.starts_with(start)) return false;
  html.remove_prefix(start.size());
  return true;
}

// The text that `html` shows; nullopt: it is not text with marks alone.
std::optional<std::string> shown(std::string_view html) {
  static constexpr std::pair<std::string_view, char> kReferences[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string out;
  bool marked = false;
  while (!html.empty()) {
    if (take(html, marked ? "</mark>" : "<mark>")) {
      marked = !marked;
      continue;
    }
    if (std::string_view("<>\"'").find(html.front()) != std::string_view::npos) return std::nullopt;
    if (html.front() != '&') {
      out += html.front();
      html.remove_prefix(1);
      continue;
    }
    const std::size_t before = html.size();
    for (const auto& [reference, c] : kReferences)
      if (before == html.size() && take(html, reference)) out += c;
    if (before == html.size()) return std::nullopt;
  }
  return marked ? std::nullopt : std::optional(out);
}

std::string fault_of_html(const json& object) {
  if (!object.contains("html") || !object["html"].is_string()) return {};
  const std::string html = object["html"];
  const auto text = shown(html);
  if (!text) return "not escaped, or not balanced: " + html;
  if (object.contains("text") && object["text"] != *text) return "html shows another text: " + html;
  return {};
}

std::string fault_of_value(const json& value) {
  if (value.is_object())
    if (const std::string fault = fault_of_html(value); !fault.empty()) return fault;
  if (!value.is_structured()) return {};
  for (const json& inner : value)
    if (const std::string fault = fault_of_value(inner); !fault.empty()) return fault;
  return {};
}

}  // namespace

std::string fault_of_marks(const MarkedText& marked) {
  std::uint32_t behind = 0;
  bool first = true;
  for (const Span& mark : marked.marks) {
    const std::string where =
        "mark " + std::to_string(mark.begin) + "-" + std::to_string(mark.end) + " of: " + marked.text;
    if (mark.end <= mark.begin) return "empty " + where;
    if (!first && mark.begin <= behind) return "unsorted or touching " + where;
    if (mark.end > marked.text.size()) return "far " + where;
    if (inside_code_point(marked.text, mark.begin) || inside_code_point(marked.text, mark.end))
      return "cutting " + where;
    behind = mark.end;
    first = false;
  }
  return {};
}

std::string fault_of_json(std::string_view text) {
  const json parsed = json::parse(text, nullptr, false);
  return parsed.is_discarded() ? "no JSON: " + std::string(text.substr(0, 200)) : fault_of_value(parsed);
}

}  // namespace dateline
