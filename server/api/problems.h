// What can go wrong, one row a code, and the document that tells a client of it (RFC 9457). docs/problems.md describes every
// row; a test compares.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/api/answer.h"
#include "server/search/search.h"

namespace dateline {

struct Problem {
  std::string_view code;   // in "code" and as the fragment of "type"; never renamed
  int status;              // HTTP status
  std::string_view title;  // the same for every occurrence
  std::string_view what;   // when it happens and what to do, for people
};

// All rows. Static storage.
std::span<const Problem> problems();

// The row of a code; that of "bad_request" when there is none.
const Problem& problem_of(std::string_view code);

// The problem document as an answer with its row's status: application/problem+json, Cache-Control: no-store, and Retry-After
// with 503. "parameter" and "position" are null when none is at fault. Text that is not UTF-8 is repaired, never refused.
Answer problem_answer(const BadRequest& what, std::string_view request_id);

// All rows as an HTML page, where "type" leads to.
std::string problems_page();

}  // namespace dateline
