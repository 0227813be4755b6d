// The strict reading of a request's head: what is ambiguous between two servers is refused, never repaired.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/api/answer.h"
#include "server/http/fault.h"
#include "server/http/limits.h"

namespace dateline {

struct RequestHead {
  std::string method;
  std::string target;     // as sent
  std::string path;       // as in Call
  std::string raw_query;  // as in Call
  Pairs headers;          // as in Call; Host is that of an absolute target when there is one
  bool http10 = false;    // HTTP/1.0; else HTTP/1.1
  bool keep_alive = true;         // what the client wishes
  bool expects_continue = false;  // waits for 100 Continue before it sends the body
  bool chunked = false;           // the body comes in chunks
  std::uint64_t content_length = 0;
};

// Reads a whole head: the request line and the header lines, each ended by CR LF, and the empty line. The lines contain no
// other control characters than TAB (HeadScanner has seen to that). Gives the first fault when there is one.
std::variant<RequestHead, Fault> read_request_head(std::string_view block, const HttpLimits& limits);

// The fault of a request line without its CR LF, so that nonsense is answered before more of it is awaited.
std::optional<Fault> request_line_fault(std::string_view line, const HttpLimits& limits);

// Appends the name in lower case and the value without the white space around it. False when the line is no header line.
bool read_header_line(std::string_view line, Pairs& headers);

}  // namespace dateline
