// The one writer of an archive: takes articles in and publishes a new generation.
//
// Nothing that a reader can see is ever changed: a run adds segments beside the old ones and replaces the manifest by one
// rename. A run that ends anywhere before that leaves the archive as it was; what it left lying is removed by the next.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/archive/archive.h"
#include "indexer/archive/files.h"
#include "indexer/archive/segment_builder.h"
#include "indexer/archive/sources.h"

namespace dateline {

struct WriterOptions {
  bool rebuild = false;                    // start from nothing; the old generation serves until the new one is published
  unsigned threads = 1;                    // at work while segments are built
  std::uint32_t segment_articles = 250'000;  // a run's articles beyond this go into a further segment: bounds memory
  std::size_t segment_forms = 2'000'000;     // the same by the size of the vocabulary
};

enum class Outcome { added, replaced, unchanged };

// What a thread keeps between its calls of `add`.
struct WriterHand {
  ArticlePreparer preparer;
  FormMap map;
  std::uint64_t batch = 0;
};

class ArchiveWriter {
 public:
  // Takes the lock, opens what is published and removes what an ended run left. Throws ArchiveLocked, ArchiveError (the archive does not
  // fit and `rebuild` is false), std::system_error.
  ArchiveWriter(const std::string& folder, const WriterOptions& options);
  ~ArchiveWriter();

  // Takes an article in. The same id again replaces; the same content again is left alone. An id made of a path that another file's article has
  // already (two folders with a file of the same name) gets a hash of the whole path behind it. Any number of threads, each with its own hand. Throws std::exception when the disk fails: the writer is then to be thrown away.
  Outcome add(const Article& article, WriterHand& hand);

  // True when the file was read by an earlier run with the same `reading` options and has not changed since; its articles then count as
  // seen by `prune`.
  bool skip_unchanged(const std::string& path, const SourceState& state, const std::string& reading);
  // Remembers that the file was read whole and without a rejection.
  void remember(const std::string& path, const SourceState& state);
  // Keeps `prune` from the articles of this file, or of all files below this folder: it could not be read this time.
  void protect(const std::string& path);

  // Removes the articles that came from below one of `roots` (absolute paths) and were not seen in this run. Returns how many.
  std::uint64_t prune(const std::vector<std::string>& roots);

  // True when publishing would change something.
  bool changed() const { return changed_ || sources_changed_; }

  // Builds, merges small segments, publishes. `report` is a JSON object kept in the manifest. Call once. Throws std::exception; the
  // archive then is as it was.
  void publish(const std::string& report);

  // Articles that are or will be found.
  std::uint64_t live() const;

 private:
  struct Owned {
    LiveSegment live;
    std::vector<bool> seen;
    bool fresh = false;  // written by this run
    std::uint32_t live_articles() const { return live.segment->size() - live.dead_count; }
  };

  void open_published(bool rebuild);
  void clean() const;
  void start_batch();
  void finish_batch();
  void absorb(Owned& owned);
  void absorb_small();
  bool is_small(const Owned& owned, std::uint64_t fresh) const;
  void shadow(const std::string& loser, const std::string& winner);
  bool is_protected(const std::string& path) const;
  void kill(Owned& owned, std::uint32_t article);
  Owned* find(const Article& article, std::uint32_t& number);
  bool belongs_to_another_file(const Article& article);
  Outcome take(const Article& article, PreparedArticle&& prepared, WriterHand& hand);
  Manifest next_manifest(const std::string& report);

  std::string folder_, scratch_;
  WriterOptions options_;
  WriterLock lock_;
  Manifest manifest_;
  std::vector<Owned> segments_;
  Sources sources_;
  std::set<std::string> visited_;    // source files met in this run
  std::set<std::string> protected_;  // of these, those whose articles `prune` leaves alone
  std::unique_ptr<SegmentBuilder> builder_;
  struct Pending {
    std::uint32_t number = 0;  // in the builder
    std::string path;          // it came from
  };
  std::unordered_map<std::string, Pending> pending_;  // by id
  std::uint64_t batch_ = 0;
  bool changed_ = false, sources_changed_ = false;
  bool foreign_ = false;  // what is published cannot be read; it stays until it is replaced
  mutable std::mutex mutex_;
};

}  // namespace dateline
