// Looks for codes in encoded words (indexer/archive/word_sequence.h) by two of their bytes, sixteen places at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace dateline {

// Pairs of neighbouring bytes that are sought together. Immutable once made; any number of threads may use it.
class CodeSearch {
 public:
  // Seeks the byte `first` with `second` behind it.
  void add_pair(char first, char second);
  // Seeks a code of one byte: where a byte that ends a number stands before it.
  void add_lone(char code);
  // Seeks every code of three bytes or more: they are few, as frequent forms have short ones.
  void add_long_codes() { long_codes_ = true; }
  std::size_t size() const { return pairs_.size() + lone_.size(); }

  // Calls `each` with every place in [from, bytes.size()) where one of the pairs or codes is, ascending, until it returns true; returns whether it did. The
  // second byte of a pair is found only in front of the end. bytes.data()[from - 1] must be readable.
  template <typename Each>
  bool any(std::string_view bytes, std::size_t from, const Each& each) const {
    for (; from < bytes.size(); from += kBlock) {
      Mask found = from + kBlock < bytes.size() ? look(bytes.data() + from) : look_at_end(bytes, from);
      for (; found != 0; found &= found - 1)
        if (each(from + static_cast<std::size_t>(std::countr_zero(found)))) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kBlock = 16;
  using Block = signed char __attribute__((vector_size(16)));
  using Mask = std::uint32_t;  // a bit for each place where something is
  struct Pair {
    Block first, second;
  };

  // Reads [from - 1, from + 17).
  Mask look(const char* from) const {
    Block before, here, behind, found{};
    std::memcpy(&before, from - 1, sizeof before);
    std::memcpy(&here, from, sizeof here);
    std::memcpy(&behind, from + 1, sizeof behind);
    for (const Pair& pair : pairs_) found |= (here == pair.first) & (behind == pair.second);
    for (const Block& code : lone_) found |= (here == code) & (before >= 0);
    if (long_codes_) found |= (before >= 0) & (here < 0) & (behind < 0);
    return mask_of(found);
  }
  static Mask mask_of(const Block& found) {
#ifdef __SSE2__
    using Bytes = char __attribute__((vector_size(16)));
    return static_cast<Mask>(__builtin_ia32_pmovmskb128(reinterpret_cast<const Bytes&>(found)));
#else
    Mask out = 0;
    for (std::size_t lane = 0; lane < kBlock; ++lane) out |= found[lane] != 0 ? Mask{1} << lane : 0;
    return out;
#endif
  }
  Mask look_at_end(std::string_view bytes, std::size_t from) const;

  std::vector<Pair> pairs_;
  std::vector<Block> lone_;
  bool long_codes_ = false;
};

}  // namespace dateline
