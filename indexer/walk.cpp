#include "indexer/walk.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

#include "indexer/file_bytes.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kUnfinished = {"~", ".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp"};

class Walk {
 public:
  explicit Walk(const WalkEars& ears) : ears_(ears) {}

  // Learns the patterns of the folders from `root` down to the one that `path` lies in. False: `path` is left out.
  bool approach(const std::string& root, const std::string& path) {
    for (std::size_t at = root.size(); at < path.size();) {
      read_patterns(path.substr(0, std::max<std::size_t>(at, 1)));
      const std::size_t name = path.find_first_not_of('/', at);
      if (name == std::string::npos) return true;
      at = std::min(path.find('/', name), path.size());
      if (leaves_out(path.substr(name, at - name))) return false;
    }
    return true;
  }

  // `given`: a link to a folder is followed.
  void entry(const fs::directory_entry& entry, bool given) {
    std::error_code error;
    if ((given || !entry.is_symlink(error)) && entry.is_directory(error)) folder(entry.path());
    else if (entry.is_regular_file(error)) ears_.file(entry.path());
  }

 private:
  bool leaves_out(const std::string& name) const {
    return name.starts_with(".") || std::any_of(kUnfinished.begin(), kUnfinished.end(), [&](std::string_view end) { return name.ends_with(end); }) ||
           std::any_of(patterns_.begin(), patterns_.end(), [&](const std::string& pattern) { return fnmatch(pattern.c_str(), name.c_str(), 0) == 0; });
  }

  void read_patterns(const fs::path& folder) {
    std::ifstream file(folder / kIgnoreFile);
    for (std::string line; std::getline(file, line);) {
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
      if (!line.empty() && line[0] != '#') patterns_.push_back(line);
    }
  }

  void folder(const fs::path& path) {
    if (is_made_by_kernel(path)) return ears_.unreadable(path, "is made up by the kernel and no folder of articles");
    if (ears_.folder && !ears_.folder(path)) return;
    const std::size_t outer = patterns_.size();
    read_patterns(path);
    std::vector<fs::directory_entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) entries.push_back(*at);
    if (error && error != std::errc::no_such_file_or_directory) ears_.unreadable(path, "cannot be read (" + error.message() + "); check its permissions");
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& found : entries)
      if (!leaves_out(found.path().filename())) entry(found, false);
    patterns_.resize(outer);
  }

  const WalkEars& ears_;
  std::vector<std::string> patterns_;
};

}  // namespace

bool is_left_out(const std::string& root, const std::string& path) {
  const WalkEars nobody = {};
  return !Walk(nobody).approach(root, path);
}

void walk(const std::string& root, const std::string& path, const WalkEars& ears) {
  Walk walk(ears);
  std::error_code ignored;
  if (walk.approach(root, path)) walk.entry(fs::directory_entry(path, ignored), path == root);
}

}  // namespace dateline
