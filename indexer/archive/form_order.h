// The words of a segment by how they begin, accents or not, the most frequent first.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/archive/range_order.h"
#include "indexer/archive/section_file.h"
#include "indexer/archive/vocabulary.h"

namespace dateline {

// Writes the sections: 0.27 bytes a form, and about 20 for each form that has accents to fold. Takes 10 ns a form, a microsecond for each with letters
// beyond ASCII.
void write_form_order(SectionWriter& file, const Vocabulary& vocabulary);

// Views into a mapped section file. Immutable; any number of threads may ask. Begins and words are given without accents (fold_accents).
class FormOrder {
 public:
  // Both must outlive it. Throws ArchiveCorrupt when the sections do not fit each other or the vocabulary.
  FormOrder(const SectionFile& file, const Vocabulary& vocabulary);
  FormOrder(const FormOrder&) = delete;
  FormOrder& operator=(const FormOrder&) = delete;

  // Calls `each` with the ranks of the forms that begin so, the most frequent first, until it returns false.
  void each_beginning(std::string_view begin, const std::function<bool(std::uint32_t)>& each) const;
  // How many forms begin so; a few too many where some have accents.
  std::size_t beginning(std::string_view begin) const;

  using Range = RangeOrder::Range;
  // Places (vocabulary.h) of the forms without accents that begin so; some of those in between may have accents.
  Range plain_range(std::string_view begin) const;
  // Ranks of the forms with accents that begin so, the most frequent first, at most `most`.
  std::vector<std::uint32_t> accented(std::string_view begin, std::size_t most) const;
  // Ranks of the forms that are this word, accents or not; at most a few.
  std::vector<std::uint32_t> spelled(std::string_view word) const;

 private:
  // A form without its accents, by its place among those.
  std::string_view folded(std::size_t place) const { return folded_text_.substr(folded_ends_[place], folded_ends_[place + 1] - folded_ends_[place]); }
  Range accented_range(std::string_view begin) const;
  bool has_accents(std::uint32_t rank) const;

  const Vocabulary& vocabulary_;
  RangeOrder plain_;
  std::string_view folded_text_;                // forms that have accents, without them, in byte order
  std::span<const std::uint32_t> folded_ends_;  // of each, and 0 before the first
  std::span<const std::uint32_t> accented_ranks_;
  RangeOrder accented_order_;
};

}  // namespace dateline
