// What other threads have for the event thread, and the bell that wakes it.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/http/outgoing.h"

namespace dateline {

struct Connection;

// An accepted socket, owned by whoever holds the mail.
struct Arrival {
  int socket;
  std::string remote;
};

// A connection whose request a worker has answered.
struct Finished {
  Connection* connection = nullptr;
  std::string out;       // the answer, of which the worker has sent the first bytes; empty when all is sent
  std::size_t sent = 0;
  bool broken = false;  // the client has gone
  bool last = false;    // close after this answer
  std::unique_ptr<OutgoingBody> body = {};  // what makes the rest of the answer; null when `out` is all
};

class Mailbox {
 public:
  // Throws std::system_error when the system has no descriptor left.
  Mailbox();
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  ~Mailbox();  // closes the sockets that nobody took

  void put(Arrival arrival);
  void put(Finished finished);

  // Wakes the event thread without mail. May be called from a signal handler.
  void ring() noexcept;

  // Readable in epoll when there is mail or somebody rang.
  int bell() const { return bell_; }

  // Takes everything and silences the bell.
  void take(std::vector<Arrival>& arrivals, std::vector<Finished>& finished);

 private:
  bool empty() const { return arrivals_.empty() && finished_.empty(); }

  int bell_;
  std::mutex mutex_;
  std::vector<Arrival> arrivals_;
  std::vector<Finished> finished_;
};

}  // namespace dateline
