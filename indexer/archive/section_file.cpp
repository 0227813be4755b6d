#include "indexer/archive/section_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace dateline {
namespace {

// File: magic, sections each padded to 8 bytes, table (count, then name, offset, size, hash), u64 hash and u64 size of the table, magic.
constexpr std::string_view kMagic = "DLSECT01";
constexpr std::size_t kBuffer = 1u << 18;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), path + ": cannot " + what);
}

XXH3_state_t* state(void* hash) { return static_cast<XXH3_state_t*>(hash); }

}  // namespace

SectionWriter::SectionWriter(std::string path) : path_(std::move(path)), hash_(XXH3_createState()) {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) fail(path_, "create");
  buffer_.append(kMagic);
  offset_ = kMagic.size();
}

SectionWriter::~SectionWriter() {
  if (file_ >= 0) ::close(file_);
  XXH3_freeState(state(hash_));
}

void SectionWriter::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t done = ::write(file_, left.data(), left.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) fail(path_, "write");
    left.remove_prefix(static_cast<std::size_t>(done));
  }
  buffer_.clear();
}

void SectionWriter::end() {
  if (!entries_.empty()) {
    entries_.back().size = current_size_;
    entries_.back().hash = XXH3_64bits_digest(state(hash_));
  }
  const std::size_t padding = (8 - offset_ % 8) % 8;
  buffer_.append(padding, '\0');
  offset_ += padding;
}

void SectionWriter::begin(std::string name) {
  end();
  entries_.push_back({std::move(name), offset_, 0, 0});
  current_size_ = 0;
  XXH3_64bits_reset(state(hash_));
}

void SectionWriter::write(std::string_view bytes) {
  XXH3_64bits_update(state(hash_), bytes.data(), bytes.size());
  buffer_.append(bytes);
  offset_ += bytes.size();
  current_size_ += bytes.size();
  if (buffer_.size() >= kBuffer) flush();
}

void SectionWriter::finish() {
  end();
  std::string table;
  put_varint(table, entries_.size());
  for (const Entry& entry : entries_) {
    put_text(table, entry.name);
    put_varint(table, entry.offset);
    put_varint(table, entry.size);
    put_fixed(table, entry.hash);
  }
  const std::uint64_t table_size = table.size();
  put_fixed<std::uint64_t>(table, XXH3_64bits(table.data(), table.size()));
  put_fixed<std::uint64_t>(table, table_size);
  buffer_.append(table).append(kMagic);
  flush();
  if (::fsync(file_) != 0) fail(path_, "sync");
  if (::close(std::exchange(file_, -1)) != 0) fail(path_, "close");
}

SectionFile::SectionFile(const std::string& path) : path_(path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw ArchiveCorrupt(path + ": cannot be opened: " + std::generic_category().message(errno));
  struct stat info {};
  void* map = MAP_FAILED;
  if (::fstat(file, &info) == 0 && info.st_size > 0)
    map = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (map == MAP_FAILED) throw ArchiveCorrupt(path + ": is empty or cannot be mapped");
  data_ = static_cast<const char*>(map);
  size_ = static_cast<std::size_t>(info.st_size);
  try {
    read_table();
  } catch (const ArchiveCorrupt& error) {
    ::munmap(const_cast<char*>(data_), size_);
    throw ArchiveCorrupt(path + ": " + error.what());
  }
}

SectionFile::~SectionFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

SectionFile::SectionFile(SectionFile&& other) noexcept
    : path_(std::move(other.path_)), data_(std::exchange(other.data_, nullptr)), size_(other.size_), sections_(std::move(other.sections_)) {}

void SectionFile::read_table() {
  const std::string_view all(data_, size_);
  const std::size_t foot = 2 * sizeof(std::uint64_t) + kMagic.size();
  if (size_ < kMagic.size() + foot || !all.starts_with(kMagic) || !all.ends_with(kMagic))
    throw ArchiveCorrupt("is no section file, or was cut short");
  const std::size_t table_end = size_ - foot;
  ByteReader sums(all.substr(table_end));
  const auto table_hash = sums.fixed<std::uint64_t>(), table_size = sums.fixed<std::uint64_t>();
  if (table_size > table_end - kMagic.size()) throw ArchiveCorrupt("the table of sections is broken");
  const std::string_view table_bytes = all.substr(table_end - table_size, table_size);
  if (XXH3_64bits(table_bytes.data(), table_bytes.size()) != table_hash) throw ArchiveCorrupt("the table of sections is broken");
  ByteReader table(table_bytes);
  for (std::uint64_t left = table.varint(); left > 0; --left) {
    const std::string name(table.text());
    const std::uint64_t offset = table.varint(), size = table.varint();
    if (offset > table_end || size > table_end - offset || offset % 8 != 0) throw ArchiveCorrupt("section " + name + " lies outside the file");
    sections_[name] = {all.substr(offset, size), table.fixed<std::uint64_t>()};
  }
}

std::string_view SectionFile::bytes(std::string_view name) const {
  const auto found = sections_.find(name);
  if (found == sections_.end()) throw ArchiveCorrupt(path_ + ": section " + std::string(name) + " is missing");
  return found->second.bytes;
}

void SectionFile::let_go() const { ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED); }

void SectionFile::verify() const {
  for (const auto& [name, entry] : sections_)
    if (XXH3_64bits(entry.bytes.data(), entry.bytes.size()) != entry.hash)
      throw ArchiveCorrupt(path_ + ": section " + name + " does not have the bytes that were written");
}

}  // namespace dateline
