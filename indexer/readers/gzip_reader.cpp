// One file packed with gzip: page.html.gz, dump.jsonl.gz.
#include <algorithm>
#include <string>

#include "indexer/readers/container.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/unpack.h"

namespace dateline {
namespace {

constexpr std::size_t piece_of_lines = 16u << 20;

// "dump.jsonl" of "/in/dump.jsonl.gz".
std::string_view name_of_content(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

bool starts_list_of_objects(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  constexpr std::string_view space = " \t\r\n";
  const std::size_t bracket = bytes.find_first_not_of(space);
  if (bracket == std::string_view::npos || bytes[bracket] != '[') return false;
  const std::size_t first = bytes.find_first_not_of(space, bracket + 1);
  return first != std::string_view::npos && bytes[first] == '{';
}

// Unpacks and reads one file; JSON Lines in pieces of whole lines, so that they may be of any size.
class PackedFile {
 public:
  PackedFile(const Input& input, const ReadOptions& options, ArticleSink& sink)
      : input_(input), container_(input, options, sink), stream_(input.bytes, container_.budget()), name_(name_of_content(input.path)) {}

  void read() {
    for (std::string_view piece = stream_.next(); !piece.empty(); piece = stream_.next()) {
      if (skipping_ && !ends_skipped_line(piece)) continue;
      bytes_ += piece;
      if (bytes_.size() > piece_of_lines && is_lines()) read_whole_lines();
      if (bytes_.size() > largest_entry_bytes) return container_.reject("", "unpacks to more than 256 MiB; unpack it and split it");
    }
    if (!stream_.fault().empty()) return container_.reject("", stream_.fault());
    if (!bytes_.empty() || (lines_before_ == 0 && !skipping_)) read(bytes_);
    container_.tell_left_out();
  }

 private:
  void read(std::string_view bytes) {
    Container::Inside inside = {.name = name_, .bytes = bytes, .url = input_.url, .charset = input_.charset, .lines_before = lines_before_};
    const Format* format = container_.format_inside(inside);
    // One list on one line, by the name of JSON Lines.
    if (lines_before_ == 0 && format != nullptr && format->name == "jsonl" && starts_list_of_objects(bytes)) inside.format = format_named("json");
    container_.read(inside);
  }

  // Told once, by the first piece.
  bool is_lines() {
    if (!told_) {
      const Format* format = container_.format_inside({.name = name_, .bytes = bytes_});
      lines_ = format != nullptr && format->name == "jsonl" && !is_utf16(bytes_) && !starts_list_of_objects(bytes_);
      told_ = true;
    }
    return lines_;
  }

  // Looks at each byte once.
  void read_whole_lines() {
    const std::size_t last = std::string_view(bytes_).substr(searched_).rfind('\n');
    if (last == std::string_view::npos) {
      searched_ = bytes_.size();
      if (bytes_.size() > largest_article_bytes) skip_line();
      return;
    }
    const std::size_t end = searched_ + last + 1;
    const std::string_view lines = std::string_view(bytes_).substr(0, end);
    if (lines.find_first_not_of(" \t\r\n") != std::string_view::npos) read(lines);
    lines_before_ += static_cast<std::uint32_t>(std::count(lines.begin(), lines.end(), '\n'));
    bytes_.erase(0, end);
    searched_ = bytes_.size();
  }

  void skip_line() {
    container_.reject(name_, "is larger than 64 MiB; split it", lines_before_ + 1);
    bytes_.clear();
    searched_ = 0;
    skipping_ = true;
  }

  // Takes from the piece what belongs to the line that is skipped. False: all of it does.
  bool ends_skipped_line(std::string_view& piece) {
    const std::size_t end = piece.find('\n');
    if (end == std::string_view::npos) return false;
    piece.remove_prefix(end + 1);
    ++lines_before_;
    skipping_ = false;
    return true;
  }

  const Input& input_;
  Container container_;
  GzipStream stream_;
  std::string_view name_;
  std::string bytes_;
  std::uint32_t lines_before_ = 0;
  std::size_t searched_ = 0;  // bytes of `bytes_` that have no line end in them
  bool told_ = false, lines_ = false;
  bool skipping_ = false;  // inside a line that is too long
};

}  // namespace

bool recognises_gzip(std::string_view head) { return starts_as_gzip(head); }

void read_gzip_file(const Input& input, const ReadOptions& options, ArticleSink& sink) { PackedFile(input, options, sink).read(); }

}  // namespace dateline
