#include "tests/bench/layouts/measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <numeric>
#include <stdexcept>

namespace dateline {
namespace {

namespace fs = std::filesystem;

double clock_seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

[[noreturn]] void run_child(int out, const std::function<Cells()>& work) {
  int status = 1;
  try {
    const double peak = peak_mb(), cpu = process_cpu();
    Cells row = work();
    row["cpu_s"] = rounded(process_cpu() - cpu);
    row["peak_mb"] = rounded(peak_mb() - peak, 0);
    const std::string text = row.dump();
    status = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_layout: %s\n", error.what());
  }
  ::_exit(status);
}

std::string read_all(int file) {
  std::string out;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(file, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(got));
  return out;
}

std::string text_of(const Cells& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) {
    char out[32];
    std::snprintf(out, sizeof out, "%.6g", value.get<double>());
    return out;
  }
  return value.dump();
}

}  // namespace

double process_cpu() { return clock_seconds(CLOCK_PROCESS_CPUTIME_ID); }
double thread_cpu() { return clock_seconds(CLOCK_THREAD_CPUTIME_ID); }

Cells in_child(const std::function<Cells()>& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no child process");
  if (child == 0) run_child(ends[1], work);
  ::close(ends[1]);
  const std::string text = read_all(ends[0]);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (status != 0) throw std::runtime_error("a child process failed");
  return Cells::parse(text);
}

std::map<std::string, std::uint64_t> file_sizes(const std::string& folder) {
  std::map<std::string, std::uint64_t> out;
  if (fs::is_regular_file(folder)) return {{fs::path(folder).filename(), fs::file_size(folder)}};
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out[entry.path().filename()] += entry.file_size();
  return out;
}

std::uint64_t total_size(const std::string& folder) {
  std::uint64_t sum = 0;
  for (const auto& [name, size] : file_sizes(folder)) sum += size;
  return sum;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double mean(const std::vector<double>& values) {
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double p95(std::vector<double> values) { return percentile(std::move(values), .95); }

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(static_cast<double>(values.size()) * share))];
}

double rounded(double value, int digits) {
  const double scale = std::pow(10.0, digits);
  return std::round(value * scale) / scale;
}

void print(const Table& table) {
  if (table.rows.empty()) return;
  std::vector<std::string> names;
  for (const Cells& row : table.rows)
    for (const auto& [name, value] : row.items())
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  std::printf("\n%s\n\n|", table.title.c_str());
  for (const std::string& name : names) std::printf(" %s |", name.c_str());
  std::printf("\n|");
  for (std::size_t at = 0; at < names.size(); ++at) std::printf("---|");
  for (const Cells& row : table.rows) {
    std::printf("\n|");
    for (const std::string& name : names) std::printf(" %s |", row.contains(name) ? text_of(row.at(name)).c_str() : "-");
  }
  std::printf("\n");
  std::fflush(stdout);
}

std::string fresh_folder(const std::string& scratch, const std::string& name) {
  const std::string path = scratch + "/" + name;
  fs::remove_all(path);
  fs::create_directories(path);
  return path;
}

}  // namespace dateline
