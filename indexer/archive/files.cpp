#include "indexer/archive/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <system_error>

namespace dateline {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), path + ": cannot " + what);
}

// Closes at the end of a scope.
struct Descriptor {
  int number = -1;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

void write_all(int file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(file, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) fail(path, "write");
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

std::string holder_line() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  std::array<char, 32> when{};
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::strftime(when.data(), when.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return "process " + std::to_string(::getpid()) + " on " + host.data() + " since " + when.data();
}

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) {
    if (errno == ENOENT) return std::nullopt;
    fail(path, "open");
  }
  std::string out;
  std::array<char, 1 << 16> buffer;
  for (;;) {
    const ssize_t got = ::read(file.number, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(path, "read");
    if (got == 0) return out;
    out.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

void sync_file(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0 || ::fsync(file.number) != 0) fail(path, "sync");
}

void sync_folder(const std::string& folder) {
  const Descriptor file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (file.number < 0 || ::fsync(file.number) != 0) fail(folder, "sync");
}

void write_file_durably(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  {
    const Descriptor file{::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (file.number < 0) fail(beside, "create");
    write_all(file.number, bytes, beside);
    if (::fsync(file.number) != 0) fail(beside, "sync");
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) fail(path, "replace");
  sync_folder(std::filesystem::path(path).parent_path());
}

WriterLock::WriterLock(const std::string& archive) {
  std::filesystem::create_directories(archive);
  const std::string path = archive + "/lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) fail(path, "open");
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    ::close(file_);
    if (errno != EWOULDBLOCK) fail(path, "lock");
    throw ArchiveLocked(archive + " is being written by " + read_file(path).value_or("another process"));
  }
  const std::string holder = holder_line();
  if (::ftruncate(file_, 0) != 0) fail(path, "write");
  write_all(file_, holder, path);
}

WriterLock::~WriterLock() { ::close(file_); }

}  // namespace dateline
