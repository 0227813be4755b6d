// The names that may stand before ':' in a query: the rows of the field table that can be searched, and a few more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// "exact:" goes before a word, a phrase or another field and is therefore none of the fields below.
inline constexpr std::string_view kExactField = "exact";

enum class QueryFieldKind : std::uint8_t {
  text,  // words in one unit of the article; `row` is "title", "byline" or "body"
  keyword,  // an exact value; `row` is the row's query name
  from,  // dates: published then or later
  to,  // dates: published then or earlier
  date,  // dates: published then
  after,  // dates: published later
  before,  // dates: published earlier
  words,  // number of words
  has,  // has any value of a field
  id,
};

struct QueryField {
  QueryFieldKind kind;
  std::string_view row;  // text and keyword only; static storage
};

// What `name` (in lower case) stands for; nullopt: nothing that can be searched.
std::optional<QueryField> query_field(std::string_view name);

// The row that "has:" and `name` (in lower case) ask for, by its query name: a keyword row, or "date". nullopt: nothing
// that an article may have or lack. Static storage.
std::optional<std::string_view> has_field(std::string_view name);

// The language that was meant as archives name it, by its first subtag: "de-AT" and "German" and "Deutsch" are "de". What is no language is given back.
std::string language_code(std::string_view typed);

// The name that is spelled most like `name`, ours or "exact".
std::string nearest_query_field(std::string_view name);

}  // namespace dateline
