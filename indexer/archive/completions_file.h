// What completions are made from, whoever may see it: the orders over a segment's words, headlines and values.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "indexer/archive/form_order.h"
#include "indexer/archive/title_index.h"
#include "indexer/archive/value_index.h"

namespace dateline {

// Writes the file into the segment's folder, whose other section files are there already.
void write_completions(const std::string& folder);

// Views into the mapped file. Immutable; any number of threads may ask.
class CompletionOrders {
 public:
  // All must outlive it. Throws ArchiveCorrupt when the file does not fit the vocabulary and the columns.
  CompletionOrders(const SectionFile& file, const Vocabulary& vocabulary, const Columns& columns);

  FormOrder forms;
  TitleIndex titles;
  ValueIndex values;

  // The newest articles, that many from the first on, count as new.
  std::uint32_t recent() const { return recent_; }
  // How many new articles have the form.
  std::uint32_t recent_of_form(std::uint32_t rank) const;

 private:
  std::uint32_t recent_ = 0;
  std::span<const std::uint32_t> recent_ranks_, recent_counts_;  // ascending ranks of the forms that new articles have
};

}  // namespace dateline
