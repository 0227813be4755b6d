// The part of a URL after '?', read by ourselves so that every byte of it is either understood or refused. Pure functions,
// safe from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/answer.h"

namespace dateline {

// Byte offset of the first sequence that is not UTF-8 (overlong forms, surrogates and what is above U+10FFFF are not);
// npos when all of it is.
std::size_t first_invalid_utf8(std::string_view text);

// Decodes %XX, and '+' as a space when `plus_is_space`. nullopt: a '%' without two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

// Names and values in the order sent, repeats kept. Only '&' separates; the first '=' splits; a piece without '=' has an
// empty value; empty pieces ("a=1&&b=2") say nothing. What stands behind "q=" is taken as it is, broken escapes literally. Throws BadRequest "bad_encoding"
// elsewhere for a broken percent escape, for what
// is not UTF-8 and for NUL; its position is the byte offset in `raw` for an escape, in the decoded value otherwise.
Pairs read_query_string(std::string_view raw);

}  // namespace dateline
