#include "server/search/suggest.h"

#include <algorithm>
#include <array>
#include <set>

#include "indexer/analysis/fold.h"
#include "server/search/plan.h"
#include "server/search/query.h"
#include "server/search/matcher.h"

namespace dateline {
namespace {

using Query = PostingQuery;
using Rated = std::vector<RatedSuggestion>;

// Shares of the answer, in tenths, that words, values and headlines have when there are enough of each: one word typed, and several.
using Shares = std::array<std::size_t, 3>;
constexpr Shares kSharesOfOne = {4, 3, 3}, kSharesOfSeveral = {3, 3, 4};

// The first `most` articles that match.
std::vector<ArticlePlace> found(const SuggestWork& work, const Query& query, std::size_t most) {
  return Matcher(work.snapshot, work.hand, work.now, work.deadline, 0, 0).first(query, most);
}

bool is_wanted(const SuggestRequest& request, SuggestionKind kind) {
  return request.kinds.empty() || std::find(request.kinds.begin(), request.kinds.end(), kind) != request.kinds.end();
}

// Drops what an earlier or a more used suggestion says already.
void drop_repeats(Rated& words, Rated& values) {
  const auto key = [](const RatedSuggestion& one) { return fold_value(one.suggestion.text.text); };
  const auto drop_from = [&](Rated& losers, const Rated& winners, bool also_equal) {
    std::erase_if(losers, [&](const RatedSuggestion& loser) {
      return std::any_of(winners.begin(), winners.end(), [&](const RatedSuggestion& winner) {
        const bool more = winner.suggestion.count > loser.suggestion.count || (also_equal && winner.suggestion.count == loser.suggestion.count);
        return more && key(winner) == key(loser);
      });
    });
  };
  drop_from(words, values, true);
  drop_from(values, words, false);
}

// How many of each list are taken: its share, and what the others leave.
Shares divide(std::size_t limit, const Shares& tenths, const Shares& sizes) {
  Shares taken{};
  std::size_t left = limit;
  for (std::size_t list = 0; list < taken.size(); ++list) {
    taken[list] = std::min({sizes[list], (limit * tenths[list] + 9) / 10, left});
    left -= taken[list];
  }
  for (std::size_t list = 0; list < taken.size(); ++list) {
    const std::size_t more = std::min(left, sizes[list] - taken[list]);
    taken[list] += more;
    left -= more;
  }
  return taken;
}

std::vector<Suggestion> assemble(const SuggestWork& work, Rated words, Rated values, Rated titles) {
  const Shares& shares = work.typed.words.size() > 1 ? kSharesOfSeveral : kSharesOfOne;
  const Shares taken = divide(work.wanted, shares, {words.size(), values.size(), titles.size()});
  words.resize(taken[0]);
  for (RatedSuggestion& word : words)
    if (!work.deadline.look()) spell(work, word);
  values.resize(taken[1]);
  titles.resize(taken[2]);
  for (RatedSuggestion& value : values) words.push_back(std::move(value));
  std::stable_sort(words.begin(), words.end(), [](const RatedSuggestion& a, const RatedSuggestion& b) { return a.score > b.score; });
  for (RatedSuggestion& title : titles) words.push_back(std::move(title));
  std::vector<Suggestion> out;
  for (RatedSuggestion& one : words) out.push_back(std::move(one.suggestion));
  return out;
}

}  // namespace

std::vector<ArticlePlace> first_found(const SuggestWork& work, const std::string& q, const std::vector<std::string>& terms, std::size_t most) {
  const Query query = query_of(work, q);
  if (terms.empty()) return found(work, query, most);
  std::vector<Query> any;
  for (const std::string& term : terms) any.emplace_back(term);
  return found(work, Query(Query::Op::all, {query, Query(Query::Op::any, std::move(any))}), most);
}

Query query_of(const SuggestWork& work, const std::string& q) {
  const auto known = work.planned.find(q);
  if (known != work.planned.end()) return known->second;
  const Plan plan = make_plan(parse_query(q, work.now).root, work.snapshot, work.hand, nullptr);
  return work.planned.emplace(q, plan.query.value_or(Query::everything())).first->second;
}

std::uint64_t count_found(const SuggestWork& work, const Query& query) {
  return found(work, query, kMostSuggestionCount).size();
}

std::uint64_t count_found(const SuggestWork& work, const std::string& q) { return count_found(work, query_of(work, q)); }

SuggestAnswer suggest(const SuggestRequest& request, const Completions& completions, std::int64_t now, const Deadline& deadline) {
  SuggestAnswer answer;
  const Snapshot& snapshot = completions.snapshot();
  answer.revision = snapshot.revision();
  if (snapshot.segments() == 0) return answer;
  const auto hand = snapshot.take_hand();
  const TypedText typed = read_typed(request.q, hand->tokenizer);
  if (typed.closed) return answer;
  const SuggestWork work{completions, snapshot, *hand, typed, now, deadline, request.limit, {}};
  std::vector<SuggestionKind> value_kinds;
  for (const auto kind : {SuggestionKind::name, SuggestionKind::section, SuggestionKind::tag, SuggestionKind::source})
    if (is_wanted(request, kind)) value_kinds.push_back(kind);
  Rated words, values, titles;
  if (is_wanted(request, SuggestionKind::word)) words = complete_words(work);
  if (!value_kinds.empty()) values = complete_values(work, value_kinds);
  if (is_wanted(request, SuggestionKind::title)) titles = complete_titles(work);
  drop_repeats(words, values);
  answer.suggestions = assemble(work, std::move(words), std::move(values), std::move(titles));
  answer.partial = deadline.look();
  return answer;
}

}  // namespace dateline
