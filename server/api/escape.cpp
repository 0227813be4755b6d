#include "server/api/escape.h"

#include <algorithm>

#include "server/api/query_string.h"

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

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// How long the character at the start of `text`, three bytes of UTF-8, is when XML does not take it as it is; 0 when it does.
std::size_t foreign_length(std::string_view text) {
  if (static_cast<unsigned char>(text.front()) < 0x20) return 1;
  return text == "\xEF\xBF\xBE" || text == "\xEF\xBF\xBF" ? 3 : 0;
}

std::string_view stand_in(char c) {
  switch (c) {
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return kReplacement;
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

std::string escape_xml(std::string_view text) {
  std::string xml;
  xml.reserve(text.size() + text.size() / 8);
  const auto next_invalid = [&](std::size_t from) { return from + std::min(first_invalid_utf8(text.substr(from)), text.size() - from); };
  std::size_t done = 0, invalid = next_invalid(0);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = at == invalid ? 1 : foreign_length(text.substr(at, 3));
    if (length == 0) {
      ++at;
      continue;
    }
    append_escaped(xml, text.substr(done, at - done));
    xml += at == invalid ? kReplacement : stand_in(text[at]);
    done = at += length;
    if (at > invalid) invalid = next_invalid(at);
  }
  append_escaped(xml, text.substr(done));
  return xml;
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
