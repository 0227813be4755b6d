#include "tests/bench/copies/labels.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "indexer/analysis/copies.h"
#include "tests/bench/layouts/measure.h"

namespace dateline {
namespace {

constexpr std::array<double, 5> kTriedLines = {0.4, 0.5, 0.6, 0.7, 0.8};

struct Judged {
  std::string first, second, label;
};

std::vector<Judged> read_labels(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": cannot be read");
  std::vector<Judged> out;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line.substr(0, line.find('#')));
    Judged judged;
    if (std::getline(fields, judged.first, '\t') && std::getline(fields, judged.second, '\t') && fields >> judged.label) out.push_back(judged);
  }
  return out;
}

// Of the pairs judged so: how many there are, and how many lie above each line.
struct Verdicts {
  int pairs = 0, met = 0;
  std::array<int, kTriedLines.size()> above{};
};

bool share_a_key(const CopySignature& a, const CopySignature& b) {
  for (std::size_t band = 0; band < kCopyBands; ++band)
    if (band_key(a, band) != kNoKey && band_key(a, band) == band_key(b, band)) return true;
  return false;
}

Table table_of(const std::string& title, std::map<std::string, Verdicts>& verdicts) {
  Table out{title, {}};
  for (std::size_t at = 0; at < kTriedLines.size(); ++at) {
    const int right = verdicts["copy"].above[at], wrong = verdicts["other"].above[at];
    out.rows.push_back({{"containment from", kTriedLines[at]},
                        {"copies taken", right},
                        {"others taken", wrong},
                        {"unsure taken", verdicts["unsure"].above[at]},
                        {"precision", right + wrong == 0 ? 0 : rounded(static_cast<double>(right) / (right + wrong))},
                        {"recall", verdicts["copy"].pairs == 0 ? 0 : rounded(static_cast<double>(right) / verdicts["copy"].pairs)}});
  }
  return out;
}

}  // namespace

void print_labels(const std::vector<HashedText>& texts, const std::string& file) {
  std::map<std::string, const HashedText*> by_id;
  for (const HashedText& text : texts) by_id[text.id] = &text;
  std::array<std::map<std::string, Verdicts>, 2> halves;
  int absent = 0;
  for (const Judged& judged : read_labels(file)) {
    if (!by_id.contains(judged.first) || !by_id.contains(judged.second)) {
      ++absent;
      continue;
    }
    const CopySignature a = sign_words(by_id[judged.first]->words()), b = sign_words(by_id[judged.second]->words());
    Verdicts& verdicts = halves[by_id[judged.first]->held_out() ? 1 : 0][judged.label];
    const bool met = share_a_key(a, b);
    ++verdicts.pairs;
    verdicts.met += met;
    for (std::size_t at = 0; at < kTriedLines.size(); ++at) verdicts.above[at] += met && are_copies(a, b, {kTriedLines[at], CopyLine{}.length_ratio});
  }
  for (std::size_t half = 0; half < halves.size(); ++half) {
    for (const auto& [label, verdicts] : halves[half]) std::printf("%s: %d, of them share a key: %d\n", label.c_str(), verdicts.pairs, verdicts.met);
    print(table_of(half == 0 ? "Judged pairs, tuning half" : "Judged pairs, held out", halves[half]));
  }
  std::printf("judged pairs whose articles are not here: %d\n", absent);
}

void write_near_pairs(const std::vector<HashedText>& texts, const std::string& file) {
  CopyIndex index;
  std::vector<CopySignature> signatures;
  std::ofstream out(file);
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t at = 0; at < texts.size(); ++at) {
    signatures.push_back(sign_words(texts[at].words()));
    candidates.clear();
    index.candidates(signatures[at], candidates);
    index.add(at, signatures[at]);
    for (const std::uint32_t other : candidates) {
      const double estimate = containment(signatures[at], signatures[other]);
      if (estimate < 0.3) continue;
      const ExactOverlap exact = exact_overlap(texts[at].words(), texts[other].words());
      out << texts[other].id << '\t' << texts[at].id << '\t' << estimate << '\t' << exact.containment << '\t' << exact.jaccard << '\t'
          << texts[other].size() << '\t' << texts[at].size() << '\n';
    }
  }
  if (!out.flush()) throw std::runtime_error(file + ": cannot be written");
}

}  // namespace dateline
