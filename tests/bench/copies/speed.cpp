#include "tests/bench/copies/speed.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "indexer/analysis/copies.h"
#include "indexer/analysis/same_story.h"
#include "tests/bench/layouts/measure.h"

namespace dateline {
namespace {

constexpr double kBytesOfWord = 6;       // with its space, in English news
constexpr std::size_t kArticles = 250'000;
constexpr std::size_t kLookups = 20'000;

// The signatures of the corpus again and again until there are kArticles, each time as if all words were other ones: more articles,
// but no more copies of one.
std::vector<CopySignature> many_signatures(const std::vector<WordHashes>& texts) {
  std::vector<CopySignature> out;
  for (std::uint64_t turn = 0; out.size() < kArticles && !texts.empty(); ++turn) {
    for (std::size_t at = 0; at < texts.size() && out.size() < kArticles; ++at) {
      WordHashes words = texts[at];
      for (std::uint64_t& word : words) word = (word ^ turn) * (turn == 0 ? 1 : 0x9E3779B97F4A7C15);
      out.push_back(sign_words(words));
    }
  }
  return out;
}

double seconds_of_signing(const std::vector<WordHashes>& texts, std::uint64_t& sum) {
  const double start = process_cpu();
  for (const WordHashes& words : texts) sum += sign_words(words).slots[0];
  return process_cpu() - start;
}

// Lookups of every so-many-th article, one by one.
template <typename Look>
Cells lookup_row(const std::string& name, const std::vector<CopySignature>& signatures, Look look) {
  std::vector<double> us, found;
  std::vector<std::uint32_t> out;
  for (std::size_t at = 0; at < std::min(kLookups, signatures.size()); ++at) {
    out.clear();
    const double start = thread_cpu();
    look(signatures[at * 7919 % signatures.size()], out);
    us.push_back((thread_cpu() - start) * 1e6);
    found.push_back(static_cast<double>(out.size()));
  }
  return {{"lookup", name},
          {"us median", rounded(median(us), 1)},
          {"us mean", rounded(mean(us), 1)},
          {"us p95", rounded(p95(us), 1)},
          {"us most", rounded(*std::max_element(us.begin(), us.end()), 0)},
          {"found mean", rounded(mean(found), 1)},
          {"found p95", rounded(p95(found), 0)},
          {"found most", *std::max_element(found.begin(), found.end())}};
}

void print_second_look(const HashedTexts& read, const std::vector<WordHashes>& words) {
  std::vector<double> us;
  for (std::size_t at = 1; at < std::min<std::size_t>(words.size(), 5'000); ++at) {
    const std::vector<std::string_view> a = forms_of(words[at - 1], read.forms), b = forms_of(words[at], read.forms);
    const double start = thread_cpu();
    const TextComparison compared = compare_texts(a, b);
    us.push_back((thread_cpu() - start) * 1e6 + compared.containment * 0);
  }
  if (!us.empty()) std::printf("second look at two texts: %.0f us mean, %.0f p95\n", mean(us), p95(us));
}

}  // namespace

void print_speed(const HashedTexts& read) {
  std::vector<WordHashes> words;
  std::size_t count = 0;
  for (const HashedText& text : read.texts) count += words.emplace_back(text.words()).size();
  std::uint64_t sum = 0;
  const double signing = seconds_of_signing(words, sum);
  std::printf("\nsigning: %.2f ns a word, about %.0f MB of text a second (%zu words, check %llu)\n", signing * 1e9 / static_cast<double>(count),
              static_cast<double>(count) * kBytesOfWord / 1e6 / signing, count, static_cast<unsigned long long>(sum));
  const std::vector<CopySignature> signatures = many_signatures(words);
  std::array<std::vector<std::uint32_t>, kCopyBands> orders;
  SignedArticles articles{signatures, {}};
  double start = process_cpu();
  for (std::size_t band = 0; band < kCopyBands; ++band) articles.orders[band] = orders[band] = band_order(signatures, band);
  std::printf("orders of %zu signatures: %.2f s; %zu bytes an article on disk\n", signatures.size(), process_cpu() - start,
              sizeof(CopySignature) + kCopyBands * sizeof(std::uint32_t));
  CopyIndex index;
  start = process_cpu();
  for (std::uint32_t at = 0; at < signatures.size(); ++at) index.add(at, signatures[at]);
  std::printf("index in memory: %.2f us an article to add\n", (process_cpu() - start) * 1e6 / static_cast<double>(signatures.size()));
  Table table{"Lookups among " + std::to_string(signatures.size()), {}};
  const auto add = [&](const std::string& name, auto look) { table.rows.push_back(lookup_row(name, signatures, look)); };
  add("candidates, stored", [&](const CopySignature& signature, auto& out) { find_candidates(articles, signature, out); });
  add("copies, stored", [&](const CopySignature& signature, auto& out) { find_copies(articles, signature, out); });
  add("candidates, in memory", [&](const CopySignature& signature, auto& out) { index.candidates(signature, out); });
  add("copies, in memory", [&](const CopySignature& signature, auto& out) { index.copies(signature, out); });
  print(table);
  print_second_look(read, words);
}

}  // namespace dateline
