// What dateline-index was asked to do.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

// How the files at or below a path are read.
struct PathReading {
  std::string format;                 // a row of the format table; empty: found out for each file
  std::string source, section, lang;  // of articles that name none
  std::vector<std::pair<std::string, std::string>> map;  // see ReadOptions::map

  friend bool operator==(const PathReading&, const PathReading&) = default;
};

// A path as it was given: a file, a folder, "-" for standard input, "@FILE" for a list of paths ("@-": on standard input).
struct GivenPath {
  std::string path;
  PathReading reading;
};

enum class IndexTask {
  index,
  check,    // verify the archive and do nothing else
  explain,  // show how files are read and touch no archive
};

struct IndexOptions {
  IndexTask task = IndexTask::index;
  std::string archive = "archive";
  std::vector<GivenPath> paths;
  std::string report;  // file for the report as JSON; empty: none
  bool prune = false;
  bool rebuild = false;
  bool watch = false;  // go on and follow the paths' changes
  bool quiet = false;
  unsigned threads = 0;  // 0: as many as there are cores

  bool json = false;   // explain: for programs
  bool full = false;   // explain: shorten nothing
  unsigned most = 0;   // explain: articles of a file that are shown; 0: 20 to people, all as JSON
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
