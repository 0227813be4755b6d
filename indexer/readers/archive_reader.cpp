// ZIP and tar, packed or not. Nothing is ever written to the disk.
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "indexer/readers/container.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/unpack.h"

namespace dateline {
namespace {

using ArchiveHandle = std::unique_ptr<archive, int (*)(archive*)>;

// libarchive converts names to the thread's character set; in UTF-8 they come as they are.
class Utf8Names {
 public:
  Utf8Names() : utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (utf8_ != nullptr) before_ = uselocale(utf8_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    if (utf8_ == nullptr) return;
    uselocale(before_);
    freelocale(utf8_);
  }

 private:
  locale_t utf8_;
  locale_t before_ = nullptr;
};

std::string name_of(archive_entry* entry) {
  if (const char* name = archive_entry_pathname(entry)) return name;
  if (const char* name = archive_entry_pathname_utf8(entry)) return name;
  return {};
}

// Files that indexer/walk.cpp leaves out as well, and those that macOS adds to every archive.
bool is_hidden(const std::string& name) {
  if (name.starts_with("__MACOSX/")) return true;
  for (std::size_t at = 0; at < name.size(); at = std::min(name.find('/', at), name.size() - 1) + 1) {
    const bool dots = name.compare(at, 2, "./") == 0 || name.compare(at, 3, "../") == 0;
    if (name[at] == '.' && !dots) return true;
  }
  return false;
}

std::string name_without_extension(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  for (std::size_t i = size; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

// How many entries the end of a ZIP's central directory announces; nothing where it has no such end.
std::optional<std::uint64_t> announced_entries(std::string_view zip) {
  constexpr std::size_t end_bytes = 22, locator_bytes = 20, large_end_bytes = 56, longest_comment = 0xFFFF;
  constexpr std::uint64_t told_elsewhere = 0xFFFF;
  const std::size_t from = zip.size() - std::min(zip.size(), end_bytes + longest_comment);
  const std::size_t found = zip.substr(from).rfind("PK\x05\x06");
  if (found == std::string_view::npos || zip.size() - from - found < end_bytes) return std::nullopt;
  const std::size_t end = from + found;
  const std::uint64_t count = number_at(zip, end + 10, 2);
  if (count != told_elsewhere || end < locator_bytes || !zip.substr(end - locator_bytes).starts_with("PK\x06\x07")) return count;
  const std::uint64_t large = number_at(zip, end - locator_bytes + 8, 8);
  if (large > zip.size() || zip.size() - large < large_end_bytes || !zip.substr(large).starts_with("PK\x06\x06")) return count;
  return number_at(zip, large + 32, 8);
}

class PackedFiles {
 public:
  PackedFiles(const Input& input, const ReadOptions& options, ArticleSink& sink)
      : input_(input), container_(input, options, sink), handle_(archive_read_new(), archive_read_free) {}

  void read() {
    archive* const open = handle_.get();
    archive_read_support_format_zip(open);
    archive_read_support_format_tar(open);
    archive_read_support_filter_gzip(open);
    archive_read_support_filter_bzip2(open);
    archive_read_support_filter_xz(open);
    archive_read_support_filter_zstd(open);
    archive_read_support_format_raw(open);  // one file packed with xz and the like
    if (archive_read_open_memory(open, input_.bytes.data(), input_.bytes.size()) != ARCHIVE_OK) return container_.reject("", broken());
    while (next()) {
    }
    tell_unseen();
    container_.tell_left_out();
  }

 private:
  bool next();
  void read_entry(archive_entry* entry, const std::string& name);
  std::string content(std::string& out);
  void tell_unseen();
  bool is_zip() const { return (archive_format(handle_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP; }

  std::string broken() const {
    const char* const why = archive_error_string(handle_.get());
    const la_int64_t at = archive_filter_bytes(handle_.get(), -1);
    return "is damaged" + (at > 0 ? " behind byte " + std::to_string(at) : "") + " (" + (why == nullptr ? "it cannot be read" : why) +
           "); what stands before that is read";
  }

  const Input& input_;
  Container container_;
  ArchiveHandle handle_;
  std::unordered_set<std::size_t> names_;  // hashes
  std::string bytes_;
  std::uint32_t unnamed_ = 0;
  std::uint64_t seen_ = 0;   // entries
  bool broken_off_ = false;  // nothing behind the last entry can be read
};

// Reads the next entry. False: it was the last.
bool PackedFiles::next() {
  archive_entry* entry = nullptr;
  const int result = archive_read_next_header(handle_.get(), &entry);
  if (result == ARCHIVE_EOF) return false;
  if (result == ARCHIVE_FATAL) return container_.reject("", broken()), false;
  ++seen_;
  ++container_.budget().entries;
  if (!container_.budget().exhausted().empty()) return container_.reject("", std::string(container_.budget().exhausted())), false;
  if (result == ARCHIVE_RETRY || result == ARCHIVE_FAILED) return container_.reject("", broken()), true;
  std::string name = name_of(entry);
  const bool raw = archive_format(handle_.get()) == ARCHIVE_FORMAT_RAW;
  if (raw && archive_filter_count(handle_.get()) < 2) return container_.reject("", "is no archive that can be read"), false;
  if (raw) name = name_without_extension(input_.path);
  if (name.empty()) name = "unnamed-" + std::to_string(++unnamed_);  // a name that is not what it says it is
  read_entry(entry, name);
  if (broken_off_ && !raw) container_.reject("", "is damaged in " + name + "; what follows it is not read");
  return !broken_off_ && container_.budget().exhausted().empty();
}

// Entries that a directory announces and that were never come to: behind damage, or in the place of others.
void PackedFiles::tell_unseen() {
  if (!is_zip() || !container_.budget().exhausted().empty()) return;
  const auto announced = announced_entries(input_.bytes);
  if (!announced || *announced <= seen_) return;
  container_.reject("", std::to_string(*announced - seen_) + " of the " + std::to_string(*announced) + " files that its directory lists were not read");
}

void PackedFiles::read_entry(archive_entry* entry, const std::string& name) {
  if (archive_entry_filetype(entry) == AE_IFDIR || name.ends_with('/')) return;
  if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK) return container_.leave_out("links");
  if (archive_entry_filetype(entry) != AE_IFREG) return container_.leave_out("devices");
  if (is_hidden(name)) return container_.leave_out("hidden files");
  if (archive_entry_is_encrypted(entry) != 0) return container_.reject(name, "is encrypted; unpack it with its password");
  if (archive_entry_size_is_set(entry) && archive_entry_size(entry) > static_cast<std::int64_t>(largest_entry_bytes))
    return container_.reject(name, "is larger than 256 MiB; unpack it");
  std::string fault = content(bytes_);
  if (!fault.empty()) return container_.reject(name, std::move(fault));
  if (!names_.insert(std::hash<std::string>{}(name)).second) container_.leave_out("name that comes again (the last file of a name counts)");
  if (bytes_.empty()) return container_.leave_out("empty files");
  container_.read({.name = name, .bytes = bytes_});
}

// Unpacks the entry; why it cannot be had, empty: all well.
std::string PackedFiles::content(std::string& out) {
  out.clear();
  const void* block = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  while (true) {
    const int result = archive_read_data_block(handle_.get(), &block, &size, &offset);
    if (result == ARCHIVE_EOF) return {};
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      broken_off_ = result == ARCHIVE_FATAL && !is_zip();  // a ZIP says where the next entry starts
      const char* const why = archive_error_string(handle_.get());
      return std::string("is damaged (") + (why == nullptr ? "it cannot be unpacked" : why) + ")";
    }
    const auto end = static_cast<std::uint64_t>(offset) + size;
    if (end > largest_entry_bytes) return "unpacks to more than 256 MiB; unpack it and split it";
    container_.budget().take(end > out.size() ? end - out.size() : 0);
    if (!container_.budget().exhausted().empty()) return std::string(container_.budget().exhausted());
    if (end > out.size()) out.resize(static_cast<std::size_t>(end));  // holes of sparse files are zeros
    std::copy_n(static_cast<const char*>(block), size, out.data() + offset);
  }
}

bool is_tar(std::string_view head) {
  constexpr std::size_t checksum = 148, checksum_length = 8, block = 512;
  if (head.size() < block) return false;
  if (head.substr(257, 5) == "ustar") return true;
  std::uint32_t sum = 0, written = 0;
  bool digits = false;
  for (std::size_t i = 0; i < block; ++i) {
    const bool inside = i >= checksum && i < checksum + checksum_length;
    sum += inside ? ' ' : static_cast<unsigned char>(head[i]);
    if (inside && head[i] >= '0' && head[i] <= '7') {
      written = written * 8 + static_cast<std::uint32_t>(head[i] - '0');
      digits = true;
    }
  }
  return digits && written == sum && head[0] != '\0';
}

// Documents of office programs, books and programs are ZIP files too, and say so in their first entry.
constexpr std::array<std::string_view, 8> other_zips = {"mimetype", "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "META-INF/"};

}  // namespace

bool recognises_zip(std::string_view head) {
  if (head.starts_with("PK\x05\x06")) return true;
  if (!head.starts_with("PK\x03\x04") || head.size() < 30) return false;
  const std::string_view first = head.substr(30);
  return std::none_of(other_zips.begin(), other_zips.end(), [&](std::string_view name) { return first.starts_with(name); });
}

bool recognises_tar(std::string_view head) {
  if (starts_as_gzip(head)) return is_tar(start_of_gzip(head, 512));
  return head.starts_with("BZh") || head.starts_with(std::string_view("\xFD" "7zXZ\0", 6)) || head.starts_with("\x28\xB5\x2F\xFD") || is_tar(head);
}

void read_archive_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  const Utf8Names names;
  PackedFiles(input, options, sink).read();
}

}  // namespace dateline
