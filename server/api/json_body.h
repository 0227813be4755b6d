// The JSON body of a POST as the same names and values that a query string would have given.
#pragma once

#include <span>
#include <string_view>

#include "server/api/answer.h"
#include "server/api/parameters.h"

namespace dateline {

// `json` is one object. A string, a number or a boolean becomes one pair; an array of strings becomes one pair per element for
// repeatable parameters and one comma-separated pair for lists. Names are not looked up here beyond that. Throws BadRequest
// "bad_json" (not an object, nested deeper than an array of strings, a name twice; position: byte offset in the body) and
// "bad_value" (null, object, array where the parameter takes none).
Pairs read_json_body(std::string_view json, std::span<const Parameter> table);

}  // namespace dateline
