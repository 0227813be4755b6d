// Lines and columns of places in a text, asked for from front to back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

// Where something stands in a file, both 1-based; columns are bytes.
struct FilePosition {
  std::uint32_t line = 1, column = 1;
  std::string text() const { return std::to_string(line) + ":" + std::to_string(column); }
};

// Counts lines once, whatever is asked. `text` outlives it.
class PositionCounter {
 public:
  explicit PositionCounter(std::string_view text) : text_(text) {}

  // `at` is not before the last one that was asked for, or on its line.
  FilePosition at(std::size_t at) {
    for (; counted_ < at; ++counted_) {
      counted_ = std::min(text_.substr(0, at).find('\n', counted_), at);
      if (counted_ == at) break;
      ++line_;
      line_start_ = counted_ + 1;
    }
    return {line_, static_cast<std::uint32_t>(at - line_start_ + 1)};
  }

 private:
  std::string_view text_;
  std::size_t counted_ = 0, line_start_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace dateline
