// Why nothing was found, and what to ask instead.
#pragma once

#include "server/search/correction.h"
#include "server/search/search.h"

namespace dateline {

// Ways out of an answer without hits: the query corrected, or without a word, a phrase's quotation marks, a condition or a filter that empties it. Each has been
// searched for and finds something; the likeliest first, at most six, after at most twenty searches. Empty when the answer has hits, was cut short by
// time, or nothing helps. Takes at most half of the time that is left.
std::vector<WayOut> ways_out(const AnsweredRequest& asked, const SearchAnswer& answer);

}  // namespace dateline
