#include "server/search/conditions.h"

#include <algorithm>

namespace dateline {
namespace {

ArticleRange whole(const Segment& segment) { return {0, segment.size()}; }

}  // namespace

ArticleRange LeafCondition::start(const Snapshot& snapshot, std::uint32_t segment) {
  segment_ = segment;
  files_ = snapshot.live(segment).segment.get();
  return whole(*files_);
}

bool LeafCondition::accept(std::uint32_t article) { return (*scans_)[segment_].matches(files_->encoded_words(article), words_); }

// Its words come from memory, not from the cache: the first lines are asked for, the others follow by themselves.
void LeafCondition::expect(std::uint32_t article) {
  constexpr std::size_t kLine = 64, kLines = 3;
  const std::string_view blob = files_->encoded_words(article);
  for (std::size_t line = 0; line < kLines && line * kLine < blob.size(); ++line) __builtin_prefetch(blob.data() + line * kLine);
}

ArticleRange DateCondition::start(const Snapshot& snapshot, std::uint32_t segment) {
  const auto published = snapshot.live(segment).segment->columns().published;
  const auto newer_or_equal = [&](std::int64_t limit) {
    const auto end = std::partition_point(published.begin(), published.end(), [&](std::int64_t date) { return date >= limit; });
    return static_cast<std::uint32_t>(end - published.begin());
  };
  return {range_.until ? newer_or_equal(*range_.until) : 0, newer_or_equal(range_.from.value_or(kNoDate + 1))};
}

ArticleRange WordsCondition::start(const Snapshot& snapshot, std::uint32_t segment) {
  columns_ = &snapshot.live(segment).segment->columns();
  return {0, columns_->size()};
}

bool WordsCondition::accept(std::uint32_t article) { return columns_->words[article] >= low_ && columns_->words[article] <= high_; }

ArticleRange HasCondition::start(const Snapshot& snapshot, std::uint32_t segment) {
  columns_ = &snapshot.live(segment).segment->columns();
  return {0, columns_->size()};
}

bool HasCondition::accept(std::uint32_t article) {
  return column_.empty() ? columns_->published[article] != kNoDate : !columns_->keyword(column_).values(article).empty();
}

ArticleRange PlaceCondition::start(const Snapshot&, std::uint32_t segment) {
  if (segment != place_.segment) return {};
  return {place_.article, place_.article + 1};
}

ArticleRange OtherGroupsCondition::start(const Snapshot& snapshot, std::uint32_t segment) {
  columns_ = &snapshot.live(segment).segment->columns();
  return {0, columns_->size()};
}

bool OtherGroupsCondition::accept(std::uint32_t article) { return columns_->group[article] != group_; }

}  // namespace dateline
