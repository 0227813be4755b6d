// The part of Parking that talks with one client: read a request, hand it over, write the answer, and again.
#include <sys/socket.h>

#include <utility>

#include "server/http/parking.h"

namespace dateline {
namespace {

// So many reads and writes of one connection before the others have their turn.
constexpr int kStepsATurn = 32;
// What one connection may always hold, however much the others hold.
constexpr std::size_t kAlwaysFits = 32 * 1024;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

Phase phase_of(RequestReader::State state) {
  switch (state) {
    case RequestReader::State::idle: return Phase::idle;
    case RequestReader::State::head: return Phase::head;
    default: return Phase::body;
  }
}

}  // namespace

void Parking::advance(Connection& connection) {
  for (int i = 0; i < kStepsATurn; ++i)
    if (connection.closed || !step(connection)) return;
  if (connection.again) return;
  connection.again = true;
  again_.push_back(&connection);
}

// False when the connection has to wait for an event, for its worker, or is closed.
bool Parking::step(Connection& connection) {
  switch (connection.phase) {
    case Phase::working: return false;
    case Phase::writing: return write_out(connection);
    case Phase::lingering: return linger(connection);
    default: return read_request(connection);
  }
}

bool Parking::read_request(Connection& connection) {
  using State = RequestReader::State;
  const State before = connection.reader.state();
  const State state = connection.reader.advance();
  if (state == State::refused) return refuse(connection, connection.reader.fault());
  const bool head_is_whole = state == State::body || state == State::whole;
  if (head_is_whole && before != State::body) connection.received = now_;
  if (!fits(connection)) return refuse(connection, Fault::no_room);
  if (state == State::whole) return hand_over(connection);
  if (connection.reader.take_continue() &&
      send_some(connection.socket, kContinue) != static_cast<std::ptrdiff_t>(kContinue.size())) {
    forget(connection);
    return false;
  }
  deadlines_.enter(connection, phase_of(state), now_);
  return connection.readable && read_more(connection);
}

bool Parking::read_more(Connection& connection) {
  std::size_t count = 0;
  const Io io = read_some(connection, buffer_, true, count);
  LiveCounters::add(counters_.bytes_in, count);
  if (io == Io::ended) {
    forget(connection);
    return false;
  }
  connection.readable = io == Io::more;
  return count > 0 || connection.readable;
}

bool Parking::hand_over(Connection& connection) {
  WholeRequest request = connection.reader.take();
  Job job;
  job.connection = &connection;
  job.socket = connection.socket;
  job.call = std::move(request.call);
  job.call.remote = connection.remote;
  job.call.received = connection.received;
  job.call.deadline = now_ + limits_.request_time;
  job.options.head_only = job.call.method == "HEAD";
  job.options.close = !request.keep_alive || stopping_;
  job.options.http10 = request.http10;
  connection.handed_over = now_;
  deadlines_.enter(connection, Phase::working, now_);
  if (!dispatch_(std::move(job))) return refuse(connection, Fault::queue_full, &job.call);
  LiveCounters::add(counters_.requests);
  return false;
}

bool Parking::refuse(Connection& connection, Fault fault, const Call* call) {
  LiveCounters::add(row_of(fault).status == 503 ? counters_.overloaded : counters_.refused);
  const bool head_only = call != nullptr && call->method == "HEAD";
  const Call known = call == nullptr ? connection.reader.known() : Call{};
  connection.out = wire_bytes(refuse_(fault, connection.remote, call == nullptr ? &known : call), {.head_only = head_only, .close = true},
                              std::chrono::system_clock::now());
  connection.sent = 0;
  connection.last_answer = true;
  deadlines_.enter(connection, Phase::writing, now_);
  return true;
}

bool Parking::write_out(Connection& connection) {
  const auto count = send_some(connection.socket, std::string_view(connection.out).substr(connection.sent));
  if (count < 0) {
    forget(connection);
    return false;
  }
  connection.sent += static_cast<std::size_t>(count);
  LiveCounters::add(counters_.bytes_out, static_cast<std::uint64_t>(count));
  if (connection.sent < connection.out.size()) return false;
  std::string().swap(connection.out);
  connection.sent = 0;
  if (connection.body) return make_more(connection);
  if (connection.last_answer) shutdown(connection.socket, SHUT_WR);
  deadlines_.enter(connection, connection.last_answer ? Phase::lingering : Phase::idle, now_);
  return true;
}

// The client has taken what there was of a streamed answer: a worker makes more of it.
bool Parking::make_more(Connection& connection) {
  Job job;
  job.connection = &connection;
  job.socket = connection.socket;
  job.options.close = connection.last_answer;
  job.body = std::move(connection.body);
  connection.handed_over = now_;
  deadlines_.enter(connection, Phase::working, now_);
  if (!dispatch_(std::move(job))) forget(connection);
  return false;
}

// Reads and drops, so that the client's unread bytes do not reset the connection before it has read the last answer.
bool Parking::linger(Connection& connection) {
  std::size_t count = 0;
  if (!connection.readable) return false;
  const Io io = read_some(connection, buffer_, false, count);
  LiveCounters::add(counters_.bytes_in, count);
  if (io == Io::ended) forget(connection);
  connection.readable = io == Io::more;
  return io == Io::more;
}

void Parking::resume(Finished& finished) {
  Connection& connection = *finished.connection;
  connection.out = std::move(finished.out);
  connection.sent = finished.sent;
  connection.body = std::move(finished.body);
  connection.last_answer = finished.last;
  deadlines_.enter(connection, Phase::writing, now_);
  if (finished.broken || !fits(connection)) return forget(connection);
  advance(connection);
}

// Counts what the connection holds. False when all together hold too much and this one is among the reasons.
bool Parking::fits(Connection& connection) {
  const std::size_t holds = connection.held();
  held_ = held_ - connection.counted + holds;
  connection.counted = holds;
  return held_ <= limits_.buffered_bytes || holds <= kAlwaysFits;
}

}  // namespace dateline
