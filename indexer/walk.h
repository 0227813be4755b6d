// Finds the files below the given paths.
#pragma once

#include <functional>
#include <string>

namespace dateline {

// Whom a walk tells what it finds.
struct WalkEars {
  std::function<void(const std::string& file)> file;
  // `reason` is one sentence without a full stop and without the path.
  std::function<void(const std::string& folder, const std::string& reason)> unreadable;
  // Before the folder is read: false leaves it and all below it out. Empty: every folder is walked.
  std::function<bool(const std::string& folder)> folder = {};
};

// Tells of every regular file at or below `path` (absolute), folders in the order of their names. Links to folders are not followed. Left out are names
// that begin with '.' or end like an unfinished file (~ .tmp .part .partial .filepart .crdownload .swp), and names that match a line of a
// `.datelineignore` in their folder or one above it, up to `root` (shell patterns, '#' begins a comment). `path` lies at or below `root`, which is never left
// out itself. Tells of nothing when nothing is there, or something that is neither folder nor regular file.
void walk(const std::string& root, const std::string& path, const WalkEars& ears);

// Whether `walk` passes over everything at `path`, which need not exist.
bool is_left_out(const std::string& root, const std::string& path);

// The name of the file that lists what is left out.
inline constexpr const char* kIgnoreFile = ".datelineignore";

}  // namespace dateline
