#include "server/search/block_sums.h"

#include <bit>
#include <utility>

namespace dateline {

void BlockSums::add(ArticleRange block, const BlockMatches& matches) {
  if (there_.empty()) {
    sums_.resize(kBlockArticles);
    counts_.resize(kBlockArticles);
    there_.resize(kBlockArticles / 64);
  }
  const std::uint32_t base = block.begin - block.begin % kBlockArticles;
  for (std::size_t number = 0; number < matches.articles.size(); ++number) {
    const std::uint32_t at = matches.articles[number] - base;
    there_[at / 64] |= std::uint64_t{1} << at % 64;
    ++counts_[at];
    if (!matches.values.empty()) sums_[at] += matches.values[number];
  }
}

void BlockSums::take(ArticleRange block, std::uint32_t least, bool with_values, BlockMatches& out) {
  const std::uint32_t base = block.begin - block.begin % kBlockArticles;
  for (std::size_t word = 0; word < there_.size(); ++word) {
    for (std::uint64_t bits = std::exchange(there_[word], 0); bits != 0; bits &= bits - 1) {
      const auto at = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
      const double sum = std::exchange(sums_[at], 0);
      if (std::exchange(counts_[at], 0) < least) continue;
      out.articles.push_back(base + at);
      if (with_values) out.values.push_back(sum);
    }
  }
}

}  // namespace dateline
