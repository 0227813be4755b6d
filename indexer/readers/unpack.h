// Compressed bytes to bytes, bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/container.h"

namespace dateline {

bool starts_as_gzip(std::string_view bytes);

// The start of what a gzip file unpacks to, at most `most` bytes; as much as the packed bytes at hand give.
std::string start_of_gzip(std::string_view packed, std::size_t most);

// The members of a gzip file as one stream. Keeps no more than one piece in memory.
class GzipStream {
 public:
  // Both must outlive the stream.
  GzipStream(std::string_view packed, UnpackBudget& budget);
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  ~GzipStream();

  // The next piece, good until the next call; empty at the end and behind a fault.
  std::string_view next();
  // Why the stream ended early, with the place in the packed file, one sentence without a full stop; empty: it did not.
  const std::string& fault() const { return fault_; }
  // Behind a fault: goes on at the next member that unpacks to what begins with `start`, and forgets the fault. False: there is none.
  bool resume(std::string_view start);

 private:
  struct Inflater;
  bool open_member();
  std::string_view fail(std::string what);

  std::string_view packed_;
  UnpackBudget& budget_;
  std::size_t at_ = 0;
  std::uint32_t guesses_ = 0;
  std::string piece_;
  std::string fault_;
  std::unique_ptr<Inflater> inflater_;
};

struct UnpackedBytes {
  std::string bytes;
  std::string fault;  // why they are not whole, one sentence without a full stop; empty: they are
};

// The first member alone, whatever follows it: a body sent with "Content-Encoding: gzip".
UnpackedBytes unpack_gzip_member(std::string_view packed, std::size_t most, UnpackBudget& budget);
// A body sent with "Content-Encoding: deflate": zlib's format, or bare deflate as some servers send it.
UnpackedBytes unpack_deflate(std::string_view packed, std::size_t most, UnpackBudget& budget);
// A body sent with "Content-Encoding: br".
UnpackedBytes unpack_brotli(std::string_view packed, std::size_t most, UnpackBudget& budget);

}  // namespace dateline
