// One published generation with the database handles to search it.
#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/analysis/terms.h"
#include "indexer/analysis/tokenizer.h"
#include "indexer/archive/archive.h"

namespace dateline {

// What one thread at a time may use: the engine's objects are not to be shared.
struct SearchHand {
  Xapian::Database database;  // all segments, in the archive's order; document d is article (d-1)/n of segment (d-1)%n
  Tokenizer tokenizer;
  Stemmer stemmer;
};

class Snapshot : public std::enable_shared_from_this<Snapshot> {
 public:
  explicit Snapshot(std::shared_ptr<const Archive> archive);

  const Archive& archive() const { return *archive_; }
  const LiveSegment& live(std::uint32_t segment) const { return archive_->segments()[segment]; }
  std::uint32_t segments() const { return static_cast<std::uint32_t>(archive_->segments().size()); }
  // Languages that words are stemmed in, those of the most articles first, at most eight; never empty.
  const std::vector<std::string>& languages() const { return languages_; }
  // Number of the segment whose postings have that UUID; segments() when none has.
  std::uint32_t segment_of(const std::string& uuid) const;

  // A hand out of the pool, back in it when the pointer ends. Threads wait for nobody: a new one is made when all are out.
  std::unique_ptr<SearchHand, std::function<void(SearchHand*)>> take_hand() const;

  ArticlePlace place_of(Xapian::docid document) const {
    return {(document - 1) % segments(), (document - 1) / segments()};
  }

 private:
  std::unique_ptr<SearchHand> make_hand() const;

  std::shared_ptr<const Archive> archive_;
  std::vector<std::string> languages_, uuids_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<SearchHand>> idle_;
};

}  // namespace dateline
