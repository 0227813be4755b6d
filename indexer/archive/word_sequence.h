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

// Appends one code as it stands in a blob.
void encode_code(std::uint32_t code, std::string& out);

// Reads one blob into `words`, whose memory is used again. Throws ArchiveCorrupt when it is broken.
void decode_words(std::string_view blob, WordSequence& words);

// Reads a blob piece by piece, for who may know enough before its end. Its memory is used again from blob to blob.
class WordReader {
 public:
  // Begins with a blob, which must live while it is read. Throws ArchiveCorrupt when its table of units is broken.
  void start(std::string_view blob);

  // The codes as they stand in the blob, one behind the other. A code's bytes may also be found across the border of others.
  std::string_view encoded_codes() const { return blob_.substr(codes_begin_); }

  std::uint32_t size() const { return unit_ends_.empty() ? 0 : unit_ends_.back(); }  // words in the blob
  // Words up to the end of a unit; size() when there is none with that number.
  std::uint32_t size_to(std::uint32_t unit) const { return unit < unit_ends_.size() ? unit_ends_[unit] : size(); }

  // Reads on until `words` holds the first `count` words of the blob, or all: `words` then is as if the article ended there. The same
  // `words` must be given from start to end. Throws ArchiveCorrupt when the blob is broken.
  void read(std::uint32_t count, WordSequence& words);

 private:
  std::string_view blob_;
  std::vector<std::uint32_t> unit_ends_;
  std::size_t codes_begin_ = 0, at_ = 0;
};

}  // namespace dateline
