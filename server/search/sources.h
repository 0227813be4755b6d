// Posting sources: the conditions that the postings alone cannot tell, asked last and only of articles that fit otherwise.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/leaf_scan.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// A condition on single articles of a segment. Base of the sources below: steps through a segment's articles and asks `accept`. Once the deadline has
// passed there are no more articles, so that the match ends with what it has.
class ArticleSource : public Xapian::PostingSource {
 public:
  ArticleSource(const Snapshot& snapshot, Deadline deadline) : snapshot_(snapshot), deadline_(deadline) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return size_; }
  Xapian::doccount get_termfreq_max() const override { return size_; }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool check(Xapian::docid document, double min_weight) override;
  bool at_end() const override { return article_ >= end_; }
  Xapian::docid get_docid() const override { return static_cast<Xapian::docid>(article_ + 1); }
  void init(const Xapian::Database& database) override;
  std::string name() const override { return "dateline"; }

 protected:
  // Whether the article passes.
  virtual bool accept(std::uint32_t article) = 0;
  // Called when a segment begins; may narrow [begin_, end_).
  virtual void begin_segment() {}

  const Snapshot& snapshot_;
  Deadline deadline_;
  std::uint32_t segment_ = 0;
  const LiveSegment* live_ = nullptr;
  std::int64_t begin_ = 0, end_ = 0;  // articles looked at
  std::int64_t article_ = -1;         // current
  std::uint32_t size_ = 0;

 private:
  bool out_of_time();
  std::uint32_t asked_ = 0;
};

// Articles whose words have a match of the leaf. `scans` holds one for each segment.
class LeafSource : public ArticleSource {
 public:
  using Scans = std::shared_ptr<const std::vector<LeafScan>>;

  LeafSource(const Snapshot& snapshot, Deadline deadline, Scans scans) : ArticleSource(snapshot, deadline), scans_(std::move(scans)) {}
  LeafSource* clone() const override { return new LeafSource(snapshot_, deadline_, scans_); }

 protected:
  bool accept(std::uint32_t article) override;

 private:
  Scans scans_;
  WordSequence words_;
};

// Articles published in a range of time: one run of documents, since a segment is ordered by date.
class DateSource : public ArticleSource {
 public:
  DateSource(const Snapshot& snapshot, Deadline deadline, TimeRange range) : ArticleSource(snapshot, deadline), range_(range) {}
  DateSource* clone() const override { return new DateSource(snapshot_, deadline_, range_); }
  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(end_ - begin_); }
  Xapian::doccount get_termfreq_est() const override { return static_cast<Xapian::doccount>(end_ - begin_); }
  Xapian::doccount get_termfreq_max() const override { return static_cast<Xapian::doccount>(end_ - begin_); }

 protected:
  bool accept(std::uint32_t) override { return true; }
  void begin_segment() override;

 private:
  TimeRange range_;
};

// Articles with so many words.
class WordsSource : public ArticleSource {
 public:
  WordsSource(const Snapshot& snapshot, Deadline deadline, std::uint32_t low, std::uint32_t high)
      : ArticleSource(snapshot, deadline), low_(low), high_(high) {}
  WordsSource* clone() const override { return new WordsSource(snapshot_, deadline_, low_, high_); }

 protected:
  bool accept(std::uint32_t article) override;

 private:
  std::uint32_t low_, high_;
};

// Articles that have any value of a keyword column, or a date.
class HasSource : public ArticleSource {
 public:
  // `column`: one of kKeywordColumns, or empty for the date; static storage.
  HasSource(const Snapshot& snapshot, Deadline deadline, std::string_view column) : ArticleSource(snapshot, deadline), column_(column) {}
  HasSource* clone() const override { return new HasSource(snapshot_, deadline_, column_); }

 protected:
  bool accept(std::uint32_t article) override;

 private:
  std::string_view column_;
};

// The one article at a place.
class PlaceSource : public ArticleSource {
 public:
  PlaceSource(const Snapshot& snapshot, Deadline deadline, ArticlePlace place) : ArticleSource(snapshot, deadline), place_(place) {}
  PlaceSource* clone() const override { return new PlaceSource(snapshot_, deadline_, place_); }
  Xapian::doccount get_termfreq_est() const override { return 1; }

 protected:
  bool accept(std::uint32_t) override { return true; }
  void begin_segment() override;

 private:
  ArticlePlace place_;
};

// Called once for each article that is a hit, in any order.
using EachHit = std::function<void(std::uint32_t segment, std::uint32_t article)>;

// The last condition of every search, asked of what passed all others: only visible articles come through here. It also tells `each` of them and, when sorting
// by date, gives the weight.
class Gate : public ArticleSource {
 public:
  // `now`: UTC seconds at which the search began.
  Gate(const Snapshot& snapshot, Deadline deadline, std::int64_t now, Sort sort, std::shared_ptr<const EachHit> each)
      : ArticleSource(snapshot, deadline), now_(now), sort_(sort), each_(std::move(each)) {}
  Gate* clone() const override { return new Gate(snapshot_, deadline_, now_, sort_, each_); }
  // One more than there are, so that it is asked last.
  Xapian::doccount get_termfreq_est() const override { return size_ + 1; }
  double get_weight() const override;

 protected:
  bool accept(std::uint32_t article) override;
  void begin_segment() override;

 private:
  std::int64_t now_;
  Sort sort_;
  std::uint32_t passed_ = 0;
  std::shared_ptr<const EachHit> each_;
};

}  // namespace dateline
