// One item of ninjs, the IPTC's news in JSON, in the spellings of its versions 1, 2 and 3 and of content systems that
// write it.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/readers/finish.h"
#include "indexer/readers/value.h"

namespace dateline {

// Whether an object is an item of ninjs: it says so ("standard"), or it has a `uri` and members that only ninjs has,
// and none of those that other articles in JSON have (`url`, `body`, `content`).
bool is_ninjs(const Value& object);

// The same for the start of a file that holds such an object, or a list of them; judged by what is in it.
bool recognises_ninjs(std::string_view head);

// Reads an item and hands its article to the sink, or passes it over when it is a picture, a video, an event or the
// like without a text. `line` is where it starts, for messages. Status and embargo close when they are there and
// cannot be read, in any version's spelling.
void read_ninjs_item(const Value& item, std::uint32_t line, const Place& place, const ReadingJob& job);

}  // namespace dateline
