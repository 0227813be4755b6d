#include "server/search/plan.h"

#include <algorithm>
#include <ctime>

#include "indexer/archive/fields.h"
#include "server/search/keyword_values.h"
#include "server/search/leaf_builder.h"
#include "server/search/near_ways.h"

namespace dateline {
namespace {

using Query = Xapian::Query;

Query weightless(const Query& query) { return Query(Query::OP_SCALE_WEIGHT, query, 0.0); }

Query source_query(Xapian::PostingSource* source) { return Query(source->release()); }

class Planner {
 public:
  Planner(const Snapshot& snapshot, SearchHand& hand, Deadline deadline, Plan& plan)
      : snapshot_(snapshot), deadline_(deadline), builder_(snapshot, hand), plan_(plan) {}

  // nullopt: the node says nothing (it has no words), and whoever holds it goes on without it.
  std::optional<Query> query(const QueryNode& node, bool wanted) {
    switch (node.kind) {
      case NodeKind::everything: return weightless(Query(std::string()));
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

 private:
  std::optional<Query> condition(const QueryNode& node) {
    switch (node.kind) {
      case NodeKind::keyword: return keyword(node);
      case NodeKind::dates: return source_query(new DateSource(snapshot_, deadline_, node.range));
      case NodeKind::words_range: return source_query(new WordsSource(snapshot_, deadline_, node.low, node.high));
      case NodeKind::has: return has(node);
      case NodeKind::id: {
        const auto place = snapshot_.find(node.text, std::time(nullptr));
        return place ? source_query(new PlaceSource(snapshot_, deadline_, *place)) : Query();
      }
      default: return std::nullopt;
    }
  }

  std::optional<Query> has(const QueryNode& node) {
    const Field* field = field_named(node.field);
    return source_query(new HasSource(snapshot_, deadline_, field == nullptr ? std::string_view() : field->column));
  }

  std::optional<Query> keyword(const QueryNode& node) {
    const Field* field = field_named(node.field);
    if (field == nullptr || field->kind != FieldKind::keyword) return std::nullopt;
    const FittingValues values = values_that_fit(*field, node.text, snapshot_, values_left_);
    if (values.cut) warn_of_cut(node);
    return weightless(Query(Query::OP_OR, values.terms.begin(), values.terms.end()));
  }

  void warn_of_cut(const QueryNode& node) {
    plan_.warnings.push_back(
        {"wildcard_too_common", to_string(node) + " stands for more than is looked for; some of it is left out.", node.position});
  }

  std::optional<Query> leaf(std::optional<BuiltLeaf>&& built, bool wanted, const QueryNode& node) {
    if (!built) return std::nullopt;
    if (built->cut) warn_of_cut(node);
    auto matchers = std::make_shared<std::vector<LeafMatcher>>();
    auto filters = std::make_shared<std::vector<CodeFilter>>();
    for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
      const Vocabulary& vocabulary = snapshot_.live(segment).segment->vocabulary();
      matchers->emplace_back(built->leaf, vocabulary);
      if (!built->maybe.empty()) filters->emplace_back(built->leaf, vocabulary);
    }
    if (wanted) {
      plan_.leaves.push_back(matchers);
      plan_.has_words = true;
      note_terms(*built, node);
    }
    return leaf_query(*built, source_query(new LeafSource(snapshot_, deadline_, matchers, filters)));
  }

  // All ways to say one thing weigh as one word would that stands wherever any of them does: a rare way is not worth more.
  static Query leaf_query(const BuiltLeaf& built, const Query& check) {
    if (built.maybe.empty()) return built.sure;
    const Query checked(Query::OP_FILTER, built.maybe, check);
    if (built.sure.empty()) return checked;
    return Query(Query::OP_FILTER, Query(Query::OP_SYNONYM, built.sure, built.maybe), Query(Query::OP_OR, built.sure, checked));
  }

  void note_terms(const BuiltLeaf& built, const QueryNode& node) {
    for (const std::string& form : built.forms)
      if (std::find(plan_.terms.begin(), plan_.terms.end(), form) == plan_.terms.end()) plan_.terms.push_back(form);
    if (node.kind == NodeKind::word && built.forms.size() == 1 && !builder_.known(built.forms.front()))
      plan_.unknown.push_back(built.forms.front());
  }

  static bool is_plain_word(const QueryNode& node) { return node.kind == NodeKind::word && !node.exact; }

  // Neighbouring words are also found as the one word they make.
  std::optional<Query> all_of(const QueryNode& node, bool wanted) {
    std::vector<Query> parts;
    for (std::size_t at = 0; at < node.children.size(); ++at) {
      const QueryNode& child = node.children[at];
      const bool pair = at + 1 < node.children.size() && is_plain_word(child) && is_plain_word(node.children[at + 1]);
      std::optional<BuiltLeaf> one = pair ? builder_.joined(child, node.children[at + 1]) : std::nullopt;
      auto part = query(child, wanted);
      if (one && part) {
        auto second = query(node.children[++at], wanted);
        auto both = leaf(std::move(one), wanted, QueryNode{});
        if (second && both) part = Query(Query::OP_MAX, Query(Query::OP_AND, *part, *second), *both);
      }
      if (part) parts.push_back(*part);
    }
    if (parts.empty()) return std::nullopt;
    return Query(Query::OP_AND, parts.begin(), parts.end());
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
    return Query(Query::OP_OR, parts.begin(), parts.end());
  }

  std::optional<Query> any_of(const QueryNode& node, bool wanted) {
    std::vector<Query> parts;
    for (const QueryNode& child : node.children)
      if (auto part = query(child, wanted)) parts.push_back(*part);
    if (parts.empty()) return std::nullopt;
    return Query(Query::OP_OR, parts.begin(), parts.end());
  }

  std::optional<Query> without(const QueryNode& node, bool wanted) {
    auto left = query(node.children.at(0), wanted);
    const auto right = query(node.children.at(1), false);
    if (!left) left = weightless(Query(std::string()));
    return right ? Query(Query::OP_AND_NOT, *left, *right) : *left;
  }

  const Snapshot& snapshot_;
  Deadline deadline_;
  LeafBuilder builder_;
  Plan& plan_;
  std::size_t chains_ = 0;  // of NEAR
  std::size_t values_left_ = 50'000;  // of keyword fields, that may be looked at for wildcards
};

}  // namespace

Plan make_plan(const QueryNode& root, const Snapshot& snapshot, SearchHand& hand, Deadline deadline) {
  Plan plan;
  plan.query = Planner(snapshot, hand, deadline, plan).query(root, true);
  return plan;
}

}  // namespace dateline
