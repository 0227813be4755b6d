#include "server/search/query_lexer.h"

#include "server/search/query_fields.h"

namespace dateline {
namespace {

constexpr std::uint64_t kUsualDistance = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The length of the quotation mark at the front of `text` that opens a phrase; 0: there is none.
std::size_t quotation_mark_length(std::string_view text) {
  std::size_t at = 0;
  if (text.empty() || !is_quotation_mark(next_code_point(text, at))) return 0;
  return at;
}

}  // namespace

std::size_t run_length(std::string_view text) {
  bool behind_word = false;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    if (c == U' ' || c == U'(' || c == U')') break;
    if (is_quotation_mark(c) && !(behind_word && is_inch_mark(c))) break;
    behind_word = is_word_character(c);
    at = next;
  }
  return at;
}

bool is_operator(std::string_view text) {
  if (text == "AND" || text == "OR" || text == "NOT" || text == "NEAR" || text == "&&" || text == "||") return true;
  if (!text.starts_with("NEAR/") || text.size() == 5) return false;
  for (const char c : text.substr(5))
    if (!is_digit(c)) return false;
  return true;
}

std::size_t field_name_length(std::string_view text) {
  std::size_t at = 0;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  while (at < text.size() && is_letter(text[at])) ++at;
  return at < text.size() && text[at] == ':' ? at : 0;
}

QueryToken QueryLexer::next() {
  while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  QueryToken token;
  token.position = clean_.origin[at_];
  if (at_ == text_.size()) return token;
  if (peek() == ')') {
    ++at_;
    token.kind = QueryTokenKind::close;
    return token;
  }
  if (read_operator(token)) return token;
  token.kind = QueryTokenKind::item;
  read_signs(token);
  read_fields(token);
  if (peek() == '(') {
    ++at_;
    token.kind = QueryTokenKind::open;
  } else {
    read_item(token);
  }
  return token;
}

void QueryLexer::read_signs(QueryToken& token) {
  const std::size_t start = at_;
  const bool free = start == 0 || text_[start - 1] == ' ' || text_[start - 1] == '(' || text_[start - 1] == ')';
  while (peek() == '-' || peek() == '+') ++at_;
  if (free && at_ == start && peek() == '!' && negates_here()) ++at_;
  const std::string_view signs = text_.substr(start, at_ - start);
  token.negated = free && (signs == "-" || signs == "!");
  if (at_ > start && (peek() == ' ' || peek() == ')')) token.text = text_.substr(start, at_ - start);
}

// A '!' right before a word, a quotation mark or a bracket.
bool QueryLexer::negates_here() const {
  if (at_ + 1 >= text_.size()) return false;
  std::size_t next = at_ + 1;
  const char32_t c = next_code_point(text_, next);
  return c == U'(' || is_quotation_mark(c) || is_word_character(c);
}

void QueryLexer::lengthen(QueryToken& token, const std::function<bool(std::string_view)>& fits) {
  constexpr int kMostWords = 4;
  if (token.quoted) return;
  std::string longer = token.text;
  std::size_t at = at_;
  for (int more = 0; more < kMostWords; ++more) {
    while (at < text_.size() && text_[at] == ' ') ++at;
    const std::string_view rest = text_.substr(at);
    const std::string_view run = rest.substr(0, run_length(rest));
    if (run.empty() || is_operator(run) || field_name_length(rest) > 0) return;
    longer.append(" ").append(run);
    at += run.size();
    if (!fits(longer)) continue;
    token.text = longer;
    at_ = at;
  }
}

void QueryLexer::read_fields(QueryToken& token) {
  for (;;) {
    const std::size_t length = field_name_length(text_.substr(at_));
    if (length == 0) return;
    std::string name = ascii_lower(text_.substr(at_, length));
    if (name == kExactField && !token.exact)
      token.exact = true;
    else if (token.field.empty() && query_field(name))
      token.field = std::move(name);
    else
      return;
    at_ += length + 1;
  }
}

bool QueryLexer::read_operator(QueryToken& token) {
  const std::size_t length = run_length(text_.substr(at_));
  const std::string_view run = text_.substr(at_, length);
  if (!is_operator(run)) return false;
  token.kind = run == "AND" || run == "&&"  ? QueryTokenKind::both
               : run == "OR" || run == "||" ? QueryTokenKind::either
               : run == "NOT"               ? QueryTokenKind::negation
                                            : QueryTokenKind::near;
  token.text = run;
  token.distance = kUsualDistance;
  at_ += run.starts_with("NEAR/") ? 5 : length;
  if (run.starts_with("NEAR/")) token.distance = read_number();
  return true;
}

void QueryLexer::read_item(QueryToken& token) {
  if (!token.text.empty()) return;
  const std::string_view rest = text_.substr(at_);
  if (quotation_mark_length(rest) > 0) return read_quoted(token);
  const std::size_t name = token.field.empty() ? field_name_length(rest) : 0;
  if (name > 0) token.strange_field = rest.substr(0, name);
  if (name > 0 && quotation_mark_length(rest.substr(name + 1)) > 0) {
    at_ += name + 1;
    return read_quoted(token);
  }
  const std::size_t length = run_length(rest);
  token.text = rest.substr(0, length);
  at_ += length;
}

void QueryLexer::read_quoted(QueryToken& token) {
  token.quoted = true;
  token.closed = false;
  at_ += quotation_mark_length(text_.substr(at_));
  const std::size_t start = at_;
  std::size_t end = at_;
  while (at_ < text_.size() && !token.closed) {
    end = at_;
    token.closed = is_quotation_mark(next_code_point(text_, at_));
  }
  if (!token.closed) end = at_;
  token.text = fold_spaces(text_.substr(start, end - start));
  if (!token.strange_field.empty()) token.text.insert(0, token.strange_field + ':');
  if (token.closed && peek() == '~' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
    ++at_;
    token.distance = read_number();
  }
}

std::uint64_t QueryLexer::read_number() {
  constexpr std::uint64_t kEnough = 1'000'000'000'000;
  std::uint64_t value = 0;
  for (; at_ < text_.size() && is_digit(text_[at_]); ++at_)
    if (value < kEnough) value = value * 10 + static_cast<std::uint64_t>(text_[at_] - '0');
  return value;
}

}  // namespace dateline
