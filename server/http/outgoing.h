// An answer whose body is made while it is sent: what is left of it, on its way between workers and the event thread.
#pragma once

#include <chrono>
#include <string>

#include "server/api/answer.h"

namespace dateline {

// One thread at a time. Ends the stream when it goes.
struct OutgoingBody {
  BodyStream stream;
  bool chunked = true;  // HTTP/1.1; else the end of the connection is the end of the body
  std::chrono::steady_clock::time_point until;  // then the client has had time enough
};

// Appends the next piece to `out` as it goes over the wire, and behind the last one the mark of the end. False: that was the end, nothing is left. Throws
// what the stream throws, and then the body must not be ended as if it were whole.
bool add_piece(OutgoingBody& body, std::string& out);

}  // namespace dateline
