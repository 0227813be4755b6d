#include "server/search/plan.h"

#include <algorithm>
#include <cmath>
#include <ctime>

#include "indexer/analysis/stopwords.h"
#include "indexer/archive/fields.h"
#include "server/search/conditions.h"
#include "server/search/keyword_values.h"
#include "server/search/leaf_builder.h"
#include "server/search/leaf_queries.h"
#include "server/search/near_ways.h"
#include "server/search/query_text.h"
#include "server/search/relaxing.h"

namespace dateline {
namespace {

using Query = PostingQuery;
using Op = PostingQuery::Op;

// What a thing written as one counts beside its words in a relaxed query, which has them one by one.
constexpr double kBesideItsWords = 0.3;

// A leaf as it was typed, without the punctuation around it.
std::string typed_text(const QueryNode& node) {
  if (node.kind == NodeKind::wildcard) return node.text;
  std::size_t begin = 0, end = 0;
  for (std::size_t at = 0; at < node.text.size();) {
    const std::size_t before = at;
    if (!is_word_character(next_code_point(node.text, at))) continue;
    if (end == 0) begin = before;
    end = at;
  }
  const std::string text = node.text.substr(begin, end - begin);
  if (node.kind == NodeKind::phrase) return '"' + text + '"';
  return node.kind == NodeKind::prefix ? text + '*' : text;
}

class Planner {
 public:
  Planner(const Snapshot& snapshot, SearchHand& hand, const AliasTable* aliases, Plan& plan)
      : snapshot_(snapshot), hand_(hand), builder_(snapshot, hand, aliases), plan_(plan) {}

  // The whole query, and how it may be relaxed.
  void plan(const QueryNode& root) {
    top_ = root.kind == NodeKind::without ? &root.children.at(0) : &root;
    plan_.query = query(root, true);
    plan_.relaxed = relaxing_.take();
  }

 private:
  // nullopt: the node says nothing (it has no words), and whoever holds it goes on without it.
  std::optional<Query> query(const QueryNode& node, bool wanted) {
    switch (node.kind) {
      case NodeKind::everything: return Query::everything();
      case NodeKind::word:
      case NodeKind::phrase: return leaf(builder_.text(node), wanted, node);
      case NodeKind::prefix:
      case NodeKind::wildcard: return leaf(builder_.wild(node), wanted, node);
      case NodeKind::near: return near(node, wanted);
      case NodeKind::all_of: return all_of(node, wanted);
      case NodeKind::any_of: return any_of(node, wanted);
      case NodeKind::without: return without(node, wanted);
      default: return condition(node);
    }
  }

  std::optional<Query> condition(const QueryNode& node) {
    switch (node.kind) {
      case NodeKind::keyword: return keyword(node);
      case NodeKind::dates: return Query(std::make_shared<DateCondition>(node.range));
      case NodeKind::words_range: return Query(std::make_shared<WordsCondition>(node.low, node.high));
      case NodeKind::has: return has(node);
      case NodeKind::id: {
        const auto place = snapshot_.find(node.text, std::time(nullptr));
        return place ? Query(std::make_shared<PlaceCondition>(*place)) : Query();
      }
      default: return std::nullopt;
    }
  }

  std::optional<Query> has(const QueryNode& node) {
    const Field* field = field_named(node.field);
    return Query(std::make_shared<HasCondition>(field == nullptr ? std::string_view() : field->column));
  }

  std::optional<Query> keyword(const QueryNode& node) {
    const Field* field = field_named(node.field);
    if (field == nullptr || field->kind != FieldKind::keyword) return std::nullopt;
    const FittingValues values = values_that_fit(*field, node.text, snapshot_, values_left_);
    if (values.cut) warn_of_cut(node);
    std::vector<Query> terms;
    for (const std::string& term : values.terms) terms.emplace_back(term);
    return Query::weightless(Query(Op::any, std::move(terms)));
  }

  void warn_of_cut(const QueryNode& node) {
    plan_.warnings.push_back(
        {"wildcard_too_common", to_string(node) + " stands for more than is looked for; some of it is left out.", node.position});
  }

  std::optional<Query> leaf(std::optional<BuiltLeaf>&& built, bool wanted, const QueryNode& node) {
    if (!built) return std::nullopt;
    if (built->cut) warn_of_cut(node);
    auto scans = std::make_shared<std::vector<LeafScan>>();
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) scans->emplace_back(built->leaf, snapshot_.live(segment).segment->vocabulary());
    const Query found = Query::checked(built->sure, built->maybe, std::make_shared<LeafCondition>(scans));
    if (wanted) {
      plan_.leaves.push_back({scans, built->forms, typed_text(node), found, idf_of(*built)});
      plan_.has_words = true;
      note_terms(*built);
    }
    return found;
  }

  double idf(double articles) const {
    const auto all = static_cast<double>(hand_.database.get_doccount());
    return std::log(1 + (all - std::min(articles, all) + 0.5) / (std::min(articles, all) + 0.5));
  }

  double idf_of(const BuiltLeaf& built) const {
    double sum = 0;
    if (built.forms.size() == 1 && !built.sure.empty()) {
      for (const std::string& term : built.sure.terms()) sum += hand_.database.get_termfreq(term);
      return idf(sum);
    }
    for (const std::string& form : built.forms) sum += idf(static_cast<double>(builder_.articles_with(form)));
    return sum;
  }

  void note_terms(const BuiltLeaf& built) {
    for (const std::string& form : built.forms)
      if (std::find(plan_.terms.begin(), plan_.terms.end(), form) == plan_.terms.end()) plan_.terms.push_back(form);
    for (const AliasNote& note : built.aliases)
      if (std::find(plan_.aliases.begin(), plan_.aliases.end(), note) == plan_.aliases.end()) plan_.aliases.push_back(note);
  }

  static bool is_plain_word(const QueryNode& node) { return node.kind == NodeKind::word && !node.exact; }

  // A word as typed that only joins others.
  bool is_light(const QueryNode& node) const {
    const auto& languages = snapshot_.languages();
    const std::string typed = typed_text(node);
    return is_plain_word(node) && std::any_of(languages.begin(), languages.end(), [&](const std::string& lang) { return is_stopword(typed, lang); });
  }

  // One part of what is wanted together; `light`: a function word beside others.
  std::optional<Query> part_of(const QueryNode& node, bool light, bool wanted, bool top) {
    const std::size_t before = plan_.leaves.size();
    auto part = query(node, wanted);
    if (!part || plan_.leaves.size() == before) return part;
    if (light) plan_.leaves.back().light = true;
    if (top && node.children.empty() && has_text(node)) plan_.leaves.back().side_by_side = true;
    return part;
  }

  // Words that an article may have written as one thing: each of them, or the thing.
  std::optional<Query> run_of(const QueryNode& node, WordRun& run, bool lights, bool wanted) {
    const bool top = &node == top_;
    const std::size_t before = plan_.leaves.size();
    std::vector<Query> parts, heavy;
    for (std::size_t at = run.first; at < run.first + run.count; ++at) {
      const bool light = lights && is_light(node.children[at]);
      auto part = part_of(node.children[at], light, wanted, top);
      if (part && !light) heavy.push_back(*part);
      if (part) parts.push_back(*part);
    }
    const auto joins = static_cast<std::uint32_t>(plan_.leaves.size() - before);
    const auto together = leaf(std::move(run.leaf), wanted, QueryNode{});
    if (!together || parts.empty()) return together;
    if (wanted) plan_.leaves.back().joins = joins;
    heavy.push_back(Query::scaled(*together, kBesideItsWords));
    if (top) relaxing_.add_words(run.amount ? *together : Query(Op::any, heavy));
    if (run.amount) return together;
    // The thing, in whatever way it is written, is worth what it is, and its words half of that, also where they stand apart.
    constexpr double kApart = 0.5;
    return Query(Op::any, {*together, Query::scaled(Query(Op::all, without_repeats(parts)), kApart)});
  }

  static bool is_same(const QueryNode& a, const QueryNode& b) {
    return a.kind == b.kind && a.text == b.text && a.field == b.field && a.exact == b.exact && a.distance == b.distance && a.children.empty() && b.children.empty();
  }

  // Neighbouring words are also found as the one thing that they make.
  std::optional<Query> all_of(const QueryNode& given, bool wanted) {
    QueryNode node = given;  // without what repeats
    node.children.clear();
    std::vector<double> times;
    for (const QueryNode& child : given.children) {
      const auto same = std::find_if(node.children.begin(), node.children.end(), [&](const QueryNode& one) { return is_same(one, child); });
      if (has_text(child) && same != node.children.end()) ++times[static_cast<std::size_t>(same - node.children.begin())];
      else node.children.push_back(child), times.push_back(1);
    }
    const bool top = &given == top_;
    if (top) top_ = &node;
    auto out = all_of_different(node, times, wanted);
    if (top) top_ = &given;
    return out;
  }

  std::optional<Query> all_of_different(const QueryNode& node, const std::vector<double>& times, bool wanted) {
    const bool lights = std::any_of(node.children.begin(), node.children.end(), [&](const QueryNode& child) { return !is_light(child); });
    std::vector<Query> parts;
    std::vector<WordRun> runs = builder_.runs(node.children);
    auto run = runs.begin();
    for (std::size_t at = 0; at < node.children.size();) {
      const bool begins = run != runs.end() && run->first == at;
      const QueryNode& child = node.children[at];
      const bool light = lights && is_light(child);
      auto part = begins ? run_of(node, *run, lights, wanted) : part_of(child, light, wanted, &node == top_);
      if (part && !begins && times[at] > 1) part = Query::scaled(*part, times[at]);
      if (part) parts.push_back(*part);
      if (part && !begins && &node == top_) note_part(child, light, *part);
      at += begins ? (run++)->count : 1;
    }
    if (parts.empty()) return std::nullopt;
    return Query(Op::all, without_repeats(parts));
  }

  static bool has_text(const QueryNode& node) {
    return node.kind == NodeKind::word || node.kind == NodeKind::prefix || node.kind == NodeKind::wildcard || node.kind == NodeKind::phrase;
  }

  // Whether no article has any of the words that a query asks for.
  bool is_absent(const Query& part) const {
    const std::vector<std::string> terms = part.terms();
    return std::none_of(terms.begin(), terms.end(), [&](const std::string& term) { return hand_.database.term_exists(term); });
  }

  // What may be left out of a relaxed query and what may not.
  void note_part(const QueryNode& node, bool light, const Query& part) {
    if (!has_text(node)) return relaxing_.add_condition(part);
    if (light) return relaxing_.add_light();
    if (node.kind == NodeKind::phrase || node.exact) return relaxing_.add_phrase(part);
    if (is_absent(part)) relaxing_.add_unknown();
    else relaxing_.add_words(part);
  }

  std::optional<Query> near(const QueryNode& node, bool wanted) {
    constexpr std::size_t kMostChains = 64;
    chains_ += near_ways(node);
    if (chains_ > kMostChains) {
      plan_.warnings.push_back({"too_many_near", to_string(node) + " is one NEAR too many for one query; read as AND.", node.position});
      return all_of(node, wanted);
    }
    std::vector<Query> parts;
    for (const QueryNode& chain : near_chains(node))
      if (auto part = leaf(builder_.near(chain), wanted, chain)) parts.push_back(*part);
    if (parts.empty()) return std::nullopt;
    return Query(Op::any, std::move(parts));
  }

  std::optional<Query> any_of(const QueryNode& node, bool wanted) {
    std::vector<Query> parts;
    for (const QueryNode& child : node.children)
      if (auto part = query(child, wanted)) parts.push_back(*part);
    if (parts.empty()) return std::nullopt;
    return Query(Op::any, without_repeats(parts));
  }

  std::optional<Query> without(const QueryNode& node, bool wanted) {
    auto left = query(node.children.at(0), wanted);
    const auto right = query(node.children.at(1), false);
    if (!left) left = Query::everything();
    if (right && &node.children.at(0) == top_) relaxing_.exclude(*right);
    return right ? Query(Op::without, {*left, *right}) : *left;
  }

  const Snapshot& snapshot_;
  SearchHand& hand_;
  LeafBuilder builder_;
  Plan& plan_;
  const QueryNode* top_ = nullptr;  // whose words may be relaxed
  Relaxing relaxing_;
  std::size_t chains_ = 0;  // of NEAR
  std::size_t values_left_ = 50'000;  // of keyword fields, that may be looked at for wildcards
};

}  // namespace

Plan make_plan(const QueryNode& root, const Snapshot& snapshot, SearchHand& hand, const AliasTable* aliases) {
  Plan plan;
  Planner(snapshot, hand, aliases, plan).plan(root);
  return plan;
}

}  // namespace dateline
