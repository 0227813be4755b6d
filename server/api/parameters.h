// From a query string or a JSON body to a request in plain values. One table of parameters drives reading, docs/api.md and the
// OpenAPI document. Nothing is clamped or ignored: what cannot be understood is a BadRequest that says which and where.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/citation.h"
#include "server/search/help.h"
#include "server/search/search.h"

namespace dateline {

// What a parameter's value looks like.
enum class ParameterKind : std::uint8_t {
  text,    // anything, also nothing
  values,  // one exact value of a keyword field, a leading '-' excludes; repeatable
  date,    // a period as server/search/dates.h reads it
  choice,  // one of `choices`
  number,  // decimal digits, from `least` to `most`
  flag,    // "true" or "false"
  list,    // comma-separated, each one of `choices`, each at most once; in JSON also an array
};

struct Parameter {
  std::string_view name;
  ParameterKind kind = ParameterKind::text;
  std::string_view default_text = {};  // as documented; empty: none
  std::string_view what = {};          // one line for the documentation
  std::uint32_t least = 0, most = 0;      // number only
  std::span<const std::string_view> choices = {};  // choice and list only
};

// Rows of GET and POST /api/v1/search, and of GET /api/v1/articles/{id}. Static storage; safe from any thread.
std::span<const Parameter> search_parameters();
std::span<const Parameter> article_parameters();
// Rows of GET /api/v1/suggest, and of GET /api/v1/articles/{id}/related.
std::span<const Parameter> suggest_parameters();
std::span<const Parameter> related_parameters();

// Rows of GET /api/v1/search.atom and .json-feed: those of the search but what a feed has no place for.
std::span<const Parameter> feed_parameters();

// Rows of GET /api/v1/search.csv: those of the search but pages and what a table has no place for, with columns for `fields`.
std::span<const Parameter> csv_parameters();
// Columns that a table can have: the fields of a hit and "address", the article's page on this server. Static storage.
std::span<const std::string_view> csv_columns();

// Rows of GET /api/v1/articles/{id}/citation.
std::span<const Parameter> citation_parameters();

// Names of what an answer can carry of a whole article: "id", "url", ... "body", "ledger"; and of a hit, which has the first of these. Static storage.
std::span<const std::string_view> article_fields();
std::span<const std::string_view> hit_fields();

// Names of SuggestionKind, in its order. Static storage.
std::span<const std::string_view> suggestion_kinds();

// The values a reader can type, in words and without a trailing full stop: "a whole number from 1 to 100".
std::string expected_values(const Parameter& parameter);

struct SearchCall {
  SearchRequest search;
  std::vector<std::string> fields;  // of each hit, in the order of article_fields(); "id" is always among them
};

struct ArticleCall {
  std::string q;                    // what to mark; empty: nothing
  std::string version;              // empty: the newest
  std::vector<std::string> fields;  // as above
};

// Reads GET /api/v1/search's query string. `now` is UTC seconds, for relative dates. Throws BadRequest; a position is a byte
// offset in the decoded value.
SearchCall read_search_query(std::string_view raw_query, std::int64_t now);

// The same for POST: `json` is an object with the same names; numbers and booleans may be JSON numbers and booleans,
// repeatable ones and lists may be arrays of strings. Parameters in the query string count too; none may be given twice.
SearchCall read_search_body(std::string_view json, std::string_view raw_query, std::int64_t now);

// Reads the query string of a feed: newest first and 20 hits a page unless it says otherwise.
SearchCall read_feed_query(std::string_view raw_query, std::int64_t now);

// Reads the query string of a table: `fields` are its columns, in the order asked for.
SearchCall read_csv_query(std::string_view raw_query, std::int64_t now);

// Reads GET /api/v1/articles/{id}'s query string.
ArticleCall read_article_query(std::string_view raw_query);

struct CitationCall {
  CitationFormat format = CitationFormat::text;
  std::string version;  // empty: the newest
};

// Reads GET /api/v1/articles/{id}/citation's query string.
CitationCall read_citation_query(std::string_view raw_query);

// Read the query strings of GET /api/v1/suggest and of GET /api/v1/articles/{id}/related, whose id is left empty.
SuggestRequest read_suggest_query(std::string_view raw_query);
RelatedRequest read_related_query(std::string_view raw_query);

// For routes without parameters: throws BadRequest when there is one.
void read_no_parameters(std::string_view raw_query);

}  // namespace dateline
