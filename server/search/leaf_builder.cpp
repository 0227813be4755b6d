#include "server/search/leaf_builder.h"

#include <algorithm>
#include <set>

namespace dateline {
namespace {

using Op = PostingQuery::Op;

constexpr std::size_t kMostPhraseTokens = 64;

bool is_plain_word(const QueryNode& node) { return node.kind == NodeKind::word && !node.exact; }

std::vector<std::string> forms_of(const std::vector<TypedWord>& typed) {
  std::vector<std::string> out;
  for (const TypedWord& word : typed) out.push_back(word.form);
  return out;
}

}  // namespace

Scope scope_of(const std::string& field) {
  if (field == "title") return Scope::title;
  if (field == "byline") return Scope::byline;
  return field == "body" ? Scope::body : Scope::anywhere;
}

LeafBuilder::LeafBuilder(const Snapshot& snapshot, SearchHand& hand, const AliasTable* aliases)
    : snapshot_(snapshot), hand_(hand), words_(snapshot, hand), ways_(words_, aliases), queries_(words_) {}

void LeafBuilder::add_edge(Pattern& pattern, std::uint32_t from, std::uint32_t to, std::vector<WordClass> words) const {
  PatternEdge edge{from, to, {}};
  for (WordClass& one : words) {
    edge.classes.push_back(static_cast<std::uint32_t>(pattern.classes.size()));
    pattern.classes.push_back(std::move(one));
  }
  pattern.edges.push_back(std::move(edge));
}

void LeafBuilder::make_queries(BuiltLeaf& built, const std::vector<std::string>& forms, bool must_check) {
  LeafPostings postings = queries_.make(built.leaf.patterns.front(), forms, must_check);
  built.sure = std::move(postings.sure);
  built.maybe = std::move(postings.maybe);
}

BuiltLeaf LeafBuilder::build(const std::vector<TypedWord>& typed, const QueryNode& node) {
  BuiltLeaf built;
  built.forms = forms_of(typed);
  built.leaf.scope = scope_of(node.field);
  LaidPattern laid = ways_.lay_out(typed, node.exact);
  laid.pattern.slop = node.kind == NodeKind::phrase ? node.distance : 0;
  built.leaf.patterns.push_back(std::move(laid.pattern));
  built.aliases = std::move(laid.aliases);
  make_queries(built, laid.forms, node.exact || built.leaf.scope != Scope::anywhere);
  return built;
}

std::optional<BuiltLeaf> LeafBuilder::text(const QueryNode& node) {
  const std::vector<TypedWord> typed = words_.read(node.text, kMostPhraseTokens);
  if (typed.empty()) return std::nullopt;
  return build(typed, node);
}

// Rarer forms that fit too and cost nothing, since those that are looked for have the same terms.
void LeafBuilder::add_relatives(const WildToken& token, std::vector<std::string>& forms) {
  std::set<std::string> known(forms.begin(), forms.end());
  for (const std::string& term : words_.terms_of(WordClass{{}, forms}))
    for (std::string& form : words_.forms_of(term))
      if (token.fits(form) && known.insert(form).second) forms.push_back(std::move(form));
}

std::optional<BuiltLeaf> LeafBuilder::wild(const QueryNode& node) {
  const std::string typed = node.kind == NodeKind::prefix ? node.text + '*' : node.text;
  std::vector<WildToken> tokens = wild_tokens(typed, hand_.tokenizer);
  if (tokens.empty()) return std::nullopt;
  if (tokens.size() > kMostPhraseTokens) tokens.erase(tokens.begin() + kMostPhraseTokens, tokens.end());
  BuiltLeaf built;
  Pattern pattern;
  bool found = false;
  for (const WildToken& token : tokens) {
    built.forms.push_back(token.text());
    const std::uint32_t at = pattern.places++;
    if (!token.is_wild()) {
      add_edge(pattern, at, at + 1, {words_.any_form(token.text())});
      continue;
    }
    FittingForms fitting = forms_that_fit(token, snapshot_, looks_left_);
    built.cut = built.cut || fitting.cut;
    found = found || !fitting.forms.empty();
    add_relatives(token, fitting.forms);
    // A form that no text has: nothing is found.
    if (fitting.forms.empty()) fitting.forms.push_back(token.text());
    add_edge(pattern, at, at + 1, {{{}, std::move(fitting.forms)}});
  }
  // "what?now" was no pattern, then, but two words without a space.
  if (!found && typed.find('*') == std::string::npos) return text(node);
  built.leaf.patterns.push_back(std::move(pattern));
  built.leaf.scope = scope_of(node.field);
  make_queries(built, built.forms, built.leaf.scope != Scope::anywhere);
  return built;
}

std::optional<BuiltLeaf> LeafBuilder::near(const QueryNode& node) {
  BuiltLeaf built;
  std::vector<PostingQuery> parts;
  for (const QueryNode& child : node.children) {
    auto part = child.kind == NodeKind::prefix || child.kind == NodeKind::wildcard ? wild(child) : text(child);
    if (!part) continue;
    built.cut = built.cut || part->cut;
    built.leaf.patterns.push_back(std::move(part->leaf.patterns.front()));
    built.leaf.scope = part->leaf.scope;
    unite(built.forms, part->forms);
    built.aliases.insert(built.aliases.end(), part->aliases.begin(), part->aliases.end());
    std::vector<PostingQuery> ways;
    if (!part->sure.empty()) ways.push_back(part->sure);
    if (!part->maybe.empty()) ways.push_back(part->maybe);
    parts.emplace_back(Op::synonym, ways);
  }
  if (parts.size() < 2) return std::nullopt;
  built.leaf.distance = node.distance;
  built.maybe = PostingQuery(Op::all, parts);
  return built;
}

// The nodes [first, second) that the first way from `at` on ties together, the longest; empty: none does.
std::pair<std::size_t, std::size_t> LeafBuilder::tied(const std::vector<LeafWay>& ways, const std::vector<std::size_t>& node_of, std::size_t at) {
  std::pair<std::size_t, std::size_t> best{node_of.back() + 1, 0};
  for (const LeafWay& way : ways) {
    const std::size_t first = node_of[way.from - way.needs], last = node_of[way.to - 1] + 1;
    if (first < at || last - first < 2) continue;
    if (first < best.first || (first == best.first && last > best.second)) best = {first, last};
  }
  return best;
}

std::vector<WordRun> LeafBuilder::runs_among(const std::vector<QueryNode>& nodes, std::size_t begin, std::size_t end) {
  std::vector<TypedWord> typed;
  std::vector<std::size_t> node_of;  // of each word
  for (std::size_t at = begin; at < end && typed.size() < kMostPhraseTokens; ++at) {
    auto more = words_.read(nodes[at].text, kMostPhraseTokens - typed.size());
    if (!more.empty() && at > begin) more.front().gap.insert(0, 1, ' ');
    for (TypedWord& word : more) typed.push_back(std::move(word)), node_of.push_back(at);
  }
  std::vector<WordRun> out;
  if (typed.empty()) return out;
  const std::vector<LeafWay> ways = ways_.ways(typed);
  for (auto run = tied(ways, node_of, begin); run.second > 0; run = tied(ways, node_of, run.second)) {
    const auto first = std::lower_bound(node_of.begin(), node_of.end(), run.first) - node_of.begin();
    const auto last = std::lower_bound(node_of.begin(), node_of.end(), run.second) - node_of.begin();
    const bool amount = LeafWays::is_amount({typed.begin() + first, typed.begin() + last});
    out.push_back({run.first, run.second - run.first, amount, build({typed.begin() + first, typed.begin() + last}, nodes[run.first])});
  }
  return out;
}

std::vector<WordRun> LeafBuilder::runs(const std::vector<QueryNode>& nodes) {
  std::vector<WordRun> out;
  for (std::size_t begin = 0; begin < nodes.size();) {
    std::size_t end = begin;
    while (end < nodes.size() && is_plain_word(nodes[end]) && nodes[end].field == nodes[begin].field) ++end;
    if (end - begin > 1)
      for (WordRun& run : runs_among(nodes, begin, end)) out.push_back(std::move(run));
    begin = std::max(end, begin + 1);
  }
  return out;
}

}  // namespace dateline
