#include "server/search/leaf_queries.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

using Query = PostingQuery;
using Op = PostingQuery::Op;

// Of the places inside a long number only the rarest are asked for: there may be hundreds of ways over them.
constexpr std::size_t kAskedPlaces = 3;

}  // namespace

Query any_term(const std::vector<std::string>& terms) {
  std::vector<Query> parts;
  for (const std::string& term : terms) parts.emplace_back(term);
  return {Op::synonym, std::move(parts)};
}

std::vector<Query> without_repeats(const std::vector<Query>& queries) {
  std::vector<Query> seen;
  std::vector<double> times;
  for (const Query& query : queries) {
    const auto same = std::find(seen.begin(), seen.end(), query);
    if (same != seen.end()) ++times[static_cast<std::size_t>(same - seen.begin())];
    else seen.push_back(query), times.push_back(1);
  }
  for (std::size_t at = 0; at < seen.size(); ++at) seen[at] = Query::scaled(seen[at], times[at]);
  return seen;
}

Query LeafQueries::of_edge(const Pattern& pattern, const PatternEdge& edge) {
  std::vector<Query> words;
  for (const std::uint32_t number : edge.classes) words.push_back(any_term(words_.terms_of(pattern.classes[number])));
  return Query(Op::all, without_repeats(words));
}

// One word typed: its forms are told by the postings alone where their terms stand for no other word; compounds, and the rest, are looked at.
LeafPostings LeafQueries::of_word(const Pattern& pattern, bool must_check) {
  TermsOfForms terms;
  std::vector<Query> ways;
  for (const PatternEdge& edge : pattern.edges) {
    if (edge.classes.size() > 1) {
      ways.push_back(of_edge(pattern, edge));
      continue;
    }
    const WordClass& word = pattern.classes[edge.classes.front()];
    const TermsOfForms of_forms = words_.terms_of_forms(word.forms);
    unite(terms.sure, word.terms);
    unite(terms.sure, of_forms.sure);
    unite(terms.unsure, of_forms.unsure);
  }
  if (must_check) unite(terms.unsure, std::exchange(terms.sure, {}));
  std::erase_if(terms.unsure, [&](const std::string& term) { return std::find(terms.sure.begin(), terms.sure.end(), term) != terms.sure.end(); });
  if (!terms.unsure.empty()) ways.push_back(any_term(terms.unsure));
  return {any_term(terms.sure), Query(Op::synonym, std::move(ways))};
}

Query LeafQueries::of_place(const Pattern& pattern, std::uint32_t place) {
  std::vector<Query> ways;
  for (const PatternEdge& edge : pattern.edges)
    if (edge.from <= place && place < edge.to) ways.push_back(of_edge(pattern, edge));
  return Query(Op::synonym, ways);
}

std::uint64_t LeafQueries::articles_at(const Pattern& pattern, std::uint32_t place) {
  std::uint64_t sum = 0;
  for (const PatternEdge& edge : pattern.edges)
    if (edge.from <= place && place < edge.to)
      for (const std::string& form : pattern.classes[edge.classes.front()].forms) sum += words_.articles_with(form);
  return sum;
}

std::vector<std::uint32_t> LeafQueries::rarest_places(const Pattern& pattern, std::uint32_t begin, std::uint32_t end) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  for (std::uint32_t place = begin; place < end; ++place) order.emplace_back(articles_at(pattern, place), place);
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> out;
  for (std::size_t at = 0; at < std::min(kAskedPlaces, order.size()); ++at) out.push_back(order[at].second);
  return out;
}

// Several words: at every place one of the edges that lead over it.
Query LeafQueries::all_places(const Pattern& pattern, const std::vector<std::string>& forms) {
  std::vector<Query> places;
  const auto unspaced = [&](std::uint32_t place) { return place < forms.size() && is_unspaced_form(forms[place]); };
  const auto inside = [&](std::uint32_t place) { return place < forms.size() && forms[place].empty(); };
  for (std::uint32_t at = 0; at < pattern.places; ++at) {
    if (pattern.slop == 0 && unspaced(at) && unspaced(at + 1)) places.push_back(Query(pair_term(forms[at], forms[at + 1])));
    if (pattern.slop == 0 && unspaced(at) && (unspaced(at + 1) || (at > 0 && unspaced(at - 1)))) continue;
    if (!inside(at)) {
      places.push_back(of_place(pattern, at));
      continue;
    }
    const std::uint32_t begin = at;
    while (inside(at + 1)) ++at;
    for (const std::uint32_t place : rarest_places(pattern, begin, at + 1)) places.push_back(of_place(pattern, place));
  }
  return Query(Op::all, without_repeats(places));
}

LeafPostings LeafQueries::make(const Pattern& pattern, const std::vector<std::string>& forms, bool must_check) {
  if (pattern.places == 1) return of_word(pattern, must_check);
  return {Query(), all_places(pattern, forms)};
}

}  // namespace dateline
