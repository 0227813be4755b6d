#include "indexer/archive/vocabulary.h"

#include <algorithm>
#include <numeric>

namespace dateline {
namespace {

std::vector<std::uint32_t> sorted_order(std::size_t size, const std::function<std::string_view(std::uint32_t)>& text) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); });
  return order;
}

void write_texts(SectionWriter& file, const std::string& name, const std::vector<std::uint32_t>& order,
                 const std::function<std::string_view(std::uint32_t)>& text) {
  std::vector<std::uint32_t> ends = {0};
  file.begin(name + ".text");
  for (const std::uint32_t index : order) {
    file.write(text(index));
    ends.push_back(static_cast<std::uint32_t>(file.size()));
  }
  file.section(name + ".ends", ends);
}

std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> out(order.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) out[order[at]] = at;
  return out;
}

constexpr std::size_t kRun = 64;  // forms that share one peak

// Which terms each form stands behind, and which forms stand behind each term. `term_place`: the terms' places in byte order.
void write_links(SectionWriter& file, std::span<const VocabularyEntry> by_rank, const std::vector<std::uint32_t>& term_place) {
  std::vector<std::uint32_t> first = {0}, all, ends(term_place.size() + 1);
  for (const VocabularyEntry& entry : by_rank) {
    for (const std::uint32_t term : entry.terms) {
      all.push_back(term_place[term]);
      ++ends[term_place[term] + 1];
    }
    first.push_back(static_cast<std::uint32_t>(all.size()));
  }
  file.section("forms.terms.first", first);
  file.section("forms.terms", all);
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  file.section("terms.forms.first", ends);
  std::vector<std::uint32_t> forms(all.size());
  for (std::uint32_t rank = 0; rank < by_rank.size(); ++rank)
    for (const std::uint32_t term : by_rank[rank].terms) forms[ends[term_place[term]]++] = rank;
  file.section("terms.forms", forms);
}

void check(bool good) {
  if (!good) throw ArchiveCorrupt("the vocabulary's sections do not fit each other");
}

}  // namespace

void write_vocabulary(SectionWriter& file, std::span<const VocabularyEntry> by_rank, std::span<const std::string> terms) {
  const auto form_text = [&](std::uint32_t rank) { return by_rank[rank].form; };
  const auto term_text = [&](std::uint32_t term) { return std::string_view(terms[term]); };
  const auto form_order = sorted_order(by_rank.size(), form_text);
  const auto term_order = sorted_order(terms.size(), term_text);
  std::vector<std::uint32_t> articles, peaks;
  for (const VocabularyEntry& entry : by_rank) articles.push_back(entry.articles);
  for (std::size_t place = 0; place < form_order.size(); ++place) {
    if (place % kRun == 0) peaks.push_back(0);
    peaks.back() = std::max(peaks.back(), articles[form_order[place]]);
  }
  write_texts(file, "forms", form_order, form_text);
  file.section("forms.rank", form_order);
  file.section("forms.sorted", inverse(form_order));
  file.section("forms.articles", articles);
  file.section("forms.peaks", peaks);
  write_texts(file, "terms", term_order, term_text);
  write_links(file, by_rank, inverse(term_order));
}

Vocabulary::Vocabulary(const SectionFile& file)
    : form_text_(file.bytes("forms.text")),
      term_text_(file.bytes("terms.text")),
      form_ends_(file.array<std::uint32_t>("forms.ends")),
      rank_(file.array<std::uint32_t>("forms.rank")),
      sorted_(file.array<std::uint32_t>("forms.sorted")),
      articles_(file.array<std::uint32_t>("forms.articles")),
      peaks_(file.array<std::uint32_t>("forms.peaks")),
      form_terms_first_(file.array<std::uint32_t>("forms.terms.first")),
      form_terms_(file.array<std::uint32_t>("forms.terms")),
      term_ends_(file.array<std::uint32_t>("terms.ends")),
      term_forms_first_(file.array<std::uint32_t>("terms.forms.first")),
      term_forms_(file.array<std::uint32_t>("terms.forms")) {
  check(form_ends_.size() == rank_.size() + 1 && sorted_.size() == rank_.size() && articles_.size() == rank_.size());
  check(peaks_.size() == (rank_.size() + kRun - 1) / kRun);
  check(form_terms_first_.size() == rank_.size() + 1 && term_forms_first_.size() == term_ends_.size() && !term_ends_.empty());
  check(form_ends_.back() == form_text_.size() && term_ends_.back() == term_text_.size());
  check(form_terms_first_.back() == form_terms_.size() && term_forms_first_.back() == term_forms_.size());
}

std::string_view Vocabulary::form_at(std::size_t sorted) const {
  return form_text_.substr(form_ends_[sorted], form_ends_[sorted + 1] - form_ends_[sorted]);
}

std::string_view Vocabulary::term_at(std::size_t sorted) const {
  return term_text_.substr(term_ends_[sorted], term_ends_[sorted + 1] - term_ends_[sorted]);
}

std::size_t Vocabulary::lower_bound(std::string_view form) const {
  std::size_t low = 0, high = rank_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (form_at(middle) < form) low = middle + 1;
    else high = middle;
  }
  return low;
}

std::optional<std::uint32_t> Vocabulary::rank_of(std::string_view form) const {
  const std::size_t at = lower_bound(form);
  if (at == rank_.size() || form_at(at) != form) return std::nullopt;
  return rank_[at];
}

std::size_t Vocabulary::term_lower_bound(std::string_view term) const {
  std::size_t low = 0, high = terms();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (term_at(middle) < term) low = middle + 1;
    else high = middle;
  }
  return low;
}

std::span<const std::uint32_t> Vocabulary::forms_behind(std::size_t sorted) const {
  return term_forms_.subspan(term_forms_first_[sorted], term_forms_first_[sorted + 1] - term_forms_first_[sorted]);
}

std::span<const std::uint32_t> Vocabulary::forms_of(std::string_view term) const {
  const std::size_t at = term_lower_bound(term);
  if (at == terms() || term_at(at) != term) return {};
  return forms_behind(at);
}

std::vector<std::string_view> Vocabulary::terms_of(std::uint32_t rank) const {
  std::vector<std::string_view> out;
  for (std::uint32_t at = form_terms_first_[rank]; at < form_terms_first_[rank + 1]; ++at) out.push_back(term_at(form_terms_[at]));
  return out;
}

void Vocabulary::with_prefix(std::string_view prefix, const std::function<bool(std::uint32_t)>& each) const {
  for (std::size_t at = lower_bound(prefix); at < rank_.size() && form_at(at).starts_with(prefix); ++at)
    if (!each(rank_[at])) return;
}

void Vocabulary::with_term_prefix(std::string_view prefix, const std::function<bool(std::span<const std::uint32_t>)>& each) const {
  for (std::size_t at = term_lower_bound(prefix); at < terms() && term_at(at).starts_with(prefix); ++at)
    if (!each(forms_behind(at))) return;
}

std::size_t Vocabulary::end_of_prefix(std::string_view prefix, std::size_t place) const {
  std::size_t low = place, step = 1;  // the form at `low` has the prefix
  while (low + step < rank_.size() && form_at(low + step).starts_with(prefix)) {
    low += step;
    step *= 2;
  }
  std::size_t high = std::min(low + step, rank_.size());
  while (low + 1 < high) {
    const std::size_t middle = low + (high - low) / 2;
    (form_at(middle).starts_with(prefix) ? low : high) = middle;
  }
  return high;
}

std::uint32_t Vocabulary::most_articles(std::size_t place, std::size_t end) const {
  if (place >= end) return 0;
  std::uint32_t most = 0;
  if (end - place < kRun) {
    for (; place < end; ++place) most = std::max(most, articles_[rank_[place]]);
    return most;
  }
  for (std::size_t run = place / kRun; run <= (end - 1) / kRun; ++run) most = std::max(most, peaks_[run]);
  return most;
}

}  // namespace dateline
