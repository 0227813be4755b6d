#include "tests/bench/copies/labels.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "indexer/analysis/copies.h"
#include "indexer/analysis/same_story.h"
#include "tests/bench/layouts/measure.h"

namespace dateline {
namespace {

constexpr double kNear = 0.3;  // containment of pairs that are worth judging

Circumstances known_of(const HashedText& a, const HashedText& b) {
  Circumstances out;
  out.same_source = !a.source.empty() && a.source == b.source;
  if (a.published && b.published) out.apart = *a.published - *b.published;
  return out;
}

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

// A rule and how many of the pairs, by what they were judged to be, it takes for copies.
struct Rule {
  std::string name;
  std::function<bool(const CopySignature&, const CopySignature&, const TextComparison&, const Circumstances&)> takes;
  std::map<std::string, int> taken;
};

std::string named(const std::string& name, double line) { return name + " " + std::to_string(line).substr(0, 4); }

Rule by_signatures(double line) {
  return {named("signatures from", line), [line](const auto& a, const auto& b, const auto&, const auto&) { return are_copies(a, b, CopyLine{line}); }, {}};
}

Rule by_circumstances(const std::string& name, const CopyLine& line) {
  return {name, [line](const auto& a, const auto& b, const auto&, const auto& known) { return are_copies(a, b, known, line); }, {}};
}

Rule by_second_look(const std::string& name, const StoryLine& line) {
  return {name,
          [line](const auto& a, const auto& b, const auto& compared, const auto& known) {
            return is_worth_a_look(a, b, known, line) && tells_same_story(compared, known, line);
          },
          {}};
}

std::vector<Rule> rules() {
  constexpr std::uint32_t kAnyUses = 1'000'000;
  std::vector<Rule> out;
  for (const double line : {0.5, 0.6, 0.7, 0.8, 0.9}) out.push_back(by_signatures(line));
  out.push_back(by_circumstances("with dates and sources: ours", {}));
  for (const double line : {0.6, 0.65, 0.75}) out.push_back(by_circumstances(named("the same, close ones from", line), {.containment = line}));
  for (const double line : {0.8, 0.95}) out.push_back(by_circumstances(named("the same, of one source from", line), {.containment_same_source = line}));
  for (const double line : {0.9, 0.98}) out.push_back(by_circumstances(named("the same, others from", line), {.containment_apart = line}));
  out.push_back(by_circumstances("the same without sources", {.containment_same_source = CopyLine{}.containment}));
  out.push_back(by_second_look("second look: ours", {}));
  out.push_back(by_second_look("the same without foreign words", {.foreign_uses = kAnyUses, .foreign_uses_same_source = kAnyUses}));
  out.push_back(by_second_look("the same without dates", {.containment_apart = StoryLine{}.containment}));
  for (const double line : {0.5, 0.7}) out.push_back(by_second_look(named("the same, close ones from", line), {.containment = line}));
  return out;
}

bool share_a_key(const CopySignature& a, const CopySignature& b) {
  for (std::size_t band = 0; band < kCopyBands; ++band)
    if (band_key(a, band) != kNoKey && band_key(a, band) == band_key(b, band)) return true;
  return false;
}

void apply(std::vector<Rule>& all, const HashedText& a, const HashedText& b, const WordForms& forms, const std::string& label) {
  const CopySignature left = sign_words(a.words()), right = sign_words(b.words());
  if (!share_a_key(left, right)) return;
  const TextComparison compared = compare_texts(forms_of(a.words(), forms), forms_of(b.words(), forms));
  const Circumstances known = known_of(a, b);
  for (Rule& rule : all) rule.taken[label] += rule.takes(left, right, compared, known);
}

Table table_of(const std::string& title, std::vector<Rule>& all, std::map<std::string, int>& pairs) {
  Table out{title, {}};
  for (Rule& rule : all) {
    const int right = rule.taken["copy"], wrong = rule.taken["other"];
    out.rows.push_back({{"rule", rule.name},
                        {"copies of " + std::to_string(pairs["copy"]), right},
                        {"others of " + std::to_string(pairs["other"]), wrong},
                        {"unsure of " + std::to_string(pairs["unsure"]), rule.taken["unsure"]},
                        {"precision", right + wrong == 0 ? 0 : rounded(static_cast<double>(right) / (right + wrong))},
                        {"recall", pairs["copy"] == 0 ? 0 : rounded(static_cast<double>(right) / pairs["copy"])}});
  }
  return out;
}

}  // namespace

void print_labels(const HashedTexts& read, const std::string& file) {
  std::map<std::string, const HashedText*> by_id;
  for (const HashedText& text : read.texts) by_id[text.id] = &text;
  std::array<std::vector<Rule>, 2> halves = {rules(), rules()};
  std::array<std::map<std::string, int>, 2> pairs;
  int absent = 0;
  for (const Judged& judged : read_labels(file)) {
    if (!by_id.contains(judged.first) || !by_id.contains(judged.second)) {
      ++absent;
      continue;
    }
    const std::size_t half = by_id[judged.first]->held_out() ? 1 : 0;
    ++pairs[half][judged.label];
    apply(halves[half], *by_id[judged.first], *by_id[judged.second], read.forms, judged.label);
  }
  print(table_of("Judged pairs, tuning half", halves[0], pairs[0]));
  print(table_of("Judged pairs, held out", halves[1], pairs[1]));
  std::printf("judged pairs whose articles are not here: %d\n", absent);
}

void write_near_pairs(const HashedTexts& read, const std::string& file) {
  CopyIndex index;
  std::vector<CopySignature> signatures;
  std::ofstream out(file);
  std::vector<std::uint32_t> candidates;
  std::size_t looks = 0, told = 0;
  for (std::uint32_t at = 0; at < read.texts.size(); ++at) {
    const HashedText& text = read.texts[at];
    signatures.push_back(sign_words(text.words()));
    candidates.clear();
    index.candidates(signatures[at], candidates);
    index.add(at, signatures[at]);
    for (const std::uint32_t number : candidates) {
      const HashedText& other = read.texts[number];
      const double estimate = containment(signatures[at], signatures[number]);
      if (estimate < kNear) continue;
      const TextComparison compared = compare_texts(forms_of(text.words(), read.forms), forms_of(other.words(), read.forms));
      const bool look = is_worth_a_look(signatures[at], signatures[number], known_of(text, other));
      const bool same = look && tells_same_story(compared, known_of(text, other));
      looks += look;
      told += same;
      out << other.id << '\t' << text.id << '\t' << estimate << '\t' << compared.containment << '\t' << same << '\t' << other.size() << '\t' << text.size() << '\n';
    }
  }
  if (!out.flush()) throw std::runtime_error(file + ": cannot be written");
  std::printf("%zu articles, %zu second looks, %zu pairs that tell the same story\n", read.texts.size(), looks, told);
}

}  // namespace dateline
