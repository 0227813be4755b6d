// The bytes of a WARC or ARC file, packed or not, from front to back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/unpack.h"

namespace dateline {

class RecordStream {
 public:
  // Unpacks what starts as gzip. Both must outlive the stream.
  RecordStream(std::string_view bytes, UnpackBudget& budget);

  // The next line without its end, good until the next call; nullopt at the end, and where a line is longer than 64 KiB.
  std::optional<std::string_view> line();
  // The next `count` bytes, good until the next call; fewer at the end. Memory is taken as the bytes come.
  std::string_view take(std::uint64_t count);
  // Passes over bytes; how many there were.
  std::uint64_t skip(std::uint64_t count);
  // What comes next, at most `most` bytes, without taking it; good until the next call.
  std::string_view peek(std::size_t most);

  bool at_end() { return peek(1).empty(); }
  // Bytes taken so far, unpacked.
  std::uint64_t at() const { return at_; }
  // Why the bytes end early; empty: they do not.
  std::string fault() const { return gzip_ ? gzip_->fault() : std::string(); }
  // Behind a fault: goes on at the next packed WARC record. False: there is none.
  bool resume();

 private:
  bool more();

  std::unique_ptr<GzipStream> gzip_;  // nullptr: not packed
  std::string_view rest_;  // of the piece at hand
  std::string buffer_;     // what spans pieces; `rest_` may point into it
  std::uint64_t at_ = 0;
};

}  // namespace dateline
