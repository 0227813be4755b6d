// The TOML side of the configuration.
#pragma once

#include <string>
#include <vector>

namespace dateline {

// One key of the file.
struct FileEntry {
  std::string name;
  std::string text;  // a string as it is, a number in digits, an array of strings joined with spaces
  int line = 0;      // 1-based
};

// The keys at the top level, by line. Throws ConfigError (server/config.h) with "file:line: reason" when the file cannot be read,
// is larger than 1 MiB, is not TOML, or has a value of another type.
std::vector<FileEntry> read_config_file(const std::string& path);

}  // namespace dateline
