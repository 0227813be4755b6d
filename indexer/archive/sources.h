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
  std::uint64_t reading = 0;     // hash of the options that decided how the file was read
  friend bool operator==(const SourceState&, const SourceState&) = default;
};

struct Sources {
  std::map<std::string, SourceState> files;  // by absolute path
  std::set<std::string> shadowed = {};       // files with an article whose id another file's article has taken since
};

// Whether the file is there, or the container file that "crawl.zip/page.html" lies in.
bool is_there(const std::string& path);

void write_sources(const std::string& path, const Sources& sources);
// Throws ArchiveCorrupt when the file is broken.
Sources read_sources(const std::string& path);

}  // namespace dateline
