// A stretch of a text as code points, with the places where it may be cut. Local: made of as much as is looked at.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/search.h"

namespace dateline {

class TextStretch {
 public:
  // The code points of `text` from at most `before` of them ahead of byte `anchor` to at most `after` behind it, but
  // not outside bytes [floor, ceiling). All offsets are on code point borders; `tokens` are sorted, by begin and by
  // end.
  struct Reach {
    std::uint32_t anchor = 0;
    std::uint32_t before = 0, after = 0;
    std::uint32_t floor = 0, ceiling = 0;
  };
  TextStretch(std::string_view text, std::span<const Span> tokens, const Reach& reach);

  std::uint32_t size() const { return static_cast<std::uint32_t>(points_.size()); }
  std::u32string_view points() const { return points_; }
  std::uint32_t byte_at(std::uint32_t index) const { return bytes_[index]; }

  // The index of the code point that begins at `byte`, or of the first behind it; size() at the end.
  std::uint32_t index_of(std::uint32_t byte) const;

  bool is_space(std::uint32_t index) const;

  // The last index in [low, high] where the text may end: before white space if there is any near `high`, else between
  // two tokens, else between two characters as readers see them. `low` when there is no such place.
  std::uint32_t end_within(std::uint32_t low, std::uint32_t high) const;

  // The first index in [low, high] where the text may begin, likewise. `high` when there is no such place.
  std::uint32_t start_within(std::uint32_t low, std::uint32_t high) const;

 private:
  enum class Cut : std::uint8_t { never, inside_token, between_tokens, at_space };
  Cut cut_at(std::uint32_t index) const;
  bool splits_character(std::uint32_t index) const;
  bool splits_entity(std::uint32_t index) const;

  std::u32string points_;
  std::vector<std::uint32_t> bytes_;  // offset of each code point in the text, and of the end
  std::vector<std::uint8_t> inside_;  // whether a token begins before and ends behind this index
  bool word_begins_ = false;  // nothing or white space is before the first code point
  bool word_ends_ = false;  // nothing or white space is behind the last one
};

}  // namespace dateline
