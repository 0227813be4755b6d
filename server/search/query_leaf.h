// One item of a query -> one leaf of its tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/query.h"
#include "server/search/query_fields.h"
#include "server/search/query_lexer.h"

namespace dateline {

// What the brackets around an item say of it: title:( ... ), exact:( ... ).
struct QueryScope {
  std::string field;
  bool exact = false;
};

// The warnings of one query. The first of a kind at a place is kept, up to a bound.
class QueryWarnings {
 public:
  explicit QueryWarnings(std::size_t most) : most_(most) {}
  void add(std::string_view code, std::string detail, std::uint32_t position);
  std::vector<Warning> take() { return std::move(list_); }

 private:
  std::size_t most_;
  std::vector<Warning> list_;
};

// `text` between quotation marks for a warning, shortened to about 40 bytes.
std::string quoted_for_warning(std::string_view text);

// Counts what the limits bound.
class LeafReader {
 public:
  LeafReader(std::int64_t now, const QueryLimits& limits, QueryWarnings& warnings)
      : now_(now), limits_(limits), warnings_(warnings) {}

  // The leaf for an item token; nullopt when there is nothing in it to look for, which has been warned of.
  std::optional<QueryNode> read(const QueryToken& token, const QueryScope& scope);

  // Whether `token` takes a date and `text`, which is longer than its own, is one.
  bool is_date(std::string_view text, const QueryToken& token, const QueryScope& scope) const;

 private:
  void warn_of_too_many(std::size_t most, std::string_view what, std::uint32_t position);
  bool is_too_costly(const QueryNode& node);
  std::optional<QueryNode> read_node(const QueryToken& token, const QueryField& field, bool exact);
  std::optional<QueryNode> read_text(const QueryToken& token, std::string_view field, bool exact);
  std::optional<QueryNode> read_value(const QueryToken& token, NodeKind kind, std::string_view row);
  std::optional<QueryNode> read_dates(const QueryToken& token, QueryFieldKind kind);
  std::optional<QueryNode> read_has(const QueryToken& token);
  std::optional<QueryNode> read_words(const QueryToken& token);
  void read_wildcards(QueryNode& word);
  bool is_too_short(const QueryNode& word, bool inside);
  bool is_one_too_many(QueryNode& word);
  void warn_of_nothing(const QueryToken& token);
  void warn_of_strange_field(const QueryToken& token);

  std::int64_t now_;
  const QueryLimits& limits_;
  QueryWarnings& warnings_;
  std::size_t leaves_ = 0, costly_ = 0;
  std::size_t wildcards_ = 0;
};

}  // namespace dateline
