// The query language: text -> a small tree of our own. Knows nothing of Xapian and of analysis: the text of a leaf is what
// was typed, the planner turns it into terms. See docs/query-language.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/search.h"

namespace dateline {

enum class NodeKind : std::uint8_t {
  everything,   // matches all articles: the empty query, or what a lone negative is taken from
  word,         // text: one run without white space, as typed ("O'Brien", "TS33.128", "£169m"); may analyse to several tokens
  prefix,       // text without the trailing '*'
  phrase,       // text between the quotation marks, as typed
  near,         // children: word, prefix, wildcard or phrase nodes, or any_of nodes of them, within `distance` words of each other in any order
  all_of,       // children, two or more
  any_of,       // children, two or more
  without,      // children[0] but not children[1]
  keyword,      // field (a keyword row's query name) has exactly the value `text`
  dates,        // published within `range`
  words_range,  // number of words from low to high, inclusive
  id,           // the article whose id is `text`
  wildcard,     // text as typed, with at least one '*' or '?' that stands for letters (see masked_wildcards in query_text.h)
  has,          // has any value of `field`: a keyword row's query name, or "date"
};

struct QueryNode {
  NodeKind kind = NodeKind::everything;
  std::string text;
  std::string field;            // keyword, has: its row. word, prefix, wildcard, phrase: "title", "byline" or "body"; empty: anywhere
  bool exact = false;           // word, phrase: no stemming, aliases, compounds or accent folding; prefix, wildcard: as typed, without effect
  std::uint32_t distance = 0;   // near; phrase: extra words allowed between its words ("..."~5)
  TimeRange range;              // dates
  std::uint32_t low = 0, high = 0xffffffff;  // words_range
  std::uint32_t position = 0;   // byte offset in q where the node begins
  std::vector<QueryNode> children;
};

struct ParsedQuery {
  QueryNode root;
  std::vector<Warning> warnings;
};

// Bounds that a hostile query cannot pass; what is beyond is left out with a warning.
struct QueryLimits {
  std::size_t bytes = 4096;
  std::size_t leaves = 256;
  std::size_t costly_leaves = 64;  // all but plain words: what has to be looked at in the words of articles
  std::size_t depth = 32;
  std::size_t wildcards = 4;  // words with a '*' or '?'
  std::size_t shortest_prefix = 2;  // letters and digits before a '*' that ends the word
  std::size_t shortest_wildcard = 3;  // letters and digits beside any other '*' or '?'
  std::size_t warnings = 20;        // the first ones are kept
};

// Reads `q` (any bytes; invalid UTF-8 is replaced by U+FFFD and warned of). `now` is UTC seconds, for "today" and "-30d". Never throws for
// what q says; linear in the length of q. The tree is in normal form: no all_of in an all_of, no any_of in an any_of, `without`
// only at the root, in an any_of, or in what another `without` takes away; everything only at the root and as first child of `without`.
ParsedQuery parse_query(std::string_view q, std::int64_t now, const QueryLimits& limits = {});

// The tree as a query that parses to the same tree (normal form): what `interpreted` prints. Empty for everything. Parsing it
// gives the same tree but for `position`, when it is not longer than QueryLimits::bytes.
std::string to_string(const QueryNode& node);

}  // namespace dateline
