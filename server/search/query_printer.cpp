#include <algorithm>
#include <string>

#include "server/search/dates.h"
#include "server/search/query.h"
#include "server/search/query_fields.h"
#include "server/search/query_lexer.h"

namespace dateline {
namespace {

std::size_t height(const QueryNode& node) {
  std::size_t highest = 0;
  for (const QueryNode& child : node.children) highest = std::max(highest, height(child));
  return highest + 1;
}

// Whether a value can stand behind its field without quotation marks and be read as it is.
bool stands_bare(std::string_view value) {
  if (!has_word_character(value) || run_length(value) != value.size()) return false;
  return ascii_lower(value.substr(0, field_name_length(value))) != kExactField;
}

std::string print_value(std::string_view field, std::string_view value) {
  std::string text(field);
  text += ':';
  return stands_bare(value) ? text.append(value) : text.append("\"").append(value).append("\"");
}

std::string print_text(const QueryNode& node) {
  std::string text = node.field.empty() ? "" : node.field + ':';
  if (node.exact) text.append(kExactField) += ':';
  if (node.kind == NodeKind::phrase) {
    text += '"' + node.text + '"';
    if (node.distance > 0) text += '~' + std::to_string(node.distance);
    return text;
  }
  if (node.kind == NodeKind::prefix) return text + node.text + '*';
  return text + node.text;
}

std::string print_dates(const TimeRange& range) {
  const std::string periods = print_periods(range);
  if (!range.until) return "from:" + periods.substr(0, periods.size() - 2);
  if (!range.from) return "to:" + periods.substr(2);
  return "date:" + periods;
}

std::string print_words(const QueryNode& node) {
  if (node.low == node.high) return "words:" + std::to_string(node.low);
  if (node.high == QueryNode{}.high) return "words:>=" + std::to_string(node.low);
  if (node.low == 0) return "words:<=" + std::to_string(node.high);
  return "words:" + std::to_string(node.low) + ".." + std::to_string(node.high);
}

std::string print_leaf(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::keyword: return print_value(node.field, node.text);
    case NodeKind::id: return print_value("id", node.text);
    case NodeKind::has: return "has:" + node.field;
    case NodeKind::dates: return print_dates(node.range);
    case NodeKind::words_range: return print_words(node);
    default: return print_text(node);
  }
}

// Where a node stands decides whether it needs brackets.
enum class Place { alone, in_any_of, in_all_of };

class Printer {
 public:
  // `clear`: with brackets that the grammar does not need but a reader is glad of. Only for trees that are not so high
  // that these brackets could go deeper than the parser follows.
  explicit Printer(bool clear) : clear_(clear) {}

  std::string print(const QueryNode& node, Place place) const {
    switch (node.kind) {
      case NodeKind::everything: return {};
      case NodeKind::any_of: return bracket(join(node, " OR ", Place::in_any_of), place == Place::in_all_of);
      case NodeKind::near:
        return bracket(join(node, " NEAR/" + std::to_string(node.distance) + ' ', Place::in_all_of),
                       clear_ && place != Place::alone);
      case NodeKind::all_of: return bracket(join(node, " ", Place::in_all_of), clear_ && place == Place::in_any_of);
      case NodeKind::without: return print_without(node, place);
      default: return needs_plus(node) ? '+' + print_leaf(node) : print_leaf(node);
    }
  }

 private:
  // Whether a bare word would be read as an operator or as taken away.
  static bool needs_plus(const QueryNode& node) {
    if (node.kind != NodeKind::word && node.kind != NodeKind::prefix && node.kind != NodeKind::wildcard) return false;
    return node.field.empty() && !node.exact &&
           (node.text.starts_with('!') || (node.kind == NodeKind::word && is_operator(node.text)));
  }

  static std::string bracket(std::string text, bool needed) { return needed ? '(' + text + ')' : text; }

  std::string join(const QueryNode& node, std::string_view between, Place place) const {
    std::string text;
    for (const QueryNode& child : node.children) {
      if (!text.empty()) text += between;
      text += print(child, place);
    }
    return text;
  }

  std::string print_negative(const QueryNode& node) const {
    if (node.kind == NodeKind::near)
      return clear_ ? "-(" + print(node, Place::alone) + ')' : "NOT " + print(node, Place::alone);
    if (!node.children.empty()) return "-(" + print(node, Place::alone) + ')';
    return '-' + print_leaf(node);
  }

  std::string print_without(const QueryNode& node, Place place) const {
    const QueryNode& base = node.children[0];
    const QueryNode& taken = node.children[1];
    const bool several = taken.kind == NodeKind::any_of;
    std::string text =
        base.kind == NodeKind::all_of ? join(base, " ", Place::in_all_of) : print(base, Place::in_all_of);
    for (std::size_t i = 0; i < (several ? taken.children.size() : 1); ++i) {
      if (!text.empty()) text += ' ';
      text += print_negative(several ? taken.children[i] : taken);
    }
    const bool lone = base.kind == NodeKind::everything && !several;
    return bracket(std::move(text), place == Place::in_all_of || (clear_ && !lone && place == Place::in_any_of));
  }

  bool clear_;
};

}  // namespace

std::string to_string(const QueryNode& node) {
  constexpr std::size_t kClearHeight = 8;
  return Printer(height(node) <= kClearHeight).print(node, Place::alone);
}

}  // namespace dateline
