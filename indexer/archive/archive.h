// An archive folder as a reader sees it: one published generation, opened whole and never changing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/archive/manifest.h"
#include "indexer/archive/segment.h"

namespace dateline {

// The archive is missing, broken, or of a version that does not fit. `what()` names the folder and says what to do.
struct ArchiveError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A segment as one generation uses it: some of its articles may have been replaced or removed since it was written.
struct LiveSegment {
  std::string name;
  std::shared_ptr<const Segment> segment;
  std::vector<bool> dead;  // by article; empty: none is dead
  std::uint32_t dead_count = 0;
  std::int64_t opens_at = kAlwaysVisible;  // see ManifestSegment

  bool is_dead(std::uint32_t article) const { return !dead.empty() && dead[article]; }
};

// Where an article is: numbers in Archive::segments() and in that segment.
struct ArticlePlace {
  std::uint32_t segment = 0;
  std::uint32_t article = 0;
  friend bool operator==(const ArticlePlace&, const ArticlePlace&) = default;
};

// Immutable; any number of threads may share it. Its files stay readable while it lives, even when a later generation
// has removed them.
class Archive {
 public:
  // Opens the generation that is published now. Throws ArchiveError.
  static std::shared_ptr<const Archive> open(const std::string& folder);

  // True when a generation has been published in that folder.
  static bool exists(const std::string& folder);

  const std::vector<LiveSegment>& segments() const { return segments_; }
  std::uint64_t generation() const { return manifest_.generation; }
  std::uint64_t live() const { return manifest_.live(); }
  std::int64_t published_at() const { return manifest_.published_at; }
  const Manifest& manifest() const { return manifest_; }
  // Sixteen hexadecimal digits; another generation or archive has another.
  const std::string& revision() const { return revision_; }

  // All articles with that id that are not dead: the newest version, older ones, withheld and killed ones, in no order. Who may see which is for the
  // caller to decide.
  std::vector<ArticlePlace> with_id(const std::string& id) const;
  // Articles that are not dead and say that they continue the article with that id.
  std::vector<ArticlePlace> continuing(const std::string& id) const;
  Article card(ArticlePlace place) const { return segments_[place.segment].segment->articles().card(place.article); }

  // Reads every byte; throws ArchiveCorrupt that names the file at fault.
  void verify() const;

 private:
  Archive(const std::string& folder, const std::string& manifest_bytes);

  Manifest manifest_;
  std::string revision_;
  std::vector<LiveSegment> segments_;
};

// XXH3 of an id, as the columns hold it.
std::uint64_t id_hash(const std::string& id);

// The list of dead articles of a segment, ascending, written once beside the segment's files.
void write_dead(const std::string& path, const std::vector<bool>& dead);
std::vector<bool> read_dead(const std::string& path, std::uint32_t articles);

}  // namespace dateline
