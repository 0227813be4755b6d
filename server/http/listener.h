// The listening socket and the accept loop.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace dateline {

class Listener {
 public:
  // Takes ownership of an accepted socket, which is non-blocking, closed on exec and has TCP_NODELAY. The text is the peer's
  // address without its port, "unix" when it has none.
  using Accepted = std::function<void(int socket, std::string remote)>;

  Listener();
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // As HttpFront::bind.
  int bind(const std::string& host, int port);

  // Accepts until stop(), on the calling thread. An error of accept() is waited out, never the end.
  void run(const Accepted& accepted);

  // Ends run(), also one that starts later. May be called from a signal handler and from any thread.
  void stop() noexcept;

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace dateline
