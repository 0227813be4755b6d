#include "server/search/plan.h"

#include <algorithm>
#include <ctime>

#include "indexer/archive/fields.h"
#include "server/search/leaf_builder.h"

namespace dateline {
namespace {

using Query = Xapian::Query;

Query weightless(const Query& query) { return Query(Query::OP_SCALE_WEIGHT, query, 0.0); }

Query source_query(Xapian::PostingSource* source) { return Query(source->release()); }

class Planner {
 public:
  Planner(const Snapshot& snapshot, SearchHand& hand, Deadline deadline, const AliasTable* aliases, Plan& plan)
      : snapshot_(snapshot), deadline_(deadline), builder_(snapshot, hand, aliases), plan_(plan) {}

  // nullopt: the node says nothing (it has no words), and whoever holds it goes on without it.
  std::optional<Query> query(const QueryNode& node, bool wanted) {
    switch (node.kind) {
      case NodeKind::everything: return weightless(Query(std::string()));
      case NodeKind::word:
      case NodeKind::phrase: return leaf(builder_.text(node), wanted, node);
      case NodeKind::prefix: return leaf(builder_.prefix(node), wanted, node);
      case NodeKind::near: return leaf(builder_.near(node), wanted, node);
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
      case NodeKind::id: {
        const auto place = snapshot_.find(node.text, std::time(nullptr));
        return place ? source_query(new PlaceSource(snapshot_, deadline_, *place)) : Query();
      }
      default: return std::nullopt;
    }
  }

  static std::optional<Query> keyword(const QueryNode& node) {
    const Field* field = field_named(node.field);
    if (field == nullptr || field->kind != FieldKind::keyword) return std::nullopt;
    return weightless(Query(keyword_term(*field, node.text)));
  }

  std::optional<Query> leaf(std::optional<BuiltLeaf>&& built, bool wanted, const QueryNode& node) {
    if (!built) return std::nullopt;
    if (built->cut)
      plan_.warnings.push_back({"prefix_too_common", "'" + node.text + "*' begins more words than are looked for; the most frequent ones are",
                                node.position});
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
    for (const AliasNote& note : built.aliases)
      if (std::find(plan_.aliases.begin(), plan_.aliases.end(), note) == plan_.aliases.end()) plan_.aliases.push_back(note);
    if (node.kind == NodeKind::word && built.forms.size() == 1 && !builder_.known(built.forms.front()))
      plan_.unknown.push_back(built.forms.front());
  }

  // Neighbouring words are also found as the one thing that they make.
  std::optional<Query> all_of(const QueryNode& node, bool wanted) {
    std::vector<Query> parts;
    std::vector<WordRun> runs = builder_.runs(node.children);
    auto run = runs.begin();
    for (std::size_t at = 0; at < node.children.size();) {
      const bool begins = run != runs.end() && run->first == at;
      const std::size_t end = at + (begins ? run->count : 1);
      const std::size_t before = parts.size();
      for (; at < end; ++at)
        if (auto part = query(node.children[at], wanted)) parts.push_back(*part);
      if (!begins) continue;
      const auto first = parts.begin() + static_cast<std::ptrdiff_t>(before);
      const Query apart(Query::OP_AND, first, parts.end());
      const auto together = leaf(std::move((run++)->leaf), wanted, QueryNode{});
      parts.erase(first, parts.end());
      parts.push_back(together ? Query(Query::OP_MAX, apart, *together) : apart);
    }
    if (parts.empty()) return std::nullopt;
    return Query(Query::OP_AND, parts.begin(), parts.end());
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
};

}  // namespace

Plan make_plan(const QueryNode& root, const Snapshot& snapshot, SearchHand& hand, Deadline deadline, const AliasTable* aliases) {
  Plan plan;
  plan.query = Planner(snapshot, hand, deadline, aliases, plan).query(root, true);
  return plan;
}

}  // namespace dateline
