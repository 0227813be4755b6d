#include "server/search/sources.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::uint32_t kAskedBetweenLooks = 512;
constexpr std::uint32_t kPassedBetweenBounds = 64;

// Weights of a sort by date: seconds since the year 1600, which a double holds exactly; 0 without a date.
constexpr std::int64_t kEpoch = -11'676'096'000;
constexpr double kLatest = 1e12;

double date_weight(std::int64_t published, Sort sort) {
  if (published == kNoDate) return 0;
  const double since = std::clamp(static_cast<double>(published - kEpoch), 1.0, kLatest - 1);
  return sort == Sort::oldest ? kLatest - since : since;
}

}  // namespace

void ArticleSource::init(const Xapian::Database& database) {
  segment_ = snapshot_.segment_of(database.get_uuid());
  if (segment_ == snapshot_.segments()) throw ArchiveCorrupt("the postings do not belong to this archive");
  live_ = &snapshot_.live(segment_);
  size_ = live_->segment->size();
  begin_ = 0;
  end_ = size_;
  article_ = -1;
  set_maxweight(0);
  begin_segment();
}

bool ArticleSource::out_of_time() { return deadline_.passed() || (++asked_ % kAskedBetweenLooks == 0 && deadline_.look()); }

void ArticleSource::next(double) {
  for (article_ = std::max(article_ + 1, begin_); article_ < end_; ++article_) {
    if (out_of_time()) article_ = end_;
    else if (accept(static_cast<std::uint32_t>(article_))) return;
  }
}

void ArticleSource::skip_to(Xapian::docid document, double min_weight) {
  if (article_ >= 0 && article_ + 1 >= static_cast<std::int64_t>(document)) return;
  article_ = static_cast<std::int64_t>(document) - 2;
  next(min_weight);
}

bool ArticleSource::check(Xapian::docid document, double) {
  const std::int64_t article = static_cast<std::int64_t>(document) - 1;
  if (article_ == article && article < end_) return true;
  article_ = out_of_time() ? end_ : article;
  if (article_ >= end_) return true;
  return article >= begin_ && accept(static_cast<std::uint32_t>(article));
}

bool LeafSource::accept(std::uint32_t article) {
  if (deadline_.look()) return false;
  return (*scans_)[segment_].matches(live_->segment->encoded_words(article), words_);
}

void DateSource::begin_segment() {
  const auto published = live_->segment->columns().published;
  const auto newer_or_equal = [&](std::int64_t limit) {
    return std::partition_point(published.begin(), published.end(), [&](std::int64_t date) { return date >= limit; }) - published.begin();
  };
  if (range_.until) begin_ = newer_or_equal(*range_.until);
  end_ = newer_or_equal(range_.from.value_or(kNoDate + 1));
  end_ = std::max(begin_, end_);
}

bool WordsSource::accept(std::uint32_t article) {
  const std::uint32_t words = live_->segment->columns().words[article];
  return words >= low_ && words <= high_;
}

bool HasSource::accept(std::uint32_t article) {
  const Columns& columns = live_->segment->columns();
  return column_.empty() ? columns.published[article] != kNoDate : !columns.keyword(column_).values(article).empty();
}

void PlaceSource::begin_segment() {
  begin_ = segment_ == place_.segment ? place_.article : end_;
  if (segment_ == place_.segment) end_ = begin_ + 1;
}

void Gate::begin_segment() {
  if (sort_ != Sort::relevance && size_ > 0) set_maxweight(kLatest);
}

bool Gate::accept(std::uint32_t article) {
  if (!snapshot_.is_visible(segment_, article, now_)) return false;
  // What follows in a segment is older: once enough newer ones are found the match may end.
  if (sort_ == Sort::newest && ++passed_ % kPassedBetweenBounds == 0)
    set_maxweight(date_weight(live_->segment->columns().published[article], sort_));
  if (each_) (*each_)(segment_, article);
  return true;
}

double Gate::get_weight() const {
  if (sort_ == Sort::relevance) return 0;
  return date_weight(live_->segment->columns().published[static_cast<std::size_t>(article_)], sort_);
}

}  // namespace dateline
