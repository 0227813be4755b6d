// Bytes of one connection -> whole requests, strictly checked. No sockets and no clock in here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/answer.h"
#include "server/http/chunk_reader.h"
#include "server/http/fault.h"
#include "server/http/head_scanner.h"
#include "server/http/limits.h"
#include "server/http/request_head.h"

namespace dateline {

struct WholeRequest {
  Call call;  // without remote, received and deadline, which the reader cannot know
  bool http10 = false;
  bool keep_alive = true;  // what the client wishes
};

// One thread at a time. Pipelined requests come out one after another.
class RequestReader {
 public:
  enum class State : unsigned char {
    idle,     // no byte of a request yet
    head,     // part of the head
    body,     // the head, and part of the body
    whole,    // a request to take()
    refused,  // see fault(); nothing more is read from this connection
  };

  // The limits must outlive the reader.
  explicit RequestReader(const HttpLimits& limits) : limits_(&limits), scanner_(limits), chunks_(limits) {}

  void append(std::string_view bytes) { buffer_.append(bytes); }

  // Reads as far as the bytes go, at most to the end of one request.
  State advance();

  State state() const { return state_; }
  Fault fault() const { return fault_; }

  // True once for a request whose client waits for "100 Continue" before it sends the body.
  bool take_continue();

  // The whole request. The next advance() begins with what came behind it.
  WholeRequest take();

  // What is known of a request before it is whole, and of a refused one: the path when it is a plain one, Accept and Accept-Language. For words to its
  // sender alone, since nothing of it is checked.
  Call known() const;

  // Bytes of memory held for the client, roughly.
  std::size_t held() const { return buffer_.capacity() + body_.capacity(); }

 private:
  void read_head();
  void read_body();
  void refuse(Fault fault);
  void drop(std::size_t count);
  Call known_so_far() const;

  const HttpLimits* limits_;
  State state_ = State::idle;
  Fault fault_ = Fault::request_line;
  Call refused_;           // what was known of it
  std::string buffer_;     // bytes not read yet start at start_
  std::size_t start_ = 0;
  HeadScanner scanner_;
  RequestHead head_;
  ChunkReader chunks_;
  std::string body_;
};

}  // namespace dateline
