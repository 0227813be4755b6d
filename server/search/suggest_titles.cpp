// Headlines that have the words typed.
#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <unordered_set>

#include "indexer/analysis/aliases.h"
#include "indexer/analysis/fold.h"
#include "server/search/suggest.h"

namespace dateline {
namespace {

constexpr std::size_t kMostRead = 2'000;      // headlines looked at in one segment
constexpr std::size_t kMostPassed = 20'000;   // articles passed over without a look
constexpr std::size_t kMostAccented = 64;     // ways to go on with accents
constexpr std::size_t kEnoughOfOne = 4;       // times as many as wanted are looked at for one word
constexpr std::size_t kBetweenLooks = 128;

// How the typed words stand in a headline; smaller is better.
enum class Standing : std::uint8_t { first, together, in_order, somewhere };

struct TitleHit {
  Standing standing;
  std::int64_t published;
  std::uint32_t segment, article;
  std::tuple<Standing, std::int64_t, std::uint32_t, std::uint32_t> order() const { return {standing, -std::max(published, kNoDate + 1), segment, article}; }
};

// The typed words in one segment's numbers.
struct TitleWord {
  std::vector<std::uint32_t> ranks;  // of its forms; of an unfinished one those with accents
  std::vector<std::span<const std::uint32_t>> lists;  // of each: articles that have it in the headline
  FormOrder::Range places{0, 0};     // of an unfinished one: the others
  bool common = false;

  bool is(std::uint32_t rank, const Vocabulary& vocabulary) const {
    if (rank >= vocabulary.size()) throw ArchiveCorrupt("a headline has a word that its segment does not know");
    const std::uint32_t place = vocabulary.place(rank);
    return (place >= places.first && place < places.second) || std::find(ranks.begin(), ranks.end(), rank) != ranks.end();
  }
  bool open() const { return places.first < places.second; }
};

class SegmentTitles {
 public:
  SegmentTitles(const SuggestWork& work, std::uint32_t number)
      : work_(work), number_(number), index_(work.completions.segment(number).index()), vocabulary_(index_.segment->vocabulary()) {
    for (const InputWord& word : work.typed.words) {
      const bool last = &word == &work.typed.words.back() && work.typed.open;
      TitleWord one;
      one.ranks = last ? index_.orders.forms.accented(word.plain, kMostAccented) : index_.orders.forms.spelled(word.plain);
      if (last) one.places = index_.orders.forms.plain_range(word.plain);
      one.common = !last && is_function_word(word.plain);
      for (const std::uint32_t rank : one.ranks) one.lists.push_back(index_.orders.titles.with(vocabulary_.place(rank)));
      words_.push_back(std::move(one));
    }
  }

  void collect(std::vector<TitleHit>& out) {
    if (std::any_of(words_.begin(), words_.end(), [](const TitleWord& word) { return word.ranks.empty() && !word.open(); })) return;
    const std::size_t enough = words_.size() == 1 ? work_.wanted * kEnoughOfOne : kMostRead;
    look_at_starts(enough);
    if (hits_.size() < enough) look_at_rarest(enough);
    out.insert(out.end(), hits_.begin(), hits_.end());
  }

 private:
  bool out_of_time() { return ++looks_ % kBetweenLooks == 0 && work_.deadline.look(); }

  void look_at_starts(std::size_t enough) {
    const TitleWord& word = words_.front();
    if (word.open()) look_at(index_.orders.titles.starting(word.places.first, word.places.second), enough);
    for (const std::uint32_t rank : word.ranks) look_at(index_.orders.titles.starting_with(vocabulary_.place(rank)), enough);
  }

  // The articles of the word that the fewest headlines have.
  void look_at_rarest(std::size_t enough) {
    const TitleWord* rarest = nullptr;
    std::size_t fewest = 0;
    for (const TitleWord& word : words_) {
      std::size_t uses = index_.orders.titles.uses(word.places.first, word.places.second);
      for (const auto list : word.lists) uses += list.size();
      if (word.common || (rarest != nullptr && uses >= fewest)) continue;
      rarest = &word;
      fewest = uses;
    }
    if (rarest == nullptr) return;
    read_ = 0;
    if (rarest->open()) look_at(index_.orders.titles.having(rarest->places.first, rarest->places.second), enough);
    for (const auto list : rarest->lists) look_at(list, enough);
  }

  void look_at(TitleIndex::Walk walk, std::size_t enough) {
    while (hits_.size() < enough && read_ < kMostRead) {
      const auto article = walk.next();
      if (!article || out_of_time()) return;
      look_at(*article);
    }
  }

  void look_at(std::span<const std::uint32_t> articles, std::size_t enough) {
    std::vector<std::vector<std::span<const std::uint32_t>>> others;  // what is left of the lists of the other finished words
    for (const TitleWord& word : words_)
      if (!word.common && !word.open() && !word.lists.empty() && word.lists.front().data() != articles.data()) others.push_back(word.lists);
    std::size_t passed = 0;
    for (const std::uint32_t article : articles) {
      if (hits_.size() >= enough || read_ >= kMostRead || ++passed > kMostPassed || out_of_time()) return;
      const bool in_all = std::all_of(others.begin(), others.end(), [&](auto& lists) {
        return std::any_of(lists.begin(), lists.end(), [&](auto& list) { return advance(list, article); });
      });
      if (in_all) look_at(article);
    }
  }

  // Drops what comes before the article; true when it is in the list. Near places are found at once.
  static bool advance(std::span<const std::uint32_t>& list, std::uint32_t article) {
    std::size_t step = 1;
    while (step < list.size() && list[step] < article) step *= 2;
    const auto part = list.first(std::min(step + 1, list.size()));
    list = list.subspan(static_cast<std::size_t>(std::lower_bound(part.begin(), part.end(), article) - part.begin()));
    return !list.empty() && list.front() == article;
  }

  void look_at(std::uint32_t article) {
    if (!met_.insert(article).second || !work_.snapshot.is_visible(number_, article, work_.now)) return;
    ++read_;
    reader_.start(index_.segment->encoded_words(article));
    reader_.read(reader_.size_to(kTitleUnit), title_);
    if (const auto standing = standing_of(title_.codes))
      hits_.push_back({*standing, index_.segment->columns().published[article], number_, article});
  }

  bool stands_at(const std::vector<std::uint32_t>& title, std::size_t begin) const {
    for (std::size_t at = 0; at < words_.size(); ++at)
      if (!words_[at].is(title[begin + at], vocabulary_)) return false;
    return true;
  }

  std::optional<Standing> standing_of(const std::vector<std::uint32_t>& title) const {
    for (std::size_t begin = 0; begin + words_.size() <= title.size(); ++begin)
      if (stands_at(title, begin)) return begin == 0 ? Standing::first : Standing::together;
    std::size_t in_order = 0;
    for (const std::uint32_t rank : title)
      if (in_order < words_.size() && words_[in_order].is(rank, vocabulary_)) ++in_order;
    if (in_order == words_.size()) return Standing::in_order;
    for (const TitleWord& word : words_)
      if (std::none_of(title.begin(), title.end(), [&](std::uint32_t rank) { return word.is(rank, vocabulary_); })) return std::nullopt;
    return Standing::somewhere;
  }

  const SuggestWork& work_;
  std::uint32_t number_;
  const SegmentIndex& index_;
  const Vocabulary& vocabulary_;
  std::vector<TitleWord> words_;
  std::vector<TitleHit> hits_;
  std::unordered_set<std::uint32_t> met_;
  WordReader reader_;
  WordSequence title_;
  std::size_t read_ = 0, looks_ = 0;
};

}  // namespace

std::vector<RatedSuggestion> complete_titles(const SuggestWork& work) {
  std::vector<RatedSuggestion> out;
  if (!work.typed.field.empty() && work.typed.field != "title") return out;
  std::vector<TitleHit> hits;
  for (std::uint32_t number = 0; number < work.snapshot.segments(); ++number) SegmentTitles(work, number).collect(hits);
  std::sort(hits.begin(), hits.end(), [](const TitleHit& a, const TitleHit& b) { return a.order() < b.order(); });
  std::set<std::string> met;
  for (const TitleHit& hit : hits) {
    if (out.size() == work.wanted || work.deadline.look()) break;
    Article card = work.snapshot.live(hit.segment).segment->articles().card(hit.article);
    if (!met.insert(fold_value(card.title)).second) continue;
    Suggestion one;
    one.kind = SuggestionKind::title;
    one.text = mark_typed(std::move(card.title), work.typed.words, work.typed.open, work.hand.tokenizer);
    one.id = std::move(card.id);
    one.count = 1;
    RatedSuggestion rated;
    rated.suggestion = std::move(one);
    out.push_back(std::move(rated));
  }
  return out;
}

}  // namespace dateline
