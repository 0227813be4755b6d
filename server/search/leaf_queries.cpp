#include "server/search/leaf_queries.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

using Query = Xapian::Query;

// Of the places inside a long number only the rarest are asked for: there may be hundreds of ways over them.
constexpr std::size_t kAskedPlaces = 3;

}  // namespace

Query combined(Query::op op, const std::vector<Query>& queries) {
  return queries.size() == 1 ? queries.front() : Query(op, queries.begin(), queries.end());
}

Query any_term(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return Query(terms.front());
  return Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

std::vector<Query> without_repeats(const std::vector<Query>& queries) {
  std::vector<std::pair<std::string, double>> seen;
  std::vector<Query> out;
  for (const Query& query : queries) {
    std::string text = query.get_description();
    const auto same = std::find_if(seen.begin(), seen.end(), [&](const auto& one) { return one.first == text; });
    if (same == seen.end() || text.find("PostingSource") != std::string::npos) {
      seen.emplace_back(std::move(text), 1.0);
      out.push_back(query);
      continue;
    }
    out[static_cast<std::size_t>(same - seen.begin())] = Query(Query::OP_SCALE_WEIGHT, query, ++same->second);
  }
  return out;
}

Query LeafQueries::of_edge(const Pattern& pattern, const PatternEdge& edge) {
  std::vector<Query> words;
  for (const std::uint32_t number : edge.classes) words.push_back(any_term(words_.terms_of(pattern.classes[number])));
  return combined(Query::OP_AND, without_repeats(words));
}

// One word typed: its forms are told by the postings alone; compounds, and aliases whose stem is that of other words too, are looked at.
LeafPostings LeafQueries::of_word(const Pattern& pattern, bool must_check) {
  LeafPostings out;
  std::vector<std::string> terms;
  std::vector<Query> sequences;
  for (const PatternEdge& edge : pattern.edges) {
    const WordClass& word = pattern.classes[edge.classes.front()];
    const bool told = edge.classes.size() == 1 && (must_check || word.forms.empty() || words_.cover_their_terms(word.forms));
    if (told) unite(terms, words_.terms_of(word));
    else sequences.push_back(of_edge(pattern, edge));
  }
  const Query words = terms.empty() ? Query() : any_term(terms);
  if (!must_check) out.sure = words;
  else if (!terms.empty()) sequences.push_back(words);
  if (!sequences.empty()) out.maybe = combined(Query::OP_SYNONYM, sequences);
  return out;
}

Query LeafQueries::of_place(const Pattern& pattern, std::uint32_t place) {
  std::vector<Query> ways;
  for (const PatternEdge& edge : pattern.edges)
    if (edge.from <= place && place < edge.to) ways.push_back(of_edge(pattern, edge));
  return combined(Query::OP_SYNONYM, ways);
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
  return combined(Query::OP_AND, without_repeats(places));
}

LeafPostings LeafQueries::make(const Pattern& pattern, const std::vector<std::string>& forms, bool must_check) {
  if (pattern.places == 1) return of_word(pattern, must_check);
  return {Query(), all_places(pattern, forms)};
}

}  // namespace dateline
