#include "server/search/spelling_walk.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace dateline {
namespace {

constexpr std::uint32_t kNodesBetweenLooks = 256;
constexpr double kAlsoRan = 3.0;        // nats: forms that are less likely than the best by more are not looked for
constexpr std::array<int, 2> kFirstLooks = {100, 180};  // walks with these limits find forms that the next one has to beat
constexpr double kUnlikely = -17.0;     // score of a form that is not worth a suggestion
constexpr std::uint32_t kRare = 4;      // articles: most forms of a large archive have fewer
constexpr std::size_t kWide = 1 << 16;  // forms: what begins so is not looked at for its most frequent one
constexpr int kPerPlace = 75;           // of the limit, what a letter more or less costs about
constexpr char32_t kRemembered = 0x180;  // letters whose costs are kept

using Costs = std::array<int, kLongestWalked + 2>;

// Row i of the table of costs: what the first i letters of a form cost where the first j of the typed word stand. Only the places near i are filled.
struct Row {
  Costs cost;
  Letter letter;          // the form's letter that it ends with
  std::size_t bytes = 0;  // of the form, up to and with that letter
  int live = 0;           // the least that any form beginning so can cost
};

// What is asked of a typed word again and again, for one letter of a form.
struct LetterCosts {
  bool known = false;
  Letter letter;
  Costs change;  // by place in the typed word, from 1
};

class Walk {
 public:
  Walk(const Vocabulary& vocabulary, std::string_view wanted, const WalkOptions& options, const Deadline& deadline)
      : vocabulary_(vocabulary), wanted_text_(wanted), wanted_(letters_of(wanted)), options_(options), deadline_(deadline) {}

  std::vector<NearForm> run() {
    if (wanted_.empty() || wanted_.size() > kLongestWalked || vocabulary_.size() == 0) return {};
    prepare();
    for (const int look : kFirstLooks) {
      if (bound(options_.limit) <= look) break;
      found_.clear();
      walk(look);
    }
    const int limit = bound(options_.limit);
    found_.clear();
    walk(limit);
    return std::move(found_);
  }

 private:
  void prepare() {
    rows_.resize(wanted_.size() + 8);
    remembered_.resize(kRemembered);
    rows_[0].cost[0] = 0;
    for (std::size_t j = 1; j <= wanted_.size(); ++j) {
      extra_[j] = extra_cost(options_.costs, typed(j), typed(j - 1), typed(j + 1)) + (j == 1 ? options_.costs.first : 0);
      rows_[0].cost[j] = std::min(kNoEdit, rows_[0].cost[j - 1] + extra_[j]);
    }
  }

  void walk(int limit) {
    set_limit(limit);
    band_ = static_cast<std::size_t>(limit / kPerPlace) + 1;
    depth_ = 0;
    path_ = {};
    for (std::size_t at = 0; at < vocabulary_.size();) {
      if (++nodes_ % kNodesBetweenLooks == 0 && deadline_.look()) break;
      const std::string_view form = vocabulary_.form_in_order(at);
      go_back(form);
      place_ = at;
      at = go_down(form) ? consider(at, form) : vocabulary_.end_of_prefix(form.substr(0, rows_[depth_].bytes), at);
    }
  }

  Letter typed(std::size_t j) const { return j == 0 || j > wanted_.size() ? Letter{} : wanted_[j - 1]; }

  // To the last letter that the path and the form share.
  void go_back(std::string_view form) {
    const std::size_t size = std::min(form.size(), path_.size());
    std::size_t shared = 0;
    while (shared < size && form[shared] == path_[shared]) ++shared;
    while (rows_[depth_].bytes > shared) --depth_;
  }

  // Along the form to its end; false: it ends on a letter from which nothing within the limit is reached.
  bool go_down(std::string_view form) {
    path_ = form;
    const auto size = static_cast<int32_t>(form.size());
    for (auto at = static_cast<int32_t>(rows_[depth_].bytes); at < size;) {
      UChar32 c = 0;
      U8_NEXT(form.data(), at, size, c);
      if (depth_ + 1 == rows_.size()) rows_.emplace_back();
      ++depth_;
      fill(costs_of(static_cast<char32_t>(c < 0 ? 0xFFFD : c)));
      rows_[depth_].bytes = static_cast<std::size_t>(at);
      if (rows_[depth_].live > limit_ || (rows_[depth_].live > rare_limit_ && is_hopeless())) return false;
    }
    return true;
  }

  // Whether no form that begins as the path does is in so many articles that it could be likely at that cost.
  bool is_hopeless() const {
    const std::size_t end = vocabulary_.end_of_prefix(path_.substr(0, rows_[depth_].bytes), place_);
    return end - place_ <= kWide && rows_[depth_].live > affordable(vocabulary_.most_articles(place_, end));
  }

  const LetterCosts& costs_of(char32_t code) {
    LetterCosts& costs = code < kRemembered ? remembered_[code] : other_;
    if (costs.known && costs.letter.code == code) return costs;
    costs.known = true;
    costs.letter = letter_of(code);
    for (std::size_t j = 1; j <= wanted_.size(); ++j) costs.change[j] = change_cost(options_.costs, costs.letter, wanted_[j - 1]);
    return costs;
  }

  void fill(const LetterCosts& letter) {
    Row& row = rows_[depth_];
    const Row& last = rows_[depth_ - 1];
    const std::size_t size = wanted_.size();
    const std::size_t low = depth_ > band_ ? depth_ - band_ : 0, high = std::min(depth_ + band_, size);
    const int first = depth_ == 1 ? options_.costs.first : 0;
    const int missing = missing_cost(options_.costs, letter.letter, last.letter) + first;
    row.letter = letter.letter;
    row.live = kNoEdit;
    if (low > high) return;
    if (low > 0) row.cost[low - 1] = kNoEdit;
    const bool pairs = begins_pair(last.letter);
    for (std::size_t j = low; j <= high; ++j) {
      int cost = last.cost[j] + missing;
      if (j > 0) {
        const int change = letter.change[j];
        cost = std::min(cost, last.cost[j - 1] + change + (change > options_.costs.accent && (first > 0 || j == 1) ? options_.costs.first : 0));
        cost = std::min(cost, row.cost[j - 1] + extra_[j]);
        if (depth_ > 1) cost = std::min(cost, two_letters(j, pairs));
        if (j < size && wanted_[j].base == letter.letter.base) row.live = std::min(row.live, last.cost[j - 1] + options_.costs.swap);
      }
      row.cost[j] = cost;
      row.live = std::min(row.live, cost);
    }
    if (high < size) row.cost[high + 1] = kNoEdit;
    if (begins_pair(letter.letter)) row.live = std::min(row.live, last.live + options_.costs.pair);
  }

  // Steps over two letters of the form, of the typed word, or of both.
  int two_letters(std::size_t j, bool pairs) const {
    const Letter &here = rows_[depth_].letter, &before = rows_[depth_ - 1].letter;
    const Costs& second_last = rows_[depth_ - 2].cost;
    const Letter& to = wanted_[j - 1];
    int cost = kNoEdit;
    if (pairs && sounds_like_pair(before, here, to)) cost = std::min(cost, second_last[j - 1] + options_.costs.pair);
    if (j == 1) return cost;
    const Letter& from = wanted_[j - 2];
    if (here.base == from.base && before.base == to.base && here.base != before.base)
      cost = std::min(cost, second_last[j - 2] + options_.costs.swap + (depth_ == 2 || j == 2 ? options_.costs.first : 0));
    if (begins_pair(from) && sounds_like_pair(from, to, here)) cost = std::min(cost, rows_[depth_ - 1].cost[j - 2] + options_.costs.pair);
    return cost;
  }

  // Takes the form in when it is near enough; the place of the next one.
  std::size_t consider(std::size_t at, std::string_view form) {
    if (depth_ + band_ < wanted_.size() || depth_ > wanted_.size() + band_) return at + 1;
    const int cost = rows_[depth_].cost[wanted_.size()];
    if (cost > limit_ || form == wanted_text_) return at + 1;
    const std::uint32_t articles = vocabulary_.articles(vocabulary_.rank_in_order(at));
    if (cost > affordable(articles)) return at + 1;
    keep({std::string(form), cost, articles, std::log(static_cast<double>(articles)) - options_.nats * cost});
    return at + 1;
  }

  void keep(NearForm form) {
    best_score_ = std::max(best_score_, form.score);
    const auto better = [](const NearForm& a, const NearForm& b) { return a.score > b.score; };
    const auto place = std::upper_bound(found_.begin(), found_.end(), form, better);
    found_.insert(place, std::move(form));
    if (found_.size() > options_.most) found_.pop_back();
    set_limit(limit_);
  }

  void set_limit(int limit) {
    limit_ = bound(limit);
    rare_limit_ = affordable(kRare);
  }

  // What a form of so many articles may cost and still be nearly as likely as the best one found.
  int affordable(std::uint32_t articles) const {
    const double least = std::max(kUnlikely, best_score_ - kAlsoRan);
    return static_cast<int>((std::log(static_cast<double>(std::max(articles, 1u))) - least) / options_.nats) + 1;
  }

  // The same for a form that is in every article.
  int bound(int limit) const { return std::min(limit, affordable(vocabulary_.articles(0))); }

  const Vocabulary& vocabulary_;
  std::string_view wanted_text_;
  std::vector<Letter> wanted_;
  const WalkOptions& options_;
  const Deadline& deadline_;
  int limit_ = 0, rare_limit_ = 0;  // cost of any form, and of one in few articles
  std::size_t band_ = 0;
  Costs extra_{};
  std::vector<LetterCosts> remembered_;
  LetterCosts other_;
  std::vector<Row> rows_;  // of the letters of the path, rows_[0] before the first
  std::size_t depth_ = 0;
  std::string_view path_;
  std::size_t place_ = 0;  // of the form that the path leads to
  std::uint32_t nodes_ = 0;
  std::vector<NearForm> found_;  // the likeliest first
  double best_score_ = kUnlikely;
};

}  // namespace

std::vector<NearForm> walk_vocabulary(const Vocabulary& vocabulary, std::string_view wanted, const WalkOptions& options, const Deadline& deadline) {
  return Walk(vocabulary, wanted, options, deadline).run();
}

}  // namespace dateline
