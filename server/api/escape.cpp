#include "server/api/escape.h"

namespace dateline {
namespace {

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      default: html += c;
    }
  }
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
