// What was read from where: lets the next run pass over files that have not changed.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace dateline {

struct SourceState {
  std::uint64_t size = 0;        // bytes
  std::int64_t modified_ns = 0;  // mtime, nanoseconds since 1970
  friend bool operator==(const SourceState&, const SourceState&) = default;
};

struct Sources {
  std::string reading;  // the options that decide how files are read; states made with others mean nothing
  std::map<std::string, SourceState> files;  // by absolute path
  std::set<std::string> shadowed = {};       // files with an article whose id another file's article has taken since
};

void write_sources(const std::string& path, const Sources& sources);
// Throws ArchiveCorrupt when the file is broken.
Sources read_sources(const std::string& path);

}  // namespace dateline
