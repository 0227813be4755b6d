// JSON-LD of a web page (schema.org) to what it says of the page's article.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/linked_data.h"

namespace dateline {

constexpr std::size_t largest_linked_data = 8u << 20;  // bytes of all blocks of a page; what lies beyond is told in the ledger

struct LinkedBlock {
  std::string text;  // of the script element, as it stands
  std::uint32_t line = 0;
};

// Which of several articles is the page's own.
struct LinkedPage {
  std::string_view title;  // as the page calls itself elsewhere; may be empty
  std::string_view address;  // canonical or as fetched; may be empty
};

// Never fails. Blocks that are no JSON are mended where that is plain (line breaks in strings, trailing commas, comments, CDATA) and otherwise told
// in `dropped` with reason "unreadable_metadata".
LinkedData read_linked_data(const std::vector<LinkedBlock>& blocks, const LinkedPage& page);

// `json` with what scripts and templates commonly break put right; for parse_json. Exposed for its test.
std::string mended_json(std::string_view json);

}  // namespace dateline
