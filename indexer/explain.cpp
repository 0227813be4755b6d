#include "indexer/explain.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

#include "indexer/extract/text.h"
#include "indexer/file_bytes.h"
#include "indexer/reading.h"

namespace dateline {
namespace {

constexpr std::uint64_t kShownToPeople = 20;
constexpr std::size_t kEncodingHead = 64u << 10;
constexpr std::size_t kColumns = 80, kFewestColumns = 60, kMostColumns = 120;

std::size_t terminal_columns() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) != 1 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kColumns;
  return std::clamp<std::size_t>(size.ws_col, kFewestColumns, kMostColumns);
}

std::string encoding_of(std::string_view bytes) {
  if (bytes.empty() || is_binary(bytes)) return {};
  std::string_view head = bytes.substr(0, kEncodingHead);
  if (head.size() < bytes.size())
    while (!head.empty() && (static_cast<unsigned char>(bytes[head.size()]) & 0xC0) == 0x80) head.remove_suffix(1);
  return is_utf8(head) ? "UTF-8" : "";
}

class ExplainSink : public ArticleSink {
 public:
  ExplainSink(Explanation& to, std::uint64_t most, const std::atomic<bool>& stop) : to_(to), most_(most), stop_(stop) {}

  void article(Article&& article) override {
    if (stop_) throw Stopped{};
    ++counts_.articles;
    if (counts_.shown >= most_) return;
    ++counts_.shown;
    const bool declared = settle_language(article);
    to_.article(article, counts_.articles, declared);
  }
  void reject(BadArticle&& bad) override {
    if (++counts_.rejected <= most_) to_.rejected(bad);
  }
  void skip(BadArticle&& what) override {
    if (++counts_.skipped <= most_) to_.skipped(what);
  }
  const ExplainedCounts& counts() const { return counts_; }

 private:
  Explanation& to_;
  std::uint64_t most_;
  const std::atomic<bool>& stop_;
  ExplainedCounts counts_;
};

// One format takes both packed tar and files packed alone; only its reader can tell which it is.
std::string packing_of(const Format* format, std::string_view bytes) {
  if (format == nullptr || format->name != "tar") return {};
  if (bytes.starts_with("BZh")) return "bzip2";
  if (bytes.starts_with("\xFD" "7zXZ")) return "xz";
  if (bytes.starts_with("\x28\xB5\x2F\xFD")) return "Zstandard";
  return {};
}

class Explaining {
 public:
  Explaining(Explanation& to, std::uint64_t most, const std::atomic<bool>& stop) : to_(to), most_(most), stop_(stop) {}

  void file(const FileToRead& file) {
    if (stop_) throw Stopped{};
    ExplainSink sink(to_, most_, stop_);
    try {
      read(file, sink);
    } catch (const FileFault& fault) {
      to_.file({readable_path(file.path), {}, {}, {}, {}, 0, *file.reading});
      sink.reject({readable_path(file.path), 0, fault.what()});
    }
    to_.end(sink.counts());
    any_rejected_ = any_rejected_ || sink.counts().rejected > 0;
  }

  void unreadable(const std::string& path, const std::string& reason) {
    to_.file({readable_path(path), {}, {}, {}, {}, 0, {}});
    to_.rejected({readable_path(path), 0, reason});
    to_.end({0, 0, 1, 0});
    any_rejected_ = true;
  }

  bool any_rejected() const { return any_rejected_; }

 private:
  void read(const FileToRead& file, ExplainSink& sink) {
    const FileBytes content(file.path, stop_);
    const Input input{readable_path(file.path), content.bytes(), file.name};
    const FormatFound format = find_format(input, *file.reading);
    to_.file({input.path, format.row != nullptr ? std::string(format.row->name) : "", packing_of(format.row, input.bytes), format.how, encoding_of(input.bytes), input.bytes.size(),
              *file.reading});
    if (format.row == nullptr) return sink.skip({input.path, 0, "is of no format that is read; --format names one"});
    try {
      format.row->read(input, read_options_for(*file.reading), sink);
    } catch (const std::exception& error) {
      sink.reject({input.path, 0, std::string("cannot be read to its end: ") + error.what()});
    }
    if (content.was_cut()) sink.reject({input.path, 0, "lost bytes while it was read, or the disk failed"});
  }

  Explanation& to_;
  std::uint64_t most_;
  const std::atomic<bool>& stop_;
  bool any_rejected_ = false;
};

}  // namespace

bool explain(const IndexOptions& options, const Inputs& inputs, std::ostream& out, const std::atomic<bool>& stop) {
  const auto to = options.json ? explain_as_json(out) : explain_to_people(out, terminal_columns(), options.full);
  const std::uint64_t most = options.most > 0 ? options.most : options.json ? UINT64_MAX : kShownToPeople;
  Explaining explaining(*to, most, stop);
  inputs.require();
  inputs.all({[&](FileToRead&& file) { explaining.file(file); },
              [&](const std::string& path, const std::string& reason) { explaining.unreadable(path, reason); },
              [&](const InputRoot& root) { explaining.unreadable(root.path, "is not there"); }});
  out.flush();
  return explaining.any_rejected();
}

}  // namespace dateline
