#include "indexer/follow.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <iterator>

#include "indexer/file_bytes.h"
#include "indexer/folder_watch.h"
#include "indexer/report.h"
#include "indexer/run.h"
#include "indexer/terminal.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kSoon = 1s, kLater = 15s;          // between tries
constexpr auto kForever = 24h;                    // to wait for a change
constexpr std::size_t kMostPathsToPrune = 200;    // a look at everything costs less than so many looks through the archive

std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::localtime_r(&now, &parts);
  char text[16];
  std::strftime(text, sizeof text, "%H:%M:%S  ", &parts);
  return text;
}

class Follower {
 public:
  Follower(const IndexOptions& options, const Inputs& inputs, const std::atomic<bool>& stop)
      : options_(options), inputs_(inputs), stop_(stop), watch_(inputs) {}

  void run() {
    while (!stop_) {
      const auto now = Clock::now();
      if (owed_.any() && now >= retry_) pass();
      if (!owed_.any() && first_) greet();
      owed_.add(watch_.next(owed_.any() ? retry_ : now + kForever, stop_));
      tell_of_polling();
    }
  }

 private:
  void greet() {
    first_ = false;
    options_.rebuild = false;
    if (!options_.quiet) std::cout << "following " << watch_.folders() << " folders; interrupt to end\n" << std::flush;
    tell_of_polling();
  }

  void tell_of_polling() {
    if (first_ || watch_.why_polling() == told_why_) return;
    told_why_ = watch_.why_polling();
    std::cerr << "dateline-index: " << for_terminal(told_why_) << "; every file is looked at every few seconds instead\n";
  }

  // Whether a folder that it lies in is owed as well.
  bool is_covered(std::string path) const {
    for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash > 0; slash = path.rfind('/')) {
      path.resize(slash);
      if (owed_.paths.contains(path)) return true;
    }
    return false;
  }

  RunScope scope() const {
    if (owed_.all || (options_.prune && owed_.paths.size() > kMostPathsToPrune)) return {true, !first_, {}};
    RunScope out = {false, !first_, {}};
    std::copy_if(owed_.paths.begin(), owed_.paths.end(), std::back_inserter(out.paths), [&](const std::string& path) { return !is_covered(path); });
    return out;
  }

  // Does what is owed; what fails stays owed.
  void pass() {
    const auto started = Clock::now();
    try {
      // Somebody has taken it away: what has changed is everything.
      if (!first_ && !Archive::exists(options_.archive)) owed_.all = true;
      const RunScope scope = this->scope();
      Report report(scope.whole ? &told_ : nullptr);
      const RunEnd end = run_index(options_, inputs_, scope, report, stop_);
      tell(report, std::chrono::duration<double>(Clock::now() - started).count(), end.live);
      // An article that hid another of its id may have gone: the next look finds the other.
      owed_ = {report.removals() > 0 && !first_, {}};
      retry_ = Clock::now();
      pause_ = kSoon;
      failure_.clear();
    } catch (const FileGone& gone) {
      if (first_) throw;
      failed(gone.what());
    } catch (const ArchiveError& error) {
      if (first_) throw;
      failed(error.what());
    } catch (const std::exception& error) {
      failed(error.what());
    }
  }

  void failed(const std::string& what) {
    if (what != failure_) std::cerr << "dateline-index: " << for_terminal(what) << "; trying again until it works\n";
    failure_ = what;
    retry_ = Clock::now() + pause_;
    pause_ = std::min<Clock::duration>(2 * pause_, kLater);
  }

  void tell(const Report& report, double seconds, std::uint64_t live) {
    const std::string news = first_ ? report.summary(seconds, live) : report.news(live);
    if (news.empty()) return;
    if (first_ && !options_.quiet && ::isatty(STDERR_FILENO) == 1) std::cerr << "\r\033[K";
    if (!options_.quiet) std::cout << (first_ ? "" : time_of_day()) << news << std::flush;
    if (!options_.report.empty()) save_report(options_.report, report.json(seconds, live));
  }

  IndexOptions options_;
  const Inputs& inputs_;
  const std::atomic<bool>& stop_;
  FolderWatch watch_;
  bool first_ = true;  // nothing has been published yet
  FileChanges owed_ = {true, {}};
  Clock::time_point retry_ = {};
  Clock::duration pause_ = kSoon;
  std::string failure_, told_why_;
  ToldBefore told_;
};

}  // namespace

void follow(const IndexOptions& options, const Inputs& inputs, const std::atomic<bool>& stop) { Follower(options, inputs, stop).run(); }

}  // namespace dateline
