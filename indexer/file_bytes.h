// The content of a file or stream, whole, with bounded memory, whatever happens to the file meanwhile.
#pragma once

#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "indexer/archive/sources.h"

namespace dateline {

// Why the content cannot be had, one sentence without a full stop and without the path.
struct FileFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// There is no file of that name (any more).
struct FileGone : FileFault {
  using FileFault::FileFault;
};

// Thrown out of the reading of a file when the run was told to stop.
struct Stopped {};

// Whether `path` lies in /proc, /sys or the like: its files are made up by the kernel as they are read, and may never end.
bool is_made_by_kernel(const std::string& path);

inline constexpr std::string_view kStandardInput = "-";

// Small files are read into memory, large ones mapped; a pipe, and standard input, is read to its end first, into a temporary file where it is
// large. Belongs to one thread, and a thread has one at a time: a file that is cut while it is mapped would end the program otherwise. The part that
// went then reads as zeros, and `was_cut` tells.
class FileBytes {
 public:
  // Opens and reads. Never hangs on a pipe: while nothing comes it looks at `stop`, and throws Stopped. Throws FileGone, FileFault (a device, no
  // permission, the disk failed).
  FileBytes(const std::string& path, const std::atomic<bool>& stop);
  ~FileBytes();
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::string_view bytes() const { return map_ != nullptr ? std::string_view(static_cast<const char*>(map_), size_) : text_; }
  // Gives back the memory of what was read of a mapped file; what is touched again comes back from the file.
  void let_go() const;
  // Size and time of the file when it was opened.
  const SourceState& state() const { return state_; }
  // Whether a change that comes after this reading will show in the state: the file's time is not too new for its file system to tell.
  bool is_settled() const { return settled_; }
  // Whether it is a pipe or standard input: it cannot be read again.
  bool is_stream() const { return stream_; }
  // Whether the file lost bytes, or the disk failed, since it was opened.
  bool was_cut() const;

 private:
  void read_file(int file);
  void read_stream(int file, const std::atomic<bool>& stop);
  void map(int file, std::size_t size);

  std::string text_;
  void* map_ = nullptr;
  std::size_t size_ = 0;  // of the map
  SourceState state_;
  bool stream_ = false, cut_ = false, settled_ = false;
};

}  // namespace dateline
