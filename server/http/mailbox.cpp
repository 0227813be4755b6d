#include "server/http/mailbox.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace dateline {

Mailbox::Mailbox() : bell_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (bell_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Mailbox::~Mailbox() {
  for (const Arrival& arrival : arrivals_) close(arrival.socket);
  close(bell_);
}

void Mailbox::put(Arrival arrival) {
  const std::lock_guard lock(mutex_);
  if (empty()) ring();
  arrivals_.push_back(std::move(arrival));
}

void Mailbox::put(Finished finished) {
  const std::lock_guard lock(mutex_);
  if (empty()) ring();
  finished_.push_back(std::move(finished));
}

void Mailbox::ring() noexcept {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then the bell rings already.
  [[maybe_unused]] const ssize_t written = write(bell_, &one, sizeof one);
}

void Mailbox::take(std::vector<Arrival>& arrivals, std::vector<Finished>& finished) {
  arrivals.clear();
  finished.clear();
  std::uint64_t rings = 0;
  [[maybe_unused]] const ssize_t got = read(bell_, &rings, sizeof rings);
  const std::lock_guard lock(mutex_);
  arrivals.swap(arrivals_);
  finished.swap(finished_);
}

}  // namespace dateline
