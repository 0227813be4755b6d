#include "server/search/conditions.h"

#include <algorithm>

namespace dateline {
namespace {

// An article is looked at in its first words, then in so many times as many, then in all.
constexpr std::uint32_t kFirstWords = 64;
constexpr std::uint32_t kMoreWords = 6;

// How many of an article's words a leaf of that scope can stand in.
std::uint32_t words_in_reach(Scope scope, const WordReader& reader) {
  if (scope == Scope::title) return reader.size_to(kTitleUnit);
  return scope == Scope::byline ? reader.size_to(kBylineUnit) : reader.size();
}

ArticleRange whole(const Segment& segment) { return {0, segment.size()}; }

}  // namespace

ArticleRange LeafCondition::start(const Snapshot& snapshot, std::uint32_t segment) {
  segment_ = segment;
  files_ = snapshot.live(segment).segment.get();
  return whole(*files_);
}

bool LeafCondition::accept(std::uint32_t article) {
  reader_.start(files_->encoded_words(article));
  if (!(*filters_)[segment_].may_match(reader_.encoded_codes())) return false;
  const LeafMatcher& matcher = (*matchers_)[segment_];
  const std::uint32_t all = words_in_reach(matcher.scope(), reader_);
  // What matches mostly does so early; what does not is looked at again from its beginning but a few times.
  for (std::uint32_t read = std::min(kFirstWords, all);; read = std::min(read * kMoreWords, all)) {
    reader_.read(read, words_);
    if (matcher.matches(words_)) return true;
    if (read == all) return false;
  }
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
