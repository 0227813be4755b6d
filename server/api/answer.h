// The plain values between the HTTP front and everything behind it. No sockets, no library.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// A request that the front has read whole and checked strictly.
struct Call {
  std::string method;      // "GET", "POST", ...
  std::string target;      // as sent: path and query, for the access log; no control characters
  std::string path;        // percent-decoded, begins with '/', valid UTF-8, no NUL, no "." or ".." segments
  std::string raw_query;   // after '?', not decoded; empty when there is none
  Pairs headers;           // names in lower case, values as sent (never percent-decoded), in order
  std::string body;        // at most the limit
  std::string remote;      // the peer's address, never taken from a header
  std::chrono::steady_clock::time_point received;  // when the header block was complete
  std::chrono::steady_clock::time_point deadline;  // nobody waits for an answer after it

  // Value of the first header of that lower-case name; empty when there is none.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return value;
    return {};
  }
};

// A body that is made while it is sent, so that it is never whole in memory. Copies share where it is: only one of them may be sent.
struct BodyStream {
  // Appends the next piece, of any size. False: that was the last. Called by one thread at a time, not always the same. When it throws, the connection is
  // broken off, so that nobody takes what was sent for the whole.
  std::function<bool(std::string& piece)> next;
  std::size_t bytes = 0;  // of memory that it holds on to, about

  explicit operator bool() const { return static_cast<bool>(next); }
};

// What is sent back. The front adds Date, Connection and Content-Length (for a stream Transfer-Encoding) and nothing else.
struct Answer {
  int status = 200;
  std::string content_type;
  std::string body;
  Pairs headers;
  BodyStream stream = {};  // instead of `body`, which is empty then
};

// Called from many threads at once. Must not throw.
using Handler = std::function<Answer(const Call&)>;

}  // namespace dateline
