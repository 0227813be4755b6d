// Where sentences end, by rule: for passages, which had better begin and end there. Pure and local: a stretch of a long
// text may be looked at alone.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline {

struct SentenceBreak {
  std::uint32_t end =
      0;  // index behind the last character of a sentence, closing quotation marks and brackets included
  std::uint32_t next = 0;  // index of the first character of the one that follows
};

// The borders between sentences in `text` (code points), in order; neither its beginning nor its end is among them.
// Points of abbreviations (Mr. U.S. No. 5), of initials and in numbers end nothing; a mark before a small letter
// neither. 。！？ end a sentence without white space. Linear.
std::vector<SentenceBreak> sentence_breaks(std::u32string_view text);

}  // namespace dateline
