#include "server/http/front.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "server/http/fault.h"
#include "server/http/listener.h"
#include "server/http/parking.h"
#include "server/http/wire.h"
#include "server/http/worker_pool.h"

namespace dateline {
namespace {

// Pieces of a streamed answer before other streams have their turn. A request that waits has its turn after the current piece.
constexpr int kPiecesATurn = 8;

std::size_t worker_count(const HttpLimits& limits) {
  return limits.threads > 0 ? limits.threads : std::max<std::size_t>(4, 2 * std::size_t{std::thread::hardware_concurrency()});
}

}  // namespace

class HttpFront::Parts {
 public:
  Parts(HttpLimits limits, Handler handler, RefusalAnswer refusal_answer)
      : limits_(limits),
        handler_(std::move(handler)),
        refusal_answer_(std::move(refusal_answer)),
        parking_(
            limits_, [this](Job&& job) { return job.body ? workers_.push_part(std::move(job)) : workers_.try_push(std::move(job)); },
            [this](Fault fault, const std::string& remote, const Call* call) { return refusal(fault, remote, call); },
            counters_),
        workers_(limits_.queue, limits_.request_time, [this](Job job) { work(std::move(job)); }) {}

  int bind(const std::string& host, int port) { return listener_.bind(host, port); }
  void run();
  void stop() noexcept;
  HttpCounters counters() const;

 private:
  Answer refusal(Fault fault, const std::string& remote, const Call* call) const;
  Answer answer(const Call& call, bool& close) const;
  void begin(Job& job, Finished& finished) const;
  void make_piece(Finished& finished) const;
  void send(int socket, Finished& finished) const;
  void work(Job job);

  const HttpLimits limits_;
  const Handler handler_;
  const RefusalAnswer refusal_answer_;
  mutable LiveCounters counters_;
  Listener listener_;
  Parking parking_;
  WorkerPool<Job> workers_;
};

void HttpFront::Parts::run() {
  workers_.start(worker_count(limits_));
  std::thread events([this] { parking_.run(); });
  listener_.run([this](int socket, std::string remote) { parking_.adopt(socket, std::move(remote)); });
  events.join();
  workers_.finish();
}

void HttpFront::Parts::stop() noexcept {
  listener_.stop();
  parking_.stop();
}

Answer HttpFront::Parts::refusal(Fault fault, const std::string& remote, const Call* call) const {
  if (!refusal_answer_) return fault_answer(fault);
  const FaultRow& row = row_of(fault);
  return refusal_answer_(Refused{row.status, row.code, row.title, row.detail, remote, call});
}

Answer HttpFront::Parts::answer(const Call& call, bool& close) const {
  if (Clock::now() > call.deadline) {
    close = true;
    LiveCounters::add(counters_.overloaded);
    return refusal(Fault::waited_too_long, call.remote, &call);
  }
  try {
    return handler_(call);
  } catch (...) {  // it promised not to
    close = true;
    return refusal(Fault::internal, call.remote, &call);
  }
}

// The answer as bytes, or its head and what makes the rest.
void HttpFront::Parts::begin(Job& job, Finished& finished) const {
  Answer given = answer(job.call, finished.last);
  const bool streamed = static_cast<bool>(given.stream);
  finished.last = finished.last || parking_.stopping() || (streamed && job.options.http10);
  job.options.close = finished.last;
  finished.out = wire_bytes(given, job.options, std::chrono::system_clock::now());
  if (streamed && !job.options.head_only)
    finished.body = std::make_unique<OutgoingBody>(OutgoingBody{std::move(given.stream), !job.options.http10, Clock::now() + limits_.stream_time});
}

// Makes the next piece of a streamed answer.
void HttpFront::Parts::make_piece(Finished& finished) const {
  if (Clock::now() > finished.body->until) {
    LiveCounters::add(counters_.too_slow);
    finished.broken = true;
    return;
  }
  try {
    if (!add_piece(*finished.body, finished.out)) finished.body.reset();
  } catch (...) {  // what was sent must not look like the whole
    finished.broken = true;
  }
}

// Sends as much as the client takes without waiting; makes more of a streamed answer for as long as it does and nobody else waits, but not for ever.
void HttpFront::Parts::send(int socket, Finished& finished) const {
  for (int pieces = 0; !finished.broken; ++pieces) {
    const auto sent = send_some(socket, std::string_view(finished.out).substr(finished.sent));
    finished.broken = sent < 0;
    finished.sent += static_cast<std::size_t>(std::max<std::ptrdiff_t>(sent, 0));
    LiveCounters::add(counters_.bytes_out, static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(sent, 0)));
    if (finished.broken || finished.sent < finished.out.size()) return;
    std::string().swap(finished.out);  // the usual case: nothing left to hold
    finished.sent = 0;
    if (!finished.body || pieces == kPiecesATurn || workers_.waiting() > 0) return;
    make_piece(finished);
  }
}

void HttpFront::Parts::work(Job job) {
  Finished finished;
  finished.connection = job.connection;
  finished.broken = job.connection->abandoned || client_is_gone(job.socket);
  finished.last = job.options.close;
  finished.body = std::move(job.body);
  if (finished.broken && !finished.body) LiveCounters::add(counters_.abandoned);
  if (!finished.broken && !finished.body) begin(job, finished);
  if (!finished.broken) send(job.socket, finished);
  if (finished.broken) finished.body.reset();
  parking_.give_back(std::move(finished));
}

HttpCounters HttpFront::Parts::counters() const {
  HttpCounters out;
  out.accepted = counters_.accepted;
  out.open = counters_.open;
  out.turned_away = counters_.turned_away;
  out.made_room = counters_.made_room;
  out.requests = counters_.requests;
  out.refused = counters_.refused;
  out.overloaded = counters_.overloaded;
  out.abandoned = counters_.abandoned;
  out.too_slow = counters_.too_slow;
  out.buffered = counters_.buffered;
  out.waiting = workers_.waiting();
  out.bytes_in = counters_.bytes_in;
  out.bytes_out = counters_.bytes_out;
  return out;
}

HttpFront::HttpFront(HttpLimits limits, Handler handler, RefusalAnswer refusal_answer)
    : parts_(std::make_unique<Parts>(limits, std::move(handler), std::move(refusal_answer))) {}
HttpFront::~HttpFront() = default;

int HttpFront::bind(const std::string& host, int port) { return parts_->bind(host, port); }
void HttpFront::run() { parts_->run(); }
void HttpFront::stop() noexcept { parts_->stop(); }
HttpCounters HttpFront::counters() const { return parts_->counters(); }

}  // namespace dateline
