#include "indexer/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <system_error>
#include <thread>

#include "indexer/extract/language.h"
#include "indexer/progress.h"
#include "indexer/queue.h"
#include "indexer/readers/reader.h"
#include "indexer/walk.h"

namespace dateline {
namespace {

constexpr std::size_t kBatchArticles = 64;
constexpr std::size_t kBatchBytes = 1u << 20;
constexpr std::size_t kReadWhole = 64u << 20;  // larger files are mapped
constexpr std::int64_t kSettled = 2'000'000'000;  // nanoseconds: a file changed later than this before the run may change again unseen
constexpr std::size_t kEnoughToTell = 2u << 10;  // bytes of an article that its language is told from
constexpr std::string_view kStandardInput = "-";

// Thrown out of a reader when the run was told to stop.
struct Stopped {};

// The content of a file, read or mapped.
class FileBytes {
 public:
  explicit FileBytes(const std::string& path) {
    if (path == kStandardInput) {
      text_.assign(std::istreambuf_iterator<char>(std::cin), {});
      return;
    }
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::system_error(errno, std::generic_category());
    struct stat info {};
    ::fstat(file, &info);
    state_ = {static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
    const bool good = state_.size > kReadWhole ? map(file) : read(file);
    const int error = errno;
    ::close(file);
    if (!good) throw std::system_error(error, std::generic_category());
  }
  ~FileBytes() {
    if (map_ != nullptr) ::munmap(map_, state_.size);
  }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::string_view bytes() const { return map_ != nullptr ? std::string_view(static_cast<const char*>(map_), state_.size) : text_; }
  const SourceState& state() const { return state_; }

 private:
  bool map(int file) {
    void* const map = ::mmap(nullptr, state_.size, PROT_READ, MAP_PRIVATE, file, 0);
    if (map == MAP_FAILED) return false;
    map_ = map;
    return true;
  }

  bool read(int file) {
    text_.resize(state_.size);
    for (std::size_t got = 0; got < text_.size();) {
      const ssize_t more = ::read(file, text_.data() + got, text_.size() - got);
      if (more < 0 && errno == EINTR) continue;
      if (more < 0) return false;
      if (more == 0) text_.resize(got);
      got += static_cast<std::size_t>(more);
    }
    return true;
  }

  std::string text_;
  void* map_ = nullptr;
  SourceState state_;
};

std::size_t weight(const Article& article) {
  std::size_t bytes = article.title.size();
  for (const std::string& paragraph : article.body) bytes += paragraph.size();
  return bytes;
}

void settle_language(Article& article) {
  article.lang = normal_language(article.lang);
  if (!article.lang.empty()) return;
  std::string text = article.title;
  for (std::size_t at = 0; at < article.body.size() && text.size() < kEnoughToTell; ++at) (text += "\n") += article.body[at];
  article.lang = detect_language(text);
}

// The file's path below the folder that was given; its own name when the file itself was.
std::string name_below(const std::string& root, const std::string& file) {
  return file == root ? std::filesystem::path(file).filename().string() : file.substr(root == "/" ? 1 : root.size() + 1);
}

class Run {
 public:
  Run(const IndexOptions& options, ArchiveWriter& writer, Report& report, const std::atomic<bool>& stop)
      : options_(options), writer_(writer), report_(report), stop_(stop), progress_(report, options.quiet) {
    reading_options_ = {options.source, options.section, options.lang, ReadOptions{}.max_article_bytes};
    archive_ = std::filesystem::absolute(options.archive).lexically_normal().string();
    if (!archive_.ends_with('/')) archive_ += '/';
    reading_ = options.format + '\n' + options.source + '\n' + options.section + '\n' + options.lang;
  }

  void all(unsigned threads);

 private:
  // Gathers a file's articles into batches.
  class Sink : public ArticleSink {
   public:
    explicit Sink(Run& run) : run_(run) {}
    void article(Article&& article) override {
      if (run_.stop_) throw Stopped{};
      const std::size_t bytes = weight(article);
      bytes_ += bytes;
      told_ += bytes;
      run_.progress_.advance(bytes);
      batch_.push_back(std::move(article));
      if (batch_.size() >= kBatchArticles || bytes_ >= kBatchBytes) flush();
    }
    void skip(BadArticle&& what) override { run_.report_.skipped(what); }
    void reject(BadArticle&& bad) override {
      any_rejected_ = true;
      run_.report_.rejected(bad);
    }
    void flush() {
      bytes_ = 0;
      std::vector<Article> batch = std::move(batch_);
      batch_.clear();
      if (batch.empty()) return;
      batch = run_.queue_.put_articles(std::move(batch));
      if (!batch.empty()) run_.index(std::move(batch), hand_);
    }
    bool any_rejected() const { return any_rejected_; }
    // Bytes that progress has been told of.
    std::uint64_t told() const { return told_; }

   private:
    Run& run_;
    std::vector<Article> batch_;
    std::size_t bytes_ = 0;
    std::uint64_t told_ = 0;
    bool any_rejected_ = false;
    WriterHand hand_;
  };

  void walk_paths();
  void found(const std::string& root, const std::string& file);
  void read(const FileToRead& file);
  void read_open(const FileToRead& file, const FileBytes& content);
  void index(std::vector<Article>&& batch, WriterHand& hand);
  bool passed_over(const std::string& path);

  const IndexOptions& options_;
  ArchiveWriter& writer_;
  Report& report_;
  const std::atomic<bool>& stop_;
  ReadOptions reading_options_;
  std::string reading_;
  std::string archive_;  // with a slash at the end: its own files are no articles
  WorkQueue queue_;
  std::int64_t started_ns_ = static_cast<std::int64_t>(std::time(nullptr)) * 1'000'000'000;
  Progress progress_;
};

void Run::all(unsigned threads) {
  std::vector<std::thread> workers;
  for (unsigned number = 0; number < threads; ++number) {
    workers.emplace_back([this] {
      WriterHand hand;
      queue_.work([this](const FileToRead& file) { read(file); }, [&](std::vector<Article>&& batch) { index(std::move(batch), hand); });
    });
  }
  try {
    walk_paths();
  } catch (...) {
    queue_.fail(std::current_exception());
  }
  queue_.no_more_files();
  for (std::thread& worker : workers) worker.join();
  progress_.finish();
  queue_.rethrow();
}

void Run::walk_paths() {
  for (const std::string& path : options_.paths) {
    if (path == kStandardInput) queue_.put_file({path, path});
    else
      walk(path, [&](const std::string& file) { found(path, file); },
           [&](const std::string& folder, const std::string& reason) {
             writer_.protect(folder);
             report_.rejected({folder, 0, "the folder cannot be read (" + reason + "); check its permissions"});
           });
  }
}

void Run::found(const std::string& root, const std::string& file) {
  if (stop_ || file.starts_with(archive_)) return;
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(file, ignored);
  if (!ignored) progress_.expect(size);
  queue_.put_file({file, name_below(root, file)});
}

bool Run::passed_over(const std::string& path) {
  struct stat info {};
  if (path == kStandardInput || ::stat(path.c_str(), &info) != 0) return false;
  const SourceState state{static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
  return writer_.skip_unchanged(path, state, reading_);
}

void Run::read(const FileToRead& file) {
  if (stop_) return;
  if (passed_over(file.path)) {
    std::error_code ignored;
    progress_.advance(std::filesystem::file_size(file.path, ignored));
    return report_.unchanged_file();
  }
  std::unique_ptr<const FileBytes> content;
  try {
    content = std::make_unique<const FileBytes>(file.path);
  } catch (const std::system_error& error) {
    writer_.protect(file.path);
    return report_.rejected({file.path, 0, "cannot be read (" + error.code().message() + "); check its permissions"});
  }
  try {
    read_open(file, *content);
  } catch (const Stopped&) {
  }
}

void Run::read_open(const FileToRead& file, const FileBytes& content) {
  const Input input{file.path, content.bytes(), file.name};
  const Format* format = options_.format.empty() ? format_of(input) : format_named(options_.format);
  if (format == nullptr) return report_.ignored_file(file.path);
  report_.file(input.bytes.size());
  Sink sink(*this);
  format->read(input, reading_options_, sink);
  sink.flush();
  progress_.advance(input.bytes.size() - std::min<std::uint64_t>(input.bytes.size(), sink.told()));
  if (sink.any_rejected()) writer_.protect(file.path);
  else if (file.path != kStandardInput && content.state().modified_ns + kSettled < started_ns_) writer_.remember(file.path, content.state());
  progress_.tell();
}

void Run::index(std::vector<Article>&& batch, WriterHand& hand) {
  for (Article& article : batch) {
    settle_language(article);
    report_.article(article, writer_.add(article, hand));
  }
  progress_.tell();
}

std::vector<std::string> absolute(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    std::string whole = path == kStandardInput ? path : std::filesystem::absolute(path).lexically_normal().string();
    while (whole.size() > 1 && whole.back() == '/') whole.pop_back();
    out.push_back(std::move(whole));
  }
  return out;
}

}  // namespace

bool run_index(const IndexOptions& given, Report& report, const std::atomic<bool>& stop) {
  IndexOptions options = given;
  options.paths = absolute(given.paths);
  const unsigned threads = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  WriterOptions writing;
  writing.rebuild = options.rebuild;
  writing.threads = threads;
  const auto started = std::chrono::steady_clock::now();
  ArchiveWriter writer(options.archive, writing);
  Run(options, writer, report, stop).all(threads);
  if (options.prune && !stop) report.removed(writer.prune(options.paths));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
  if (writer.changed() || options.rebuild || !Archive::exists(options.archive))
    writer.publish(report.json(seconds.count(), writer.live(), false));
  return !stop;
}

}  // namespace dateline
