// What the postings alone cannot tell of an article: asked last, and only of articles that fit otherwise.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "server/search/block_sums.h"
#include "server/search/leaf_scan.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// A condition on single articles. One thread.
class Condition {
 public:
  virtual ~Condition() = default;
  // Begins with a segment; gives the articles outside which none passes. Segments may come in any order, and again.
  virtual ArticleRange start(const Snapshot& snapshot, std::uint32_t segment) = 0;
  // Whether an article of that range passes.
  virtual bool accept(std::uint32_t article) = 0;
  // The article is asked for soon.
  virtual void expect(std::uint32_t article) { static_cast<void>(article); }
  // Whether all of the range pass.
  virtual bool is_range() const { return false; }
};

// Articles whose words have a match of the leaf.
class LeafCondition : public Condition {
 public:
  using Scans = std::shared_ptr<const std::vector<LeafScan>>;  // one for each open segment

  explicit LeafCondition(Scans scans) : scans_(std::move(scans)) {}
  ArticleRange start(const Snapshot& snapshot, std::uint32_t segment) override;
  bool accept(std::uint32_t article) override;
  void expect(std::uint32_t article) override;

 private:
  Scans scans_;
  const Segment* files_ = nullptr;
  std::uint32_t segment_ = 0;
  WordSequence words_;
};

// Articles published in a range of time: one run of them, since a segment is ordered by date.
class DateCondition : public Condition {
 public:
  explicit DateCondition(TimeRange range) : range_(range) {}
  ArticleRange start(const Snapshot& snapshot, std::uint32_t segment) override;
  bool accept(std::uint32_t) override { return true; }
  bool is_range() const override { return true; }

 private:
  TimeRange range_;
};

// Articles with so many words.
class WordsCondition : public Condition {
 public:
  WordsCondition(std::uint32_t low, std::uint32_t high) : low_(low), high_(high) {}
  ArticleRange start(const Snapshot& snapshot, std::uint32_t segment) override;
  bool accept(std::uint32_t article) override;

 private:
  std::uint32_t low_, high_;
  const Columns* columns_ = nullptr;
};

// Articles that have any value of a keyword column, or a date.
class HasCondition : public Condition {
 public:
  // `column`: one of kKeywordColumns, or empty for the date; static storage.
  explicit HasCondition(std::string_view column) : column_(column) {}
  ArticleRange start(const Snapshot& snapshot, std::uint32_t segment) override;
  bool accept(std::uint32_t article) override;

 private:
  std::string_view column_;
  const Columns* columns_ = nullptr;
};

// The one article at a place.
class PlaceCondition : public Condition {
 public:
  explicit PlaceCondition(ArticlePlace place) : place_(place) {}
  ArticleRange start(const Snapshot& snapshot, std::uint32_t segment) override;
  bool accept(std::uint32_t) override { return true; }
  bool is_range() const override { return true; }

 private:
  ArticlePlace place_;
};

// Articles that are not in a group of copies.
class OtherGroupsCondition : public Condition {
 public:
  explicit OtherGroupsCondition(std::uint64_t group) : group_(group) {}
  ArticleRange start(const Snapshot& snapshot, std::uint32_t segment) override;
  bool accept(std::uint32_t article) override;

 private:
  std::uint64_t group_;
  const Columns* columns_ = nullptr;
};

}  // namespace dateline
