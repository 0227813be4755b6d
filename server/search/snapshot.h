// One published generation with the database handles to search it.
#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/terms.h"
#include "indexer/analysis/tokenizer.h"
#include "indexer/archive/archive.h"
#include "server/search/block_sums.h"

namespace dateline {

// What one thread at a time may use: the engine's objects are not to be shared.
struct SearchHand {
  std::vector<Xapian::Database> segments;  // the postings of each open segment; document d is article d - 1
  Xapian::Database database;  // all of them: statistics, and lists over all segments (see place_of)
  Tokenizer tokenizer;
  Stemmer stemmer;
  BlockSums sums;
};

// A generation as it may be searched at one moment: without the segments that open later, so that no word and no count of an article under embargo
// is met anywhere. Segments are numbered among those that are open; `archive()` numbers them among all.
class Snapshot : public std::enable_shared_from_this<Snapshot> {
 public:
  // `now`: UTC seconds.
  Snapshot(std::shared_ptr<const Archive> archive, std::int64_t now);

  const Archive& archive() const { return *archive_; }
  std::shared_ptr<const Archive> share_archive() const { return archive_; }
  const LiveSegment& live(std::uint32_t segment) const { return archive_->segments()[open_[segment]]; }
  std::uint32_t segments() const { return static_cast<std::uint32_t>(open_.size()); }

  // Whether anybody may find the article at `now`: the one place that decides it. `segment` is numbered among the open ones.
  bool is_visible(std::uint32_t segment, std::uint32_t article, std::int64_t now) const {
    return !live(segment).is_dead(article) && live(segment).segment->columns().visible_from[article] <= now;
  }
  // Whether that is so for all articles of an open segment, always.
  bool all_visible(std::uint32_t segment) const { return live(segment).dead.empty() && live(segment).opens_at == kAlwaysVisible; }
  // The article that is found under that id at `now`; nullopt: none, or not yet, or no more.
  std::optional<ArticlePlace> find(const std::string& id, std::int64_t now) const;

  // UTC seconds of the next moment at which an article becomes visible; kNeverVisible: none will. From then on another snapshot is due.
  std::int64_t next_change() const { return next_change_; }
  // Sixteen hexadecimal digits; another whenever an answer may be another.
  const std::string& revision() const { return revision_; }
  // Languages that words are stemmed in, those of the most articles first, at most eight, none of fewer than one article in fifty; never empty.
  const std::vector<std::string>& languages() const { return languages_; }
  // The UUID of a segment's postings: no other segment has it.
  const std::string& uuid(std::uint32_t segment) const { return uuids_[segment]; }
  // Of the open segments, dead articles counted.
  std::uint64_t articles() const { return articles_; }
  double average_words() const { return articles_ == 0 ? 0 : static_cast<double>(words_) / static_cast<double>(articles_); }

  // A hand out of the pool, back in it when the pointer ends. Threads wait for nobody: a new one is made when all are out.
  std::unique_ptr<SearchHand, std::function<void(SearchHand*)>> take_hand() const;

  // Where a document of SearchHand::database is.
  ArticlePlace place_of(Xapian::docid document) const { return {(document - 1) % segments(), (document - 1) / segments()}; }

 private:
  std::unique_ptr<SearchHand> make_hand() const;
  void look_at_times(std::int64_t now);

  std::shared_ptr<const Archive> archive_;
  std::vector<std::uint32_t> open_;  // segments of the archive
  std::int64_t next_change_ = kNeverVisible;
  std::string revision_;
  std::vector<std::string> languages_, uuids_;
  std::uint64_t articles_ = 0, words_ = 0;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<SearchHand>> idle_;
};

}  // namespace dateline
