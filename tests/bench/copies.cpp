// bench_copies: how well copies of articles are told from what only looks like one, and what it costs. See docs/decisions/0005-copies.md.
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/copies.h"
#include "indexer/analysis/same_story.h"
#include "tests/bench/copies/edits.h"
#include "tests/bench/copies/labels.h"
#include "tests/bench/copies/speed.h"
#include "tests/bench/copies/texts.h"
#include "tests/bench/layouts/measure.h"

namespace dateline {
namespace {

constexpr std::array<double, 3> kLines = {0.5, 0.6, 0.7};  // of containment; ours and what lies beside it
constexpr std::size_t kFewestWords = 80;                   // of the articles that edits are made of

struct Options {
  std::vector<std::string> articles;
  std::string labels, near;      // files: to read, to write
  std::size_t limit = 100'000;   // articles of a file
  std::size_t pairs = 500;       // of a kind and a half
};

// Of all generated pairs.
const Circumstances kOneDay{.apart = 0};

// What came out for pairs of one kind.
struct Outcome {
  std::size_t pairs = 0, met = 0;
  std::size_t told = 0;  // that the second look leaves, published on one day
  std::array<std::size_t, kLines.size()> copies{}, exact_copies{};  // by the signatures; by counting, were all pairs compared
  std::vector<double> estimates;

  void add(const TextPair& pair, const WordForms& forms) {
    const CopySignature a = sign_words(pair.first), b = sign_words(pair.second);
    const CopyKeys left = band_keys(a), right = band_keys(b);
    bool meets = false;
    for (std::size_t band = 0; band < kCopyBands; ++band) meets |= left[band] != kNoKey && left[band] == right[band];
    const double exact = exact_overlap(pair.first, pair.second).containment;
    ++pairs;
    met += meets;
    estimates.push_back(containment(a, b));
    told += meets && is_worth_a_look(a, b, kOneDay) && tells_same_story(compare_texts(forms_of(pair.first, forms), forms_of(pair.second, forms)), kOneDay);
    for (std::size_t at = 0; at < kLines.size(); ++at) {
      const CopyLine line{kLines[at], CopyLine{}.length_ratio};
      copies[at] += meets && are_copies(a, b, line);
      exact_copies[at] += exact >= line.containment && length_ratio(a, b) >= line.length_ratio;
    }
  }

  void add(const Outcome& other) {
    pairs += other.pairs;
    met += other.met;
    told += other.told;
    estimates.insert(estimates.end(), other.estimates.begin(), other.estimates.end());
    for (std::size_t at = 0; at < kLines.size(); ++at) {
      copies[at] += other.copies[at];
      exact_copies[at] += other.exact_copies[at];
    }
  }
};

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : rounded(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1);
}

double quantile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : rounded(values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))], 2);
}

Cells row_of(const std::string& name, const Outcome& outcome) {
  Cells out = {{"kind", name}, {"pairs", outcome.pairs}, {"share a key %", share(outcome.met, outcome.pairs)}};
  for (const double part : {0.05, 0.5, 0.95}) out["p" + std::to_string(static_cast<int>(part * 100))] = quantile(outcome.estimates, part);
  for (std::size_t at = 0; at < kLines.size(); ++at) {
    const std::string line = std::to_string(kLines[at]).substr(0, 4);
    out["copies at " + line + " %"] = share(outcome.copies[at], outcome.pairs);
    out["counted at " + line + " %"] = share(outcome.exact_copies[at], outcome.pairs);
  }
  out["second look %"] = share(outcome.told, outcome.pairs);
  return out;
}

// Texts that are neither short nor copies of one another, for one pair of each kind.
struct Draw {
  const HashedText *article, *other, *third;
};

std::optional<Draw> draw(const std::vector<const HashedText*>& texts, std::size_t at, std::mt19937_64& random) {
  const Draw out{texts[at], texts[random() % texts.size()], texts[random() % texts.size()]};
  const CopySignature a = sign_words(out.article->words()), b = sign_words(out.other->words()), c = sign_words(out.third->words());
  if (containment(a, b) > 0.15 || containment(a, c) > 0.15 || containment(b, c) > 0.15) return {};
  return out;
}

using Outcomes = std::map<std::string, Outcome>;

Outcomes evaluate(const std::vector<const HashedText*>& texts, WordForms& forms, std::size_t pairs) {
  std::mt19937_64 random(20200213);
  std::vector<std::uint64_t> vocabulary;
  for (const HashedText* text : texts) {
    const WordHashes words = text->words();
    vocabulary.insert(vocabulary.end(), words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(words.size(), 200)));
  }
  Outcomes out;
  for (std::size_t made = 0, tried = 0; made < pairs && tried < 4 * pairs; ++tried) {
    const auto drawn = draw(texts, random() % texts.size(), random);
    if (!drawn) continue;
    ++made;
    for (const EditKind& kind : edit_kinds()) out[kind.name].add(kind.make({*drawn->article, *drawn->other, *drawn->third, vocabulary, random, forms}), forms);
  }
  return out;
}

void print_outcomes(const std::string& title, const Outcomes& outcomes) {
  Table table{title, {}};
  for (const EditKind& kind : edit_kinds()) table.rows.push_back(row_of(kind.name, outcomes.at(kind.name)));
  Outcome copies, others;
  for (const EditKind& kind : edit_kinds()) {
    if (kind.expected == Expected::copy) copies.add(outcomes.at(kind.name));
    if (kind.expected == Expected::other) others.add(outcomes.at(kind.name));
  }
  table.rows.push_back(row_of("ALL COPIES (recall)", copies));
  table.rows.push_back(row_of("ALL OTHERS (wrongly taken)", others));
  print(table);
  const auto say = [&](const std::string& name, std::size_t right, std::size_t wrong) {
    std::printf("%s: precision %.4f, recall %.4f\n", name.c_str(), static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, right + wrong)),
                static_cast<double>(right) / static_cast<double>(copies.pairs));
  };
  for (std::size_t at = 0; at < kLines.size(); ++at) say("signatures at " + std::to_string(kLines[at]).substr(0, 4), copies.copies[at], others.copies[at]);
  say("and second look", copies.told, others.told);
}

Options read_options(int count, char** arguments) {
  Options out;
  for (int at = 1; at < count; ++at) {
    const std::string_view name = arguments[at];
    const std::string value = at + 1 < count ? arguments[at + 1] : "";
    if (name == "--limit") out.limit = std::stoul(value), ++at;
    else if (name == "--pairs") out.pairs = std::stoul(value), ++at;
    else if (name == "--labels") out.labels = value, ++at;
    else if (name == "--near") out.near = value, ++at;
    else out.articles.emplace_back(name);
  }
  return out;
}

void run(const Options& options) {
  HashedTexts read = read_texts(options.articles, options.limit);
  const std::vector<HashedText>& texts = read.texts;
  if (!options.near.empty()) return write_near_pairs(read, options.near);
  if (!options.labels.empty()) print_labels(read, options.labels);
  for (const bool held_out : {false, true}) {
    std::vector<const HashedText*> half;
    for (const HashedText& text : texts)
      if (text.held_out() == held_out && text.size() >= kFewestWords) half.push_back(&text);
    if (options.pairs > 0 && half.size() > 2) print_outcomes(held_out ? "Edits, held out" : "Edits, tuning half", evaluate(half, read.forms, options.pairs));
  }
  print_speed(read);
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) {
  const dateline::Options options = dateline::read_options(count, arguments);
  if (options.articles.empty()) {
    std::puts("bench_copies ARTICLES.jsonl... [--labels FILE.tsv] [--near FILE.tsv] [--pairs N] [--limit N]");
    return 64;
  }
  try {
    dateline::run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_copies: %s\n", error.what());
    return 1;
  }
  return 0;
}
