#include "server/search/word_changes.h"

#include <algorithm>
#include <cmath>

#include "indexer/analysis/aliases.h"

namespace dateline {
namespace {

constexpr std::size_t kMostWords = 3;        // changed in one query
constexpr std::size_t kMostChanges = 4;      // of a word
constexpr std::size_t kShortest = 3;         // letters: what is shorter is as often right as wrong
constexpr std::size_t kShortestKnown = 4;    // of a word that the archive has
constexpr int kKnownLimit = 110;             // hundredths of an edit: a word that the archive has is at most one slip away
constexpr double kKnownRatio = 3.5;          // nats by which the meant word is more frequent, with no edit at all
constexpr double kName = 1.5;                // more when it is typed with a capital, as a name is
constexpr double kKnownRatioOfCost = 2.5;    // and for every whole edit
constexpr double kUnseen = 2.5;              // nats less are enough where only other forms of the word are known
constexpr int kJoin = 60, kCut = 110;        // cost of a blank too many, and of one too few
constexpr int kPoor = 160;                   // when the best form costs more, two words with a slip in one are tried
constexpr std::size_t kShortestPart = 2;     // letters of a half
constexpr std::size_t kShortestSlip = 4;     // of a half with a slip
constexpr int kSlipLimit = 100;

enum class Standing { fine, rare, absent };

struct Suspect {
  std::size_t word = 0;
  Standing standing = Standing::fine;
  std::uint64_t articles = 0;  // of all its forms
};

std::size_t letters_in(std::string_view form) {
  return static_cast<std::size_t>(std::count_if(form.begin(), form.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_alias(const std::string& form, const AliasTable& aliases) { return !aliases.find(std::span(&form, 1)).empty(); }

double ln(std::uint64_t count) { return std::log(static_cast<double>(std::max<std::uint64_t>(count, 1))); }

class ChangeFinder {
 public:
  ChangeFinder(const std::vector<QueryWord>& words, std::uint64_t articles, SpellingBook& book, const AliasTable& aliases)
      : words_(words), articles_(articles), book_(book), aliases_(aliases) {}

  std::vector<std::vector<WordChange>> run() {
    std::vector<std::vector<WordChange>> out;
    for (const Suspect& suspect : suspects()) {
      changes_.clear();
      looked_further_ = false;
      if (suspect.standing == Standing::absent) meant_by_absent(suspect.word);
      else meant_by_rare(suspect);
      std::stable_sort(changes_.begin(), changes_.end(), [](const WordChange& a, const WordChange& b) { return a.frequency - a.penalty > b.frequency - b.penalty; });
      if (changes_.size() > kMostChanges) changes_.resize(kMostChanges);
      if (!changes_.empty()) out.push_back(changes_);
    }
    return out;
  }

 private:
  std::vector<Suspect> suspects() {
    std::vector<Suspect> out;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const Suspect one = look_at(at);
      const bool again = std::any_of(out.begin(), out.end(), [&](const Suspect& other) { return words_[other.word].form == words_[at].form; });
      if (one.standing != Standing::fine && !again) out.push_back(one);
    }
    std::stable_sort(out.begin(), out.end(), [](const Suspect& a, const Suspect& b) { return a.standing > b.standing; });
    if (out.size() > kMostWords) out.resize(kMostWords);
    return out;
  }

  Suspect look_at(std::size_t at) {
    const QueryWord& word = words_[at];
    const std::size_t letters = letters_in(word.form);
    if (letters < kShortest || !is_all_letters(word.form) || is_alias(word.form, aliases_)) return {at};
    const std::uint64_t articles = book_.articles_of_word(word.form);
    if (articles == 0) return {at, Standing::absent, 0};
    const bool rare = !word.quoted && letters >= kShortestKnown && ln(articles_) - ln(articles) > kKnownRatio;
    return {at, rare ? Standing::rare : Standing::fine, articles};
  }

  void add(WordChange change, int cost) {
    change.penalty = nats_of(cost);
    changes_.push_back(std::move(change));
  }

  // Two words for one.
  void add_cut(std::size_t at, std::string left, const std::string& right, int cost, std::uint64_t lefts, std::uint64_t rights) {
    add({at, at, std::move(left) + " " + right, 0, together(lefts, rights), true}, kCut + cost);
  }

  void meant_by_absent(std::size_t at) {
    const QueryWord& word = words_[at];
    int nearest = kNoEdit;
    for (const NearForm& one : book_.near(word.form, usual_limit(letters_in(word.form)))) {
      add({at, at, one.form, 0, ln(one.articles), false}, one.cost);
      add_meant_by(one, at);
      nearest = std::min(nearest, one.cost);
    }
    if (word.quoted) return;
    cut_in_two(at);
    if (nearest > kPoor) cut_with_a_slip(at);
    if (at > 0 && words_[at - 1].beside) join(at - 1);
    if (word.beside) join(at);
  }

  // A slip that others made as well is no word to suggest.
  void add_meant_by(const NearForm& slip, std::size_t at) {
    if (looked_further_ || ln(articles_) - ln(slip.articles) < kKnownRatio) return;
    looked_further_ = true;
    for (const NearForm& one : book_.near(slip.form, kKnownLimit))
      if (ln(one.articles) - ln(slip.articles) >= kKnownRatio + kKnownRatioOfCost * one.cost / 100 && one.form != words_[at].form)
        add({at, at, one.form, 0, ln(one.articles), false}, slip.cost);
  }

  // A known word that is rare has to look like a slip of a far more frequent one.
  void meant_by_rare(const Suspect& suspect) {
    const bool seen = book_.articles(words_[suspect.word].form) > 0;
    const double least = kKnownRatio - (seen ? 0 : kUnseen) + (words_[suspect.word].capital ? kName : 0);
    // What costs more would have to be in more articles than there are.
    const double most = (ln(articles_) - ln(suspect.articles) - least) / kKnownRatioOfCost * 100;
    if (most <= 0) return;
    for (const NearForm& one : book_.near(words_[suspect.word].form, std::min(kKnownLimit, static_cast<int>(most)))) {
      const double needed = least + kKnownRatioOfCost * one.cost / 100;
      if (ln(one.articles) - ln(suspect.articles) < needed) continue;
      if (ln(book_.articles_of_word(one.form)) - ln(suspect.articles) < needed) continue;
      add({suspect.word, suspect.word, one.form, 0, ln(one.articles), false}, one.cost);
    }
  }

  // How many articles two words would share if they had nothing to do with each other.
  double together(std::uint64_t left, std::uint64_t right) const { return std::min(ln(left) + ln(right) - ln(articles_), std::min(ln(left), ln(right))); }

  // Calls `each` with the halves of every cut between two letters.
  template <typename Each>
  void each_cut(const std::string& form, std::size_t shortest, const Each& each) const {
    for (std::size_t at = 1; at < form.size(); ++at) {
      if ((static_cast<unsigned char>(form[at]) & 0xC0) == 0x80) continue;
      const std::string left = form.substr(0, at), right = form.substr(at);
      if (letters_in(left) >= shortest && letters_in(right) >= shortest) each(left, right);
    }
  }

  void cut_in_two(std::size_t at) {
    each_cut(words_[at].form, kShortestPart, [&](const std::string& left, const std::string& right) {
      const std::uint64_t lefts = book_.articles(left), rights = book_.articles(right);
      if (lefts > 0 && rights > 0) add_cut(at, left, right, 0, lefts, rights);
    });
  }

  void cut_with_a_slip(std::size_t at) {
    each_cut(words_[at].form, kShortestPart, [&](const std::string& left, const std::string& right) {
      const std::uint64_t lefts = book_.articles(left), rights = book_.articles(right);
      const auto usual = [&](std::uint64_t count) { return count > 0 && ln(articles_) - ln(count) < kKnownRatio; };
      if (usual(lefts) && rights == 0 && letters_in(right) >= kShortestSlip)
        for (const NearForm& one : first_of(book_.near(right, kSlipLimit))) add_cut(at, left, one.form, one.cost, lefts, one.articles);
      if (usual(rights) && lefts == 0 && letters_in(left) >= kShortestSlip)
        for (const NearForm& one : first_of(book_.near(left, kSlipLimit))) add_cut(at, one.form, right, one.cost, one.articles, rights);
    });
  }

  static std::vector<NearForm> first_of(std::vector<NearForm> forms) {
    if (forms.size() > 1) forms.resize(1);
    return forms;
  }

  // The word at `at` and the one behind it as one.
  void join(std::size_t at) {
    const std::string both = words_[at].form + words_[at + 1].form;
    if (!is_all_letters(both)) return;
    if (const std::uint64_t articles = book_.articles(both); articles > 0) return add({at, at + 1, both, 0, ln(articles), false}, kJoin);
    for (const NearForm& one : first_of(book_.near(both, kSlipLimit))) add({at, at + 1, one.form, 0, ln(one.articles), false}, kJoin + one.cost);
  }

  const std::vector<QueryWord>& words_;
  std::uint64_t articles_;
  SpellingBook& book_;
  const AliasTable& aliases_;
  std::vector<WordChange> changes_;  // of the word that is looked at
  bool looked_further_ = false;
};

}  // namespace

std::vector<std::vector<WordChange>> likely_changes(const std::vector<QueryWord>& words, std::uint64_t articles, SpellingBook& book, const AliasTable& aliases) {
  return ChangeFinder(words, articles, book, aliases).run();
}

}  // namespace dateline
