// The field table: one row a field, for the writer, the query parser, the facets, the API documentation and a test.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dateline {

enum class FieldKind : std::uint8_t {
  text,     // words: in the postings without a prefix, told apart by the unit of the word sequence they stand in
  keyword,  // exact values after folding: a boolean term with a prefix, and an ordinal column
  date,     // a column of UTC seconds, sorted newest first within a segment
  number,   // a column
  stored,   // only in the stored article
};

struct Field {
  std::string_view name;    // in article answers and in docs
  std::string_view query;   // what is typed before ':' and used as a parameter
  FieldKind kind;
  std::string_view prefix;  // term prefix, keywords only
  std::string_view column;  // name of the column file's section; empty: none
  std::uint8_t weight;      // how many times a word of this field counts, text only
  bool stored;              // comes back in hits
  bool facet;               // may be counted
  std::string_view what;    // one line for the documentation
};

// Raised whenever a row changes its meaning on disk. Archives carry it; others are refused.
inline constexpr std::uint32_t kFieldTableVersion = 2;

// All rows. Static storage.
std::span<const Field> fields();

// The row with that query name or that name; nullptr when there is none.
const Field* field_named(std::string_view name);

// The posting term of one keyword value: prefix + folded value; long values end in a hash. At most 200 bytes.
std::string keyword_term(const Field& field, std::string_view value);

}  // namespace dateline
