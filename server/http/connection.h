// One client's connection: its socket, what has been read of it and what is still to be written.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/limits.h"
#include "server/http/outgoing.h"
#include "server/http/request_reader.h"

namespace dateline {

using Clock = std::chrono::steady_clock;

// What a connection waits for. Each has its own time limit, but working, which the handler ends.
enum class Phase : unsigned char { idle, head, body, writing, lingering, working };
inline constexpr std::size_t kPhases = 6;

// Closes its socket in the end. One thread at a time, but see Phase::working: then a worker may send() on the socket, and the
// event thread leaves everything here alone.
struct Connection {
  Connection(int the_socket, std::string the_remote, const HttpLimits& limits)
      : socket(the_socket), remote(std::move(the_remote)), reader(limits) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  const int socket;
  const std::string remote;
  RequestReader reader;
  std::string out;             // being sent, from sent on
  std::size_t sent = 0;
  std::unique_ptr<OutgoingBody> body;  // what is to be made when out is sent; null: nothing
  bool readable = true;        // reading may give something; epoll tells edges only
  bool hung_up = false;        // the client has ended its side, so that reading goes on until it says so
  std::atomic<bool> abandoned = false;  // nobody waits for the answer; set by the event thread, read by the worker
  bool last_answer = false;    // close when out is sent
  bool again = false;          // is in the list of those that go on in the next round
  bool closed = false;         // forgotten; kept until the current round of events is over
  std::size_t counted = 0;     // bytes of memory that the total includes for this connection
  Clock::time_point received;  // the end of the current request's head
  Clock::time_point handed_over;  // when the current request was whole
  Phase phase = Phase::idle;
  Clock::time_point due;       // the end of the phase's time
  std::list<Connection*>::iterator place;  // in the list of its phase

  std::size_t held() const { return reader.held() + out.capacity() + (body ? body->stream.bytes : 0); }
};

enum class Io : unsigned char { more, would_block, ended };

// Reads once into the buffer and appends it to the reader, or drops it when not keep. ended: the client has closed or the
// connection is broken.
Io read_some(Connection& connection, std::string& buffer, bool keep, std::size_t& count);

// Sends what the socket takes of the bytes without waiting. Gives how many bytes, which is all, or fewer when the socket is
// full; -1 when the connection is broken. The thread that works on the connection's request may call it too.
std::ptrdiff_t send_some(int socket, std::string_view bytes);

// True when the client has gone, both ways. A client that has only ended its own side may still wait for the answer.
bool client_is_gone(int socket);

// Connections by phase, each list in the order in which its members' times end.
class Deadlines {
 public:
  explicit Deadlines(const HttpLimits& limits);

  // Starts the phase, and its time when it is not the current one. A new connection is added first.
  void add(Connection& connection, Clock::time_point now);
  void enter(Connection& connection, Phase phase, Clock::time_point now);
  void remove(Connection& connection);

  // The connection whose time ends first, null when there is none with a time.
  Connection* first_due() const;
  // The longest in the phase, or null.
  Connection* oldest(Phase phase) const;

 private:
  std::list<Connection*>& list_of(Phase phase) { return lists_[static_cast<std::size_t>(phase)]; }

  std::array<std::chrono::milliseconds, kPhases> times_;
  std::array<std::list<Connection*>, kPhases> lists_;
};

}  // namespace dateline
