#include "indexer/archive/form_order.h"

#include <algorithm>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kMostSpellings = 16;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

// Behind every text that begins so: no UTF-8 has that byte.
std::string behind(std::string_view begin) { return std::string(begin) + '\xFF'; }

// The forms that have accents, without them.
struct FoldedForms {
  struct One {
    std::uint32_t begin = 0, end = 0, rank = 0;
  };
  std::string text;
  std::vector<One> all;

  explicit FoldedForms(const Vocabulary& vocabulary) {
    for (std::size_t place = 0; place < vocabulary.size(); ++place) {
      const std::string_view form = vocabulary.form_in_order(place);
      if (is_ascii(form)) continue;
      const std::string plain = fold_accents(form);
      if (plain == form) continue;
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += plain;
      all.push_back({begin, static_cast<std::uint32_t>(text.size()), vocabulary.rank_in_order(place)});
    }
    std::sort(all.begin(), all.end(), [this](const One& a, const One& b) {
      const int order = form(a).compare(form(b));
      return order != 0 ? order < 0 : a.rank < b.rank;
    });
  }

  std::string_view form(const One& one) const { return std::string_view(text).substr(one.begin, one.end - one.begin); }
};

std::vector<std::uint32_t> minima_of(std::span<const std::uint32_t> keys) {
  RangeMinima minima;
  for (const std::uint32_t key : keys) minima.add(key);
  return minima.finish();
}

}  // namespace

void write_form_order(SectionWriter& file, const Vocabulary& vocabulary) {
  file.section("forms.minima", minima_of(vocabulary.ranks()));
  const FoldedForms folded(vocabulary);
  std::vector<std::uint32_t> ends = {0}, ranks;
  file.begin("folded.text");
  for (const FoldedForms::One& one : folded.all) {
    file.write(folded.form(one));
    ends.push_back(static_cast<std::uint32_t>(file.size()));
    ranks.push_back(one.rank);
  }
  file.section("folded.ends", ends);
  file.section("folded.rank", ranks);
  file.section("folded.minima", minima_of(ranks));
}

FormOrder::FormOrder(const SectionFile& file, const Vocabulary& vocabulary)
    : vocabulary_(vocabulary),
      plain_(vocabulary.ranks(), file.array<std::uint32_t>("forms.minima")),
      folded_text_(file.bytes("folded.text")),
      folded_ends_(file.array<std::uint32_t>("folded.ends")),
      accented_ranks_(file.array<std::uint32_t>("folded.rank")),
      accented_order_(accented_ranks_, file.array<std::uint32_t>("folded.minima")) {
  if (folded_ends_.size() != accented_ranks_.size() + 1 || folded_ends_.back() != folded_text_.size())
    throw ArchiveCorrupt("the sections of the forms without accents do not fit each other");
}

bool FormOrder::has_accents(std::uint32_t rank) const {
  const std::string_view form = vocabulary_.form(rank);
  return !is_ascii(form) && fold_accents(form) != form;
}

FormOrder::Range FormOrder::plain_range(std::string_view begin) const {
  return {vocabulary_.lower_bound(begin), vocabulary_.lower_bound(behind(begin))};
}

FormOrder::Range FormOrder::accented_range(std::string_view begin) const {
  const auto place = [&](std::string_view text) {
    std::size_t low = 0, high = accented_ranks_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (folded(middle) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {place(begin), place(behind(begin))};
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
  for (std::size_t at = part.first; at < part.second && out.size() < kMostSpellings && folded(at) == word; ++at)
    out.push_back(accented_ranks_[at]);
  return out;
}

}  // namespace dateline
