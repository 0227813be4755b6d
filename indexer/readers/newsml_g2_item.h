// One <newsItem> of NewsML-G2.
#pragma once

#include <string_view>

#include "indexer/extract/tree.h"
#include "indexer/readers/finish.h"

namespace dateline {

// Reads the item and hands its article to the sink, or passes it over when it is a picture, a video or the like, or
// when its text is not in the file.
void read_g2_item(const Node& item, const Place& place, const ReadingJob& job);

// Whether the file begins as a NewsML-G2 item or message does, or as a piece of one.
bool recognises_newsml_g2(std::string_view head);

}  // namespace dateline
