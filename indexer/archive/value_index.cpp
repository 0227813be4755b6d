#include "indexer/archive/value_index.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include "indexer/analysis/fold.h"
#include "indexer/analysis/text_ids.h"
#include "indexer/analysis/tokenizer.h"

namespace dateline {
namespace {

// The fewest articles that a listed value has.
std::uint32_t threshold(std::vector<std::uint32_t> counts) {
  if (counts.size() <= kMostListedValues) return 1;
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(kMostListedValues);
  std::nth_element(counts.begin(), last, counts.end(), std::greater<>());
  return *last + 1;
}

// How many of the first `articles` articles have each value.
std::vector<std::uint32_t> count_articles(const ValueNumbers& numbers, std::uint32_t articles) {
  std::vector<std::uint32_t> counts(numbers.size());
  for (std::size_t column = 0; column < kCompletedColumns.size(); ++column)
    for (std::uint32_t article = 0; article < articles; ++article)
      for (const std::uint32_t ordinal : numbers.columns[column]->values(article)) ++counts[numbers.bases[column] + ordinal];
  return counts;
}

// The words of the values that are listed, and which values have each.
struct ValueWords {
  TextIds words;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries;  // word, value; by the words in byte order, without repeats

  ValueWords(const ValueNumbers& numbers, const std::vector<std::uint32_t>& counts) {
    const std::uint32_t fewest = threshold(counts);
    Tokenizer tokenizer;
    std::vector<Token> tokens;
    for (std::uint32_t value = 0; value < numbers.size(); ++value) {
      if (counts[value] < fewest) continue;
      tokens.clear();
      tokenizer.tokenize(numbers.text(value), tokens);
      for (const Token& token : tokens) entries.emplace_back(words.intern(fold_accents(tokenizer.forms().text(token.form))).first, value);
    }
    std::vector<std::uint32_t> order(words.size()), place(words.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return words.text(a) < words.text(b); });
    for (std::uint32_t at = 0; at < order.size(); ++at) place[order[at]] = at;
    std::sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? place[a.first] < place[b.first] : a.second < b.second;
    });
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  }

  void write(SectionWriter& file) const {
    std::vector<std::uint32_t> ends = {0}, first, values;
    file.begin("values.text");
    for (std::size_t at = 0; at < entries.size(); ++at) {
      values.push_back(entries[at].second);
      if (at > 0 && entries[at].first == entries[at - 1].first) continue;
      file.write(words.text(entries[at].first));
      ends.push_back(static_cast<std::uint32_t>(file.size()));
      first.push_back(static_cast<std::uint32_t>(at));
    }
    first.push_back(static_cast<std::uint32_t>(entries.size()));
    file.section("values.ends", ends);
    file.section("values.first", first);
    file.section("values.entries", values);
  }
};

}  // namespace

ValueNumbers::ValueNumbers(const Columns& all) {
  for (std::size_t column = 0; column < kCompletedColumns.size(); ++column) {
    columns[column] = &all.keyword(kCompletedColumns[column]);
    bases[column + 1] = bases[column] + columns[column]->texts();
  }
}

std::size_t ValueNumbers::column(std::uint32_t value) const {
  return static_cast<std::size_t>(std::upper_bound(bases.begin(), bases.end(), value) - bases.begin()) - 1;
}

std::string_view ValueNumbers::text(std::uint32_t value) const {
  const std::size_t at = column(value);
  return columns[at]->text(value - bases[at]);
}

void write_value_index(SectionWriter& file, const Columns& columns, std::uint32_t recent) {
  const ValueNumbers numbers(columns);
  const std::vector<std::uint32_t> articles = count_articles(numbers, columns.size()), new_ones = count_articles(numbers, recent);
  const ValueWords words(numbers, articles);
  words.write(file);
  std::vector<std::uint32_t> keys, values, counts;
  RangeMinima minima;
  for (const auto& [word, value] : words.entries) {
    keys.push_back(~(articles[value] + new_ones[value]));
    minima.add(keys.back());
  }
  file.section("values.keys", keys);
  file.section("values.minima", minima.finish());
  file.section("values.articles", articles);
  for (std::uint32_t value = 0; value < new_ones.size(); ++value) {
    if (new_ones[value] == 0) continue;
    values.push_back(value);
    counts.push_back(new_ones[value]);
  }
  file.section("recent.values", values);
  file.section("recent.values.articles", counts);
}

ValueIndex::ValueIndex(const SectionFile& file, const Columns& columns)
    : numbers_(columns),
      text_(file.bytes("values.text")),
      ends_(file.array<std::uint32_t>("values.ends")),
      first_(file.array<std::uint32_t>("values.first")),
      entries_(file.array<std::uint32_t>("values.entries")),
      order_(file.array<std::uint32_t>("values.keys"), file.array<std::uint32_t>("values.minima")),
      articles_(file.array<std::uint32_t>("values.articles")),
      recent_values_(file.array<std::uint32_t>("recent.values")),
      recent_counts_(file.array<std::uint32_t>("recent.values.articles")) {
  const bool fits = !ends_.empty() && ends_.back() == text_.size() && first_.size() == ends_.size() && first_.back() == entries_.size() &&
                    file.array<std::uint32_t>("values.keys").size() == entries_.size() && articles_.size() == numbers_.size() &&
                    recent_values_.size() == recent_counts_.size();
  if (!fits) throw ArchiveCorrupt("the sections of the values do not fit each other");
}

std::uint32_t ValueIndex::recent(std::uint32_t value) const {
  const auto found = std::lower_bound(recent_values_.begin(), recent_values_.end(), value);
  return found == recent_values_.end() || *found != value ? 0 : recent_counts_[static_cast<std::size_t>(found - recent_values_.begin())];
}

std::uint32_t ValueIndex::find(std::size_t column, std::string_view text) const {
  std::uint32_t low = 0, high = values_of(column).texts();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (values_of(column).text(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low < values_of(column).texts() && values_of(column).text(low) == text ? number(column, low) : values();
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
