// The grammar, with an explicit stack instead of recursion:
//
//   query   := choice
//   choice  := both { (OR | '||') both }
//   both    := operand { [AND | &&] operand }           what stands side by side is wanted together
//   operand := { NOT | '-' | '!' | '+' } chain
//   chain   := primary { NEAR primary }             words, phrases and brackets of them with OR only
//   primary := item | [field:] '(' choice ')'
#include <algorithm>
#include <utility>

#include "server/search/near_ways.h"
#include "server/search/query.h"
#include "server/search/query_leaf.h"
#include "server/search/query_lexer.h"

namespace dateline {
namespace {

QueryNode join(NodeKind kind, std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  QueryNode node;
  node.kind = kind;
  node.position = children.front().position;
  for (const QueryNode& child : children) node.position = std::min(node.position, child.position);
  node.children = std::move(children);
  return node;
}

// What is wanted together and what is not, in normal form.
class Both {
 public:
  bool empty() const { return wanted_.empty() && unwanted_.empty(); }

  void add(QueryNode node, bool negated) {
    if (node.kind == NodeKind::without) {
      if (negated && node.children[0].kind != NodeKind::everything) return unwanted_.push_back(std::move(node));
      if (node.children[0].kind != NodeKind::everything) add(std::move(node.children[0]), false);
      return add(std::move(node.children[1]), !negated);
    }
    const NodeKind spliced = negated ? NodeKind::any_of : NodeKind::all_of;
    if (node.kind == spliced) {
      for (QueryNode& child : node.children) add(std::move(child), negated);
    } else {
      (negated ? unwanted_ : wanted_).push_back(std::move(node));
    }
  }

  // The tree of it; leaves this empty. Not to be called when it is empty.
  QueryNode take() {
    QueryNode base;
    if (!wanted_.empty()) base = join(NodeKind::all_of, std::exchange(wanted_, {}));
    if (unwanted_.empty()) return base;
    QueryNode taken = join(NodeKind::any_of, std::exchange(unwanted_, {}));
    QueryNode node;
    node.kind = NodeKind::without;
    node.position = base.kind == NodeKind::everything ? taken.position : std::min(base.position, taken.position);
    base.position = node.position;
    node.children.push_back(std::move(base));
    node.children.push_back(std::move(taken));
    return node;
  }

 private:
  std::vector<QueryNode> wanted_, unwanted_;
};

struct Operand {
  QueryNode node;
  bool negated = false;
  bool chained = false;  // a NEAR chain that may grow, rather than one from brackets
};

// What is known of one pair of brackets, or of the whole query, while it is read.
struct Group {
  QueryScope scope;
  bool negated = false;  // how the enclosing group takes it
  std::uint32_t position = 0;  // of its '('
  bool said_something = false;  // an item or a warning stood in it
  std::vector<QueryNode> alternatives;  // finished, between ORs
  Both both;
  std::optional<Operand> last;  // not yet in `both`: a NEAR may follow
  std::optional<QueryToken> pending;  // an AND, OR or NEAR that waits for what follows it
  std::optional<QueryToken> negation;  // a NOT that waits
  bool negate_next = false;
};

// The field of what NEAR can join: a word, a phrase, or several of one field of which any will do. nullptr: it cannot be joined.
const std::string* place_of(const QueryNode& node) {
  const auto simple = [](const QueryNode& one) {
    return one.kind == NodeKind::word || one.kind == NodeKind::phrase || one.kind == NodeKind::prefix ||
           one.kind == NodeKind::wildcard;
  };
  if (simple(node)) return &node.field;
  if (node.kind != NodeKind::any_of) return nullptr;
  const auto same = [&](const QueryNode& one) { return simple(one) && one.field == node.children.front().field; };
  return std::all_of(node.children.begin(), node.children.end(), same) ? &node.children.front().field : nullptr;
}

bool same_place(const QueryNode& a, const QueryNode& b) {
  const std::string* one = place_of(a.kind == NodeKind::near ? a.children.front() : a);
  const std::string* other = place_of(b);
  return one != nullptr && other != nullptr && *one == *other;
}

class Parser {
 public:
  Parser(std::string_view q, std::int64_t now, const QueryLimits& limits)
      : limits_(limits),
        clean_(clean_text(q, limits.bytes)),
        warnings_(limits.warnings),
        leaves_(now, limits, warnings_) {
    groups_.emplace_back();
  }

  ParsedQuery run();

 private:
  Group& top() { return groups_.back(); }
  void warn_of_bytes();
  void read(QueryToken token);
  void open(QueryToken token);
  void close(const QueryToken& token);
  void read_item(const QueryToken& token);
  void read_operator(QueryToken token);
  void add_operand(QueryNode node, bool negated);
  bool chain(QueryNode& node, bool refused);
  void commit();
  void end_alternative();
  std::optional<QueryNode> end_group();
  void dangling(const QueryToken& token);
  void forget_operators();

  const QueryLimits& limits_;
  CleanText clean_;
  QueryWarnings warnings_;
  LeafReader leaves_;
  std::vector<Group> groups_;
  std::size_t skipped_ = 0;  // open brackets beyond the deepest level that is read
};

ParsedQuery Parser::run() {
  warn_of_bytes();
  QueryLexer lexer(clean_);
  for (QueryToken token = lexer.next(); token.kind != QueryTokenKind::end; token = lexer.next()) {
    if (token.kind == QueryTokenKind::item && skipped_ == 0)
      lexer.lengthen(token, [&](std::string_view text) { return leaves_.is_date(text, token, top().scope); });
    read(std::move(token));
  }
  if (groups_.size() > 1)
    warnings_.add("unbalanced_bracket", "The bracket is not closed; it is read up to the end.", top().position);
  QueryToken end;
  end.position = clean_.origin.back();
  while (groups_.size() > 1) close(end);
  ParsedQuery parsed;
  if (auto root = end_group()) parsed.root = std::move(*root);
  parsed.warnings = warnings_.take();
  return parsed;
}

void Parser::warn_of_bytes() {
  if (clean_.first_bad >= 0)
    warnings_.add("invalid_utf8", "Not UTF-8 from here; what cannot be read is replaced.",
                  static_cast<std::uint32_t>(clean_.first_bad));
  if (clean_.cut)
    warnings_.add("query_too_long",
                  "A query has at most " + std::to_string(limits_.bytes) + " bytes; the rest is left out.",
                  clean_.origin.back());
}

void Parser::read(QueryToken token) {
  if (skipped_ > 0) {
    if (token.kind == QueryTokenKind::open) ++skipped_;
    if (token.kind == QueryTokenKind::close) --skipped_;
    return;
  }
  switch (token.kind) {
    case QueryTokenKind::open: return open(std::move(token));
    case QueryTokenKind::close: return close(token);
    case QueryTokenKind::item: return read_item(token);
    default: return read_operator(std::move(token));
  }
}

void Parser::open(QueryToken token) {
  top().said_something = true;
  if (groups_.size() > limits_.depth) {
    warnings_.add("too_deep", "Brackets go at most " + std::to_string(limits_.depth) + " deep; left out.",
                  token.position);
    forget_operators();
    skipped_ = 1;
    return;
  }
  Group group;
  group.scope.field = token.field.empty() ? top().scope.field : std::move(token.field);
  group.scope.exact = token.exact || top().scope.exact;
  group.negated = token.negated;
  group.position = token.position;
  groups_.push_back(std::move(group));
}

void Parser::close(const QueryToken& token) {
  if (groups_.size() == 1) {
    warnings_.add("unbalanced_bracket", "There is no bracket that this one closes; left out.", token.position);
    return;
  }
  auto node = end_group();
  const Group group = std::move(top());
  groups_.pop_back();
  if (node) return add_operand(std::move(*node), group.negated);
  if (!group.said_something)
    warnings_.add("empty_bracket", "Nothing stands between the brackets; left out.", group.position);
  forget_operators();
}

void Parser::read_item(const QueryToken& token) {
  top().said_something = true;
  auto node = leaves_.read(token, top().scope);
  if (!node) return forget_operators();
  add_operand(std::move(*node), token.negated);
}

void Parser::read_operator(QueryToken token) {
  Group& group = top();
  group.said_something = true;
  if (token.kind == QueryTokenKind::negation) {
    group.negate_next = !group.negate_next;
    group.negation = std::move(token);
    return;
  }
  const bool misplaced = group.pending || group.negation || (!group.last && group.both.empty());
  if (misplaced) return dangling(token);
  if (token.kind == QueryTokenKind::either) end_alternative();
  group.pending = std::move(token);
}

void Parser::add_operand(QueryNode node, bool negated) {
  Group& group = top();
  const bool not_wanted = negated != group.negate_next;
  const bool near = group.pending && group.pending->kind == QueryTokenKind::near;
  if (near && chain(node, not_wanted)) return forget_operators();
  commit();
  group.last = Operand{std::move(node), not_wanted, false};
  forget_operators();
}

// Joins `node` to the word, phrase or chain before the pending NEAR. False, with a warning: they cannot be joined.
bool Parser::chain(QueryNode& node, bool refused) {
  Group& group = top();
  const QueryToken& near = *group.pending;
  constexpr std::size_t kMostWays = 16, kLongestChain = 16;
  const bool grows = group.last && (group.last->chained ? group.last->node.children.size() < kLongestChain : group.last->node.kind != NodeKind::near);
  if (refused || !grows || !same_place(group.last->node, node) ||
      near_ways(group.last->node) * near_ways(node) > kMostWays) {
    warnings_.add(
        "near_operands",
        "NEAR stands between words, phrases or short brackets of them with OR, of the same field; read as AND.",
        near.position);
    return false;
  }
  constexpr std::uint64_t kFurthest = 1000;
  if (near.distance < 1 || near.distance > kFurthest)
    warnings_.add("distance_out_of_range", "NEAR takes 1 to " + std::to_string(kFurthest) + " words.", near.position);
  const auto distance = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(near.distance, 1, kFurthest));
  QueryNode& before = group.last->node;
  if (!group.last->chained) {
    QueryNode joined;
    joined.kind = NodeKind::near;
    joined.distance = distance;
    joined.position = before.position;
    joined.children.push_back(std::move(before));
    before = std::move(joined);
    group.last->chained = true;
  } else if (before.distance != distance) {
    warnings_.add("near_distances", "One chain of NEAR has one distance; the largest is taken.", near.position);
    before.distance = std::max(before.distance, distance);
  }
  before.children.push_back(std::move(node));
  return true;
}

void Parser::commit() {
  Group& group = top();
  if (!group.last) return;
  group.both.add(std::move(group.last->node), group.last->negated);
  group.last.reset();
}

void Parser::end_alternative() {
  commit();
  Group& group = top();
  if (group.both.empty()) return;
  QueryNode node = group.both.take();
  if (node.kind != NodeKind::any_of) return group.alternatives.push_back(std::move(node));
  for (QueryNode& child : node.children) group.alternatives.push_back(std::move(child));
}

// What the innermost group means. nullopt: it has nothing to look for.
std::optional<QueryNode> Parser::end_group() {
  Group& group = top();
  if (group.negation) dangling(*group.negation);
  if (group.pending) dangling(*group.pending);
  end_alternative();
  if (group.alternatives.empty()) return std::nullopt;
  return join(NodeKind::any_of, std::move(group.alternatives));
}

void Parser::dangling(const QueryToken& token) {
  warnings_.add("dangling_operator", "Something to look for is missing beside " + token.text + "; left out.",
                token.position);
}

void Parser::forget_operators() {
  top().pending.reset();
  top().negation.reset();
  top().negate_next = false;
}

}  // namespace

ParsedQuery parse_query(std::string_view q, std::int64_t now, const QueryLimits& limits) {
  return Parser(q, now, limits).run();
}

}  // namespace dateline
