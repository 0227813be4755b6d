// A query as the parts that it is made of, for those that write it anew without one of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

enum class QueryPartKind : std::uint8_t { word, phrase, value, dates, group, negation, link };

// A part that no brackets are around. `value`: a field with an exact value, an id or a number of words. `group`: a pair of brackets and all in it.
// `negation`: anything that is taken away, with its sign or NOT. `link`: AND, OR, NEAR.
struct QueryPart {
  QueryPartKind kind = QueryPartKind::word;
  std::string typed;  // as it stands in the query
  std::string text;   // of a phrase: what is between the quotation marks
};

// The parts of `q` (any bytes) in their order. Linear.
std::vector<QueryPart> parts_of_query(const std::string& q);

// The query that has those of the parts for which `kept` is true, without links that have nothing left to link.
std::string query_of_parts(const std::vector<QueryPart>& parts, const std::vector<bool>& kept);

}  // namespace dateline
