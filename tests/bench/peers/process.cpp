#include "tests/bench/peers/process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <exception>
#include <fstream>
#include <stdexcept>

namespace dateline {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

[[noreturn]] void work_and_end(const std::function<void()>& work) {
  int status = 1;
  try {
    work();
    status = 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: %s\n", error.what());
  }
  std::fflush(nullptr);
  ::_exit(status);
}

[[noreturn]] void start(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  std::fprintf(stderr, "bench: %s: %s\n", arguments[0], std::strerror(errno));
  ::_exit(127);
}

pid_t fork_child() {
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no child process");
  return child;
}

}  // namespace

ChildCost cost_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork_child();
  if (child == 0) work_and_end(work);
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  if (status != 0) throw std::runtime_error("a child process failed");
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {wall.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024};
}

void become(const std::vector<std::string>& words, const std::string& input) {
  const int from = ::open(input.empty() ? "/dev/null" : input.c_str(), O_RDONLY);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  if (from < 0 || nowhere < 0) throw std::runtime_error(input + ": cannot be opened");
  ::dup2(from, STDIN_FILENO);
  ::dup2(nowhere, STDOUT_FILENO);
  start(words);
}

RunningProgram::RunningProgram(const std::vector<std::string>& words) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = fork_child();
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::dup2(ends[1], STDOUT_FILENO);
    start(words);
  }
  ::close(ends[1]);
  output_ = ends[0];
}

RunningProgram::~RunningProgram() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
  ::close(output_);
}

std::string RunningProgram::read_line() {
  std::string out;
  for (char c = 0; ::read(output_, &c, 1) == 1;) {
    if (c == '\n') return out;
    out += c;
  }
  throw std::runtime_error("a server did not start");
}

double cpu_of(pid_t pid) {
  clockid_t clock = 0;
  timespec used{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
    throw std::runtime_error("a server has ended");
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

ResidentMemory memory_of(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  ResidentMemory out;
  for (std::string name; status >> name;) {
    if (name == "VmRSS:") status >> out.all_mb;
    if (name == "RssAnon:") status >> out.anonymous_mb;
  }
  return {out.all_mb / 1024, out.anonymous_mb / 1024};
}

std::uint16_t free_port() {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(listener);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace dateline
