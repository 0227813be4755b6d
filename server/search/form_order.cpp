#include "server/search/form_order.h"

#include <algorithm>
#include <numeric>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kMostSpellings = 16;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

// Behind every text that begins so: no UTF-8 has that byte.
std::string behind(std::string_view begin) { return std::string(begin) + '\xFF'; }

}  // namespace

FormOrder::FormOrder(const Vocabulary& vocabulary) : vocabulary_(vocabulary), plain_(vocabulary.ranks()) {
  collect_accented();
  accented_order_ = RangeOrder(accented_ranks_);
}

void FormOrder::collect_accented() {
  std::vector<std::pair<std::string, std::uint32_t>> found;
  for (const std::uint32_t rank : vocabulary_.ranks()) {
    const std::string_view form = vocabulary_.form(rank);
    if (is_ascii(form)) continue;
    std::string plain = fold_accents(form);
    if (plain != form) found.emplace_back(std::move(plain), rank);
  }
  std::sort(found.begin(), found.end());
  for (const auto& [plain, rank] : found) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += plain;
    accented_.push_back({begin, static_cast<std::uint32_t>(text_.size())});
    accented_ranks_.push_back(rank);
  }
}

bool FormOrder::has_accents(std::uint32_t rank) const {
  const std::string_view form = vocabulary_.form(rank);
  return !is_ascii(form) && fold_accents(form) != form;
}

FormOrder::Range FormOrder::plain_range(std::string_view begin) const {
  return {vocabulary_.lower_bound(begin), vocabulary_.lower_bound(behind(begin))};
}

FormOrder::Range FormOrder::accented_range(std::string_view begin) const {
  const auto place = [&](const std::string& text) {
    return static_cast<std::size_t>(
        std::partition_point(accented_.begin(), accented_.end(), [&](const Accented& one) { return folded(one) < text; }) - accented_.begin());
  };
  return {place(std::string(begin)), place(behind(begin))};
}

std::size_t FormOrder::beginning(std::string_view begin) const {
  const Range plain = plain_range(begin), accented = accented_range(begin);
  return plain.second - plain.first + accented.second - accented.first;
}

void FormOrder::each_beginning(std::string_view begin, const std::function<bool(std::uint32_t)>& each) const {
  const Range plain_part = plain_range(begin), accented_part = accented_range(begin);
  RangeOrder::Walk plain(plain_, plain_part.first, plain_part.second);
  RangeOrder::Walk accented(accented_order_, accented_part.first, accented_part.second);
  while (plain.key() || accented.key()) {
    if (accented.key() && (!plain.key() || *accented.key() < *plain.key())) {
      if (!each(accented_ranks_[*accented.next()])) return;
      continue;
    }
    const std::uint32_t rank = vocabulary_.ranks()[*plain.next()];
    if (!has_accents(rank) && !each(rank)) return;
  }
}

std::vector<std::uint32_t> FormOrder::accented(std::string_view begin, std::size_t most) const {
  const Range part = accented_range(begin);
  RangeOrder::Walk walk(accented_order_, part.first, part.second);
  std::vector<std::uint32_t> out;
  while (out.size() < most) {
    const auto at = walk.next();
    if (!at) break;
    out.push_back(accented_ranks_[*at]);
  }
  return out;
}

std::vector<std::uint32_t> FormOrder::spelled(std::string_view word) const {
  std::vector<std::uint32_t> out;
  if (const auto rank = vocabulary_.rank_of(word)) out.push_back(*rank);
  const Range part = accented_range(word);
  for (std::size_t at = part.first; at < part.second && out.size() < kMostSpellings && folded(accented_[at]) == word; ++at)
    out.push_back(accented_ranks_[at]);
  return out;
}

}  // namespace dateline
