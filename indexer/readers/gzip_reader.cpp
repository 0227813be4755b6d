// One file packed with gzip: page.html.gz, dump.jsonl.gz.
#include <algorithm>
#include <string>

#include "indexer/readers/container.h"
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

// Unpacks and reads one file; JSON Lines in pieces of whole lines, so that they may be of any size.
class PackedFile {
 public:
  PackedFile(const Input& input, const ReadOptions& options, ArticleSink& sink)
      : input_(input), container_(input, options, sink), stream_(input.bytes, container_.budget()), name_(name_of_content(input.path)) {}

  void read() {
    for (std::string_view piece = stream_.next(); !piece.empty(); piece = stream_.next()) {
      bytes_ += piece;
      if (bytes_.size() > piece_of_lines && is_lines()) read_whole_lines();
      if (bytes_.size() > largest_entry_bytes) return container_.reject("", "unpacks to more than 256 MiB; unpack it and split it");
    }
    if (!stream_.fault().empty()) return container_.reject("", stream_.fault());
    if (!bytes_.empty() || lines_before_ == 0) read(bytes_);
    container_.tell_left_out();
  }

 private:
  void read(std::string_view bytes) {
    container_.read({.name = name_, .bytes = bytes, .url = input_.url, .charset = input_.charset, .lines_before = lines_before_});
  }

  // Told once, by the first piece.
  bool is_lines() {
    if (!told_) {
      const Format* format = container_.format_inside({.name = name_, .bytes = bytes_});
      lines_ = format != nullptr && format->name == "jsonl" && bytes_.front() != '\xFF' && bytes_.front() != '\xFE';
      told_ = true;
    }
    return lines_;
  }

  void read_whole_lines() {
    const std::size_t end = bytes_.rfind('\n') + 1;
    if (end == 0) return;
    const std::string_view lines = std::string_view(bytes_).substr(0, end);
    if (lines.find_first_not_of(" \t\r\n") != std::string_view::npos) read(lines);
    lines_before_ += static_cast<std::uint32_t>(std::count(lines.begin(), lines.end(), '\n'));
    bytes_.erase(0, end);
  }

  const Input& input_;
  Container container_;
  GzipStream stream_;
  std::string_view name_;
  std::string bytes_;
  std::uint32_t lines_before_ = 0;
  bool told_ = false, lines_ = false;
};

}  // namespace

bool recognises_gzip(std::string_view head) { return starts_as_gzip(head); }

void read_gzip_file(const Input& input, const ReadOptions& options, ArticleSink& sink) { PackedFile(input, options, sink).read(); }

}  // namespace dateline
