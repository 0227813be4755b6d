// The names, sections, tags and sources of a segment by their words.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/segment.h"
#include "server/search/range_order.h"

namespace dateline {

// The keyword columns whose values are completed.
inline constexpr std::array<std::string_view, 7> kCompletedColumns = {"byline", "persons", "orgs", "places", "section", "tags", "source"};

// Values are numbered through all these columns. About 40 bytes for each word of a value, at most kMostListedValues values; a microsecond each to
// build. Immutable; any number of threads may ask. Words are exact forms without accents.
class ValueIndex {
 public:
  // Of more values than that, those of the fewest articles are not listed.
  static constexpr std::size_t kMostListedValues = 500'000;

  // Gives up when `stop` says so, and is then of no use.
  ValueIndex(const Segment& segment, std::stop_token stop);
  ValueIndex(const ValueIndex&) = delete;
  ValueIndex& operator=(const ValueIndex&) = delete;

  std::uint32_t values() const { return bases_.back(); }
  std::size_t column(std::uint32_t value) const;  // index in kCompletedColumns
  std::string_view text(std::uint32_t value) const;
  // The number of a value; values() when there is none.
  std::uint32_t find(std::size_t column, std::string_view text) const;
  std::uint32_t number(std::size_t column, std::uint32_t ordinal) const { return bases_[column] + ordinal; }
  const KeywordColumn& values_of(std::size_t column) const { return *columns_[column]; }

  // Entries: one for each word of each value, in the byte order of the words. The entries whose word begins so.
  RangeOrder::Range beginning(std::string_view begin) const;
  // The entries of that very word.
  RangeOrder::Range spelled(std::string_view word) const;
  // The value of each entry.
  std::span<const std::uint32_t> entries() const { return entries_; }

 private:
  std::vector<std::uint32_t> count_articles(const Segment& segment) const;
  void add_words(std::string_view text, std::uint32_t value);
  std::string_view word(std::size_t number) const { return std::string_view(text_).substr(ends_[number], ends_[number + 1] - ends_[number]); }
  RangeOrder::Range entries_between(std::string_view begin, const std::string& end) const;

  std::array<const KeywordColumn*, kCompletedColumns.size()> columns_{};
  std::array<std::uint32_t, kCompletedColumns.size() + 1> bases_{};
  std::string text_;                        // the different words, in order
  std::vector<std::uint32_t> ends_ = {0};   // of each word
  std::vector<std::uint32_t> first_ = {0};  // entry of each word
  std::vector<std::uint32_t> entries_;
};

}  // namespace dateline
