#include "indexer/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "indexer/report.h"

namespace dateline {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBarWidth = 24;

std::string bar(double share) {
  const auto full = static_cast<std::size_t>(share * kBarWidth);
  char percent[8];
  std::snprintf(percent, sizeof percent, "%3.0f %%", share * 100);
  return "[" + std::string(full, '#') + std::string(kBarWidth - full, '.') + "] " + percent;
}

}  // namespace

Progress::Progress(const Report& report, bool quiet) : report_(report), quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {
  if (!terminal_) next_ += 10s;
}

std::string Progress::line(double seconds) const {
  const double done = static_cast<double>(done_), expected = static_cast<double>(expected_) - static_cast<double>(passed_over_);
  const double share = all_expected_ && expected > 0 ? std::min(done / expected, 1.0) : 0;
  const auto articles = report_.articles();
  char text[128];
  std::snprintf(text, sizeof text, "  %llu articles, %.1f MB/s, %.0f articles/s", static_cast<unsigned long long>(articles),
                done / 1e6 / seconds, static_cast<double>(articles) / seconds);
  std::string out = (all_expected_ ? bar(share) : std::string("counting files ...")) + text;
  if (share > 0.02 && share < 1) out += ", " + std::to_string(static_cast<long>(seconds * (1 - share) / share) + 1) + " s left";
  return out;
}

void Progress::tell() {
  if (quiet_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  const auto now = Clock::now();
  if (!lock || now < next_) return;
  next_ = now + (terminal_ ? Clock::duration(100ms) : Clock::duration(10s));
  const std::string text = line(std::chrono::duration<double>(now - started_).count() + 1e-3);
  std::fprintf(stderr, terminal_ ? "\r%s\033[K" : "%s\n", text.c_str());
}

void Progress::finish() {
  if (!quiet_ && terminal_) std::fputs("\rwriting the archive ...\033[K", stderr);
}

}  // namespace dateline
