#include "indexer/progress.h"

#include <unistd.h>

#include <cstdio>

#include "indexer/report.h"

namespace dateline {

using namespace std::chrono_literals;

Progress::Progress(const Report& report, bool quiet) : report_(report), quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {
  if (!terminal_) next_ += 10s;
}

void Progress::tell() {
  if (quiet_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  const auto now = Clock::now();
  if (!lock || now < next_) return;
  next_ = now + (terminal_ ? Clock::duration(100ms) : Clock::duration(10s));
  const double seconds = std::chrono::duration<double>(now - started_).count() + 1e-3;
  const double megabytes = static_cast<double>(report_.bytes()) / 1e6;
  const auto articles = report_.articles();
  std::fprintf(stderr, "%s%llu articles, %.1f MB, %.1f MB/s, %.0f articles/s%s", terminal_ ? "\r" : "",
               static_cast<unsigned long long>(articles), megabytes, megabytes / seconds, static_cast<double>(articles) / seconds,
               terminal_ ? "\033[K" : "\n");
}

void Progress::finish() {
  if (!quiet_ && terminal_) std::fputs("\rwriting ...\033[K", stderr);
}

}  // namespace dateline
