#include "indexer/archive/word_sequence.h"

#include <algorithm>

#include "indexer/archive/bytes.h"

namespace dateline {
namespace {

// First byte: below kTwo the code itself; below kThree two bytes; below kFive three bytes; kFive: four more bytes.
constexpr std::uint32_t kTwo = 176;
constexpr std::uint32_t kThree = 240;
constexpr std::uint32_t kFive = 255;
constexpr std::uint32_t kTwoLimit = kTwo + (kThree - kTwo) * 256;
constexpr std::uint32_t kThreeLimit = kTwoLimit + (kFive - kThree) * 65536;

}  // namespace

void encode_code(std::uint32_t code, std::string& out) {
  if (code < kTwo) {
    out += static_cast<char>(code);
  } else if (code < kTwoLimit) {
    code -= kTwo;
    out += static_cast<char>(kTwo + (code >> 8));
    out += static_cast<char>(code);
  } else if (code < kThreeLimit) {
    code -= kTwoLimit;
    out += static_cast<char>(kThree + (code >> 16));
    out += static_cast<char>(code >> 8);
    out += static_cast<char>(code);
  } else {
    out += static_cast<char>(kFive);
    put_fixed(out, code);
  }
}

void encode_words(const WordSequence& words, std::string& out) {
  put_varint(out, words.units());
  for (std::uint32_t unit = 0; unit < words.units(); ++unit) put_varint(out, words.unit_ends[unit] - words.unit_begin(unit));
  for (const std::uint32_t code : words.codes) encode_code(code, out);
}

void WordReader::start(std::string_view blob) {
  blob_ = blob;
  unit_ends_.clear();
  ByteReader reader(blob);
  std::uint64_t total = 0;
  for (std::uint64_t left = reader.varint(); left > 0; --left) {
    const std::uint64_t tokens = reader.varint();
    if (tokens > blob.size() - total) throw ArchiveCorrupt("a word sequence names more words than it has bytes");
    total += tokens;
    unit_ends_.push_back(static_cast<std::uint32_t>(total));
  }
  codes_begin_ = at_ = reader.position();
}

void WordReader::read(std::uint32_t count, WordSequence& words) {
  if (at_ == codes_begin_) words.clear();
  count = std::min(count, size());
  std::size_t known = words.codes.size();
  words.codes.resize(std::max<std::size_t>(known, count));
  const auto* at = reinterpret_cast<const unsigned char*>(blob_.data()) + at_;
  const auto* const end = reinterpret_cast<const unsigned char*>(blob_.data()) + blob_.size();
  for (; known < count; ++known) {
    if (at == end) throw ArchiveCorrupt("a word sequence ends too early");
    const std::uint32_t first = *at++;
    const std::ptrdiff_t more = first < kTwo ? 0 : first < kThree ? 1 : first < kFive ? 2 : 4;
    if (end - at < more) throw ArchiveCorrupt("a word sequence ends too early");
    std::uint32_t& code = words.codes[known];
    if (more == 0) code = first;
    else if (more == 1) code = kTwo + ((first - kTwo) << 8) + at[0];
    else if (more == 2) code = kTwoLimit + ((first - kThree) << 16) + (std::uint32_t{at[0]} << 8) + at[1];
    else std::memcpy(&code, at, sizeof code);
    at += more;
  }
  at_ = static_cast<std::size_t>(at - reinterpret_cast<const unsigned char*>(blob_.data()));
  words.unit_ends.clear();
  for (const std::uint32_t unit_end : unit_ends_) {
    words.unit_ends.push_back(std::min(unit_end, count));
    if (unit_end > count) break;
  }
}

void decode_words(std::string_view blob, WordSequence& words) {
  WordReader reader;
  reader.start(blob);
  words.clear();
  reader.read(reader.size(), words);
}

}  // namespace dateline
