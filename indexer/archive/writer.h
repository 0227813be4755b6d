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
#include "indexer/archive/versions.h"

namespace dateline {

struct WriterOptions {
  bool rebuild = false;                    // start from nothing; the old generation serves until the new one is published
  unsigned threads = 1;                    // at work while segments are built
  std::uint32_t segment_articles = 150'000;  // so many that wait, and the most of a kind go into a segment: bounds memory
  std::size_t segment_forms = 600'000;       // the same by the size of the vocabulary
};

// `older`: a newer version is there already, or the article was killed; it is kept as an older version at most.
enum class Outcome { added, replaced, unchanged, older };

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

  // Takes an article in. The same id again, from the same file, replaces; from another file, or with another version number, the newer one (see
  // versions.h) is found and the older one kept as its older version; after a kill only what is newer than the kill is taken. An article that another
  // one says to continue is an older version of that. The same content again is left alone. An id made of a path that another file's article has
  // already (two folders with a file of the same name) gets a hash of the whole path behind it. Any number of threads, each with its own hand. Throws std::exception when the disk fails: the writer is then to be thrown away.
  Outcome add(const Article& article, WriterHand& hand);

  // True when an earlier run read the file in this very state, with the same options; its articles then count as seen by `prune`.
  bool skip_unchanged(const std::string& path, const SourceState& state);
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
  // Articles that wait to become one segment.
  struct Batch {
    std::unique_ptr<SegmentBuilder> builder;
    std::int64_t opens_at = kAlwaysVisible;
    std::uint64_t serial = 0;  // tells it from every other of this run
    CopyIndex copies;          // of its articles, by number in the builder
    std::vector<std::uint64_t> sources;  // hash of each article's source, by that number; 0: it names none
  };
  // What decides on an article's place among the versions of its id.
  struct About {
    VersionKey key;
    std::string path;
    std::uint32_t line = 0;
    std::string evolved_from;
    std::int64_t visible_from = kAlwaysVisible;  // as its publisher wants it
  };
  // An article that waits; what else is to be known of it is read from its card.
  struct Pending {
    Batch* batch = nullptr;
    std::uint32_t number = 0;
  };
  // A version of some id, wherever it is: an article of `owned`, or else one that waits in `batch`.
  struct Known {
    Owned* owned = nullptr;
    Batch* batch = nullptr;
    std::uint32_t number = 0;
    About about;
    bool put_away = false;  // in a segment that never opens
  };
  // Where the words of a prepared article are numbered.
  struct Numbering {
    const FormTable& forms;
    FormMap& map;
  };

  // writer.cpp
  std::vector<Article> open_published(bool rebuild);
  void keep_tombstones(const std::vector<Article>& tombstones);
  void clean() const;
  void shadow(const std::string& loser, const std::string& winner);
  bool is_protected(const std::string& path) const;
  bool belongs_to_another_file(const Article& article);
  Outcome take(const Article& article, PreparedArticle&& prepared, WriterHand& hand);

  // writer_versions.cpp
  static About about(const Article& article);
  std::vector<Known> known(const std::string& id);
  static const Known* newest(const std::vector<Known>& versions);
  bool is_continued(const std::string& id);
  bool closes_circle(const Article& article);
  std::uint64_t content_hash_of(const Known& version) const;
  Outcome settle(const About& article, const std::vector<Known>& versions, const std::string& id, bool& away);
  Outcome settle_beside(const About& article, const std::vector<Known>& versions, const std::string& id, bool& away);
  void settle_ancestors(const About& article);
  void bury(const Known& last, const std::vector<Known>& versions, const std::string& id);
  void remove(const Known& version, const std::string& id);
  void move(const Known& version, const std::string& id, bool away);
  bool keeps_when_pruned(const Owned& owned, const Article& card);
  void promote(const std::string& id);

  // writer_segments.cpp
  Batch& batch_for(std::int64_t visible_from);
  void put(PreparedArticle&& prepared, const About& about, const std::string& id, bool away, const Numbering& numbering);
  std::uint32_t put_in_batch(Batch& batch, PreparedArticle&& prepared, const About& about, bool away, const Numbering& numbering);
  void finish(Batch& batch);
  void finish_when_full();
  void kill(Owned& owned, std::uint32_t article);
  std::int64_t class_of(const Owned& owned) const { return owned.live.opens_at <= now_ ? kAlwaysVisible : owned.live.opens_at; }
  bool is_small(const Owned& owned, std::uint64_t fresh) const;
  void absorb(Owned& owned);
  void absorb_small();
  Manifest next_manifest(const std::string& report);

  // writer_copies.cpp
  static std::uint64_t source_hash(const PreparedArticle& prepared);
  std::uint64_t group_of(const PreparedArticle& prepared, const ArticlePreparer& preparer);

  std::string segments_folder() const { return folder_ + "/segments"; }

  std::string folder_, scratch_;
  WriterOptions options_;
  WriterLock lock_;
  Manifest manifest_;
  std::vector<Owned> segments_;
  Sources sources_;
  std::set<std::string> visited_;    // source files met in this run
  std::set<std::string> protected_;  // of these, those whose articles `prune` leaves alone
  std::vector<std::unique_ptr<Batch>> batches_;
  std::unordered_multimap<std::uint64_t, Pending> pending_;            // by hash of the id
  std::unordered_multimap<std::uint64_t, Pending> pending_continues_;  // the same articles by hash of the id that they continue, if any
  std::uint64_t batches_made_ = 0, taken_ = 0;
  std::int64_t now_ = 0;             // UTC seconds when the run began
  bool changed_ = false, sources_changed_ = false;
  bool foreign_ = false;  // what is published cannot be read; it stays until it is replaced
  mutable std::mutex mutex_;
};

}  // namespace dateline
