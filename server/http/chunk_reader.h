// Takes the chunks of a request body apart, in bytes that come in any portions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/fault.h"
#include "server/http/limits.h"

namespace dateline {

class ChunkReader {
 public:
  // The limits must outlive the reader.
  explicit ChunkReader(const HttpLimits& limits) : limits_(&limits) {}

  // Takes what it can from the front of the bytes and appends the data to body. Gives how many bytes it took; the rest has to
  // be offered again with more behind it. Extensions and trailer lines are checked, counted and dropped.
  std::size_t take(std::string_view bytes, std::string& body);

  bool done() const { return step_ == Step::done; }
  bool failed() const { return step_ == Step::failed; }
  Fault fault() const { return fault_; }  // when failed

 private:
  enum class Step : unsigned char { size, data, data_end, trailer, done, failed };

  std::size_t take_data(std::string_view bytes, std::string& body);
  std::size_t take_line(std::string_view bytes, std::size_t body_size);
  void read_size(std::string_view line, std::size_t body_size);
  void read_trailer(std::string_view line);
  void fail(Fault fault);

  const HttpLimits* limits_;
  Step step_ = Step::size;
  std::uint64_t left_ = 0;  // bytes of the chunk that are still to come
  std::size_t extension_bytes_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::size_t trailer_lines_ = 0;
  Fault fault_ = Fault::chunk;
};

}  // namespace dateline
