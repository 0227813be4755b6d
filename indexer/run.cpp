#include "indexer/run.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>
#include <utility>

#include "indexer/file_bytes.h"
#include "indexer/progress.h"
#include "indexer/queue.h"
#include "indexer/reading.h"

namespace dateline {
namespace {

constexpr std::size_t kBatchArticles = 64;
constexpr std::size_t kBatchBytes = 1u << 20;
constexpr std::size_t kLetGoBytes = 8u << 20;  // of articles between two times at which the pages of their file are let go

std::size_t weight(const Article& article) {
  std::size_t bytes = article.title.size();
  for (const std::string& paragraph : article.body) bytes += paragraph.size();
  return bytes;
}

// The state that the writer remembers: a file that is read with other options counts as changed.
SourceState state_with(SourceState state, const PathReading& reading) {
  state.reading = reading_hash(reading);
  return state;
}

bool is_regular(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

class Run {
 public:
  Run(const IndexOptions& options, const Inputs& inputs, const RunScope& scope, ArchiveWriter& writer, Report& report, const std::atomic<bool>& stop)
      : inputs_(inputs), scope_(scope), writer_(writer), report_(report), stop_(stop), progress_(report, options.quiet || scope.again) {}

  void all(unsigned threads);
  // What `prune` may take from: all roots that are there, or what has changed below them.
  std::vector<std::string> to_prune() const;

 private:
  // Gathers a file's articles into batches.
  class Sink : public ArticleSink {
   public:
    Sink(Run& run, const FileBytes& content) : run_(run), content_(content), left_(content.bytes().size()) {}
    void article(Article&& article) override {
      if (run_.stop_) throw Stopped{};
      const std::size_t bytes = weight(article);
      bytes_ += bytes;
      advance(bytes);
      batch_.push_back(std::move(article));
      if (batch_.size() >= kBatchArticles || bytes_ >= kBatchBytes) flush();
    }
    void skip(BadArticle&& what) override {
      if (run_.stop_) throw Stopped{};
      run_.report_.skipped(what);
    }
    void reject(BadArticle&& bad) override {
      if (run_.stop_) throw Stopped{};
      any_rejected_ = true;
      run_.report_.rejected(bad);
    }
    // A failure of the writer ends the run, and not just this file.
    void flush() {
      const std::size_t bytes = std::exchange(bytes_, 0);
      std::vector<Article> batch = std::move(batch_);
      batch_.clear();
      if ((read_ += bytes) >= kLetGoBytes) content_.let_go(), read_ = 0;
      if (!batch.empty()) batch = run_.queue_.put_articles(std::move(batch), bytes);
      if (batch.empty()) return;
      try {
        run_.index(std::move(batch), hand_);
      } catch (...) {
        run_.queue_.fail(std::current_exception());
        throw Stopped{};
      }
    }
    bool any_rejected() const { return any_rejected_; }
    // Tells progress of bytes, never of more than the file has.
    void advance(std::uint64_t bytes) {
      bytes = std::min(bytes, left_);
      left_ -= bytes;
      run_.progress_.advance(bytes);
    }

   private:
    Run& run_;
    const FileBytes& content_;
    std::vector<Article> batch_;
    std::size_t bytes_ = 0;  // of the batch
    std::size_t read_ = 0;   // since the file's pages were let go
    std::uint64_t left_;  // of the file, for progress
    bool any_rejected_ = false;
    WriterHand hand_;
  };

  void survey();
  void find_files();
  void missing(const InputRoot& root);
  void fault(const std::string& path, std::string reason);
  bool passed_over(const FileToRead& file);
  void read(const FileToRead& file);
  void read_open(const FileToRead& file, const FileBytes& content);
  void read_as(const Format& format, const Input& input, const FileToRead& file, const FileBytes& content);
  void index(std::vector<Article>&& batch, WriterHand& hand);

  const Inputs& inputs_;
  const RunScope& scope_;
  ArchiveWriter& writer_;
  Report& report_;
  const std::atomic<bool>& stop_;
  WorkQueue queue_;
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
  if (!progress_.quiet()) workers.emplace_back([this] { survey(); });
  try {
    find_files();
  } catch (const Stopped&) {
  } catch (...) {
    queue_.fail(std::current_exception());
  }
  queue_.no_more_files();
  for (std::thread& worker : workers) worker.join();
  if (stop_ && !progress_.quiet()) std::cerr << "\nstopping: what was read is being published; interrupt again to end at once\n";
  progress_.finish();
  queue_.rethrow();
}

// How much there is to read, found out beside the reading: the queue of files is short.
void Run::survey() {
  const InputEars ears = {[this](FileToRead&& file) {
                            if (stop_ || queue_.is_done()) throw Stopped{};
                            struct stat info {};
                            if (::stat(file.path.c_str(), &info) == 0) progress_.expect(static_cast<std::uint64_t>(info.st_size));
                          },
                          [](const std::string&, const std::string&) {}, [](const InputRoot&) {}};
  try {
    inputs_.all(ears);
    progress_.expect_no_more();
  } catch (...) {
    // Without a total the run goes on as well.
  }
}

void Run::find_files() {
  const InputEars ears = {[this](FileToRead&& file) {
                            if (stop_) throw Stopped{};
                            // A pipe has been read, and would be waited for.
                            if (scope_.again && !is_regular(file.path)) return;
                            queue_.put_file(std::move(file));
                          },
                          [this](const std::string& path, const std::string& reason) { fault(path, reason); },
                          [this](const InputRoot& root) { missing(root); }};
  if (scope_.whole) return inputs_.all(ears);
  for (const std::string& path : scope_.paths) inputs_.below(path, ears);
}

void Run::missing(const InputRoot& root) {
  if (scope_.again) return writer_.protect(readable_path(root.path));
  fault(root.path, "is not there");
}

// Something cannot be read this time: it is told, and its articles stay.
void Run::fault(const std::string& path, std::string reason) {
  writer_.protect(readable_path(path));
  report_.rejected({readable_path(path), 0, std::move(reason)});
}

bool Run::passed_over(const FileToRead& file) {
  struct stat info {};
  if (file.path == kStandardInput || ::stat(file.path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  const SourceState state{static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec, 0};
  if (!writer_.skip_unchanged(readable_path(file.path), state_with(state, *file.reading))) return false;
  progress_.pass_over(state.size);
  report_.unchanged_file();
  return true;
}

void Run::read(const FileToRead& file) {
  if (stop_ || passed_over(file)) return progress_.tell();
  try {
    read_open(file, FileBytes(file.path, stop_));
  } catch (const FileGone&) {
    report_.skipped({readable_path(file.path), 0, "has gone since it was found"});
  } catch (const FileFault& error) {
    fault(file.path, error.what());
  } catch (const Stopped&) {
  }
}

void Run::read_open(const FileToRead& file, const FileBytes& content) {
  const std::string path = readable_path(file.path);
  if (path != file.path) report_.noted({path, 0, "has a name with bytes that are no text, shown here as \\x.."});
  const Input input{path, content.bytes(), file.name};
  const FormatFound format = find_format(input, *file.reading);
  if (format.row == nullptr) return report_.ignored_file(path);
  report_.file(input.bytes.size());
  if (content.is_stream()) progress_.expect(input.bytes.size());
  read_as(*format.row, input, file, content);
}

void Run::read_as(const Format& format, const Input& input, const FileToRead& file, const FileBytes& content) {
  Sink sink(*this, content);
  try {
    format.read(input, read_options_for(*file.reading), sink);
    sink.flush();
  } catch (const std::exception& error) {
    sink.reject({input.path, 0, std::string("cannot be read to its end: ") + error.what()});
  }
  sink.advance(input.bytes.size());
  if (content.was_cut()) sink.reject({input.path, 0, "lost bytes while it was read, or the disk failed; the next run reads it again"});
  if (sink.any_rejected()) writer_.protect(input.path);
  else if (content.is_settled())
    writer_.remember(input.path, state_with(content.state(), *file.reading));
  progress_.tell();
}

void Run::index(std::vector<Article>&& batch, WriterHand& hand) {
  for (Article& article : batch) {
    settle_language(article);
    report_.article(article, writer_.add(article, hand));
  }
  progress_.tell();
}

std::vector<std::string> Run::to_prune() const {
  std::vector<std::string> out;
  if (scope_.whole) {
    for (const InputRoot& root : inputs_.roots()) out.push_back(readable_path(root.path));
    return out;
  }
  for (const std::string& path : scope_.paths)
    if (inputs_.may_have_gone(path)) out.push_back(readable_path(path));
  return out;
}

}  // namespace

RunEnd run_index(const IndexOptions& options, const Inputs& inputs, const RunScope& scope, Report& report, const std::atomic<bool>& stop) {
  const unsigned threads = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  WriterOptions writing;
  writing.rebuild = options.rebuild;
  writing.threads = threads;
  if (!scope.again) inputs.require();
  const auto started = std::chrono::steady_clock::now();
  ArchiveWriter writer(options.archive, writing);
  Run run(options, inputs, scope, writer, report, stop);
  run.all(threads);
  if (options.prune && !stop) report.removed(writer.prune(run.to_prune()));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
  if (writer.changed() || options.rebuild || !Archive::exists(options.archive))
    writer.publish(report.public_json(seconds.count()));
  return {!stop, writer.live()};
}

}  // namespace dateline
