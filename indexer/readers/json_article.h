// One article out of one JSON object, the same for JSON and JSON Lines.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/readers/finish.h"

namespace dateline {

// Reads the JSON text of one article, which starts at `line`, and hands it to the sink as one that lies at `place`, or
// rejects it.
void read_json_article(std::string_view json, std::uint32_t line, const Place& place, const ReadingJob& job);

}  // namespace dateline
