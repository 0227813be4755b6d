#include "server/http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace dateline {

Connection::~Connection() { close(socket); }

Io read_some(Connection& connection, std::string& buffer, bool keep, std::size_t& count) {
  const ssize_t got = recv(connection.socket, buffer.data(), buffer.size(), 0);
  if (got < 0 && errno == EINTR) return Io::more;
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Io::would_block;
  if (got <= 0) return Io::ended;
  count = static_cast<std::size_t>(got);
  if (keep) connection.reader.append(std::string_view(buffer).substr(0, count));
  return count < buffer.size() && !connection.hung_up ? Io::would_block : Io::more;
}

std::ptrdiff_t send_some(int socket, std::string_view bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0)
      sent += static_cast<std::size_t>(count);
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      break;
    else if (errno != EINTR)
      return -1;
  }
  return static_cast<std::ptrdiff_t>(sent);
}

bool client_is_gone(int socket) {
  pollfd state{socket, 0, 0};
  return poll(&state, 1, 0) > 0 && (state.revents & (POLLHUP | POLLERR)) != 0;
}

Deadlines::Deadlines(const HttpLimits& limits)
    : times_{limits.idle_time, limits.header_time, limits.body_time, limits.write_time, limits.linger_time} {}

void Deadlines::add(Connection& connection, Clock::time_point now) {
  auto& list = list_of(connection.phase);
  connection.place = list.insert(list.end(), &connection);
  connection.due = now + times_[static_cast<std::size_t>(connection.phase)];
}

void Deadlines::enter(Connection& connection, Phase phase, Clock::time_point now) {
  if (connection.phase == phase) return;
  auto& list = list_of(phase);
  list.splice(list.end(), list_of(connection.phase), connection.place);
  connection.phase = phase;
  connection.due = now + times_[static_cast<std::size_t>(phase)];
}

void Deadlines::remove(Connection& connection) { list_of(connection.phase).erase(connection.place); }

Connection* Deadlines::oldest(Phase phase) const {
  const auto& list = lists_[static_cast<std::size_t>(phase)];
  return list.empty() ? nullptr : list.front();
}

Connection* Deadlines::first_due() const {
  Connection* first = nullptr;
  for (const Phase phase : {Phase::idle, Phase::head, Phase::body, Phase::writing, Phase::lingering}) {
    Connection* candidate = oldest(phase);
    if (candidate != nullptr && (first == nullptr || candidate->due < first->due)) first = candidate;
  }
  return first;
}

}  // namespace dateline
