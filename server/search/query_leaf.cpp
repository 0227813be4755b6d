#include "server/search/query_leaf.h"

#include <algorithm>

#include "server/search/dates.h"
#include "server/search/query_fields.h"

namespace dateline {
namespace {

constexpr std::uint64_t kFurthest = 1000;
constexpr std::uint32_t kMany = 0xffffffff;

QueryNode leaf(NodeKind kind, const QueryToken& token) {
  QueryNode node;
  node.kind = kind;
  node.text = token.text;
  node.position = token.position;
  return node;
}

// A whole number at the front of `text`, at most kMany: "800", "1,200", "1k". nullopt: there is none.
std::optional<std::uint32_t> take_count(std::string_view& text) {
  std::uint64_t value = 0;
  std::size_t at = 0;
  const auto is_digit_at = [&](std::size_t place) {
    return place < text.size() && text[place] >= '0' && text[place] <= '9';
  };
  for (; is_digit_at(at) || (at > 0 && at < text.size() && text[at] == ',' && is_digit_at(at + 3)); ++at)
    if (text[at] != ',' && value <= kMany) value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
  if (at == 0) return std::nullopt;
  const bool thousands = at < text.size() && (text[at] == 'k' || text[at] == 'K');
  text.remove_prefix(at + (thousands ? 1 : 0));
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(value * (thousands ? 1000 : 1), kMany));
}

struct Counts {
  std::uint32_t low = 0, high = kMany;
};

std::optional<Counts> read_comparison(std::string_view text) {
  const bool more = text.starts_with('>');
  text.remove_prefix(1);
  const bool equal = text.starts_with('=');
  if (equal) text.remove_prefix(1);
  const auto count = take_count(text);
  if (!count || !text.empty()) return std::nullopt;
  if (more) return Counts{equal || *count == kMany ? *count : *count + 1, kMany};
  if (!equal && *count == 0) return std::nullopt;
  return Counts{0, equal ? *count : *count - 1};
}

// "800", ">800", ">=800", "<200", "<=200", "200..400", "200-400", "200..", "800+", "..400"; the ends may stand in either order.
std::optional<Counts> read_counts(std::string_view text) {
  if (text.starts_with('>') || text.starts_with('<')) return read_comparison(text);
  const auto low = take_count(text);
  if (low && text.empty()) return Counts{*low, *low};
  if (low && text == "+") return Counts{*low, kMany};
  const std::size_t sign = text.starts_with("..") ? 2 : low && text.size() > 1 && text.front() == '-' ? 1 : 0;
  if (sign == 0) return std::nullopt;
  text.remove_prefix(sign);
  const auto high = take_count(text);
  if (!text.empty() || (!low && !high)) return std::nullopt;
  if (!low) return Counts{0, *high};
  if (!high) return Counts{*low, kMany};
  return Counts{std::min(*low, *high), std::max(*low, *high)};
}

// `word` with what stands for letters in it replaced, so that nothing does any more and it is cut into the same tokens.
std::string without_wildcards(const std::string& word) {
  const std::string masked = masked_wildcards(word);
  std::string out = word;
  bool inside = false;
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (masked[at] != word[at])
      out[at] = inside ? '-' : '.';
    else
      inside = true;
  }
  return out;
}

}  // namespace

void QueryWarnings::add(std::string_view code, std::string detail, std::uint32_t position) {
  if (list_.size() >= most_) return;
  for (const Warning& warning : list_)
    if (warning.code == code && warning.position == position) return;
  list_.push_back({std::string(code), std::move(detail), position});
}

std::string quoted_for_warning(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::size_t end = std::min(text.size(), kLongest);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return '"' + std::string(text.substr(0, end)) + (end < text.size() ? "…\"" : "\"");
}

std::optional<QueryNode> LeafReader::read(const QueryToken& token, const QueryScope& scope) {
  const std::string& field = token.field.empty() ? scope.field : token.field;
  if (!token.closed)
    warnings_.add("unbalanced_quote", "The quotation mark has no second one; the phrase runs to the end.",
                  token.position);
  if (token.text.empty() && !token.quoted) {
    warnings_.add("empty_field", "Nothing stands directly behind the colon; left out.", token.position);
    return std::nullopt;
  }
  if (leaves_ >= limits_.leaves) {
    if (leaves_++ == limits_.leaves) warn_of_too_many(limits_.leaves, "words and phrases", token.position);
    return std::nullopt;
  }
  auto node =
      read_node(token, query_field(field).value_or(QueryField{QueryFieldKind::text, {}}), token.exact || scope.exact);
  if (!node || is_too_costly(*node)) return std::nullopt;
  ++leaves_;
  return node;
}

void LeafReader::warn_of_too_many(std::size_t most, std::string_view what, std::uint32_t position) {
  warnings_.add("too_many_words",
                "A query has at most " + std::to_string(most) + ' ' + std::string(what) + "; left out from here on.",
                position);
}

bool LeafReader::is_too_costly(const QueryNode& node) {
  if (node.kind == NodeKind::word && node.field.empty() && !node.exact) return false;
  if (costly_ < limits_.costly_leaves) {
    ++costly_;
    return false;
  }
  if (costly_++ == limits_.costly_leaves)
    warn_of_too_many(limits_.costly_leaves, "phrases, fields and exact words", node.position);
  return true;
}

std::optional<QueryNode> LeafReader::read_node(const QueryToken& token, const QueryField& field, bool exact) {
  switch (field.kind) {
    case QueryFieldKind::text: return read_text(token, field.row, exact);
    case QueryFieldKind::words: return read_words(token);
    case QueryFieldKind::keyword: return read_value(token, NodeKind::keyword, field.row);
    case QueryFieldKind::id: return read_value(token, NodeKind::id, {});
    case QueryFieldKind::has: return read_has(token);
    default: return read_dates(token, field.kind);
  }
}

void LeafReader::warn_of_nothing(const QueryToken& token) {
  if (token.quoted)
    warnings_.add("empty_phrase", "No letter or digit stands between the quotation marks; left out.", token.position);
  else
    warnings_.add("nothing_to_search",
                  quoted_for_warning(token.text) + " has no letter or digit to look for; left out.", token.position);
}

std::optional<QueryNode> LeafReader::read_value(const QueryToken& token, NodeKind kind, std::string_view row) {
  if (token.text.empty() || (!token.quoted && !has_word_character(token.text))) {
    warn_of_nothing(token);
    return std::nullopt;
  }
  QueryNode node = leaf(kind, token);
  node.field = row;
  if (row == "lang") node.text = language_code(token.text);
  return node;
}

std::optional<QueryNode> LeafReader::read_text(const QueryToken& token, std::string_view field, bool exact) {
  if (!has_word_character(token.text)) {
    warn_of_nothing(token);
    return std::nullopt;
  }
  warn_of_strange_field(token);
  QueryNode node = leaf(token.quoted ? NodeKind::phrase : NodeKind::word, token);
  node.field = field;
  node.exact = exact;
  if (!token.quoted) {
    read_wildcards(node);
    return node;
  }
  if (token.distance > kFurthest)
    warnings_.add("distance_too_large", "At most " + std::to_string(kFurthest) + " words may lie between.",
                  token.position);
  node.distance = static_cast<std::uint32_t>(std::min(token.distance, kFurthest));
  return node;
}

// `inside`: there is more than a '*' at the end.
bool LeafReader::is_too_short(const QueryNode& word, bool inside) {
  const std::size_t least = inside ? limits_.shortest_wildcard : limits_.shortest_prefix;
  if (word_characters(word.text) >= least) return false;
  warnings_.add("wildcard_too_short",
                "At least " + std::to_string(least) + " letters go " +
                    (inside ? "with a * or ? that stands for others" : "before a *") + "; read as a word.",
                word.position);
  return true;
}

bool LeafReader::is_one_too_many(QueryNode& word) {
  if (wildcards_++ < limits_.wildcards) return false;
  warnings_.add("too_many_wildcards",
                "At most " + std::to_string(limits_.wildcards) + " words may have a * or ? in them; read as a word.",
                word.position);
  word.text = without_wildcards(word.text);
  return true;
}

void LeafReader::read_wildcards(QueryNode& word) {
  const std::size_t end = word.text.find_last_not_of('*') + 1;
  const bool star = end < word.text.size();
  word.text.resize(end);
  const bool inside = masked_wildcards(word.text) != word.text;
  if ((!star && !inside) || is_too_short(word, inside) || is_one_too_many(word)) return;
  if (word.exact)
    warnings_.add("exact_wildcard", "A word with a * or ? in it cannot be exact; \"exact:\" changes nothing.",
                  word.position);
  word.kind = inside ? NodeKind::wildcard : NodeKind::prefix;
  if (inside && star) word.text += '*';
}

void LeafReader::warn_of_strange_field(const QueryToken& token) {
  if (token.strange_field.size() < 2) return;
  const char next =
      token.text.size() > token.strange_field.size() + 1 ? token.text[token.strange_field.size() + 1] : ' ';
  if (next == '/' || next == '\\' || next == ':' || next == ' ') return;
  warnings_.add("unknown_field",
                "There is no field " + quoted_for_warning(token.strange_field) +
                    "; read as words. The nearest one is \"" + nearest_query_field(ascii_lower(token.strange_field)) +
                    ":\".",
                token.position);
}

namespace {

std::optional<TimeRange> read_range(std::string_view text, QueryFieldKind kind, std::int64_t now) {
  if (kind == QueryFieldKind::date) return read_periods(text, now);
  const auto period = read_period(text, now);
  if (!period) return std::nullopt;
  const bool later = kind == QueryFieldKind::from || kind == QueryFieldKind::after;
  return compared(*period, later, kind == QueryFieldKind::from || kind == QueryFieldKind::to);
}

bool is_date_field(QueryFieldKind kind) {
  return kind == QueryFieldKind::date || kind == QueryFieldKind::from || kind == QueryFieldKind::to ||
         kind == QueryFieldKind::after || kind == QueryFieldKind::before;
}

// Whether it begins as print_periods begins: such dates stand alone, whatever follows them.
bool is_as_printed(std::string_view text) {
  return text.starts_with("..") ||
         (text.size() >= 4 && text.substr(0, 4).find_first_not_of("0123456789") == std::string_view::npos);
}

}  // namespace

std::optional<QueryNode> LeafReader::read_dates(const QueryToken& token, QueryFieldKind kind) {
  const auto range = read_range(token.text, kind, now_);
  if (!range) {
    warnings_.add("bad_date",
                  quoted_for_warning(token.text) +
                      " is not a date; left out. Write 2020, 2020-02, 2020-02-14, today, -30d or \"last week\".",
                  token.position);
    return std::nullopt;
  }
  if (is_ambiguous_period(token.text))
    warnings_.add("ambiguous_date", quoted_for_warning(token.text) + " is read with the day first.", token.position);
  QueryNode node = leaf(NodeKind::dates, token);
  node.text.clear();
  node.range = *range;
  return node;
}

bool LeafReader::is_date(std::string_view text, const QueryToken& token, const QueryScope& scope) const {
  const auto field = query_field(token.field.empty() ? scope.field : token.field);
  return field && is_date_field(field->kind) && !is_as_printed(text) && read_range(text, field->kind, now_);
}

std::optional<QueryNode> LeafReader::read_has(const QueryToken& token) {
  const auto row = has_field(ascii_lower(token.text));
  if (!row) {
    warnings_.add("bad_has",
                  quoted_for_warning(token.text) +
                      " is nothing that an article has or lacks; left out. Write has:byline, source, section, lang, "
                      "tag, person, org, place or date.",
                  token.position);
    return std::nullopt;
  }
  QueryNode node = leaf(NodeKind::has, token);
  node.text.clear();
  node.field = *row;
  return node;
}

std::optional<QueryNode> LeafReader::read_words(const QueryToken& token) {
  const auto counts = read_counts(token.text);
  if (!counts) {
    warnings_.add("bad_number",
                  quoted_for_warning(token.text) + " is not a number of words; left out. Write >800, <200 or 200..400.",
                  token.position);
    return std::nullopt;
  }
  QueryNode node = leaf(NodeKind::words_range, token);
  node.text.clear();
  node.low = counts->low;
  node.high = counts->high;
  return node;
}

}  // namespace dateline
