// Trees of server/search/query.h as short texts and as values to compare, for the tests of the query language.
#pragma once

#include <string>

#include "server/search/query.h"

namespace dateline {

// 2020-02-14T12:00:00Z, a Friday: the "now" of the tests and of docs/query-language.md.
inline constexpr std::int64_t kTestNow = 1581681600;

// Everything but the positions.
inline bool same_tree(const QueryNode& a, const QueryNode& b) {
  if (a.kind != b.kind || a.text != b.text || a.field != b.field || a.exact != b.exact || a.distance != b.distance ||
      a.range.from != b.range.from || a.range.until != b.range.until || a.low != b.low || a.high != b.high ||
      a.children.size() != b.children.size())
    return false;
  for (std::size_t i = 0; i < a.children.size(); ++i)
    if (!same_tree(a.children[i], b.children[i])) return false;
  return true;
}

// "(all a (any title=b! 'c d'~2))": '!' is exact, quotation marks make a phrase, a trailing '*' a prefix, a trailing '/' a
// wildcard, '#' everything.
inline std::string sketch(const QueryNode& node) {
  static constexpr const char* kNames[] = {"#",   "",        "",        "",      "near",  "all",
                                           "any", "without", "keyword", "dates", "words", "id", "", "has"};
  const std::string field = node.field.empty() ? "" : node.field + "=";
  const std::string mark = node.exact ? "!" : "";
  switch (node.kind) {
    case NodeKind::everything:
      return "#";
    case NodeKind::word:
      return field + node.text + mark;
    case NodeKind::prefix:
      return field + node.text + mark + "*";
    case NodeKind::wildcard:
      return field + node.text + mark + "/";
    case NodeKind::has:
      return "[has=" + node.field + "]";
    case NodeKind::phrase:
      return field + "'" + node.text + "'" + mark + (node.distance ? "~" + std::to_string(node.distance) : "");
    case NodeKind::keyword:
      return "[" + field + node.text + "]";
    case NodeKind::id:
      return "[id=" + node.text + "]";
    case NodeKind::words_range:
      return "[" + std::to_string(node.low) + ".." + std::to_string(node.high) + "]";
    case NodeKind::dates:
      return "<" + to_string(node) + ">";
    default:
      break;
  }
  std::string text = std::string("(") + kNames[static_cast<int>(node.kind)];
  if (node.kind == NodeKind::near) text += std::to_string(node.distance);
  for (const QueryNode& child : node.children) text += " " + sketch(child);
  return text + ")";
}

}  // namespace dateline
