// What the comparisons share: clocks, child processes, sizes on disk, tables.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace dateline {

// One line of a table; the keys are the columns.
using Cells = nlohmann::ordered_json;

struct Table {
  std::string title;
  std::vector<Cells> rows;
};

// Seconds of processor time that this process, or this thread, has used.
double process_cpu();
double thread_cpu();

// Runs `work` in a child process and returns what it returned, with "cpu_s" (of the work) and "peak_mb" (above what the child began with).
// Throws std::runtime_error when the child fails.
Cells in_child(const std::function<Cells()>& work);

// Bytes of each file below `folder` (or of the file itself) by file name, parts with the same name summed.
std::map<std::string, std::uint64_t> file_sizes(const std::string& folder);
std::uint64_t total_size(const std::string& folder);

double median(std::vector<double> values);
double mean(const std::vector<double>& values);
// The value that 95 of 100 do not pass.
double p95(std::vector<double> values);
// The value that this share of them, from 0 to 1, does not pass; 0 when there are none.
double percentile(std::vector<double> values, double share);

// Rounded for printing.
double rounded(double value, int digits = 3);

void print(const Table& table);

// An empty folder below the program's temporary one; whatever was there is removed.
std::string fresh_folder(const std::string& scratch, const std::string& name);

}  // namespace dateline
