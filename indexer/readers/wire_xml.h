// What the readers of wire formats in XML share: opening a file, finding elements, and notes for the ledger.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/text.h"
#include "indexer/article.h"
#include "indexer/extract/tree.h"
#include "indexer/readers/finish.h"

namespace dateline {

constexpr std::size_t largest_wire_file = 256u << 20;  // bytes; docs/limits.md lists it

// The file as a tree, with job.note set when it was converted. nullopt: it was rejected, and why was told. A tree
// with a structural fault is given back all the same; see `may_be_broken`.
std::optional<Tree> open_wire_file(ReadingJob& job);

// Whether a structural fault may touch `element`: it is not known to end before the line of the fault. What stands in
// such an element may be another than was meant, an embargo of another item for example, so that nothing of it is
// used.
bool may_be_broken(const Node& element, const TreeFault& fault);

// "is not well-formed XML: ..." for a rejection.
std::string broken_reason(const TreeFault& fault);

// The element at the end of a path of children; nullptr: not there.
const Node* element_at(const Node& from, std::initializer_list<std::string_view> path);

// The first child element that comes behind `child` and has its name; nullptr: none.
const Node* next_of_name(const Node& child);

// The text of an element in one line; empty for nullptr.
std::string line_text(const Node* node);

// Remembers which element a field came from.
void found(Article& article, std::string_view field, std::string_view where);

// Puts a text into the ledger, unless it is empty.
void drop_text(Article& article, std::string_view reason, std::uint32_t line, std::string text);

// A date without a time of day but with a zone ("20080219+0100", "2008-02-19Z", as XML Schema writes a day) without
// that zone; any other text as it is. A day in any zone is taken for one that may begin anywhere on Earth, which is
// the later reading for an embargo.
std::string without_zone_of_day(std::string_view text);

// The moment that a text says. Unknown when it is empty, and when it cannot be read, which goes to the ledger.
Moment wire_moment(std::string_view text, std::uint32_t line, Article& article);

// Notes in the ledger that a date until which the article was to be used is behind `now`, or cannot be read.
void note_expiry(std::string_view written, std::string_view where, std::uint32_t line, Article& article);

// Makes `whole` at least as hard to see as `part`, a piece of the same item that was read by itself.
void hold_like(const Article& part, Article& whole);

// The names in a byline of any length.
std::vector<std::string> names_in_byline(std::string_view text);

// Holds the article when a sentence of what an editor tells others is an embargo ("EMBARGOED until 00:01 GMT, 3 May 2027"), see extract/embargo_line.h.
void hold_by_note(std::string_view text, std::uint32_t line, Article& article);

// What an editor tells others: to the ledger, an embargo in it counts, and why an article is corrected, withheld or canceled. Call it when the
// status is final.
void take_editor_note(std::string text, std::uint32_t line, Article& article);

// The place, and often the day, that a story is from, as it stands in front of its text.
struct Dateline {
  std::string text;
  std::uint32_t line = 0;
  std::string_view where;  // for found_in
};

// Puts a dateline in front of the paragraph article.body[first], as it is printed: "PARIS (AP) -- The Seine ...". To
// the ledger when the paragraph begins with the place itself, or there is none.
void put_dateline(Dateline dateline, std::size_t first, Article& article);

// Leaves the first paragraph out when it is the headline once more and others follow.
void drop_repeated_title(Article& article);

}  // namespace dateline
