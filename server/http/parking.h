// The event thread: every connection is parked here while nobody works for it, that is, while its request is incomplete, its
// client takes the answer slowly, or it is idle. A client can be as slow as it likes and holds no worker.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/api/answer.h"
#include "server/http/connection.h"
#include "server/http/counters.h"
#include "server/http/fault.h"
#include "server/http/limits.h"
#include "server/http/mailbox.h"
#include "server/http/wire.h"

struct epoll_event;

namespace dateline {

// A whole request, or the rest of an answer, on its way to a worker. The connection is a token to be given back; only `abandoned` may be read, and the socket used, to send.
struct Job {
  Connection* connection = nullptr;
  int socket = -1;
  Call call;
  WireOptions options;
  std::unique_ptr<OutgoingBody> body = {};  // of an answer that is under way already: then there is no call
};

class Parking {
 public:
  // Passes a job on to a worker; false, and the job untouched, when there is no room, which there always is for an answer under way. Must not wait.
  using Dispatch = std::function<bool(Job&&)>;
  // The words for a fault; the call is null when there is none, and not whole when the request is not: see RequestReader::known(). Called on the event thread, so it must be quick.
  using Refuse = std::function<Answer(Fault, const std::string& remote, const Call*)>;

  // The limits and counters must outlive the parking. Throws std::system_error when the system has no descriptor left.
  Parking(const HttpLimits& limits, Dispatch dispatch, Refuse refuse, LiveCounters& counters);
  Parking(const Parking&) = delete;
  Parking& operator=(const Parking&) = delete;
  ~Parking();

  // From any thread: takes ownership of a socket.
  void adopt(int socket, std::string remote) { mail_.put(Arrival{socket, std::move(remote)}); }

  // From any thread: the connection of a job, whose token is not used again after that.
  void give_back(Finished finished) { mail_.put(std::move(finished)); }

  // The event loop. Returns after stop(), when nothing is in flight any more or stop_time is over.
  void run();

  // From any thread and from a signal handler.
  void stop() noexcept;
  bool stopping() const { return stopping_; }

 private:
  // The loop (parking.cpp)
  int wait_ms() const;
  bool finished() const;
  void note(const epoll_event& event);
  void read_mail();
  void admit(Arrival& arrival);
  bool make_room(const std::string& remote);
  void turn_away(const Arrival& arrival);
  void end_overdue();
  void end_idle();
  void forget(Connection& connection);

  // One connection (conversation.cpp)
  void advance(Connection& connection);
  bool step(Connection& connection);
  bool read_request(Connection& connection);
  bool read_more(Connection& connection);
  bool hand_over(Connection& connection);
  bool refuse(Connection& connection, Fault fault, const Call* call = nullptr);
  bool write_out(Connection& connection);
  bool make_more(Connection& connection);
  bool linger(Connection& connection);
  void resume(Finished& finished);
  bool fits(Connection& connection);

  const HttpLimits& limits_;
  const Dispatch dispatch_;
  const Refuse refuse_;
  LiveCounters& counters_;
  std::size_t most_connections_;
  int epoll_;
  Mailbox mail_;
  std::atomic<bool> stopping_ = false;

  // Of the event thread alone.
  Clock::time_point now_;
  Clock::time_point stop_due_;
  Deadlines deadlines_;
  std::unordered_map<Connection*, std::unique_ptr<Connection>> connections_;
  std::unordered_map<std::string, std::size_t> by_address_;
  std::vector<std::unique_ptr<Connection>> forgotten_;  // closed at the end of the round
  std::vector<Connection*> again_;                      // have more to do, and let others go first
  std::vector<Connection*> this_round_;
  std::vector<Arrival> arrivals_;
  std::vector<Finished> finished_;
  std::string buffer_;
  std::size_t held_ = 0;
};

}  // namespace dateline
