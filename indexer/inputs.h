// What a run reads: the given paths, made absolute, and the files below them.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/options.h"
#include "indexer/walk.h"

namespace dateline {

struct FileToRead {
  std::string path;
  std::string name;  // below the folder that was given
  std::shared_ptr<const PathReading> reading = {};
};

// A given path, or one of a given list.
struct InputRoot {
  std::string path;  // absolute, without a slash at its end; "-" for standard input
  std::shared_ptr<const PathReading> reading;
  bool listed = false;  // by a list: when it is not there, the others are still read
  bool folder = false;  // when it was first looked at
};

// Whom it tells: files; folders and files that cannot be read, with the reason; roots that are not there.
struct InputEars {
  std::function<void(FileToRead&& file)> file;
  std::function<void(const std::string& path, const std::string& reason)> unreadable;
  std::function<void(const InputRoot& root)> missing;
};

// Unchanging once made. A file below several roots belongs to the deepest of them, and is read once; of one root given twice the last counts.
class Inputs {
 public:
  // Reads the lists among the paths. Throws FileFault with the list's path in it, IndexUsageError (articles in the archive's folder), Stopped.
  explicit Inputs(const IndexOptions& options, const std::atomic<bool>& stop);

  const std::vector<InputRoot>& roots() const { return roots_; }
  // The root that a file or folder belongs to; nullptr: none, or it is the archive's or the report.
  const InputRoot* root_of(const std::string& path) const;

  // Whether nothing at `path` means that its files were removed: not so where the folder that was given is missing itself, as when a disk is not mounted.
  bool may_have_gone(const std::string& path) const;

  // Whether files at or below `path` are passed over: hidden, unfinished, or left out by an ignore file.
  bool leaves_out(const std::string& path) const;
  // Throws FileGone when a path that was given by itself is not there.
  void require() const;
  // All files.
  void all(const InputEars& ears) const;
  // The files at or below a path, if there are any.
  void below(const std::string& path, const InputEars& ears) const;
  // Folders at or below a path that files are read from, outer ones first.
  void folders(const std::string& path, const std::function<void(const std::string& folder)>& each) const;

 private:
  void add(const std::string& path, const std::shared_ptr<const PathReading>& reading, bool listed);
  bool is_own(const std::string& path) const;
  void root(const InputRoot& root, const InputEars& ears) const;
  WalkEars ears_for(const InputRoot& root, const InputEars& ears) const;

  std::vector<InputRoot> roots_;
  std::unordered_map<std::string, std::size_t> by_path_;
  std::string archive_, report_;  // absolute; empty: none
};

// The path as people read it and as it is stored: what is not UTF-8 and control characters as \xE9. A path that needs none of it stays as it is.
std::string readable_path(const std::string& path);

// Whether `path` is `folder` or lies below it.
bool lies_below(const std::string& path, const std::string& folder);

}  // namespace dateline
