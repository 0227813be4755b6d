// One article out of one JSON object, the same for JSON and JSON Lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/readers/fields.h"
#include "indexer/readers/reader.h"

namespace dateline {

// Where the object came from and where the article goes. References live as long as the call of the reader.
struct JsonSource {
  const Input& input;
  const ReadOptions& options;
  ArticleSink& sink;
  std::string note;         // how the whole file was converted; empty: it was not
  bool whole_file = false;  // the object is all there is in the file
};

// Reads the JSON text of one article that starts at `line` and hands it to the sink, or rejects it.
void read_json_article(std::string_view json, std::uint32_t line, const JsonSource& source);

}  // namespace dateline
