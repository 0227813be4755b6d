// A query cut into brackets, operators and items. Decides what a character is; the parser decides what it means.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "server/search/query_text.h"

namespace dateline {

enum class QueryTokenKind : std::uint8_t {
  end,
  open,  // '(', with the signs and fields before it
  close,  // ')'
  both,  // AND, &&
  either,  // OR, ||
  negation,  // NOT
  near,  // NEAR, NEAR/5
  item,  // a word, a quoted text, or nothing at all behind signs or a field
};

struct QueryToken {
  QueryTokenKind kind = QueryTokenKind::end;
  std::string text;  // item: as typed, without quotation marks; quoted text with its spaces folded
  std::string field;  // a name that query_field knows, in lower case; empty: none was typed
  std::string strange_field;  // a name before ':' that is none of ours; it is also the beginning of `text`
  bool exact = false;  // "exact:" was typed
  bool negated = false;  // one '-' or '!' stands right before it
  bool quoted = false;  // stood between quotation marks
  bool closed = true;  // quoted: the second mark is there
  std::uint64_t distance = 0;  // near: the number behind '/', 10 without one. quoted: the number behind '~'
  std::uint32_t position = 0;  // byte offset in the query as given
};

// Walks one query once, from left to right. Linear. `clean` must outlive it.
class QueryLexer {
 public:
  explicit QueryLexer(const CleanText& clean) : text_(clean.text), clean_(clean) {}

  // The next token; QueryTokenKind::end for ever after the last.
  QueryToken next();

  // Joins to the bare item that was just read as many of the bare words right behind it, at most four, as `fits` takes; of what it takes,
  // the longest. Nothing is done to quoted items.
  void lengthen(QueryToken& token, const std::function<bool(std::string_view)>& fits);

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : ' '; }
  void read_signs(QueryToken& token);
  bool negates_here() const;
  void read_fields(QueryToken& token);
  void read_item(QueryToken& token);
  bool read_operator(QueryToken& token);
  void read_quoted(QueryToken& token);
  std::uint64_t read_number();

  std::string_view text_;
  const CleanText& clean_;
  std::size_t at_ = 0;
};

// How many bytes at the front of `text` are one run without white space, brackets or an opening quotation mark.
std::size_t run_length(std::string_view text);

// Whether a bare `text` is read as an operator: AND, OR, NOT, NEAR, NEAR/5, &&, ||.
bool is_operator(std::string_view text);

// Length of the name in front of ':' when `text` begins with ASCII letters or '_' and a ':'; 0: it does not.
std::size_t field_name_length(std::string_view text);

}  // namespace dateline
