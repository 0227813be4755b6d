// Hits as a table (RFC 4180, UTF-8 with a byte order mark), made while it is sent. Safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/answer.h"
#include "server/search/search.h"

namespace dateline {

// One cell. Control characters but tabs become blanks, line ends LF. What a spreadsheet would run as a formula, that is what begins with = + - @ (as wide
// characters too), a tab or a line end, gets an apostrophe before it, which spreadsheets take for "this is text". Quoted where it has to be.
std::string csv_cell(std::string_view text);

// A row of column names, then one for each hit: `columns` are some of csv_columns(). Lists are joined by "; ", paragraphs by empty lines; what nobody knows
// is empty. `base` is public_base(). A piece of the stream is about 64 KiB, more when one article is.
BodyStream csv_table(HitList list, std::vector<std::string> columns, std::string base);

// "dateline-tax-cut.csv", and "dateline-tax-cut-first-10000.csv" when more match than are listed, or may match: a-z 0-9 - and nothing else, at most some 80 bytes.
std::string csv_file_name(std::string_view q, const HitList& list);

}  // namespace dateline
