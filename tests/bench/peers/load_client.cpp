#include "tests/bench/peers/load_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <deque>
#include <stdexcept>

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

struct LoadConnection {
  int socket = -1;
  std::string request, answer;  // an empty request: it pauses
  std::size_t sent = 0;
  Clock::time_point asked;  // or, for one that pauses, when it goes on
  std::size_t answers = 0;
};

class LoadRun {
 public:
  LoadRun(const LoadOptions& options, const LoadCalls& calls)
      : options_(options), calls_(calls), connections_(options.connections) {
    if (poll_ < 0) throw std::runtime_error("no epoll");
    for (LoadConnection& connection : connections_) ask(connection);
  }

  ~LoadRun() {
    for (LoadConnection& connection : connections_) close(connection);
    ::close(poll_);
  }

  LoadRun(const LoadRun&) = delete;
  LoadRun& operator=(const LoadRun&) = delete;

  void run(double seconds) {
    const auto begin = Clock::now();
    poll_until(begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds)));
    result_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    result_.answered = result_.milliseconds.size();
  }

  // Waits for what was asked and asks no more.
  void drain() {
    constexpr auto kPatience = std::chrono::seconds(10);
    draining_ = true;
    poll_until(Clock::now() + kPatience);
  }

  // Forgets what was measured so far.
  void begin_measuring() {
    result_ = {};
    measures_ = true;
    for (LoadConnection& connection : connections_) connection.answers = 0;
  }

  LoadResult result() {
    for (const LoadConnection& connection : connections_) result_.unanswered += connection.answers == 0;
    return std::move(result_);
  }

 private:
  void poll_until(Clock::time_point end) {
    epoll_event events[256];
    for (auto now = Clock::now(); now < end && waiting_ > 0; now = Clock::now()) {
      wake(now);
      const auto until = paused_.empty() ? end : std::min(end, paused_.front()->asked);
      const auto left =
          std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::milliseconds>(until - now).count());
      const int count = ::epoll_wait(poll_, events, 256, static_cast<int>(left) + 1);
      for (int at = 0; at < count; ++at) work_on(*static_cast<LoadConnection*>(events[at].data.ptr));
    }
  }

  // Those who were sent away and have waited long enough.
  void wake(Clock::time_point now) {
    for (; !paused_.empty() && paused_.front()->asked <= now; paused_.pop_front()) next_question(*paused_.front());
  }

  void next_question(LoadConnection& connection) {
    if (draining_)
      --waiting_;
    else
      ask(connection);
  }

  void ask(LoadConnection& connection) {
    connection.request = request_for(calls_.next());
    connection.answer.clear();
    connection.sent = 0;
    connection.asked = Clock::now();
    if (connection.socket < 0)
      connect(connection);
    else
      send_rest(connection);
  }

  void connect(LoadConnection& connection) {
    connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (connection.socket < 0) throw std::runtime_error("no more sockets; see ulimit -n");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options_.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 &&
        errno != EINPROGRESS)
      throw std::runtime_error("no connection to the server");
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET;
    event.data.ptr = &connection;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
  }

  void send_rest(LoadConnection& connection) {
    while (connection.sent < connection.request.size()) {
      const ssize_t put = ::send(connection.socket, connection.request.data() + connection.sent,
                                 connection.request.size() - connection.sent, MSG_NOSIGNAL);
      if (put <= 0) return;
      connection.sent += static_cast<std::size_t>(put);
    }
  }

  void work_on(LoadConnection& connection) {
    send_rest(connection);
    char buffer[65536];
    if (connection.request.empty()) {  // it pauses; all that the server can do is close
      if (::recv(connection.socket, buffer, 1, MSG_PEEK) == 0) close(connection);
      return;
    }
    ssize_t got = 0;
    while ((got = ::recv(connection.socket, buffer, sizeof buffer, 0)) > 0)
      connection.answer.append(buffer, static_cast<std::size_t>(got));
    const bool ended = got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    const auto answer = whole_answer(connection.answer, ended);
    if (!answer && !ended) return;
    const bool closes = ended || answer->closes;
    if (answer)
      count(connection, *answer);
    else
      ++result_.cut_off;
    if (closes || draining_) close(connection);
    if (answer && answer->status != 200)
      pause(connection);
    else
      next_question(connection);
  }

  void close(LoadConnection& connection) {
    if (connection.socket >= 0) ::close(connection.socket);
    connection.socket = -1;
  }

  // Who is sent away does not come back at once.
  void pause(LoadConnection& connection) {
    constexpr auto kPause = std::chrono::milliseconds(100);
    connection.asked = Clock::now() + kPause;
    connection.request.clear();
    connection.sent = 0;
    paused_.push_back(&connection);
  }

  void count(LoadConnection& connection, const AnswerView& answer) {
    ++connection.answers;
    if (answer.status != 200) {
      ++result_.other[answer.status];
      return;
    }
    result_.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - connection.asked).count());
    if (measures_) calls_.seen(answer);
  }

  const LoadOptions& options_;
  const LoadCalls& calls_;
  bool measures_ = false, draining_ = false;
  int poll_ = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<LoadConnection> connections_;
  std::deque<LoadConnection*> paused_;  // by when they go on
  std::size_t waiting_ = connections_.size();  // connections that are still to be answered
  LoadResult result_;
};

}  // namespace

LoadResult put_load(const LoadOptions& options, const LoadCalls& calls) {
  LoadRun load(options, calls);
  load.run(options.warm_up);
  load.begin_measuring();
  calls.measuring();
  load.run(options.seconds);
  calls.measuring();
  load.drain();
  return load.result();
}

}  // namespace dateline
