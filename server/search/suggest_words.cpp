// The word at the end, completed out of the words of the archive: by itself, or out of the articles that have the words before it.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

#include "indexer/analysis/fold.h"
#include "server/search/query_text.h"
#include "server/search/suggest.h"
#include "server/search/word_spelling.h"

namespace dateline {
namespace {

constexpr std::size_t kMostLookedAt = 500;  // forms of one segment
constexpr std::size_t kTimesWanted = 4;     // candidates for each one wanted, for those that are the same word in another form
constexpr std::size_t kFewForms = 64;       // so few ways to go on are looked for in the postings
constexpr std::size_t kMostAccented = 64;
constexpr std::size_t kMostArticles = kMostSuggestionCount;  // with the words before, that are read
constexpr std::uint32_t kMostWordsOfArticle = 1'000;
constexpr std::size_t kMostSpellingArticles = 2, kMostSpellingsTried = 8, kMostPlaces = 4;
constexpr double kAdjacent = 10.0;  // an article in which the words stand side by side counts so many times more
constexpr double kFaint = 0.05;     // of the best score: what has less is not offered behind other words

struct FormScore {
  double score = 0;
  std::uint64_t count = 0;
  ArticlePlace seen;  // an article that has it; only of words behind others
};
using FormScores = std::map<std::string, FormScore, std::less<>>;

// The posting terms that stand for the form anywhere.
std::vector<std::string> terms_of(const SuggestWork& work, std::string_view form) {
  std::set<std::string> out;
  for (std::uint32_t number = 0; number < work.snapshot.segments(); ++number) {
    const Vocabulary& vocabulary = work.snapshot.live(number).segment->vocabulary();
    const auto rank = vocabulary.rank_of(form);
    if (!rank) continue;
    for (const std::string_view term : vocabulary.terms_of(*rank)) out.emplace(term);
  }
  return {out.begin(), out.end()};
}

// The most used words that begin so.
FormScores words_alone(const SuggestWork& work, const std::string& begin) {
  std::set<std::string, std::less<>> forms;
  for (std::uint32_t number = 0; number < work.snapshot.segments() && !work.deadline.look(); ++number) {
    const SegmentUse& use = work.completions.segment(number);
    const Vocabulary& vocabulary = use.index().segment->vocabulary();
    std::size_t left = kMostLookedAt, wanted = work.wanted * kTimesWanted;
    use.index().orders.forms.each_beginning(begin, [&](std::uint32_t rank) {
      const std::string_view form = vocabulary.form(rank);
      if (!is_small_word(form) && use.of_form(rank).articles > 0) {
        forms.emplace(form);
        --wanted;
      }
      return --left > 0 && wanted > 0;
    });
  }
  FormScores out;
  for (const std::string& form : forms) {
    const Use use = work.completions.of_form(form);
    out[form] = {work.completions.weight(use), use.articles, {}};
  }
  return out;
}

// Counts the words that begin so in articles that have the words before, those right behind them more.
class WordsBehind {
 public:
  // `begin` empty, or joined to the word before: only what stands right behind is counted.
  WordsBehind(const SuggestWork& work, std::string begin, std::string last) : work_(work), begin_(std::move(begin)), last_(std::move(last)) {}

  FormScores count(const std::string& before) {
    for (const ArticlePlace place : first_found(work_, before, terms(), kMostArticles)) {
      if (work_.deadline.look()) break;
      use_segment(place.segment);
      read(place);
    }
    return std::move(scores_);
  }

 private:
  struct InSegment {
    FormOrder::Range places{0, 0};
    std::vector<std::uint32_t> accented, last;  // ranks, ascending: that begin so; of the word before in all its forms
  };

  // The postings of all words that begin so, when they are few.
  std::vector<std::string> terms() const {
    std::set<std::string> out;
    std::size_t forms = 0;
    for (std::uint32_t number = 0; number < work_.snapshot.segments(); ++number) {
      const FormOrder& order = work_.completions.segment(number).index().orders.forms;
      forms += order.beginning(begin_);
      if (begin_.empty() || forms > kFewForms) return {};
      const Vocabulary& vocabulary = work_.snapshot.live(number).segment->vocabulary();
      order.each_beginning(begin_, [&](std::uint32_t rank) {
        for (const std::string_view term : vocabulary.terms_of(rank)) out.emplace(term);
        return true;
      });
    }
    return {out.begin(), out.end()};
  }

  void use_segment(std::uint32_t number) {
    if (segment_ && number_ == number) return;
    number_ = number;
    segment_ = &work_.completions.segment(number);
    const auto [known, fresh] = by_segment_.try_emplace(number);
    now_ = &known->second;
    if (!fresh) return;
    const FormOrder& forms = segment_->index().orders.forms;
    const Vocabulary& vocabulary = segment_->index().segment->vocabulary();
    if (!begin_.empty()) {
      now_->places = forms.plain_range(begin_);
      now_->accented = forms.accented(begin_, kMostAccented);
      std::sort(now_->accented.begin(), now_->accented.end());
    }
    for (const std::uint32_t rank : forms.spelled(last_))
      for (const std::string_view term : vocabulary.terms_of(rank))
        for (const std::uint32_t form : vocabulary.forms_of(term)) now_->last.push_back(form);
    std::sort(now_->last.begin(), now_->last.end());
  }

  bool begins_so(std::uint32_t rank, const Vocabulary& vocabulary) const {
    const std::uint32_t place = vocabulary.place(rank);
    return (place >= now_->places.first && place < now_->places.second) || std::binary_search(now_->accented.begin(), now_->accented.end(), rank);
  }

  // What each word that begins so is worth by where it stands.
  void read(std::span<const std::uint32_t> unit, const Vocabulary& vocabulary, std::unordered_map<std::uint32_t, double>& found) const {
    for (std::size_t at = 0; at < unit.size(); ++at) {
      if (unit[at] >= vocabulary.size()) throw ArchiveCorrupt("an article has a word that its segment does not know");
      if (!begin_.empty() && !begins_so(unit[at], vocabulary)) continue;
      const bool adjacent = at > 0 && std::binary_search(now_->last.begin(), now_->last.end(), unit[at - 1]);
      if ((begin_.empty() || work_.typed.joined) && !adjacent) continue;
      double& best = found[unit[at]];
      best = std::max(best, adjacent ? kAdjacent : 1.0);
    }
  }

  void read(ArticlePlace place) {
    const Segment& segment = *segment_->index().segment;
    const Vocabulary& vocabulary = segment.vocabulary();
    reader_.start(segment.encoded_words(place.article));
    reader_.read(kMostWordsOfArticle, words_);
    std::unordered_map<std::uint32_t, double> found;
    for (std::uint32_t unit = 0; unit < words_.units(); ++unit) read(words_.unit(unit), vocabulary, found);
    for (const auto& [rank, score] : found) {
      const std::string_view form = vocabulary.form(rank);
      if (is_small_word(form)) continue;
      FormScore& sum = scores_[std::string(form)];
      sum.score += score;
      ++sum.count;
      sum.seen = place;
    }
  }

  const SuggestWork& work_;
  std::string begin_, last_;
  FormScores scores_;
  std::map<std::uint32_t, InSegment> by_segment_;
  const SegmentUse* segment_ = nullptr;
  std::uint32_t number_ = 0;
  InSegment* now_ = nullptr;
  WordReader reader_;
  WordSequence words_;
};

// Lets `spelling` see the places of a form in the body of an article. False: the article does not have it.
bool see_places(const SuggestWork& work, ArticlePlace place, std::string_view form, WordSpelling& spelling) {
  const Segment& segment = *work.snapshot.live(place.segment).segment;
  const auto rank = segment.vocabulary().rank_of(form);
  WordSequence words;
  if (rank) segment.words(place.article, words);
  if (std::find(words.codes.begin(), words.codes.end(), rank.value_or(0)) == words.codes.end()) return false;
  const Article article = segment.articles().whole(place.article);
  std::vector<Token> tokens;
  std::size_t places = 0;
  for (std::uint32_t unit = kFirstBodyUnit; unit < words.units() && unit - kFirstBodyUnit < article.body.size(); ++unit) {
    const auto codes = words.unit(unit);
    if (std::find(codes.begin(), codes.end(), *rank) == codes.end()) continue;
    const std::string& paragraph = article.body[unit - kFirstBodyUnit];
    tokens.clear();
    work.hand.tokenizer.tokenize(paragraph, tokens);
    for (std::size_t at = 0; at < std::min(tokens.size(), codes.size()); ++at) {
      if (codes[at] != *rank) continue;
      spelling.see(paragraph, tokens[at]);
      if (spelling.sure() || ++places == kMostPlaces) return true;
    }
  }
  return true;
}

// Asks a few articles that may be seen how they write it.
std::string spelled(const SuggestWork& work, const std::string& form) {
  WordSpelling spelling(form);
  std::size_t asked = 0, tried = 0;
  for (const std::string& term : terms_of(work, form)) {
    const Xapian::PostingIterator end = work.hand.database.postlist_end(term);
    for (auto document = work.hand.database.postlist_begin(term); document != end && tried < kMostSpellingsTried; ++document, ++tried) {
      const ArticlePlace place = work.snapshot.place_of(*document);
      if (!work.snapshot.is_visible(place.segment, place.article, work.now)) continue;
      asked += see_places(work, place, form, spelling) ? 1 : 0;
      if (spelling.sure() || asked == kMostSpellingArticles || work.deadline.look()) return spelling.text();
    }
  }
  return spelling.text();
}

// As it is written, where that is read back as the same word.
std::string written(const SuggestWork& work, const std::string& form) {
  std::string out = spelled(work, form);
  std::vector<Token> tokens;
  work.hand.tokenizer.tokenize(out, tokens);
  const bool same = tokens.size() == 1 && work.hand.tokenizer.forms().text(tokens.front().form) == form;
  const bool is_operator = out == "AND" || out == "OR" || out == "NOT" || out == "NEAR";
  return same && !is_operator ? out : form;
}

// Best first; of several forms of one word the best.
std::vector<std::pair<std::string, FormScore>> ranked(const SuggestWork& work, const FormScores& scores, bool alone) {
  std::vector<std::pair<std::string, FormScore>> all(scores.begin(), scores.end()), out;
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second.score > b.second.score; });
  const double least = alone || all.empty() ? 0 : all.front().second.score * kFaint;
  std::set<std::string> met;
  for (auto& one : all) {
    if (out.size() == work.wanted || one.second.score < least) break;
    const std::vector<std::string> terms = terms_of(work, one.first);
    if (std::any_of(terms.begin(), terms.end(), [&](const std::string& term) { return met.contains(term); })) continue;
    met.insert(terms.begin(), terms.end());
    out.push_back(std::move(one));
  }
  return out;
}

void put_word(const SuggestWork& work, const std::string& word, Suggestion& out) {
  const TypedText& typed = work.typed;
  out.q = (typed.open ? typed.text.substr(0, typed.words.back().begin) : typed.text) + word + (typed.quoted ? "\"" : "");
  out.text = mark_typed(out.q, typed.words, typed.open, work.hand.tokenizer);
}

bool is_completed_by_words(const std::string& field) { return field.empty() || field == "title" || field == "body" || field == "exact"; }

}  // namespace

std::vector<RatedSuggestion> complete_words(const SuggestWork& work) {
  const TypedText& typed = work.typed;
  std::vector<RatedSuggestion> out;
  if (!is_completed_by_words(typed.field)) return out;
  const InputWord& last = typed.words.back();
  const std::string before = typed.open ? typed.text.substr(0, last.begin) : typed.text;
  const bool alone = typed.open && !has_word_character(before);
  // The words in an unfinished phrase, or under a field, are looked for as words.
  std::string context = typed.field.empty() && !typed.quoted ? before : typed.text.substr(0, typed.item);
  if (typed.quoted || !typed.field.empty()) context += typed.text.substr(typed.value, (typed.open ? last.begin : typed.text.size()) - typed.value);
  const bool has_before = typed.words.size() > 1;
  const std::string next_to = typed.open ? (has_before ? typed.words[typed.words.size() - 2].plain : "") : last.plain;
  const FormScores scores =
      alone || !has_word_character(context) ? words_alone(work, last.plain) : WordsBehind(work, typed.open ? last.plain : "", next_to).count(context);
  for (const auto& [form, score] : ranked(work, scores, alone)) {
    if (work.deadline.look()) break;
    if (typed.open && form == last.plain) continue;
    RatedSuggestion one;
    one.score = score.score;
    one.form = form;
    put_word(work, form, one.suggestion);
    one.suggestion.count = typed.plain ? score.count : count_found(work, one.suggestion.q);
    if (one.suggestion.count > 0) out.push_back(std::move(one));
  }
  return out;
}

void spell(const SuggestWork& work, RatedSuggestion& word) { put_word(work, written(work, word.form), word.suggestion); }

}  // namespace dateline
