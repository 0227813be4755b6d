// An article's words in order, as one blob: what phrases, nearness, fields and highlights are checked against.
//
// A blob is a row of varints (LEB128: seven bits a byte, the low ones first, the high bit set on all bytes of a number but its last): the number of units, the
// tokens of each, then the codes. Where a code begins is told by the byte before it, so that codes can be sought and counted without decoding.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
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

// Appends the blob of `words` to `out`.
void encode_words(const WordSequence& words, std::string& out);

// Appends one code as it stands in a blob.
void encode_code(std::uint32_t code, std::string& out);

// Reads one blob into `words`, whose memory is used again. Throws ArchiveCorrupt when it is broken.
void decode_words(std::string_view blob, WordSequence& words);

// Throws ArchiveCorrupt.
[[noreturn]] void ends_too_early();

// Whether a byte is the last of a number.
constexpr bool ends_number(char byte) { return static_cast<signed char>(byte) >= 0; }

// How many numbers end in these bytes. Sixteen bytes at a time.
std::size_t count_numbers(std::string_view bytes);

// Where the number behind the first `count` ones begins. Throws ArchiveCorrupt when there are fewer.
std::size_t skip_numbers(std::string_view bytes, std::uint64_t count);

// The code that begins at `at`, which is set behind it. Throws ArchiveCorrupt when it does not end, or is no code.
std::uint32_t read_code(std::string_view codes, std::size_t& at);

// A blob taken apart, without a look at its codes. A view: the blob must live as long.
class EncodedWords {
 public:
  // Throws ArchiveCorrupt when the table of units is broken.
  explicit EncodedWords(std::string_view blob);
  EncodedWords() = default;

  // The codes, one behind the other. In front of them stands the end of another number: codes().data()[-1] may be read.
  std::string_view codes() const { return codes_; }
  // For each unit a varint: its tokens.
  std::string_view unit_sizes() const { return unit_sizes_; }

 private:
  std::string_view unit_sizes_, codes_;
};

// Tells which words lie in one unit, from front to back.
class UnitWalk {
 public:
  explicit UnitWalk(const EncodedWords& words) : sizes_(words.unit_sizes()), most_(words.codes().size()) {}

  std::uint32_t begin() const { return begin_; }  // first word of the current unit
  std::uint32_t end() const { return end_; }      // behind its last
  bool done() const { return at_ == sizes_.size(); }
  // Goes to the next unit, or from before the first to the first. Throws ArchiveCorrupt when there is none, or when it has more words than the blob has bytes.
  void next();
  // Goes to the unit of a word that does not lie before the current unit. Throws ArchiveCorrupt when there is none.
  void go_to(std::uint32_t word) {
    while (word >= end_) next();
  }

 private:
  std::string_view sizes_;
  std::size_t most_, at_ = 0;
  std::uint32_t begin_ = 0, end_ = 0;
};

// Reads the first words of one blob after the other. Its memory is used again.
class WordReader {
 public:
  // Begins with a blob, which must live while it is read. Throws ArchiveCorrupt when its table of units is broken.
  void start(std::string_view blob);

  std::uint32_t size() const { return unit_ends_.empty() ? 0 : unit_ends_.back(); }  // words in the blob
  // Words up to the end of a unit; size() when there is none with that number.
  std::uint32_t size_to(std::uint32_t unit) const { return unit < unit_ends_.size() ? unit_ends_[unit] : size(); }

  // Reads until `words` holds the first `count` words of the blob, or all: `words` then is as if the article ended there. Throws ArchiveCorrupt when the blob
  // is broken.
  void read(std::uint32_t count, WordSequence& words) const;

 private:
  EncodedWords encoded_;
  std::vector<std::uint32_t> unit_ends_;
};

// Calls `each(code, at)` for every code, with the place where it begins, until it returns true; returns whether it did. Throws ArchiveCorrupt when what is read is
// no code, or the last does not end.
template <typename Each>
bool any_code(std::string_view codes, const Each& each);

// Steps of any_code: reads eight bytes at once.
class CodeEights {
 public:
  // Begins where a code does; bytes between `from` and the place where reading goes on were read before.
  explicit CodeEights(const char* from) : begin_(from) {}

  const char* begin() const { return begin_; }  // of the code that is read next

  // Calls `each(code, where it begins)` for the codes that end in whole eights of [at, end), until it returns true. Fifteen bytes from each eight on must be readable.
  template <typename Each>
  bool any(const char* at, const char* end, const Each& each) {
    for (; at < end; at += sizeof(std::uint64_t)) {
      for (std::uint64_t lasts = ~load(at) & kHighBits; lasts != 0; lasts &= lasts - 1) {
        const char* const last = at + std::countr_zero(lasts) / 8;
        const auto more = static_cast<unsigned>(last - begin_);
        most_ = std::max(most_, more);
        const char* const from = begin_;
        begin_ = last + 1;
        if (each(number(load(from), more), from)) return true;
      }
    }
    return false;
  }

  // Throws ArchiveCorrupt when something was read that has more bytes than a code.
  void check() const;

 private:
  static constexpr std::uint64_t kHighBits = 0x8080808080808080;

  static std::uint64_t load(const char* from) {
    std::uint64_t out;
    std::memcpy(&out, from, sizeof out);
    return out;
  }
  // The number whose first `more` + 1 bytes these are.
  static std::uint32_t number(std::uint64_t bytes, unsigned more) {
    bytes &= ~std::uint64_t{0} >> ((56 - 8 * more) & 63);
    bytes = (bytes & 0x007F007F007F007F) | (bytes & 0x7F007F007F007F00) >> 1;
    return static_cast<std::uint32_t>((bytes & 0x3FFF) | (bytes & 0x3FFF0000) >> 2 | (bytes & 0xF00000000) >> 4);
  }

  const char* begin_;
  unsigned most_ = 0;
};

template <typename Each>
bool any_code(std::string_view codes, const Each& each) {
  constexpr std::size_t kEight = sizeof(std::uint64_t), kTail = 3 * kEight;
  const std::size_t whole = codes.size() < 2 * kEight ? 0 : (codes.size() - kEight) / kEight * kEight;
  const auto place = [&](const char* at) { return static_cast<std::size_t>(at - codes.data()); };
  CodeEights eights(codes.data());
  if (eights.any(codes.data(), codes.data() + whole, [&](std::uint32_t code, const char* at) { return each(code, place(at)); })) return true;
  // What is left is read where bytes that end nothing follow it.
  const std::size_t begin = place(eights.begin()), left = codes.size() - begin;
  std::array<char, kTail + 2 * kEight> rest;
  rest.fill('\xFF');
  std::memcpy(rest.data(), codes.data() + begin, std::min(left, kTail));
  eights.check();
  CodeEights tail(rest.data());
  if (tail.any(rest.data(), rest.data() + kTail, [&](std::uint32_t code, const char* at) { return each(code, begin + static_cast<std::size_t>(at - rest.data())); })) return true;
  tail.check();
  if (static_cast<std::size_t>(tail.begin() - rest.data()) != left) ends_too_early();
  return false;
}

}  // namespace dateline
