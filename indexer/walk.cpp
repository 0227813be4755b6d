#include "indexer/walk.h"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kIgnoreFile = ".datelineignore";

struct Walk {
  const std::function<void(const std::string&)>& each;
  const std::function<void(const std::string&, const std::string&)>& unreadable;
  std::vector<std::string> patterns;

  bool is_left_out(const std::string& name) const {
    return name.starts_with(".") ||
           std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return fnmatch(pattern.c_str(), name.c_str(), 0) == 0; });
  }

  void read_patterns(const fs::path& folder) {
    std::ifstream file(folder / kIgnoreFile);
    for (std::string line; std::getline(file, line);) {
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
      if (!line.empty() && line[0] != '#') patterns.push_back(line);
    }
  }

  void folder(const fs::path& path) {
    const std::size_t outer = patterns.size();
    read_patterns(path);
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) entries.push_back(at->path());
    if (error) unreadable(path, error.message());
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries) {
      if (is_left_out(entry.filename())) continue;
      const fs::file_status own = fs::symlink_status(entry, error);
      if (fs::is_directory(own)) folder(entry);
      else if (fs::is_regular_file(fs::status(entry, error))) each(entry);
    }
    patterns.resize(outer);
  }
};

}  // namespace

void walk(const std::string& path, const std::function<void(const std::string&)>& each,
          const std::function<void(const std::string&, const std::string&)>& unreadable) {
  const fs::file_status status = fs::status(path);
  if (!fs::exists(status)) throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory), path);
  if (fs::is_directory(status)) Walk{each, unreadable, {}}.folder(path);
  else each(path);
}

}  // namespace dateline
