// Names, sections, tags and sources that have the words typed.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>

#include "indexer/analysis/fold.h"
#include "indexer/archive/fields.h"
#include "server/search/query.h"
#include "server/search/query_text.h"
#include "server/search/suggest.h"

namespace dateline {
namespace {

constexpr std::size_t kMostLookedAt = 1'000;  // values in one segment
constexpr std::size_t kTimesWanted = 3;       // candidates for each one wanted: some are the same, some do not go with the words before
constexpr std::size_t kMostTried = 8;         // candidates that are looked for behind other words
constexpr std::size_t kMostWordsOfTail = 3;   // when no value has all words, it is the last of them that are completed

constexpr double kName = 2.0;         // a name says more than a word of as many articles
constexpr double kNotFirst = 0.5;     // what was typed is not its beginning

SuggestionKind kind_of(std::string_view column) {
  if (column == "section") return SuggestionKind::section;
  if (column == "tags") return SuggestionKind::tag;
  return column == "source" ? SuggestionKind::source : SuggestionKind::name;
}

// A query for exactly that value, or for its words where its marks would be read as something else.
std::string query_for(std::string_view column, const std::string& value, std::int64_t now) {
  QueryNode node;
  node.kind = NodeKind::keyword;
  node.field = field_named(column)->query;
  node.text = value;
  std::string q = to_string(node);
  const QueryNode read = parse_query(q, now).root;
  if (read.text == value && read.field == node.field && read.children.empty()) return q;
  for (char& c : q = value)
    if (static_cast<unsigned char>(c) < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) c = ' ';
  return q;
}

using Words = std::span<const InputWord>;

class ValueFinder {
 public:
  ValueFinder(const SuggestWork& work, const std::vector<SuggestionKind>& kinds, Words words) : work_(work), words_(words) {
    for (std::size_t column = 0; column < kCompletedColumns.size(); ++column) {
      const std::string_view field = field_named(kCompletedColumns[column])->query;
      wanted_[column] = std::find(kinds.begin(), kinds.end(), kind_of(kCompletedColumns[column])) != kinds.end() &&
                        (work.typed.field.empty() || work.typed.field == field);
    }
  }

  // Candidates by their texts as they are compared.
  std::map<std::string, RatedSuggestion> find() {
    for (std::uint32_t number = 0; number < work_.snapshot.segments() && !work_.deadline.look(); ++number) look_at(work_.completions.segment(number));
    return std::move(found_);
  }

 private:
  RangeOrder::Range entries_of(const ValueIndex& values, const InputWord& word) const {
    return is_open(word) ? values.beginning(word.plain) : values.spelled(word.plain);
  }
  bool is_open(const InputWord& word) const { return work_.typed.open && &word == &words_.back(); }

  // The values of the word that the fewest have, the most used first.
  void look_at(const SegmentUse& use) {
    const ValueIndex& values = use.index().orders.values;
    RangeOrder::Range rarest = entries_of(values, words_.front());
    for (const InputWord& word : words_) {
      const RangeOrder::Range range = entries_of(values, word);
      if (range.second - range.first < rarest.second - rarest.first) rarest = range;
    }
    RangeOrder::Walk walk(values.order(), rarest.first, rarest.second);
    std::size_t kept = 0;
    for (std::size_t left = kMostLookedAt; left > 0 && kept < work_.wanted * kTimesWanted; --left) {
      const auto entry = walk.next();
      if (!entry) return;
      const std::uint32_t value = values.entries()[*entry];
      if (use.of_value(value).articles > 0 && wanted_[values.column(value)] && keep(values.column(value), std::string(values.text(value)))) ++kept;
    }
  }

  bool keep(std::size_t column, const std::string& text) {
    const std::vector<std::string> own = plain_words(text, work_.hand.tokenizer);
    const bool all = std::all_of(words_.begin(), words_.end(), [&](const InputWord& word) {
      return std::any_of(own.begin(), own.end(), [&](const std::string& one) { return one == word.plain || (is_open(word) && one.starts_with(word.plain)); });
    });
    if (!all) return false;
    const Use use = work_.completions.of_value(column, text);
    const bool first = own.front() == words_.front().plain || (is_open(words_.front()) && own.front().starts_with(words_.front().plain));
    const SuggestionKind kind = kind_of(kCompletedColumns[column]);
    RatedSuggestion rated;
    rated.score = work_.completions.weight(use) * (first ? 1 : kNotFirst) * (kind == SuggestionKind::name ? kName : 1);
    rated.suggestion.kind = kind;
    rated.suggestion.count = use.articles;
    rated.suggestion.text = mark_typed(text, {words_.begin(), words_.end()}, work_.typed.open, work_.hand.tokenizer);
    rated.term = keyword_term(*field_named(kCompletedColumns[column]), text);
    rated.suggestion.q = query_for(kCompletedColumns[column], text, work_.now);
    RatedSuggestion& best = found_[fold_value(text)];
    if (best.suggestion.q.empty() || best.score < rated.score) best = std::move(rated);
    return true;
  }

  const SuggestWork& work_;
  Words words_;
  std::array<bool, kCompletedColumns.size()> wanted_{};
  std::map<std::string, RatedSuggestion> found_;
};

std::vector<RatedSuggestion> ranked(std::map<std::string, RatedSuggestion>&& found) {
  std::vector<RatedSuggestion> out;
  for (auto& [key, one] : found) out.push_back(std::move(one));
  std::stable_sort(out.begin(), out.end(), [](const RatedSuggestion& a, const RatedSuggestion& b) { return a.score > b.score; });
  return out;
}

// Behind other words: those that are found together with them.
std::vector<RatedSuggestion> behind(const SuggestWork& work, const std::string& before, std::vector<RatedSuggestion>&& all) {
  std::vector<RatedSuggestion> out;
  std::size_t left = kMostTried;
  std::optional<PostingQuery> context;  // what the words before ask, where it may be asked by itself
  for (RatedSuggestion& one : all) {
    if (out.size() == work.wanted || work.deadline.look()) break;
    const bool by_words = one.suggestion.q.find(':') == std::string::npos;
    if (!before.empty() || by_words) {
      if (left-- == 0) break;
      one.suggestion.q = before + one.suggestion.q;
      if (!context && work.typed.plain && before.ends_with(' ')) context = query_of(work, before);
      one.suggestion.count = context && !by_words ? count_found(work, PostingQuery(PostingQuery::Op::all, {*context, PostingQuery(one.term)}))
                                                  : count_found(work, one.suggestion.q);
      if (one.suggestion.count == 0) continue;
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::vector<RatedSuggestion> complete_values(const SuggestWork& work, const std::vector<SuggestionKind>& kinds) {
  const TypedText& typed = work.typed;
  if (!typed.field.empty() || typed.quoted)
    return behind(work, typed.text.substr(0, typed.item), ranked(ValueFinder(work, kinds, typed.words).find()));
  for (std::size_t first = 0; first < typed.words.size(); ++first) {
    if (first > 0 && typed.words.size() - first > kMostWordsOfTail) continue;
    const Words tail = Words(typed.words).subspan(first);
    // What stands between is not to be lost.
    if (typed.text.find_first_of(":\"()", tail.front().begin) != std::string::npos) continue;
    const std::string before = typed.text.substr(0, tail.front().begin);
    auto found = behind(work, fold_spaces(before).empty() ? "" : before, ranked(ValueFinder(work, kinds, tail).find()));
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace dateline
