#include "server/search/title_index.h"

#include <algorithm>

#include "indexer/analysis/aliases.h"

namespace dateline {
namespace {

constexpr std::uint32_t kBetweenLooks = 1024;

std::uint64_t pair_of(std::uint32_t place, std::uint32_t article) { return std::uint64_t{place} << 32 | article; }

// Function words of a vocabulary are among its most frequent forms.
constexpr std::uint32_t kRanksOfFunctionWords = 20'000;

std::vector<bool> function_words(const Vocabulary& vocabulary) {
  std::vector<bool> out(std::min<std::size_t>(vocabulary.size(), kRanksOfFunctionWords));
  for (std::uint32_t rank = 0; rank < out.size(); ++rank) out[rank] = is_function_word(vocabulary.form(rank));
  return out;
}

}  // namespace

TitleIndex::TitleIndex(const Segment& segment, std::stop_token stop) {
  const Vocabulary& vocabulary = segment.vocabulary();
  const std::vector<bool> common = function_words(vocabulary);
  std::vector<std::uint64_t> words, starts;
  WordReader reader;
  WordSequence title;
  for (std::uint32_t article = 0; article < segment.size(); ++article) {
    if (article % kBetweenLooks == 0 && stop.stop_requested()) return;
    reader.start(segment.encoded_words(article));
    reader.read(reader.size_to(kTitleUnit), title);
    for (const std::uint32_t code : title.codes)
      if (code >= vocabulary.size()) throw ArchiveCorrupt("an article has a word that its segment does not know");
    if (!title.codes.empty()) starts.push_back(pair_of(vocabulary.place(title.codes.front()), article));
    for (const std::uint32_t code : title.codes)
      if (code >= common.size() || !common[code]) words.push_back(pair_of(vocabulary.place(code), article));
  }
  words_.fill(words);
  starts_.fill(starts);
}

void TitleIndex::Entries::fill(std::vector<std::uint64_t>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  articles.reserve(pairs.size());
  for (const std::uint64_t pair : pairs) {
    const auto place = static_cast<std::uint32_t>(pair >> 32);
    if (places.empty() || places.back() != place) {
      places.push_back(place);
      first.push_back(static_cast<std::uint32_t>(articles.size()));
    }
    articles.push_back(static_cast<std::uint32_t>(pair));
  }
  first.push_back(static_cast<std::uint32_t>(articles.size()));
  order = RangeOrder(articles);
}

RangeOrder::Range TitleIndex::Entries::range(std::size_t begin, std::size_t end) const {
  if (places.empty()) return {0, 0};
  const auto entry = [&](std::size_t place) { return first[static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), place) - places.begin())]; };
  return {entry(begin), entry(end)};
}

std::span<const std::uint32_t> TitleIndex::Entries::of(std::uint32_t place) const {
  const auto [begin, end] = range(place, std::size_t{place} + 1);
  return std::span(articles).subspan(begin, end - begin);
}

std::span<const std::uint32_t> TitleIndex::with(std::uint32_t place) const { return words_.of(place); }

std::span<const std::uint32_t> TitleIndex::starting_with(std::uint32_t place) const { return starts_.of(place); }

std::size_t TitleIndex::uses(std::size_t begin, std::size_t end) const {
  const auto part = words_.range(begin, end);
  return part.second - part.first;
}

std::optional<std::uint32_t> TitleIndex::Walk::next() {
  const auto at = walk_.next();
  if (!at) return std::nullopt;
  return (*articles_)[*at];
}

TitleIndex::Walk TitleIndex::having(std::size_t begin, std::size_t end) const {
  const auto part = words_.range(begin, end);
  return {words_.articles, RangeOrder::Walk(words_.order, part.first, part.second)};
}

TitleIndex::Walk TitleIndex::starting(std::size_t begin, std::size_t end) const {
  const auto part = starts_.range(begin, end);
  return {starts_.articles, RangeOrder::Walk(starts_.order, part.first, part.second)};
}

}  // namespace dateline
