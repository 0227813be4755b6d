// An article's words in order, as one blob: what phrases, nearness, fields and highlights are checked against.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Units of text, in this order: the headline, the byline (names joined), then one a body paragraph. Nothing matches across units.
inline constexpr std::uint32_t kTitleUnit = 0;
inline constexpr std::uint32_t kBylineUnit = 1;
inline constexpr std::uint32_t kFirstBodyUnit = 2;

// Codes are ranks in the segment's vocabulary, the most frequent form being 0.
struct WordSequence {
  std::vector<std::uint32_t> codes;      // all tokens of all units
  std::vector<std::uint32_t> unit_ends;  // for each unit: index behind its last token; ascending

  std::uint32_t unit_begin(std::uint32_t unit) const { return unit == 0 ? 0 : unit_ends[unit - 1]; }
  std::span<const std::uint32_t> unit(std::uint32_t number) const {
    return std::span(codes).subspan(unit_begin(number), unit_ends[number] - unit_begin(number));
  }
  std::uint32_t units() const { return static_cast<std::uint32_t>(unit_ends.size()); }
  void clear() {
    codes.clear();
    unit_ends.clear();
  }
};

// Appends the blob of `words` to `out`: varint number of units, varint tokens of each, then the codes in one to five bytes
// (frequent forms in one).
void encode_words(const WordSequence& words, std::string& out);

// Reads one blob into `words`, whose memory is used again. Throws ArchiveCorrupt when it is broken.
void decode_words(std::string_view blob, WordSequence& words);

}  // namespace dateline
