#include "server/http/parking.h"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::size_t kEventsARound = 256;
// A program that ends its side with its request waits for the answer, and gets it. A client that does so later than this has lost interest: a browser that
// asks for something else by now closes the connection, which looks the same.
constexpr std::chrono::milliseconds kOneBreath{250};
// Descriptors that are left to everything else in the process, to archives above all.
constexpr std::size_t kReservedDescriptors = 256;

std::size_t affordable_connections(std::size_t wanted) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return wanted;
  const std::size_t some = files.rlim_cur / 2;
  const std::size_t rest = files.rlim_cur > kReservedDescriptors ? files.rlim_cur - kReservedDescriptors : 0;
  return std::min(wanted, std::max(some, rest));
}

}  // namespace

Parking::Parking(const HttpLimits& limits, Dispatch dispatch, Refuse refuse, LiveCounters& counters)
    : limits_(limits),
      dispatch_(std::move(dispatch)),
      refuse_(std::move(refuse)),
      counters_(counters),
      most_connections_(affordable_connections(limits.connections)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      deadlines_(limits),
      buffer_(kReadBytes, '\0') {
  epoll_event bell{};
  bell.events = EPOLLIN;
  if (epoll_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, mail_.bell(), &bell) != 0)
    throw std::system_error(errno, std::generic_category(), "epoll");
}

Parking::~Parking() { close(epoll_); }

void Parking::stop() noexcept {
  stopping_ = true;
  mail_.ring();
}

void Parking::run() {
  std::array<epoll_event, kEventsARound> events;
  now_ = Clock::now();
  while (!finished()) {
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms());
    now_ = Clock::now();
    for (int i = 0; i < count; ++i) note(events[static_cast<std::size_t>(i)]);
    this_round_.swap(again_);
    for (Connection* connection : this_round_) {
      connection->again = false;
      advance(*connection);
    }
    this_round_.clear();
    end_overdue();
    if (stopping_) end_idle();
    std::erase_if(again_, [](const Connection* connection) { return connection->closed; });
    forgotten_.clear();
    LiveCounters::set(counters_.open, connections_.size());
    LiveCounters::set(counters_.buffered, held_);
  }
}

bool Parking::finished() const {
  return stop_due_ != Clock::time_point{} && (connections_.empty() || now_ >= stop_due_);
}

int Parking::wait_ms() const {
  if (!again_.empty()) return 0;
  const Connection* first = deadlines_.first_due();
  Clock::time_point due = first == nullptr ? Clock::time_point::max() : first->due;
  if (stop_due_ != Clock::time_point{}) due = std::min(due, stop_due_);
  if (due == Clock::time_point::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - now_).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

void Parking::note(const epoll_event& event) {
  if (event.data.ptr == nullptr) return read_mail();
  auto& connection = *static_cast<Connection*>(event.data.ptr);
  if (connection.closed) return;
  if ((event.events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) connection.readable = true;
  if ((event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
    if (!connection.hung_up && connection.phase == Phase::working && now_ - connection.handed_over > kOneBreath) connection.abandoned = true;
    connection.hung_up = true;
  }
  advance(connection);
}

void Parking::read_mail() {
  mail_.take(arrivals_, finished_);
  for (Finished& finished : finished_) resume(finished);
  for (Arrival& arrival : arrivals_) admit(arrival);
}

void Parking::admit(Arrival& arrival) {
  LiveCounters::add(counters_.accepted);
  if (!make_room(arrival.remote)) return turn_away(arrival);
  if (limits_.connections_per_address > 0) ++by_address_[arrival.remote];
  auto owned = std::make_unique<Connection>(arrival.socket, std::move(arrival.remote), limits_);
  Connection& connection = *owned;
  connections_.emplace(&connection, std::move(owned));
  deadlines_.add(connection, now_);
  epoll_event interest{};
  interest.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  interest.data.ptr = &connection;
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &interest) != 0) return forget(connection);
  advance(connection);
}

// Who has been idle for longest goes first, then who has been sending a head for longest: an honest head takes moments.
bool Parking::make_room(const std::string& remote) {
  if (limits_.connections_per_address > 0) {
    const auto found = by_address_.find(remote);
    if (found != by_address_.end() && found->second >= limits_.connections_per_address) return false;
  }
  if (connections_.size() < most_connections_) return true;
  Connection* victim = deadlines_.oldest(Phase::idle);
  if (victim == nullptr) victim = deadlines_.oldest(Phase::head);
  if (victim == nullptr) return false;
  LiveCounters::add(counters_.made_room);
  forget(*victim);
  return true;
}

void Parking::turn_away(const Arrival& arrival) {
  LiveCounters::add(counters_.turned_away);
  const Answer answer = refuse_(Fault::too_many_connections, arrival.remote, nullptr);
  send_some(arrival.socket, wire_bytes(answer, {.close = true}, std::chrono::system_clock::now()));
  close(arrival.socket);
}

void Parking::end_overdue() {
  for (Connection* first = deadlines_.first_due(); first != nullptr && first->due <= now_; first = deadlines_.first_due()) {
    const Phase phase = first->phase;
    if (phase != Phase::idle && phase != Phase::lingering) LiveCounters::add(counters_.too_slow);
    if (phase != Phase::head && phase != Phase::body) {
      forget(*first);
    } else {
      refuse(*first, Fault::too_slow);
      advance(*first);
    }
  }
}

void Parking::end_idle() {
  if (stop_due_ == Clock::time_point{}) stop_due_ = now_ + limits_.stop_time;
  for (const Phase phase : {Phase::idle, Phase::head})
    while (Connection* connection = deadlines_.oldest(phase)) forget(*connection);
}

void Parking::forget(Connection& connection) {
  if (connection.closed) return;
  connection.closed = true;
  deadlines_.remove(connection);
  held_ -= connection.counted;
  if (limits_.connections_per_address > 0) {
    const auto count = by_address_.find(connection.remote);
    if (--count->second == 0) by_address_.erase(count);
  }
  const auto place = connections_.find(&connection);
  forgotten_.push_back(std::move(place->second));
  connections_.erase(place);
}

}  // namespace dateline
