#include "server/api/escape.h"

namespace dateline {
namespace {

std::string_view entity_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

void append_escaped(std::string& html, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view entity = entity_of(text[at]);
    if (entity.empty()) continue;
    html.append(text.substr(done, at - done)).append(entity);
    done = at + 1;
  }
  html.append(text.substr(done));
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  html.reserve(text.size() + text.size() / 8);
  append_escaped(html, text);
  return html;
}

std::string marked_html(const MarkedText& marked) {
  const std::string_view text = marked.text;
  std::string html;
  html.reserve(text.size() + text.size() / 8 + marked.marks.size() * 13);
  std::size_t done = 0;
  for (const Span& mark : marked.marks) {
    if (mark.begin >= mark.end || mark.begin < done || mark.end > text.size()) continue;
    append_escaped(html, text.substr(done, mark.begin - done));
    html += "<mark>";
    append_escaped(html, text.substr(mark.begin, mark.end - mark.begin));
    html += "</mark>";
    done = mark.end;
  }
  append_escaped(html, text.substr(done));
  return html;
}

}  // namespace dateline
