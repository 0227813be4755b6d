// The HTTP front: sockets on one side, a Handler of plain values on the other.
//
// Every connection is parked with one event thread until a whole request, strictly checked, is in memory; then a worker of a
// bounded pool runs the handler; what the client does not take of the answer at once is sent by the event thread. What is made
// while it is sent is made on by a worker when the client has taken what there was and no request waits. So neither a slow
// sender nor a slow reader nor an idle connection holds a worker, and no large answer goes before a request. docs/limits.md has the limits, docs/decisions the reasons.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/api/answer.h"
#include "server/http/counters.h"
#include "server/http/limits.h"

namespace dateline {

// A request that the front answers by itself: malformed, too large, too slow, or one too many.
struct Refused {
  int status;                // 4xx, 500, 501, 503 or 505; the answer keeps it
  std::string_view code;     // as in the table of problems in server/api
  std::string_view title;
  std::string_view detail;   // constant text; nothing of the request
  std::string_view remote;   // the peer's address
  const Call* call;          // null without a request; of one that was not whole at most path, Accept and Accept-Language
};

// The answer to a refused request, for example with a request id and a line in the access log. Called on the event thread and
// on workers: it must be quick, safe from several threads, and must not throw. The front closes the connection after it.
using RefusalAnswer = std::function<Answer(const Refused&)>;

class HttpFront {
 public:
  // Without a RefusalAnswer a plain problem document of constant text is sent. Starts no thread yet.
  HttpFront(HttpLimits limits, Handler handler, RefusalAnswer refusal_answer = {});
  HttpFront(const HttpFront&) = delete;
  HttpFront& operator=(const HttpFront&) = delete;
  ~HttpFront();

  // Listens on a host name, an IPv4 or an IPv6 address (with or without brackets; "::" takes both) and a port, 0 for any that
  // is free. Gives the port. From now on clients can connect; they are answered in run(). Call it once. Throws
  // std::runtime_error with the address and the reason.
  int bind(const std::string& host, int port);

  // Serves until stop(), with the calling thread as the accept loop. After stop() it accepts no more, closes what is
  // idle, answers with "Connection: close" every request whose head is in, and returns when that is done, or after stop_time
  // when it is not. A handler still at work is waited for even then, because it uses what belongs to the caller. Call it once.
  void run();

  // From any thread and from a signal handler; may be called before run() and more than once.
  void stop() noexcept;

  // From any thread.
  HttpCounters counters() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dateline
