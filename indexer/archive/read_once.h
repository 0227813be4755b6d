// Lets go of a mapped file's pages while it is read from front to back, so that reading a large file does not make the process large.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dateline {

// Of a view into a file that is mapped for reading: what is let go of is read again when somebody looks. One thread.
class ReadOnce {
 public:
  explicit ReadOnce(std::string_view bytes) : bytes_(bytes) {}
  ~ReadOnce() { let_go(bytes_.size()); }
  ReadOnce(const ReadOnce&) = delete;
  ReadOnce& operator=(const ReadOnce&) = delete;

  // The bytes before `end` have been read.
  void up_to(std::size_t end) {
    if (end - begin_ >= kAtOnce) let_go(end);
  }

 private:
  static constexpr std::size_t kAtOnce = 16u << 20;

  void let_go(std::size_t end) {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto first = reinterpret_cast<std::uintptr_t>(bytes_.data() + begin_) / page * page;
    const auto last = reinterpret_cast<std::uintptr_t>(bytes_.data() + end);
    ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
    begin_ = end;
  }

  std::string_view bytes_;
  std::size_t begin_ = 0;
};

}  // namespace dateline
