#include "indexer/archive/word_sequence.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "indexer/archive/bytes.h"

namespace dateline {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t kHighBits = 0x8080808080808080;
constexpr unsigned kLongestCode = 5;

std::uint64_t load_eight(const char* from) {
  std::uint64_t out;
  std::memcpy(&out, from, sizeof out);
  return out;
}

}  // namespace

void ends_too_early() { throw ArchiveCorrupt("a word sequence ends too early"); }

void CodeEights::check() const {
  if (most_ >= kLongestCode) throw ArchiveCorrupt("a word sequence has a word of too many bytes");
}

void encode_code(std::uint32_t code, std::string& out) { put_varint(out, code); }

void encode_words(const WordSequence& words, std::string& out) {
  put_varint(out, words.units());
  for (std::uint32_t unit = 0; unit < words.units(); ++unit) put_varint(out, words.unit_ends[unit] - words.unit_begin(unit));
  for (const std::uint32_t code : words.codes) encode_code(code, out);
}

std::size_t count_numbers(std::string_view bytes) {
  using Block = signed char __attribute__((vector_size(16)));
  constexpr std::size_t kMostBlocks = 120;  // counted in a byte
  std::size_t count = 0, at = 0;
  while (at + sizeof(Block) <= bytes.size()) {
    Block ends{};
    const std::size_t end = std::min(bytes.size(), at + kMostBlocks * sizeof(Block));
    for (; at + sizeof(Block) <= end; at += sizeof(Block)) {
      Block block;
      std::memcpy(&block, bytes.data() + at, sizeof block);
      ends -= block >= 0;
    }
    std::uint64_t halves[2];
    std::memcpy(halves, &ends, sizeof halves);
    const std::uint64_t sums = (halves[0] & 0x00FF00FF00FF00FF) + (halves[0] >> 8 & 0x00FF00FF00FF00FF) + (halves[1] & 0x00FF00FF00FF00FF) + (halves[1] >> 8 & 0x00FF00FF00FF00FF);
    count += sums * 0x0001000100010001 >> 48;
  }
  for (; at < bytes.size(); ++at) count += ends_number(bytes[at]);
  return count;
}

std::size_t skip_numbers(std::string_view bytes, std::uint64_t count) {
  std::size_t at = 0;
  for (; count >= sizeof(std::uint64_t) && bytes.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t))
    count -= (~load_eight(bytes.data() + at) & kHighBits) / 0x80 * 0x0101010101010101 >> 56;
  for (; count > 0; ++at) {
    if (at == bytes.size()) ends_too_early();
    count -= ends_number(bytes[at]);
  }
  return at;
}

std::uint32_t read_code(std::string_view codes, std::size_t& at) {
  std::uint64_t code = 0;
  for (unsigned byte = 0; byte < kLongestCode && at < codes.size(); ++byte) {
    const char here = codes[at++];
    code |= std::uint64_t{static_cast<unsigned char>(here) & 0x7Fu} << 7 * byte;
    if (ends_number(here)) return static_cast<std::uint32_t>(code);
  }
  ends_too_early();
}

EncodedWords::EncodedWords(std::string_view blob) {
  ByteReader reader(blob);
  const std::uint64_t units = reader.varint();
  const std::string_view rest = blob.substr(reader.position());
  if (units > rest.size()) ends_too_early();
  const std::size_t sizes = skip_numbers(rest, units);
  unit_sizes_ = rest.substr(0, sizes);
  codes_ = rest.substr(sizes);
}

void UnitWalk::next() {
  if (done()) throw ArchiveCorrupt("a word lies outside the units of its article");
  std::uint64_t size = 0;
  for (unsigned shift = 0; at_ < sizes_.size(); shift = std::min(shift + 7, 56u)) {
    const char here = sizes_[at_++];
    size |= std::uint64_t{static_cast<unsigned char>(here) & 0x7Fu} << shift;
    if (ends_number(here)) break;
  }
  begin_ = end_;
  if (size > most_ - end_) throw ArchiveCorrupt("a word sequence names more words than it has bytes");
  end_ += static_cast<std::uint32_t>(size);
}

void WordReader::start(std::string_view blob) {
  encoded_ = EncodedWords(blob);
  unit_ends_.clear();
  UnitWalk units(encoded_);
  while (!units.done()) {
    units.next();
    unit_ends_.push_back(units.end());
  }
}

void WordReader::read(std::uint32_t count, WordSequence& words) const {
  words.clear();
  count = std::min(count, size());
  words.codes.reserve(count);
  any_code(encoded_.codes(), [&](std::uint32_t code, std::size_t) {
    if (words.codes.size() == count) return true;
    words.codes.push_back(code);
    return false;
  });
  if (words.codes.size() < count) ends_too_early();
  for (const std::uint32_t unit_end : unit_ends_) {
    words.unit_ends.push_back(std::min(unit_end, count));
    if (unit_end > count) break;
  }
}

void decode_words(std::string_view blob, WordSequence& words) {
  const EncodedWords encoded(blob);
  words.clear();
  UnitWalk units(encoded);
  while (!units.done()) {
    units.next();
    words.unit_ends.push_back(units.end());
  }
  const std::string_view codes = encoded.codes();
  if (count_numbers(codes) != units.end() || (!codes.empty() && !ends_number(codes.back()))) throw ArchiveCorrupt("a word sequence has other words than it names");
  words.codes.resize(units.end());
  std::uint32_t* out = words.codes.data();
  any_code(codes, [&out](std::uint32_t code, std::size_t) {
    *out++ = code;
    return false;
  });
}

}  // namespace dateline
