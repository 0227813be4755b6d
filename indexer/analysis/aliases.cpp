#include "indexer/analysis/aliases.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "indexer/analysis/fold.h"
#include "indexer/analysis/tokenizer.h"

namespace dateline {
namespace {

constexpr std::size_t kLargestTable = 1u << 20;  // bytes
constexpr std::size_t kMostGroups = 10'000;
constexpr std::size_t kMostWays = 16;
constexpr std::size_t kMostWords = 8;

constexpr std::string_view kUnits =
    "m | mn | million | millions | mio\nbn | billion | billions | mrd\ntn | trn | trillion | trillions\nk | thousand\n"
    "% | percent | per cent | pct | Prozent | pour cent | por ciento | procent\n";

// English, German, French and Spanish words of which a compound is not made.
constexpr auto kFunctionWords = std::to_array<std::string_view>({
    "about", "after", "all",  "also", "and",  "any",  "are",  "are",  "been", "but",  "can",  "could", "das",  "dem",  "den",  "der",
    "des",   "did",   "die",  "does", "ein",  "eine", "ese",  "est",  "for",  "from", "get",  "had",   "has",  "have", "her",  "here",
    "him",   "his",   "how",  "ich",  "into", "ist",  "its",  "les",  "like", "los",  "las",  "made",  "make", "may",  "mit",  "more",
    "most",  "much",  "must", "new",  "nicht", "not", "now",  "off",  "old",  "one",  "only", "other", "our",  "out",  "own",  "pas",
    "per",   "por",   "pour", "que",  "qui",  "said", "she",  "should", "sich", "sie", "some", "such",  "sur",  "than", "that", "the",
    "their", "them",  "then", "there", "these", "they", "this", "those", "too", "two", "una",  "und",   "une",  "upon", "use",  "very",
    "von",   "was",   "way",  "were", "what", "when", "where", "which", "who", "why",  "will", "with",  "would", "you", "your", "yet",
    "able",  "ever",  "thing", "self", "time", "times", "where", "wird", "work", "hat",
});

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

bool is_utf8(std::string_view text) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) return false;
  }
  return true;
}

// Reads tables, each on top of what was read before.
class AliasReader {
 public:
  void read(std::string_view text, const std::string& name) {
    name_ = name;
    line_ = 0;
    if (text.size() > kLargestTable) fail("a table has at most 1 MiB");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      read_line(trimmed(text.substr(0, std::min(text.find('#'), end))));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  std::vector<AliasGroup> take() {
    std::erase_if(groups_, [](const AliasGroup& group) { return group.size() < 2; });
    return std::move(groups_);
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const { throw AliasError(name_ + ":" + std::to_string(line_) + ": " + reason); }

  void read_line(std::string_view line) {
    if (line.empty()) return;
    const bool taken_away = line.front() == '-';
    if (taken_away) line.remove_prefix(1);
    AliasGroup ways;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find_first_of("|=", begin), line.size());
      ways.push_back(read_way(trimmed(line.substr(begin, end - begin))));
      begin = end + 1;
    }
    if (taken_away) take_away(ways);
    else add(ways);
  }

  AliasWay read_way(std::string_view text) {
    if (!is_utf8(text)) fail("not UTF-8");
    AliasWay way{std::string(text), {}};
    std::vector<Token> tokens;
    tokenizer_.tokenize(text, tokens);
    for (const Token& token : tokens) way.words.emplace_back(tokenizer_.forms().text(token.form));
    if (way.words.empty()) fail("'" + way.text + "' has no word");
    if (way.words.size() > kMostWords) fail("'" + way.text + "' has more than 8 words");
    return way;
  }

  void take_away(const AliasGroup& ways) {
    for (const AliasWay& way : ways) {
      const auto found = group_of_.find(way.words);
      if (found == group_of_.end()) fail("no group has '" + way.text + "', so it cannot be taken away");
      std::erase_if(groups_[found->second], [&](const AliasWay& other) { return other.words == way.words; });
      group_of_.erase(found);
    }
  }

  // Groups that have a way in common are one.
  void add(const AliasGroup& ways) {
    AliasGroup group;
    std::set<AliasWords> seen;
    const auto take_in = [&](const AliasWay& way) {
      if (seen.insert(way.words).second) group.push_back(way);
    };
    for (const AliasWay& way : ways) take_in(way);
    if (group.size() < 2) fail("a group has two names or more that differ, separated by '|'");
    for (const AliasWay& way : ways) {
      const auto found = group_of_.find(way.words);
      if (found == group_of_.end()) continue;
      for (const AliasWay& other : std::exchange(groups_[found->second], {})) take_in(other);
    }
    if (group.size() > kMostWays) fail("a group has at most 16 names, together with those that it joins");
    if (groups_.size() >= kMostGroups) fail("there are at most 10,000 groups");
    for (const AliasWay& way : group) group_of_[way.words] = groups_.size();
    groups_.push_back(std::move(group));
  }

  std::vector<AliasGroup> groups_;
  std::map<AliasWords, std::size_t> group_of_;
  std::string name_;
  std::size_t line_ = 0;
  Tokenizer tokenizer_;
};

std::vector<AliasGroup> number_units() {
  AliasReader reader;
  reader.read(kUnits, "units");
  return reader.take();
}

}  // namespace

AliasTable::AliasTable() : AliasTable({}, {}) {}

AliasTable::AliasTable(std::string_view own, const std::string& name) {
  AliasReader reader;
  reader.read(shipped_aliases(), "shipped");
  reader.read(own, name);
  groups_ = reader.take();
  index();
}

void AliasTable::index() {
  for (std::uint32_t group = 0; group < groups_.size(); ++group)
    for (std::uint32_t way = 0; way < groups_[group].size(); ++way)
      by_first_word_[fold_accents(groups_[group][way].words.front())].emplace_back(group, way);
}

std::vector<AliasTable::Found> AliasTable::find(std::span<const std::string> forms) const {
  std::vector<Found> out;
  if (forms.empty()) return out;
  const auto known = by_first_word_.find(fold_accents(forms.front()));
  if (known == by_first_word_.end()) return out;
  for (const auto& [group, number] : known->second) {
    const AliasWay& way = groups_[group][number];
    const auto same = [](const std::string& a, const std::string& b) { return fold_accents(a) == fold_accents(b); };
    if (way.words.size() <= forms.size() && std::equal(way.words.begin(), way.words.end(), forms.begin(), same)) out.push_back({&groups_[group], &way});
  }
  return out;
}

std::span<const AliasGroup> number_unit_aliases() {
  static const std::vector<AliasGroup> groups = number_units();
  return groups;
}

bool is_function_word(std::string_view form) { return std::find(kFunctionWords.begin(), kFunctionWords.end(), form) != kFunctionWords.end(); }

}  // namespace dateline
