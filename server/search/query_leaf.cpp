#include "server/search/query_leaf.h"

#include <algorithm>
#include <charconv>

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

// A whole number at the front of `text`, at most kMany. nullopt: there is none.
std::optional<std::uint32_t> take_count(std::string_view& text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::invalid_argument) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc{} ? value : kMany;
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

// "800", ">800", ">=800", "<200", "<=200", "200..400", "200..", "..400"; the ends may stand in either order.
std::optional<Counts> read_counts(std::string_view text) {
  if (text.starts_with('>') || text.starts_with('<')) return read_comparison(text);
  const auto low = take_count(text);
  if (low && text.empty()) return Counts{*low, *low};
  if (!text.starts_with("..")) return std::nullopt;
  text.remove_prefix(2);
  const auto high = take_count(text);
  if (!text.empty() || (!low && !high)) return std::nullopt;
  if (!low) return Counts{0, *high};
  if (!high) return Counts{*low, kMany};
  return Counts{std::min(*low, *high), std::max(*low, *high)};
}

// Whether a '*' or '?' stands where a wildcard would: a '*' before a word character, a '?' between two.
bool has_inner_wildcard(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return false;
  char32_t before = U' ', here = U' ';
  for (std::size_t at = 0; at < text.size();) {
    const char32_t next = next_code_point(text, at);
    if (is_word_character(next) && (here == U'*' || (here == U'?' && is_word_character(before)))) return true;
    before = here;
    here = next;
  }
  return false;
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
    if (leaves_ == limits_.leaves) {
      warnings_.add(
          "too_many_words",
          "A query has at most " + std::to_string(limits_.leaves) + " words and phrases; left out from here on.",
          token.position);
      ++leaves_;
    }
    return std::nullopt;
  }
  const QueryField kind = query_field(field).value_or(QueryField{QueryFieldKind::text, {}});
  std::optional<QueryNode> node;
  switch (kind.kind) {
    case QueryFieldKind::text: node = read_text(token, kind.row, token.exact || scope.exact); break;
    case QueryFieldKind::words: node = read_words(token); break;
    case QueryFieldKind::keyword: node = read_value(token, NodeKind::keyword, kind.row); break;
    case QueryFieldKind::id: node = read_value(token, NodeKind::id, {}); break;
    default: node = read_dates(token, kind.kind);
  }
  if (node) ++leaves_;
  return node;
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
    read_star(node);
    return node;
  }
  if (token.distance > kFurthest)
    warnings_.add("distance_too_large", "At most " + std::to_string(kFurthest) + " words may lie between.",
                  token.position);
  node.distance = static_cast<std::uint32_t>(std::min(token.distance, kFurthest));
  return node;
}

void LeafReader::read_star(QueryNode& word) {
  const std::size_t end = word.text.find_last_not_of('*') + 1;
  const bool star = end < word.text.size();
  word.text.resize(end);
  if (has_inner_wildcard(word.text))
    warnings_.add("wildcard_place", "Only a * at the end of a word stands for other letters; read as a word.",
                  word.position);
  if (!star) return;
  if (word_characters(word.text) < limits_.shortest_prefix) {
    warnings_.add("prefix_too_short",
                  "At least " + std::to_string(limits_.shortest_prefix) + " letters go before a *; read as a word.",
                  word.position);
  } else if (prefixes_ >= limits_.prefixes) {
    warnings_.add("too_many_prefixes",
                  "At most " + std::to_string(limits_.prefixes) + " words may end in a *; read as a word.",
                  word.position);
  } else {
    if (word.exact)
      warnings_.add("exact_prefix", "A word that ends in a * cannot be exact; \"exact:\" left out.", word.position);
    word.exact = false;
    word.kind = NodeKind::prefix;
    ++prefixes_;
  }
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

std::optional<QueryNode> LeafReader::read_dates(const QueryToken& token, QueryFieldKind kind) {
  auto range = kind == QueryFieldKind::date ? read_periods(token.text, now_) : read_period(token.text, now_);
  if (!range) {
    warnings_.add("bad_date",
                  quoted_for_warning(token.text) +
                      " is not a date; left out. Write 2020, 2020-02, 2020-02-14, today, -30d or \"last week\".",
                  token.position);
    return std::nullopt;
  }
  QueryNode node = leaf(NodeKind::dates, token);
  node.text.clear();
  if (kind == QueryFieldKind::from) range->until.reset();
  if (kind == QueryFieldKind::to) range->from.reset();
  node.range = *range;
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
