// What completions are made from: the words, headlines and values of one snapshot, counted by the articles that may be seen.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/archive/completions_file.h"
#include "server/search/deadline.h"
#include "server/search/snapshot.h"

namespace dateline {

// What a segment has, whoever may see it: opened once and kept while generations come and go.
struct SegmentIndex {
  std::shared_ptr<const Segment> segment;
  CompletionOrders orders;

  explicit SegmentIndex(std::shared_ptr<const Segment> of) : segment(std::move(of)), orders(segment->completions()) {}
};

// Articles that have something, and how many of them are among the newest of the archive. Only articles that may be seen are counted.
struct Use {
  std::uint32_t articles = 0, recent = 0;
};

// The same of one generation. Immutable; any number of threads may ask.
class SegmentUse {
 public:
  SegmentUse(const Snapshot& snapshot, std::uint32_t segment, std::shared_ptr<const SegmentIndex> index, std::int64_t now, std::stop_token stop);
  SegmentUse(const SegmentUse&) = delete;
  SegmentUse& operator=(const SegmentUse&) = delete;

  const SegmentIndex& index() const { return *index_; }
  std::shared_ptr<const SegmentIndex> share_index() const { return index_; }
  std::uint32_t articles() const { return articles_; }  // that may be seen
  // Exact: what the archive counts without the articles that may not be seen.
  Use of_form(std::uint32_t rank) const;
  Use of_value(std::uint32_t value) const;

 private:
  // What articles that may not be seen have, by rank or value.
  using Hidden = std::unordered_map<std::uint32_t, Use>;
  void hide(std::uint32_t article, WordSequence& words);
  static Use without(Use all, const Hidden& hidden, std::uint32_t number);

  std::shared_ptr<const SegmentIndex> index_;
  std::uint32_t articles_ = 0;
  Hidden forms_, values_;
};

// Of one snapshot. Costs a look at the dates of all articles, about three nanoseconds each, and for each article that is there and may not be seen the
// reading of its words and 20 bytes for each form that only such articles have; of a new segment also the reading of its orders.
class Completions {
 public:
  struct Stopped {};

  // `before`: of an earlier snapshot, whose segments are taken over; may be null. `now`: UTC seconds. Throws ArchiveCorrupt, and Stopped when told
  // to stop.
  Completions(std::shared_ptr<const Snapshot> snapshot, std::int64_t now, const Completions* before, std::stop_token stop);

  const Snapshot& snapshot() const { return *snapshot_; }
  const SegmentUse& segment(std::uint32_t number) const { return *segments_[number]; }
  std::uint64_t articles() const { return articles_; }  // that may be seen

  // The sum over all segments.
  Use of_form(std::string_view form) const;
  Use of_value(std::size_t column, std::string_view text) const;
  // How much something is used, what is new counting gently more. Monotone in both numbers.
  double weight(const Use& use) const;

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<std::unique_ptr<const SegmentUse>> segments_;
  std::uint64_t articles_ = 0, recent_ = 0;
};

// Keeps the snapshot that was asked for last, and with it one generation, until another is asked for.
// Has them made in a thread of its own when they are first asked for, and anew for another snapshot. Any number of threads may ask.
class CompletionShelf {
 public:
  CompletionShelf() = default;
  ~CompletionShelf();
  CompletionShelf(const CompletionShelf&) = delete;
  CompletionShelf& operator=(const CompletionShelf&) = delete;

  // Waits for them; nullptr when the deadline passes before. Throws what making them threw.
  std::shared_ptr<const Completions> of(const std::shared_ptr<const Snapshot>& snapshot, std::int64_t now, std::chrono::steady_clock::time_point until);

 private:
  using Made = std::shared_future<std::shared_ptr<const Completions>>;
  void begin(const std::shared_ptr<const Snapshot>& snapshot, std::int64_t now);

  std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;  // whose completions `made_` will be
  std::shared_ptr<const Completions> last_;   // the last that were ready
  std::stop_source stop_;
  Made made_;
};

}  // namespace dateline
