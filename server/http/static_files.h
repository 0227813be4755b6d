// The files of the web folder, read once at start and served from memory.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct StaticFile {
  std::string content_type;
  std::string body;
  std::string gzip;  // the same compressed; empty where that is not worth it
  std::string etag;  // of the body, weak: both codings share it
};

// Immutable after construction; safe from any thread.
class StaticFiles {
 public:
  // No files.
  StaticFiles() = default;

  // Reads every regular file below `folder`. Left out: symbolic links, what is reached through them, and names that begin
  // with a dot. Throws std::runtime_error when the folder cannot be read, or has more than kMostFiles files, a file above
  // kLargestFile or more than kLargestTotal altogether: it is then hardly the web folder.
  explicit StaticFiles(const std::string& folder);

  // `path` is a decoded URL path such as "/style.css". nullptr: no such file. Folders are not listed.
  const StaticFile* find(std::string_view path) const;

  // The paths that begin with `prefix`, in byte order. They live as long as this.
  std::vector<std::string_view> below(std::string_view prefix) const;

  // The bytes of a file, which is no longer served from then on; empty when there is none. Not to be called once others look for files.
  std::string take(std::string_view path);

  std::size_t count() const { return files_.size(); }

  static constexpr std::size_t kMostFiles = 1000;
  static constexpr std::size_t kLargestFile = 4 << 20;
  static constexpr std::size_t kLargestTotal = 64 << 20;

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
};

// The content type of a file name by its ending; "application/octet-stream" when the ending is not known.
std::string_view content_type_of(std::string_view name);

}  // namespace dateline
