// A file of named sections, written front to back once and then mapped read-only: the container of every file of a
// segment but the postings. Layout: docs/archive-format.md, "Section files".
#pragma once

#include <cstdint>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "indexer/archive/bytes.h"

namespace dateline {

class SectionWriter {
 public:
  // Creates or overwrites `path`. Every failure to write throws std::system_error that names the file.
  explicit SectionWriter(std::string path);
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  // Ends the section before it and starts one; sections begin on 8 bytes.
  void begin(std::string name);
  void write(std::string_view bytes);
  // Bytes of the current section so far.
  std::uint64_t size() const { return current_size_; }

  template <typename T>
  void section(std::string name, const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    begin(std::move(name));
    write({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  }

  // Writes the table of sections and syncs the file to disk.
  void finish();

 private:
  struct Entry {
    std::string name;
    std::uint64_t offset = 0, size = 0, hash = 0;
  };
  void flush();
  void end();

  std::string path_;
  int file_ = -1;
  std::string buffer_;
  std::uint64_t offset_ = 0;        // of the next byte in the file
  std::uint64_t current_size_ = 0;
  std::vector<Entry> entries_;
  void* hash_ = nullptr;
};

// Read-only view of a section file. Immutable: any number of threads may read. Views live as long as it.
class SectionFile {
 public:
  // Maps the file and checks magic, table and bounds; throws ArchiveCorrupt that names the file and what is wrong.
  explicit SectionFile(const std::string& path);
  ~SectionFile();
  SectionFile(SectionFile&& other) noexcept;
  SectionFile& operator=(SectionFile&&) = delete;

  // The bytes of that section; throws ArchiveCorrupt when there is none.
  std::string_view bytes(std::string_view name) const;

  // The section as an array; throws ArchiveCorrupt when its size is no multiple of T's.
  template <typename T>
  std::span<const T> array(std::string_view name) const {
    const std::string_view raw = bytes(name);
    if (raw.size() % sizeof(T) != 0) throw ArchiveCorrupt(path_ + ": section " + std::string(name) + " has a broken size");
    return {reinterpret_cast<const T*>(raw.data()), raw.size() / sizeof(T)};
  }

  // Gives back the memory of what was read, which the kernel goes on keeping while it has room; what is touched again comes back from there.
  void let_go() const;

  // Reads every byte and compares the sections' hashes; throws ArchiveCorrupt that names the broken section.
  void verify() const;

 private:
  struct Entry {
    std::string_view bytes;
    std::uint64_t hash = 0;
  };
  void read_table();

  std::string path_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::map<std::string, Entry, std::less<>> sections_;
};

}  // namespace dateline
