// The words of a segment: exact forms, how frequent they are, and which posting terms they belong to.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/section_file.h"

namespace dateline {

// One form as the builder knows it. `terms` are indices into the builder's term list, more than one when languages stem it differently.
struct VocabularyEntry {
  std::string_view form;
  std::uint32_t articles = 0;  // that have it
  std::vector<std::uint32_t> terms;
};

// Writes the sections. `by_rank` is in rank order (most frequent first); `terms` without repeats, in any order.
void write_vocabulary(SectionWriter& file, std::span<const VocabularyEntry> by_rank, std::span<const std::string> terms);

// Views into a mapped section file, which must outlive it. Immutable; any number of threads may read.
class Vocabulary {
 public:
  explicit Vocabulary(const SectionFile& file);

  std::size_t size() const { return rank_.size(); }
  // Rank of a form, or nullopt when no article of the segment has it. Binary search.
  std::optional<std::uint32_t> rank_of(std::string_view form) const;
  std::string_view form(std::uint32_t rank) const { return form_at(sorted_[rank]); }
  // Number of articles that have the form.
  std::uint32_t articles(std::uint32_t rank) const { return articles_[rank]; }
  // Ranks of the forms that stand behind a posting term; empty when there are none.
  std::span<const std::uint32_t> forms_of(std::string_view term) const;
  // Posting terms of a form.
  std::vector<std::string_view> terms_of(std::uint32_t rank) const;
  // Calls `each` with the rank of every form that begins with `prefix`, in byte order of the forms, until it returns false.
  void with_prefix(std::string_view prefix, const std::function<bool(std::uint32_t)>& each) const;
  // Calls `each` with the ranks behind every posting term that begins with `prefix`, in byte order of the terms, until it returns false.
  void with_term_prefix(std::string_view prefix, const std::function<bool(std::span<const std::uint32_t>)>& each) const;

  // Places: the forms in byte order, from 0. Those that begin alike are neighbours.
  // The place of the first form that is not before `form`; size() when all are. Binary search.
  std::size_t lower_bound(std::string_view form) const;
  // The rank of the form at each place.
  std::span<const std::uint32_t> ranks() const { return rank_; }
  std::uint32_t place(std::uint32_t rank) const { return sorted_[rank]; }
  // The form at a place, below size(), in byte order, and its rank.
  std::string_view form_in_order(std::size_t place) const { return form_at(place); }
  std::uint32_t rank_in_order(std::size_t place) const { return rank_[place]; }
  // The first place behind `place` whose form does not begin with `prefix`, as the one at `place` does. Cheap when it is near.
  std::size_t end_of_prefix(std::string_view prefix, std::size_t place) const;
  // At least the number of articles of any form from `place` to before `end`, and never more than that of some form near them.
  std::uint32_t most_articles(std::size_t place, std::size_t end) const;

 private:
  std::string_view form_at(std::size_t sorted) const;
  std::string_view term_at(std::size_t sorted) const;
  std::size_t terms() const { return term_ends_.size() - 1; }
  std::size_t term_lower_bound(std::string_view term) const;
  std::span<const std::uint32_t> forms_behind(std::size_t sorted) const;

  std::string_view form_text_, term_text_;
  std::span<const std::uint32_t> form_ends_, rank_, sorted_, articles_, peaks_;  // peaks_: the most articles of each run of forms in byte order
  std::span<const std::uint32_t> form_terms_first_, form_terms_;
  std::span<const std::uint32_t> term_ends_, term_forms_first_, term_forms_;
};

}  // namespace dateline
