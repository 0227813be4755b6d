// Child processes: what they cost, and servers that run beside a measurement.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace dateline {

struct ChildCost {
  double wall_s = 0;
  double cpu_s = 0;  // user and system, of all threads and of the children it waited for
  double peak_mb = 0;  // largest resident set
};

// Runs `work` in a child process to its end and says what the child cost. Throws std::runtime_error when it fails.
ChildCost cost_of(const std::function<void()>& work);

// Becomes the program `words[0]`; for use in a child. Standard input comes from the file `input` (empty: nothing), standard output is thrown away.
[[noreturn]] void become(const std::vector<std::string>& words, const std::string& input = {});

// A program that runs until the object dies; then it is told to stop (SIGTERM) and waited for.
class RunningProgram {
 public:
  explicit RunningProgram(const std::vector<std::string>& words);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  // The next line of its standard output, without the line feed. Throws std::runtime_error when there is none.
  std::string read_line();
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

// Seconds of processor time that another process has used so far, all its threads together, to the nanosecond.
double cpu_of(pid_t pid);

// Megabytes that it holds: all, and without the pages of files (RssAnon of /proc/PID/status).
struct ResidentMemory {
  double all_mb = 0, anonymous_mb = 0;
};
ResidentMemory memory_of(pid_t pid);

// A TCP port of 127.0.0.1 that was free a moment ago, for programs that cannot choose one themselves.
std::uint16_t free_port();

}  // namespace dateline
