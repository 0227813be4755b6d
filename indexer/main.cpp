// dateline-index: arguments, progress, report, exit code.

#include <malloc.h>
#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <iostream>
#include <system_error>
#include <thread>

#include "indexer/archive/archive.h"
#include "indexer/archive/files.h"
#include "indexer/explain.h"
#include "indexer/file_bytes.h"
#include "indexer/follow.h"
#include "indexer/inputs.h"
#include "indexer/options.h"
#include "indexer/report.h"
#include "indexer/run.h"

namespace {

using namespace dateline;

// A signal handler can reach nothing else.
std::atomic<bool> stop_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

// Once: end well. Twice: end now.
void ask_to_stop(int signal) {
  if (stop_asked.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

// Waiting calls are not begun anew, so that they see the flag.
void listen_to_signals() {
  struct sigaction action {};
  action.sa_handler = ask_to_stop;
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

int check_archive(const std::string& folder) {
  const auto archive = Archive::open(folder);
  archive->verify();
  std::cout << folder << ": " << archive->live() << " articles in " << archive->segments().size() << " segments, generation "
            << archive->generation() << ", every byte as it was written\n";
  return EX_OK;
}

int index(const IndexOptions& options) {
  const Inputs inputs(options, stop_asked);
  if (options.watch) {
    follow(options, inputs, stop_asked);
    return EX_OK;
  }
  const auto started = std::chrono::steady_clock::now();
  Report report;
  const RunEnd end = run_index(options, inputs, {}, report, stop_asked);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (!options.report.empty()) save_report(options.report, report.json(seconds, end.live));
  if (!options.quiet && ::isatty(STDERR_FILENO) == 1) std::cerr << "\r\033[K";
  if (!options.quiet) std::cout << report.summary(seconds, end.live);
  if (!end.whole) std::cerr << "stopped before the end: what was read is published; run the same command again to go on\n";
  return report.any_rejected() ? 1 : EX_OK;
}

// Large buffers go back to the system when they are freed, and threads that come and go use each other's memory: a run's peak is what it needs.
void keep_memory_small() {
  constexpr int kLargeBuffer = 4 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kLargeBuffer);
  ::mallopt(M_ARENA_MAX, static_cast<int>(std::max(2u, std::thread::hardware_concurrency())));
}

int run(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) return EX_OK;
  // These two leave nothing behind: a signal ends them at once.
  if (options->task == IndexTask::check) return check_archive(options->archive);
  if (options->task == IndexTask::explain) return explain(*options, Inputs(*options, stop_asked), std::cout, stop_asked) ? 1 : EX_OK;
  listen_to_signals();
  keep_memory_small();
  return index(*options);
}

int complain(int code, const std::string& message) {
  std::cerr << "dateline-index: " << message << "\n";
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const IndexUsageError& error) {
    return complain(EX_USAGE, error.message + "; dateline-index --help lists the options");
  } catch (const ArchiveLocked& error) {
    return complain(EX_TEMPFAIL, error.what());
  } catch (const ArchiveError& error) {
    return complain(EX_CONFIG, error.what());
  } catch (const ArchiveCorrupt& error) {
    return complain(EX_CONFIG, error.what());
  } catch (const FileGone& error) {
    return complain(EX_NOINPUT, error.what());
  } catch (const Stopped&) {
    return complain(EX_OK, "stopped before anything was read");
  } catch (const std::system_error& error) {
    return complain(error.code() == std::errc::no_such_file_or_directory ? EX_NOINPUT : EX_IOERR, error.what());
  } catch (const std::exception& error) {
    return complain(EX_IOERR, error.what());
  }
}
