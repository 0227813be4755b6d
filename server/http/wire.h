// An answer as bytes on the wire.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "server/api/answer.h"

namespace dateline {

struct WireOptions {
  bool head_only = false;  // HEAD: no body, and the Content-Length that GET would have
  bool close = false;      // this is the last answer of the connection
  bool http10 = false;     // the client speaks HTTP/1.0, which has no chunks
};

// Status line, the answer's headers, Date, Content-Length, Connection, and the body. Of a streamed answer the head alone, with Transfer-Encoding: chunked
// instead of a length, or in HTTP/1.0 with neither: such an answer has to be the last. Date, Connection, Content-Length and
// Transfer-Encoding of the answer are left out, and so is every header that would break the message (a name that is no token,
// a value with a control character). 204 and 304 have neither body nor length. A status outside 200 to 599 becomes 500.
std::string wire_bytes(const Answer& answer, const WireOptions& options, std::chrono::system_clock::time_point now);

// "Sun, 06 Nov 1994 08:49:37 GMT", in any locale and time zone.
std::string http_date(std::chrono::system_clock::time_point time);

// The reason phrase; "Unknown" when the status has none here.
std::string_view reason_phrase(int status);

}  // namespace dateline
