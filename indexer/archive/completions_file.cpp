#include "indexer/archive/completions_file.h"

#include <algorithm>
#include <vector>

#include "indexer/archive/segment.h"

namespace dateline {
namespace {

// The newest articles of a segment that count as new, in all and of its articles.
constexpr std::uint32_t kMostRecent = 1'000;
constexpr std::uint32_t kRecentShare = 8;

void write_recent(SectionWriter& file, const SectionFile& words_file, std::uint32_t recent) {
  const std::string_view blobs = words_file.bytes("words");
  const auto first = words_file.array<std::uint64_t>("words.first");
  std::vector<std::uint32_t> all, ranks, counts;
  WordSequence words;
  for (std::uint32_t article = 0; article < recent; ++article) {
    decode_words(blobs.substr(first[article], first[article + 1] - first[article]), words);
    std::sort(words.codes.begin(), words.codes.end());
    all.insert(all.end(), words.codes.begin(), std::unique(words.codes.begin(), words.codes.end()));
  }
  std::sort(all.begin(), all.end());
  for (const std::uint32_t rank : all) {
    if (ranks.empty() || ranks.back() != rank) {
      ranks.push_back(rank);
      counts.push_back(0);
    }
    ++counts.back();
  }
  file.section("recent", std::vector<std::uint32_t>{recent});
  file.section("recent.forms", ranks);
  file.section("recent.forms.articles", counts);
}

}  // namespace

void write_completions(const std::string& folder) {
  const SectionFile words(folder + "/" + kWordsFile), vocabulary_file(folder + "/" + kVocabularyFile), columns_file(folder + "/" + kColumnsFile);
  const Vocabulary vocabulary(vocabulary_file);
  const Columns columns(columns_file);
  const std::uint32_t recent = std::min(kMostRecent, columns.size() / kRecentShare);
  SectionWriter file(folder + "/" + kCompletionsFile);
  write_form_order(file, vocabulary);
  write_title_index(file, words, vocabulary);
  write_value_index(file, columns, recent);
  write_recent(file, words, recent);
  file.finish();
}

CompletionOrders::CompletionOrders(const SectionFile& file, const Vocabulary& vocabulary, const Columns& columns)
    : forms(file, vocabulary),
      titles(file),
      values(file, columns),
      recent_ranks_(file.array<std::uint32_t>("recent.forms")),
      recent_counts_(file.array<std::uint32_t>("recent.forms.articles")) {
  const auto recent = file.array<std::uint32_t>("recent");
  if (recent.size() != 1 || recent_ranks_.size() != recent_counts_.size()) throw ArchiveCorrupt("the sections of the new articles do not fit each other");
  recent_ = recent.front();
}

std::uint32_t CompletionOrders::recent_of_form(std::uint32_t rank) const {
  const auto found = std::lower_bound(recent_ranks_.begin(), recent_ranks_.end(), rank);
  return found == recent_ranks_.end() || *found != rank ? 0 : recent_counts_[static_cast<std::size_t>(found - recent_ranks_.begin())];
}

}  // namespace dateline
