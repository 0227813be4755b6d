// The names, sections, tags and sources of a segment by their words.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "indexer/archive/columns.h"
#include "indexer/archive/range_order.h"
#include "indexer/archive/section_file.h"

namespace dateline {

// The keyword columns whose values are completed.
inline constexpr std::array<std::string_view, 7> kCompletedColumns = {"byline", "persons", "orgs", "places", "section", "tags", "source"};

// The values of all these columns, numbered one column behind the other.
struct ValueNumbers {
  std::array<const KeywordColumn*, kCompletedColumns.size()> columns{};
  std::array<std::uint32_t, kCompletedColumns.size() + 1> bases{};

  explicit ValueNumbers(const Columns& all);
  std::uint32_t size() const { return bases.back(); }
  std::size_t column(std::uint32_t value) const;
  std::string_view text(std::uint32_t value) const;
};

// Of more values than that, those of the fewest articles are not listed.
inline constexpr std::size_t kMostListedValues = 500'000;

// Writes the sections: 4 bytes a value and about 25 for each word of a listed one, in a microsecond each. `recent`: how many of the newest articles
// count as new.
void write_value_index(SectionWriter& file, const Columns& columns, std::uint32_t recent);

// Views into a mapped section file. Values are numbered through all these columns. Immutable; any number of threads may ask. Words are exact forms
// without accents.
class ValueIndex {
 public:
  // Both must outlive it. Throws ArchiveCorrupt when the sections do not fit each other or the columns.
  ValueIndex(const SectionFile& file, const Columns& columns);
  ValueIndex(const ValueIndex&) = delete;
  ValueIndex& operator=(const ValueIndex&) = delete;

  std::uint32_t values() const { return numbers_.size(); }
  std::size_t column(std::uint32_t value) const { return numbers_.column(value); }  // index in kCompletedColumns
  std::string_view text(std::uint32_t value) const { return numbers_.text(value); }
  // The number of a value; values() when there is none.
  std::uint32_t find(std::size_t column, std::string_view text) const;
  std::uint32_t number(std::size_t column, std::uint32_t ordinal) const { return numbers_.bases[column] + ordinal; }
  const KeywordColumn& values_of(std::size_t column) const { return *numbers_.columns[column]; }

  // Entries: one for each word of each value, in the byte order of the words. The entries whose word begins so.
  RangeOrder::Range beginning(std::string_view begin) const;
  // The entries of that very word.
  RangeOrder::Range spelled(std::string_view word) const;
  // The value of each entry.
  std::span<const std::uint32_t> entries() const { return entries_; }
  // The entries, those of the most used values first, new uses counting twice.
  const RangeOrder& order() const { return order_; }

  // Articles of the segment that have the value, and how many of them are new.
  std::uint32_t articles(std::uint32_t value) const { return articles_[value]; }
  std::uint32_t recent(std::uint32_t value) const;

 private:
  std::string_view word(std::size_t number) const { return text_.substr(ends_[number], ends_[number + 1] - ends_[number]); }
  RangeOrder::Range entries_between(std::string_view begin, const std::string& end) const;

  ValueNumbers numbers_;
  std::string_view text_;                 // the different words, in order
  std::span<const std::uint32_t> ends_;   // of each word, and 0 before the first
  std::span<const std::uint32_t> first_;  // entry of each word, and one more
  std::span<const std::uint32_t> entries_;
  RangeOrder order_;
  std::span<const std::uint32_t> articles_;                      // by value
  std::span<const std::uint32_t> recent_values_, recent_counts_;  // ascending values that new articles have
};

}  // namespace dateline
