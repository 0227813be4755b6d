#include "server/search/value_index.h"

#include <algorithm>
#include <functional>

#include "indexer/analysis/fold.h"
#include "indexer/analysis/tokenizer.h"

namespace dateline {
namespace {

constexpr std::uint32_t kBetweenLooks = 1024;

// The fewest articles that a listed value has.
std::uint32_t threshold(std::vector<std::uint32_t> counts) {
  if (counts.size() <= ValueIndex::kMostListedValues) return 1;
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(ValueIndex::kMostListedValues);
  std::nth_element(counts.begin(), last, counts.end(), std::greater<>());
  return *last + 1;
}

}  // namespace

ValueIndex::ValueIndex(const Segment& segment, std::stop_token stop) {
  for (std::size_t column = 0; column < kCompletedColumns.size(); ++column) {
    columns_[column] = &segment.columns().keyword(kCompletedColumns[column]);
    bases_[column + 1] = bases_[column] + columns_[column]->texts();
  }
  const std::vector<std::uint32_t> counts = count_articles(segment);
  const std::uint32_t fewest = threshold(counts);
  std::vector<std::pair<std::string, std::uint32_t>> found;
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  for (std::uint32_t value = 0; value < values(); ++value) {
    if (value % kBetweenLooks == 0 && stop.stop_requested()) return;
    if (counts[value] < fewest) continue;
    tokens.clear();
    tokenizer.tokenize(text(value), tokens);
    for (const Token& token : tokens) found.emplace_back(fold_accents(tokenizer.forms().text(token.form)), value);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const auto& [word, value] : found) add_words(word, value);
}

void ValueIndex::add_words(std::string_view text, std::uint32_t value) {
  if (ends_.size() == 1 || word(ends_.size() - 2) != text) {
    text_ += text;
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    first_.push_back(static_cast<std::uint32_t>(entries_.size()));
  }
  entries_.push_back(value);
  first_.back() = static_cast<std::uint32_t>(entries_.size());
}

std::vector<std::uint32_t> ValueIndex::count_articles(const Segment& segment) const {
  std::vector<std::uint32_t> counts(values());
  for (std::size_t column = 0; column < kCompletedColumns.size(); ++column)
    for (std::uint32_t article = 0; article < segment.size(); ++article)
      for (const std::uint32_t ordinal : columns_[column]->values(article)) ++counts[number(column, ordinal)];
  return counts;
}

std::size_t ValueIndex::column(std::uint32_t value) const {
  return static_cast<std::size_t>(std::upper_bound(bases_.begin(), bases_.end(), value) - bases_.begin()) - 1;
}

std::string_view ValueIndex::text(std::uint32_t value) const {
  const std::size_t at = column(value);
  return columns_[at]->text(value - bases_[at]);
}

std::uint32_t ValueIndex::find(std::size_t column, std::string_view text) const {
  std::uint32_t low = 0, high = columns_[column]->texts();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (columns_[column]->text(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low < columns_[column]->texts() && columns_[column]->text(low) == text ? number(column, low) : values();
}

RangeOrder::Range ValueIndex::entries_between(std::string_view begin, const std::string& end) const {
  const auto entry = [&](std::string_view text) {
    std::size_t low = 0, high = ends_.size() - 1;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (word(middle) < text) low = middle + 1;
      else high = middle;
    }
    return std::size_t{first_[low]};
  };
  return {entry(begin), entry(end)};
}

RangeOrder::Range ValueIndex::beginning(std::string_view begin) const { return entries_between(begin, std::string(begin) + '\xFF'); }

RangeOrder::Range ValueIndex::spelled(std::string_view word) const { return entries_between(word, std::string(word) + '\0'); }

}  // namespace dateline
