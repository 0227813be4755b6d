#include "indexer/file_bytes.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <system_error>

namespace dateline {
namespace {

constexpr std::size_t kReadWhole = 8u << 20;   // larger files are mapped
constexpr std::size_t kChunk = 1u << 20;       // of a stream
constexpr std::int64_t kCoarseTime = 2'000'000'000, kFineTime = 20'000'000;  // nanoseconds
constexpr int kLookUp = 200;                   // milliseconds between looks at `stop`

// The map that this thread reads, for the handler below.
struct WatchedMap {
  std::uintptr_t begin = 0, end = 0;
  volatile std::sig_atomic_t broken = 0;
};
constinit thread_local WatchedMap watched_map;

// Bytes of a map that the file no longer has: from there on the thread reads zeros. Anything else ends the program, as without a handler.
void on_bus_error(int, siginfo_t* info, void*) {
  const auto at = reinterpret_cast<std::uintptr_t>(info->si_addr);
  if (at >= watched_map.begin && at < watched_map.end) {
    const std::uintptr_t page = at & ~static_cast<std::uintptr_t>(4095);
    void* const zeros = ::mmap(reinterpret_cast<void*>(page), watched_map.end - page, PROT_READ,  // NOLINT(performance-no-int-to-ptr)
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
    watched_map.broken = 1;
    if (zeros != MAP_FAILED) return;
  }
  std::signal(SIGBUS, SIG_DFL);
}

bool guard_maps() {
  struct sigaction action {};
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO;
  return ::sigaction(SIGBUS, &action, nullptr) == 0;
}

class OpenFile {
 public:
  explicit OpenFile(int file) : file_(file) {}
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int number() const { return file_; }
  void hold(int file) { file_ = file; }

 private:
  int file_;
};

[[noreturn]] void fail(int error) {
  if (error == ENOENT || error == ENOTDIR) throw FileGone("is not there");
  const std::string why = std::generic_category().message(error);
  if (error == EACCES || error == EPERM) throw FileFault("cannot be read (" + why + "); check its permissions");
  if (error == ELOOP) throw FileFault("is a symbolic link that leads in a circle");
  if (error == ENAMETOOLONG) throw FileFault("has too long a path");
  if (error == ENXIO) throw FileFault("is a socket or a device and no file of articles");
  throw FileFault("cannot be read (" + why + ")");
}

// File systems that write no fractions of a second may count by two of them; the others tell the kernel's ticks apart.
bool is_old_enough(std::int64_t modified_ns) {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t age = now.tv_sec * 1'000'000'000 + now.tv_nsec - modified_ns;
  return age > (modified_ns % 1'000'000'000 == 0 ? kCoarseTime : kFineTime);
}

// What a read gave: bytes, 0 at the end, and -1 while nothing is there yet.
ssize_t read_some(int file, char* to, std::size_t most) {
  for (;;) {
    const ssize_t got = ::read(file, to, most);
    if (got >= 0) return got;
    if (errno == EAGAIN) return -1;
    if (errno != EINTR) fail(errno);
  }
}

int temporary_file() {
  const char* const named = std::getenv("TMPDIR");
  std::string path = std::string(named != nullptr && *named != 0 ? named : "/var/tmp") + "/dateline-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) throw FileFault("is large and needs a temporary file, which cannot be made (" + std::generic_category().message(errno) + "); set TMPDIR");
  ::unlink(path.c_str());
  return file;
}

void write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw FileFault("is large, and its temporary file cannot be written (" + std::generic_category().message(errno) + "); set TMPDIR");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

}  // namespace

bool is_made_by_kernel(const std::string& path) {
  struct statfs system {};
  if (::statfs(path.c_str(), &system) != 0) return false;
  for (const unsigned long kind :
       {PROC_SUPER_MAGIC, SYSFS_MAGIC, DEBUGFS_MAGIC, TRACEFS_MAGIC, CGROUP_SUPER_MAGIC, CGROUP2_SUPER_MAGIC, NSFS_MAGIC, SECURITYFS_MAGIC})
    if (static_cast<unsigned long>(system.f_type) == kind) return true;
  return false;
}

FileBytes::FileBytes(const std::string& path, const std::atomic<bool>& stop) {
  stream_ = path == kStandardInput;
  const OpenFile opened(stream_ ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  const int file = opened.number();
  struct stat info {};
  if (file < 0 || ::fstat(file, &info) != 0) fail(errno);
  if (S_ISDIR(info.st_mode)) throw FileFault("is a folder");
  if (!stream_ && !S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode)) throw FileFault("is a socket or a device and no file of articles");
  stream_ = stream_ || S_ISFIFO(info.st_mode);
  if (stream_) {
    read_stream(file, stop);
    return;
  }
  if (is_made_by_kernel(path)) throw FileFault("is made up by the kernel and no file of articles");
  state_ = {static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
  settled_ = is_old_enough(state_.modified_ns);
  if (state_.size > kReadWhole) map(file, state_.size);
  else read_file(file);
}

FileBytes::~FileBytes() {
  if (map_ == nullptr) return;
  watched_map.begin = watched_map.end = 0;
  ::munmap(map_, size_);
}

void FileBytes::let_go() const {
  if (map_ != nullptr) ::madvise(map_, size_, MADV_DONTNEED);
}

bool FileBytes::was_cut() const { return cut_ || (map_ != nullptr && watched_map.broken != 0); }

void FileBytes::read_file(int file) {
  text_.resize(state_.size);
  std::size_t got = 0;
  while (got < text_.size()) {
    const ssize_t more = read_some(file, text_.data() + got, text_.size() - got);
    if (more <= 0) break;
    got += static_cast<std::size_t>(more);
  }
  cut_ = got < text_.size();
  text_.resize(got);
}

void FileBytes::read_stream(int file, const std::atomic<bool>& stop) {
  std::size_t spooled = 0;
  OpenFile spool(-1);
  for (;;) {
    pollfd ready = {file, POLLIN, 0};
    if (stop) break;
    if (::poll(&ready, 1, kLookUp) <= 0) continue;
    const std::size_t old = text_.size();
    text_.resize(old + kChunk);
    const ssize_t got = read_some(file, text_.data() + old, kChunk);
    text_.resize(old + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got == 0) break;
    if (text_.size() <= kReadWhole) continue;
    if (spool.number() < 0) spool.hold(temporary_file());
    write_all(spool.number(), text_);
    spooled += text_.size();
    text_.clear();
  }
  if (stop) throw Stopped{};
  if (spool.number() < 0) return;
  write_all(spool.number(), text_);
  spooled += text_.size();
  text_ = {};
  map(spool.number(), spooled);
}

void FileBytes::map(int file, std::size_t size) {
  static const bool guarded = guard_maps();
  void* const at = guarded ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  if (at == MAP_FAILED) throw FileFault("cannot be mapped (" + std::generic_category().message(errno) + ")");
  map_ = at;
  size_ = size;
  const auto begin = reinterpret_cast<std::uintptr_t>(at);
  watched_map.broken = 0;
  watched_map.begin = begin;
  watched_map.end = begin + size;
}

}  // namespace dateline
