// One file through its reader: what a run and its explanation have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/inputs.h"
#include "indexer/readers/reader.h"

namespace dateline {

// The format of a file, and how it was found out ("by its content"). `row` is nullptr when it is of none.
struct FormatFound {
  const Format* row = nullptr;
  std::string how;
};

FormatFound find_format(const Input& input, const PathReading& reading);

ReadOptions read_options_for(const PathReading& reading);

// What tells two ways of reading a file apart: equal for equal options and the same version of the program.
std::uint64_t reading_hash(const PathReading& reading);

// Whether an entry of the ledger with this reason tells of something that is not in the article, and not just of how it was read.
bool is_loss(std::string_view reason);

// Makes the article's language a known subtag, or finds it out; empty where that cannot be. True when it was declared.
bool settle_language(Article& article);

}  // namespace dateline
