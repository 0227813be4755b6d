#include "server/http/listener.h"

#include <fcntl.h>
#include <httplib.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

namespace dateline {
namespace {

constexpr int kBacklog = 511;
constexpr std::chrono::milliseconds kPauseAfterError{20};

// The library hands every accepted socket to a task; ours runs in the accept loop itself, because all it does is to pass the
// socket on. enqueue() returns nothing in older versions of the library and a bool in newer ones.
class InPlace final : public httplib::TaskQueue {
 public:
  using Result = decltype(std::declval<httplib::TaskQueue&>().enqueue(std::function<void()>()));
  Result enqueue(std::function<void()> task) override {
    task();
    return static_cast<Result>(true);
  }
  void shutdown() override {}
};

void allow_quick_restart(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

std::string address_of(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  char text[NI_MAXHOST] = {};
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (getpeername(socket, generic, &length) != 0) return "unknown";
  if (address.ss_family == AF_UNIX) return "unix";
  if (getnameinfo(generic, length, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0) return "unknown";
  const std::string_view mapped = "::ffff:";
  const std::string_view found = text;
  const bool is_mapped = found.starts_with(mapped) && found.find('.') != std::string_view::npos;
  return std::string(is_mapped ? found.substr(mapped.size()) : found);
}

void prepare(int socket) {
  fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
  fcntl(socket, F_SETFD, FD_CLOEXEC);
  const int yes = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

std::string without_brackets(const std::string& host) {
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  return bracketed ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

class Listener::Server final : public httplib::Server {
 public:
  Server() {
    new_task_queue = [] { return new InPlace; };
    set_socket_options(allow_quick_restart);  // the library's own options let two servers share a port unnoticed
  }
  ~Server() override {
    if (spare_ >= 0) close(spare_);
    if (svr_sock_ >= 0) close(svr_sock_);
  }

  int bind(const std::string& host, int port) {
    errno = 0;
    const bool any = port == 0;
    const int bound = any ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
    if (bound < 0) {
      const std::string why = errno == 0 ? "the host is not known" : std::generic_category().message(errno);
      throw std::runtime_error("cannot listen on " + host + " port " + std::to_string(port) + ": " + why);
    }
    spare_ = fcntl(svr_sock_, F_DUPFD_CLOEXEC, 0);
    if (spare_ < 0 || ::listen(spare_, kBacklog) != 0)
      throw std::system_error(errno, std::generic_category(), "cannot listen on " + host);
    return bound;
  }

  // The library's loop ends and closes its socket at the first error of accept() that is not EMFILE. The socket stays alive
  // in spare_, with everything that waits in its backlog, and the loop goes on with a copy of it.
  void accept_all(const Accepted& accepted) {
    accepted_ = &accepted;
    while (!stopped_) {
      listen_after_bind();
      svr_sock_ = INVALID_SOCKET;  // closed by the loop, which leaves the number
      if (stopped_) return;
      std::this_thread::sleep_for(kPauseAfterError);
      svr_sock_ = fcntl(spare_, F_DUPFD_CLOEXEC, 0);
    }
  }

  void stop_accepting() noexcept {
    stopped_ = true;
    ::shutdown(spare_, SHUT_RDWR);
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    prepare(socket);
    (*accepted_)(socket, address_of(socket));
    return true;
  }

  const Accepted* accepted_ = nullptr;
  int spare_ = -1;
  std::atomic<bool> stopped_ = false;
};

Listener::Listener() : server_(std::make_unique<Server>()) {}
Listener::~Listener() = default;

int Listener::bind(const std::string& host, int port) {
  if (port < 0 || port > 65535) throw std::runtime_error("cannot listen on port " + std::to_string(port) + ": there is none");
  return server_->bind(without_brackets(host), port);
}

void Listener::run(const Accepted& accepted) { server_->accept_all(accepted); }

void Listener::stop() noexcept { server_->stop_accepting(); }

}  // namespace dateline
