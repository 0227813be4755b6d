// Small help with files: whole reads, durable writes, the writer's lock.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dateline {

// The whole file; nullopt when it does not exist. Throws std::system_error for anything else.
std::optional<std::string> read_file(const std::string& path);

// Writes beside, syncs, renames over `path`, syncs the folder: afterwards the old or the new content is there, whole.
// Throws std::system_error.
void write_file_durably(const std::string& path, std::string_view bytes);

// Syncs a file's content to disk. Throws std::system_error.
void sync_file(const std::string& path);

// Syncs a folder's entries to disk. Throws std::system_error.
void sync_folder(const std::string& folder);

// Somebody else writes to the archive. `what()` says who.
struct ArchiveLocked : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The one writer of an archive folder; ends with the object or with the process, however that ends.
class WriterLock {
 public:
  // Creates the folder when it is missing. Throws ArchiveLocked, or std::system_error.
  explicit WriterLock(const std::string& archive);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace dateline
