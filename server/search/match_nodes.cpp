#include "server/search/match_nodes.h"

#include <algorithm>

#include "server/search/match_joins.h"

namespace dateline {
namespace {

using Op = PostingQuery::Op;
using Articles = std::vector<std::uint32_t>;

constexpr std::uint32_t kAskedBetweenLooks = 128;
constexpr std::size_t kExpected = 4;  // articles that a condition is told of before it is asked

// Articles with one term.
class TermNode : public MatchNode {
 public:
  TermNode(const PostingQuery& query, NodeValue value, MatchContext& context)
      : value_(value), words_(context.snapshot.live(context.segment).segment->columns().words) {
    const Xapian::Database& postings = context.hand.segments[context.segment];
    about_ = postings.get_termfreq(query.term());
    if (about_ > 0) at_ = postings.postlist_begin(query.term());
    if (value == NodeValue::weight) weight_ = context.statistics.weight(query);
    all_ = {0, context.snapshot.live(context.segment).segment->size()};
  }

  void find(ArticleRange block, BlockMatches& out) override {
    if (!move_to(block.begin)) return;
    for (std::uint32_t article = *at_ - 1; article < block.end; article = *at_ - 1) {
      take(article, out);
      if (++at_ == end_) return;
    }
  }

  void find_among(ArticleRange, const Articles& among, BlockMatches& out) override {
    for (const std::uint32_t article : among) {
      if (!move_to(article)) return;
      if (*at_ == article + 1) take(article, out);
    }
  }

  std::uint32_t about() const override { return about_; }
  ArticleRange reach() const override { return about_ == 0 ? ArticleRange{} : all_; }
  bool is_exact() const override { return true; }

 private:
  // False: there are no more.
  bool move_to(std::uint32_t article) {
    if (at_ == end_) return false;
    if (*at_ < article + 1) at_.skip_to(article + 1);
    return at_ != end_;
  }

  void take(std::uint32_t article, BlockMatches& out) {
    out.articles.push_back(article);
    if (value_ == NodeValue::weight) out.values.push_back(weight_.of(at_.get_wdf(), words_[article]));
    else if (value_ == NodeValue::count) out.values.push_back(at_.get_wdf());
  }

  NodeValue value_;
  std::span<const std::uint32_t> words_;
  Xapian::PostingIterator at_, end_;
  std::uint32_t about_ = 0;
  WordWeight weight_;
  ArticleRange all_;
};

// Articles that a condition accepts; without one, all.
class ConditionNode : public MatchNode {
 public:
  ConditionNode(Condition* condition, MatchContext& context) : condition_(condition), deadline_(context.deadline) {
    reach_ = condition == nullptr ? ArticleRange{0, context.snapshot.live(context.segment).segment->size()} : condition->start(context.snapshot, context.segment);
    is_range_ = condition == nullptr || condition->is_range();
  }

  void find(ArticleRange block, BlockMatches& out) override {
    const ArticleRange here = block.both(reach_);
    for (std::uint32_t article = here.begin; article < here.end; ++article)
      if (accept(article)) out.articles.push_back(article);
  }

  void find_among(ArticleRange, const Articles& among, BlockMatches& out) override {
    for (std::size_t at = 0; at < among.size(); ++at) {
      if (condition_ != nullptr && at + kExpected < among.size()) condition_->expect(among[at + kExpected]);
      const std::uint32_t article = among[at];
      if (article >= reach_.begin && article < reach_.end && accept(article)) out.articles.push_back(article);
    }
  }

  // What has to look into articles is asked last.
  std::uint32_t about() const override { return is_range_ ? reach_.size() : ~std::uint32_t{0}; }
  ArticleRange reach() const override { return reach_; }
  bool is_condition() const override { return true; }
  bool is_exact() const override { return is_range_; }

 private:
  bool accept(std::uint32_t article) {
    if (is_range_) return true;
    if (++asked_ % kAskedBetweenLooks == 0) deadline_.look();
    return !deadline_.passed() && condition_->accept(article);
  }

  Condition* condition_;
  const Deadline& deadline_;
  ArticleRange reach_;
  bool is_range_;
  std::uint32_t asked_ = 0;
};

class NothingNode : public MatchNode {
 public:
  void find(ArticleRange, BlockMatches&) override {}
  void find_among(ArticleRange, const Articles&, BlockMatches&) override {}
  std::uint32_t about() const override { return 0; }
  ArticleRange reach() const override { return {}; }
};

std::vector<MatchNodePtr> make_parts(const PostingQuery& query, NodeValue value, MatchContext& context) {
  std::vector<MatchNodePtr> out;
  for (const PostingQuery& part : query.parts()) out.push_back(make_match_node(part, value, context));
  return out;
}

// A group that is weighed as one word counts its terms.
Weighing weighing_of(const PostingQuery& query, NodeValue value, const MatchContext& context) {
  if (value != NodeValue::weight) return {};
  return {context.statistics.weight(query), context.snapshot.live(context.segment).segment->columns().words};
}

NodeValue counted(NodeValue value) { return value == NodeValue::weight ? NodeValue::count : value; }

MatchNodePtr make_any(const PostingQuery& query, NodeValue value, MatchContext& context) {
  const bool as_one = query.op() == Op::synonym;
  return join_any(make_parts(query, as_one ? counted(value) : value, context), query.least(), value != NodeValue::none,
                  as_one ? weighing_of(query, value, context) : Weighing(), context.hand.sums);
}

MatchNodePtr make_checked(const PostingQuery& query, NodeValue value, MatchContext& context) {
  auto parts = make_parts(query, counted(value), context);
  return join_checked(std::move(parts[0]), std::move(parts[1]), std::make_unique<ConditionNode>(&query.condition(), context), weighing_of(query, value, context),
                      context.hand.sums);
}

MatchNodePtr make_two(const PostingQuery& query, NodeValue value, MatchContext& context) {
  const NodeValue second = query.op() == Op::maybe ? value : NodeValue::none;
  return join_two(query.op(), make_match_node(query.parts()[0], value, context), make_match_node(query.parts()[1], second, context));
}

MatchNodePtr make_scaled(const PostingQuery& query, NodeValue value, MatchContext& context) {
  const PostingQuery& part = query.parts().front();
  if (value != NodeValue::weight) return make_match_node(part, value, context);
  if (query.factor() == 0) return make_match_node(part, NodeValue::none, context);
  return scale(make_match_node(part, value, context), query.factor());
}

}  // namespace

std::unique_ptr<MatchNode> make_match_node(const PostingQuery& query, NodeValue value, MatchContext& context) {
  switch (query.op()) {
    case Op::everything: return std::make_unique<ConditionNode>(nullptr, context);
    case Op::condition: return std::make_unique<ConditionNode>(&query.condition(), context);
    case Op::term: return std::make_unique<TermNode>(query, value, context);
    case Op::all: return join_all(make_parts(query, value, context));
    case Op::any:
    case Op::synonym: return make_any(query, value, context);
    case Op::checked: return make_checked(query, value, context);
    case Op::filter:
    case Op::without:
    case Op::maybe: return make_two(query, value, context);
    case Op::scaled: return make_scaled(query, value, context);
    default: return std::make_unique<NothingNode>();
  }
}

}  // namespace dateline
