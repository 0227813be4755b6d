// Every limit of the HTTP front: one struct, one table. docs/limits.md shows the same rows; a test compares them.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>

namespace dateline {

struct HttpLimits {
  std::size_t threads = 0;
  std::size_t queue = 512;
  std::size_t streams = 64;
  std::size_t connections = 10'000;
  std::size_t connections_per_address = 0;
  std::size_t target_bytes = 8 * 1024;
  std::size_t header_bytes = 16 * 1024;
  std::size_t header_count = 64;
  std::size_t body_bytes = 1024 * 1024;
  std::size_t chunk_extension_bytes = 1024;
  std::size_t buffered_bytes = 256 * 1024 * 1024;
  std::chrono::milliseconds header_time{10'000};
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds request_time{10'000};
  std::chrono::milliseconds write_time{60'000};
  std::chrono::milliseconds stream_time{600'000};
  std::chrono::milliseconds idle_time{60'000};
  std::chrono::milliseconds linger_time{2'000};
  std::chrono::milliseconds stop_time{15'000};
};

// One row a member of HttpLimits. Exactly one of the two pointers is set.
struct HttpLimitRow {
  std::string_view name;                                    // as in the configuration and the documentation
  std::size_t HttpLimits::* count = nullptr;                // a number or a size in bytes
  std::chrono::milliseconds HttpLimits::* time = nullptr;   // a time in milliseconds
  std::string_view unit;                                    // "threads", "bytes", "ms", ...
  std::string_view meaning;                                 // what happens at the limit, one line
};

// All rows, in the order of the struct. Static storage.
std::span<const HttpLimitRow> http_limit_rows();

}  // namespace dateline
