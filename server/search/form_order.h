// The words of a segment by how they begin, accents or not, the most frequent first.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/archive/vocabulary.h"
#include "server/search/range_order.h"

namespace dateline {

// Beside the vocabulary: 0.3 bytes a form, and about 30 for each form that has accents to fold. Takes 10 ns a form to build, a microsecond for
// each with letters beyond ASCII. Immutable; any number of threads may ask. Begins and words are given without accents (fold_accents).
class FormOrder {
 public:
  // `vocabulary` must outlive it.
  explicit FormOrder(const Vocabulary& vocabulary);
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
  struct Accented {
    std::uint32_t begin = 0, end = 0;  // of the form without accents, in `text_`
  };
  std::string_view folded(const Accented& one) const { return std::string_view(text_).substr(one.begin, one.end - one.begin); }
  Range accented_range(std::string_view begin) const;
  bool has_accents(std::uint32_t rank) const;
  void collect_accented();

  const Vocabulary& vocabulary_;
  RangeOrder plain_;
  std::string text_;
  std::vector<Accented> accented_;            // in byte order
  std::vector<std::uint32_t> accented_ranks_;  // parallel
  RangeOrder accented_order_;
};

}  // namespace dateline
