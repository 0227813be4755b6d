#include "server/search/leaf_builder.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "indexer/analysis/fold.h"
#include "server/search/wildcards.h"

namespace dateline {
namespace {

using Op = Xapian::Query::op;

constexpr std::size_t kMostPhraseTokens = 64;
constexpr std::size_t kShortestPart = 3;  // bytes of half a compound

Xapian::Query combine(Op op, const std::vector<Xapian::Query>& queries) {
  return queries.size() == 1 ? queries.front() : Xapian::Query(op, queries.begin(), queries.end());
}

Xapian::Query any_term(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return Xapian::Query(terms.front());
  return Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
}

// First halves that are too short otherwise: by-election, co-operative, e-mail.
bool is_short_prefix(std::string_view form) {
  constexpr std::array<std::string_view, 5> prefixes = {"by", "co", "e", "ex", "re"};
  return std::find(prefixes.begin(), prefixes.end(), form) != prefixes.end();
}

bool is_word_part(std::string_view form) {
  return form.size() >= kShortestPart && !is_function_word(form) &&
         std::none_of(form.begin(), form.end(), [](unsigned char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool begins_with_digit(const std::string& form) { return !form.empty() && form.front() >= '0' && form.front() <= '9'; }

template <typename Container>
void unite(std::vector<std::string>& out, const Container& more) {
  for (const auto& one : more)
    if (std::find(out.begin(), out.end(), one) == out.end()) out.emplace_back(one);
}

}  // namespace

Scope scope_of(const std::string& field) {
  if (field == "title") return Scope::title;
  if (field == "byline") return Scope::byline;
  return field == "body" ? Scope::body : Scope::anywhere;
}

std::vector<std::string> LeafBuilder::forms_in(std::string_view text) {
  std::vector<Token> tokens;
  hand_.tokenizer.tokenize(text, tokens);
  if (tokens.size() > kMostPhraseTokens) tokens.resize(kMostPhraseTokens);
  std::vector<std::string> out;
  for (const Token& token : tokens) out.emplace_back(hand_.tokenizer.forms().text(token.form));
  return out;
}

std::vector<std::string> LeafBuilder::terms_of(const std::string& form) {
  std::vector<std::string> all, known;
  for (const std::string& lang : snapshot_.languages()) unite(all, std::vector{hand_.stemmer.term(form, lang)});
  unite(all, std::vector{fold_accents(form)});
  // An article's own word is found whatever language it was stemmed in.
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
    const Vocabulary& vocabulary = snapshot_.live(segment).segment->vocabulary();
    if (const auto rank = vocabulary.rank_of(form)) unite(all, vocabulary.terms_of(*rank));
  }
  for (const std::string& term : all) {
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
      if (snapshot_.live(segment).segment->vocabulary().forms_of(term).empty()) continue;
      known.push_back(term);
      break;
    }
  }
  if (known.empty()) known.push_back(all.front());
  return known;
}

std::uint64_t LeafBuilder::articles_with(const std::string& form) const {
  std::uint64_t sum = 0;
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
    const Vocabulary& vocabulary = snapshot_.live(segment).segment->vocabulary();
    if (const auto rank = vocabulary.rank_of(form)) sum += vocabulary.articles(*rank);
  }
  return sum;
}

bool LeafBuilder::known(const std::string& form) {
  for (const std::string& term : terms_of(form))
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment)
      if (!snapshot_.live(segment).segment->vocabulary().forms_of(term).empty()) return true;
  return false;
}

WordClass LeafBuilder::any_form(const std::string& form) { return {terms_of(form), {}}; }

std::optional<std::string> LeafBuilder::compound(const std::string& left, const std::string& right) {
  if ((!is_word_part(left) && !is_short_prefix(left)) || !is_word_part(right)) return std::nullopt;
  std::string both = left + right;
  if (!known(both)) return std::nullopt;
  return both;
}

// The way to cut a form into two words of the archive whose rarer half is the most frequent.
std::optional<std::pair<std::string, std::string>> LeafBuilder::split(const std::string& form) const {
  std::optional<std::pair<std::string, std::string>> best;
  std::uint64_t most = 0;
  for (std::size_t at = 1; at + kShortestPart <= form.size(); ++at) {
    if ((static_cast<unsigned char>(form[at]) & 0xC0) == 0x80) continue;
    std::string left = form.substr(0, at), right = form.substr(at);
    if ((!is_word_part(left) && !is_short_prefix(left)) || !is_word_part(right)) continue;
    const std::uint64_t articles = std::min(articles_with(left), articles_with(right));
    if (articles <= most) continue;
    most = articles;
    best.emplace(std::move(left), std::move(right));
  }
  return best;
}

void LeafBuilder::add_edge(Pattern& pattern, std::uint32_t from, std::uint32_t to, std::vector<WordClass> words) const {
  PatternEdge edge{from, to, {}};
  for (WordClass& one : words) {
    edge.classes.push_back(static_cast<std::uint32_t>(pattern.classes.size()));
    pattern.classes.push_back(std::move(one));
  }
  pattern.edges.push_back(std::move(edge));
}

void LeafBuilder::add_compounds(Pattern& pattern, const std::vector<std::string>& forms) {
  for (std::uint32_t at = 0; at < forms.size(); ++at) {
    if (at + 1 < forms.size())
      if (const auto both = compound(forms[at], forms[at + 1])) add_edge(pattern, at, at + 2, {any_form(*both)});
    if (const auto parts = split(forms[at])) add_edge(pattern, at, at + 1, {any_form(parts->first), any_form(parts->second)});
  }
}

void LeafBuilder::add_ways(Pattern& pattern, const std::vector<std::string>& forms, std::size_t at, std::span<const AliasGroup> groups) {
  for (const AliasGroup& group : groups) {
    for (const AliasWords& typed : group) {
      if (typed.size() > forms.size() - at || !std::equal(typed.begin(), typed.end(), forms.begin() + static_cast<std::ptrdiff_t>(at))) continue;
      for (const AliasWords& other : group) {
        if (other == typed) continue;
        std::vector<WordClass> words;
        for (const std::string& form : other) words.push_back({{}, {form}});
        add_edge(pattern, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + typed.size()), std::move(words));
      }
    }
  }
}

void LeafBuilder::add_aliases(Pattern& pattern, const std::vector<std::string>& forms) {
  for (std::size_t at = 0; at < forms.size(); ++at) {
    add_ways(pattern, forms, at, builtin_aliases());
    if (at > 0 && begins_with_digit(forms[at - 1])) add_ways(pattern, forms, at, number_unit_aliases());
  }
}

Pattern LeafBuilder::make_pattern(const QueryNode& node, const std::vector<std::string>& forms) {
  Pattern pattern;
  pattern.places = static_cast<std::uint32_t>(forms.size());
  pattern.slop = node.kind == NodeKind::phrase ? node.distance : 0;
  for (std::uint32_t at = 0; at < forms.size(); ++at)
    add_edge(pattern, at, at + 1, {node.exact ? WordClass{{}, {forms[at]}} : any_form(forms[at])});
  if (!node.exact) {
    add_compounds(pattern, forms);
    add_aliases(pattern, forms);
  }
  std::stable_sort(pattern.edges.begin(), pattern.edges.end(), [](const PatternEdge& a, const PatternEdge& b) { return a.from < b.from; });
  return pattern;
}

std::vector<std::string> LeafBuilder::terms_of_class(const WordClass& words) {
  std::vector<std::string> out = words.terms;
  for (const std::string& form : words.forms) unite(out, terms_of(form));
  return out;
}

Xapian::Query LeafBuilder::edge_query(const Pattern& pattern, const PatternEdge& edge) {
  std::vector<Xapian::Query> words;
  for (const std::uint32_t number : edge.classes) words.push_back(any_term(terms_of_class(pattern.classes[number])));
  return combine(Xapian::Query::OP_AND, words);
}

// One word typed: forms of a word are told by the postings alone; compounds and aliases of several words are looked at, and so are forms
// whose terms stand for other forms too ("usa" and "us" have one stem in Turkish).
void LeafBuilder::make_word_queries(BuiltLeaf& built, const Pattern& pattern, bool must_check) {
  std::vector<std::string> terms;
  std::vector<Xapian::Query> sequences;
  for (const PatternEdge& edge : pattern.edges) {
    const WordClass& words = pattern.classes[edge.classes.front()];
    if (edge.classes.size() > 1 || !cover_their_terms(words.forms)) sequences.push_back(edge_query(pattern, edge));
    else unite(terms, terms_of_class(words));
  }
  Xapian::Query words = terms.empty() ? Xapian::Query() : any_term(terms);
  if (!must_check) built.sure = words;
  else if (!terms.empty()) sequences.push_back(words);
  if (!sequences.empty()) built.maybe = combine(Xapian::Query::OP_SYNONYM, sequences);
}

// Several words: at every place one of the edges that lead over it.
Xapian::Query LeafBuilder::all_places(const Pattern& pattern, const std::vector<std::string>& forms) {
  std::vector<Xapian::Query> places;
  for (std::uint32_t at = 0; at < pattern.places; ++at) {
    std::vector<Xapian::Query> ways;
    const auto unspaced = [&](std::uint32_t place) { return place < forms.size() && is_unspaced_form(forms[place]); };
    if (pattern.slop == 0 && unspaced(at) && unspaced(at + 1)) places.push_back(Xapian::Query(pair_term(forms[at], forms[at + 1])));
    if (pattern.slop == 0 && unspaced(at) && (unspaced(at + 1) || (at > 0 && unspaced(at - 1)))) continue;
    for (const PatternEdge& edge : pattern.edges)
      if (edge.from <= at && at < edge.to) ways.push_back(edge_query(pattern, edge));
    places.push_back(combine(Xapian::Query::OP_SYNONYM, ways));
  }
  return combine(Xapian::Query::OP_AND, places);
}

void LeafBuilder::make_queries(BuiltLeaf& built, bool must_check) {
  const Pattern& pattern = built.leaf.patterns.front();
  if (pattern.places == 1) make_word_queries(built, pattern, must_check);
  else built.maybe = all_places(pattern, built.forms);
}

std::optional<BuiltLeaf> LeafBuilder::text(const QueryNode& node) {
  BuiltLeaf built;
  built.forms = forms_in(node.text);
  if (built.forms.empty()) return std::nullopt;
  built.leaf.scope = scope_of(node.field);
  built.leaf.patterns.push_back(make_pattern(node, built.forms));
  make_queries(built, node.exact || built.leaf.scope != Scope::anywhere);
  return built;
}

// True when the terms behind `forms` stand for no other form: the postings alone then tell the matches.
bool LeafBuilder::cover_their_terms(const std::vector<std::string>& forms) {
  const std::set<std::string_view> chosen(forms.begin(), forms.end());
  for (const std::string& term : terms_of_class({{}, forms}))
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
      const Vocabulary& vocabulary = snapshot_.live(segment).segment->vocabulary();
      for (const std::uint32_t rank : vocabulary.forms_of(term))
        if (!chosen.contains(vocabulary.form(rank))) return false;
    }
  return true;
}

std::optional<BuiltLeaf> LeafBuilder::wild(const QueryNode& node) {
  const std::string typed = node.kind == NodeKind::prefix ? node.text + '*' : node.text;
  std::vector<WildToken> tokens = wild_tokens(typed, hand_.tokenizer);
  if (tokens.empty()) return std::nullopt;
  if (tokens.size() > kMostPhraseTokens) tokens.erase(tokens.begin() + kMostPhraseTokens, tokens.end());
  BuiltLeaf built;
  Pattern pattern;
  bool must_check = false, found = false;
  for (const WildToken& token : tokens) {
    built.forms.push_back(token.text());
    const std::uint32_t at = pattern.places++;
    if (!token.is_wild()) {
      add_edge(pattern, at, at + 1, {any_form(token.text())});
      continue;
    }
    FittingForms fitting = forms_that_fit(token, snapshot_, looks_left_);
    built.cut = built.cut || fitting.cut;
    found = found || !fitting.forms.empty();
    must_check = must_check || !cover_their_terms(fitting.forms);
    // A form that no text has: nothing is found.
    if (fitting.forms.empty()) fitting.forms.push_back(token.text());
    add_edge(pattern, at, at + 1, {{{}, std::move(fitting.forms)}});
  }
  // "what?now" was no pattern, then, but two words without a space.
  if (!found && typed.find('*') == std::string::npos) return text(node);
  built.leaf.patterns.push_back(std::move(pattern));
  built.leaf.scope = scope_of(node.field);
  make_queries(built, built.leaf.scope != Scope::anywhere || must_check);
  return built;
}

std::optional<BuiltLeaf> LeafBuilder::near(const QueryNode& node) {
  BuiltLeaf built;
  std::vector<Xapian::Query> parts;
  for (const QueryNode& child : node.children) {
    auto part = child.kind == NodeKind::prefix || child.kind == NodeKind::wildcard ? wild(child) : text(child);
    if (!part) continue;
    built.cut = built.cut || part->cut;
    built.leaf.patterns.push_back(std::move(part->leaf.patterns.front()));
    built.leaf.scope = part->leaf.scope;
    unite(built.forms, part->forms);
    std::vector<Xapian::Query> ways;
    if (!part->sure.empty()) ways.push_back(part->sure);
    if (!part->maybe.empty()) ways.push_back(part->maybe);
    parts.push_back(combine(Xapian::Query::OP_SYNONYM, ways));
  }
  if (parts.size() < 2) return std::nullopt;
  built.leaf.distance = node.distance;
  built.maybe = combine(Xapian::Query::OP_AND, parts);
  return built;
}

std::optional<BuiltLeaf> LeafBuilder::joined(const QueryNode& left, const QueryNode& right) {
  const auto lefts = forms_in(left.text), rights = forms_in(right.text);
  if (lefts.size() != 1 || rights.size() != 1 || left.exact || right.exact || left.field != right.field) return std::nullopt;
  const auto both = compound(lefts.front(), rights.front());
  if (!both) return std::nullopt;
  QueryNode word = left;
  word.text = *both;
  BuiltLeaf built;
  built.forms = {*both};
  built.leaf.scope = scope_of(left.field);
  Pattern pattern;
  pattern.places = 1;
  add_edge(pattern, 0, 1, {any_form(*both)});
  built.leaf.patterns.push_back(std::move(pattern));
  make_queries(built, built.leaf.scope != Scope::anywhere);
  return built;
}

}  // namespace dateline
