// What dateline-index was asked to do.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace dateline {

struct IndexOptions {
  std::string archive = "archive";
  std::vector<std::string> paths;  // files and folders; "-" is standard input
  std::string format;              // a row of the format table; empty: found out for each file
  std::string source, section, lang;
  std::string report;  // file for the report as JSON; empty: none
  bool prune = false;
  bool rebuild = false;
  bool check = false;  // verify the archive and do nothing else
  bool quiet = false;
  unsigned threads = 0;  // 0: as many as there are cores
};

// A command line that cannot be followed; `message` says what to do.
struct IndexUsageError {
  std::string message;
};

// What --help prints.
std::string help_text();

// nullopt when --help or --version has been answered on standard output. Throws IndexUsageError.
std::optional<IndexOptions> read_options(int argc, char** argv);

}  // namespace dateline
