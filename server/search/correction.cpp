#include "server/search/correction.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "server/search/query.h"
#include "server/search/query_lexer.h"
#include "server/search/word_changes.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostCounted = 8;  // ways to correct a query that are searched for

// One way to correct the query.
struct Way {
  std::vector<const WordChange*> changes;  // in the order of the words
  double penalty = 0, frequency = 0;       // frequency: of the rarest
};

struct Corrected {
  std::string q;
  SearchAnswer answer;
};

bool overlap(const WordChange& a, const WordChange& b) { return a.first <= b.last && b.first <= a.last; }

// Every way to take one change of each list that do not get in each other's way, likeliest first.
std::vector<Way> ways_of(const std::vector<std::vector<WordChange>>& lists) {
  std::vector<Way> out = {{{}, 0, HUGE_VAL}};
  for (const auto& list : lists) {
    std::vector<Way> longer;
    for (const Way& way : out) {
      const auto in_the_way = [&](const WordChange& change) { return std::any_of(way.changes.begin(), way.changes.end(), [&](const WordChange* one) { return overlap(*one, change); }); };
      if (std::any_of(list.begin(), list.end(), in_the_way)) longer.push_back(way);
      for (const WordChange& change : list) {
        if (in_the_way(change)) continue;
        Way more = way;
        more.changes.push_back(&change);
        more.penalty += change.penalty;
        more.frequency = std::min(more.frequency, change.frequency);
        longer.push_back(std::move(more));
      }
    }
    out = std::move(longer);
  }
  std::stable_sort(out.begin(), out.end(), [](const Way& a, const Way& b) { return a.frequency - a.penalty > b.frequency - b.penalty; });
  for (Way& way : out) std::sort(way.changes.begin(), way.changes.end(), [](const WordChange* a, const WordChange* b) { return a->first < b->first; });
  return out;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// `text` in the capitals of the word that it replaces: a first one, or all. Words that would become operators stay as they are.
std::string in_case_of(std::string_view typed, std::string text) {
  if (typed.size() < 2 || !is_upper(typed.front()) || !std::all_of(text.begin(), text.end(), [](char c) { return is_lower(c) || c == ' '; })) return text;
  if (std::any_of(typed.begin(), typed.end(), is_lower)) {
    if (!is_upper(typed[1])) text.front() = upper(text.front());
    return text;
  }
  std::string all = text;
  std::transform(all.begin(), all.end(), all.begin(), upper);
  return all.find(' ') != std::string::npos || is_operator(all) ? text : all;
}

class Corrector {
 public:
  Corrector(const AnsweredRequest& asked, const SearchAnswer& answer)
      : asked_(asked), found_(found_as_asked(answer)), hand_(asked.snapshot.take_hand()), deadline_(asked.until), looking_(std::min(asked.until, Clock::now() + kLookingForNearWords)), book_(asked.snapshot, *hand_, looking_) {}

  std::optional<Corrected> run() {
    words_ = words_of_query(asked_.request.q, hand_->tokenizer);
    const auto lists = likely_changes(words_, asked_.snapshot.archive().live(), book_, asked_.aliases);
    if (lists.empty()) return std::nullopt;
    std::vector<Way> ways = ways_of(lists);
    for (std::size_t at = 0; at < std::min(ways.size(), kMostCounted) && !deadline_.look(); ++at) {
      // What is left cannot find more than its rarest word is found.
      if (best_ && (words_.size() == 1 || ways[at].frequency + kSlack - ways[at].penalty < best_score_)) break;
      count(ways[at]);
    }
    return std::move(best_);
  }

 private:
  static constexpr double kSlack = 1.0;  // nats: other forms of a word are found as well

  void count(const Way& way) {
    if (!side_by_side(way)) return;
    const std::string q = written(way);
    SearchAnswer answer = asked_.run(counting_request(asked_, q));
    const std::uint64_t total = found_as_asked(answer);
    if (total <= found_) return;
    const double score = std::log(static_cast<double>(total)) - way.penalty;
    if (best_ && score <= best_score_) return;
    best_score_ = score;
    best_ = Corrected{q, std::move(answer)};
  }

  // One word typed is two only where the archive has the two side by side.
  bool side_by_side(const Way& way) const {
    for (const WordChange* change : way.changes)
      if (change->phrase && found_as_asked(asked_.run(counting_request(asked_, '"' + change->text + '"'))) == 0) return false;
    return true;
  }

  // The change that replaces the word, or that was made for another one of the same form.
  const WordChange* change_of(const Way& way, std::size_t at) const {
    for (const WordChange* change : way.changes) {
      if (change->first == at) return change;
      if (change->first == change->last && words_[change->first].form == words_[at].form) return change;
    }
    return nullptr;
  }

  std::string written(const Way& way) const {
    const std::string& q = asked_.request.q;
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const WordChange* change = change_of(way, at);
      if (change == nullptr || words_[at].begin < copied) continue;
      const std::size_t end = words_[change->first == at ? change->last : at].end;
      out.append(q, copied, words_[at].begin - copied).append(in_case_of(std::string_view(q).substr(words_[at].begin, end - words_[at].begin), change->text));
      copied = end;
    }
    return out.append(q, copied);
  }

  const AnsweredRequest& asked_;
  std::uint64_t found_;
  decltype(std::declval<const Snapshot>().take_hand()) hand_;
  Deadline deadline_, looking_;
  SpellingBook book_;
  std::vector<QueryWord> words_;
  std::optional<Corrected> best_;
  double best_score_ = 0;
};

}  // namespace

std::uint64_t found_as_asked(const SearchAnswer& answer) { return answer.relaxed ? 0 : answer.total; }

SearchRequest counting_request(const AnsweredRequest& asked, const std::string& q) {
  SearchRequest out = asked.request;
  out.q = q;
  out.page = out.per_page = 1;
  out.sort = Sort::newest;  // nobody looks at the order
  out.snippets = 0;
  out.facets.clear();
  out.body = out.explain = out.group_copies = false;
  out.spelling = Spelling::off;
  out.time_limit = std::max(std::chrono::milliseconds(1), std::chrono::duration_cast<std::chrono::milliseconds>(asked.until - Clock::now()));
  return out;
}

SearchAnswer with_correction(const AnsweredRequest& asked, SearchAnswer answer) {
  if (asked.request.spelling == Spelling::off || answer.partial || asked.request.q.size() > QueryLimits{}.bytes || asked.snapshot.segments() == 0) return answer;
  const auto better = Corrector(asked, answer).run();
  if (!better) return answer;
  if (asked.request.spelling == Spelling::automatic && found_as_asked(answer) == 0) {
    SearchRequest again = asked.request;
    again.q = better->q;
    again.spelling = Spelling::off;
    again.time_limit = counting_request(asked, again.q).time_limit;
    const std::vector<Warning> typed = std::exchange(answer.warnings, {});
    SearchAnswer better_answer = asked.run(again);
    if (better_answer.partial && better_answer.hits.empty()) {
      answer.warnings = typed;
      return answer;
    }
    answer = std::move(better_answer);
    // Positions are those of what was typed.
    const auto of_words = [](const Warning& warning) { return warning.code == kFewerWords; };
    std::erase_if(answer.warnings, [&](const Warning& warning) { return !of_words(warning); });
    std::copy_if(typed.begin(), typed.end(), std::inserter(answer.warnings, answer.warnings.begin()), [&](const Warning& warning) { return !of_words(warning); });
    answer.suggestion_used = true;
  }
  answer.suggestion = better->q;
  return answer;
}

}  // namespace dateline
