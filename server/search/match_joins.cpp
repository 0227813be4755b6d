#include "server/search/match_joins.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace dateline {
namespace {

using Op = PostingQuery::Op;
using Articles = std::vector<std::uint32_t>;

std::uint32_t sum_of(std::uint32_t a, std::uint32_t b) { return a > std::numeric_limits<std::uint32_t>::max() - b ? std::numeric_limits<std::uint32_t>::max() : a + b; }

// Keeps of `values` those of `articles` that are left in `kept`, a part of them.
void add_values_of(const BlockMatches& matches, const Articles& kept, std::vector<double>& sums) {
  if (matches.values.empty()) return;
  sums.resize(kept.size(), 0);
  std::size_t at = 0;
  for (std::size_t number = 0; number < kept.size(); ++number) {
    while (at < matches.articles.size() && matches.articles[at] < kept[number]) ++at;
    if (at < matches.articles.size() && matches.articles[at] == kept[number]) sums[number] += matches.values[at];
  }
}

class AllNode : public MatchNode {
 public:
  explicit AllNode(std::vector<MatchNodePtr> parts) : parts_(std::move(parts)), found_(parts_.size()) {
    const auto reads_first = [](const MatchNodePtr& a, const MatchNodePtr& b) {
      return a->is_condition() != b->is_condition() ? b->is_condition() : a->about() < b->about();
    };
    std::stable_sort(parts_.begin(), parts_.end(), reads_first);
    reach_ = parts_.front()->reach();
    for (const MatchNodePtr& part : parts_) reach_ = reach_.both(part->reach());
  }

  void find(ArticleRange block, BlockMatches& out) override {
    found_[0].clear();
    parts_[0]->find(block.both(reach_), found_[0]);
    ask_others(block, out);
  }

  void find_among(ArticleRange block, const Articles& among, BlockMatches& out) override {
    found_[0].clear();
    parts_[0]->find_among(block, among, found_[0]);
    ask_others(block, out);
  }

  std::uint32_t about() const override { return std::min(parts_.front()->about(), reach_.size()); }
  ArticleRange reach() const override { return reach_; }

 private:
  void ask_others(ArticleRange block, BlockMatches& out) {
    for (std::size_t part = 1; part < parts_.size(); ++part) {
      if (found_[part - 1].articles.empty()) return;
      found_[part].clear();
      parts_[part]->find_among(block, found_[part - 1].articles, found_[part]);
    }
    for (const BlockMatches& one : found_) add_values_of(one, found_.back().articles, out.values);
    out.articles.swap(found_.back().articles);
  }

  std::vector<MatchNodePtr> parts_;
  std::vector<BlockMatches> found_;
  ArticleRange reach_;
};

class AnyNode : public MatchNode {
 public:
  AnyNode(std::vector<MatchNodePtr> parts, std::uint32_t least, bool with_values, const Weighing& weighing, BlockSums& sums)
      : parts_(std::move(parts)), found_(parts_.size()), least_(least), with_values_(with_values), weighing_(weighing), sums_(sums) {
    for (const MatchNodePtr& part : parts_) {
      reach_ = reach_.around(part->reach());
      about_ = sum_of(about_, part->about());
    }
  }

  void find(ArticleRange block, BlockMatches& out) override {
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      found_[part].clear();
      parts_[part]->find(block, found_[part]);
    }
    join(block, out);
  }

  void find_among(ArticleRange block, const Articles& among, BlockMatches& out) override {
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      found_[part].clear();
      parts_[part]->find_among(block, among, found_[part]);
    }
    join(block, out);
  }

  std::uint32_t about() const override { return about_; }
  ArticleRange reach() const override { return reach_; }

 private:
  void join(ArticleRange block, BlockMatches& out) {
    std::size_t filled = 0;
    for (const BlockMatches& one : found_) filled += !one.articles.empty();
    if (filled < least_) return;
    if (filled == 1) {
      for (BlockMatches& one : found_)
        if (!one.articles.empty()) std::swap(out, one);
      if (with_values_) out.values.resize(out.articles.size(), 0);
    } else {
      for (const BlockMatches& one : found_) sums_.add(block, one);
      sums_.take(block, least_, with_values_, out);
    }
    weighing_.apply(out);
  }

  std::vector<MatchNodePtr> parts_;
  std::vector<BlockMatches> found_;
  std::uint32_t least_;
  bool with_values_;
  Weighing weighing_;
  BlockSums& sums_;
  std::uint32_t about_ = 0;
  ArticleRange reach_;
};

class TwoNode : public MatchNode {
 public:
  TwoNode(Op op, MatchNodePtr first, MatchNodePtr second) : op_(op), first_(std::move(first)), second_(std::move(second)), reach_(first_->reach()) {
    if (op == Op::filter) reach_ = reach_.both(second_->reach());
  }

  void find(ArticleRange block, BlockMatches& out) override {
    clear();
    const ArticleRange here = block.both(reach_);
    if (op_ == Op::filter && !second_->is_condition() && second_->about() < first_->about()) {
      second_->find(here, others_);
      if (!others_.articles.empty()) first_->find_among(block, others_.articles, out);
      return;
    }
    first_->find(here, found_);
    ask_second(block, out);
  }

  void find_among(ArticleRange block, const Articles& among, BlockMatches& out) override {
    clear();
    first_->find_among(block, among, found_);
    ask_second(block, out);
  }

  std::uint32_t about() const override { return op_ == Op::filter ? std::min(first_->about(), second_->about()) : first_->about(); }
  ArticleRange reach() const override { return reach_; }

 private:
  void clear() {
    found_.clear();
    others_.clear();
  }

  void ask_second(ArticleRange block, BlockMatches& out) {
    if (found_.articles.empty()) return;
    second_->find_among(block, found_.articles, others_);
    switch (op_) {
      case Op::filter:
        add_values_of(found_, others_.articles, out.values);
        out.articles.swap(others_.articles);
        break;
      case Op::without:
        std::set_difference(found_.articles.begin(), found_.articles.end(), others_.articles.begin(), others_.articles.end(), std::back_inserter(out.articles));
        add_values_of(found_, out.articles, out.values);
        break;
      default:
        add_values_of(others_, found_.articles, found_.values);
        std::swap(out, found_);
    }
  }

  Op op_;
  MatchNodePtr first_, second_;
  ArticleRange reach_;
  BlockMatches found_, others_;
};

class CheckedNode : public MatchNode {
 public:
  CheckedNode(MatchNodePtr sure, MatchNodePtr maybe, MatchNodePtr condition, const Weighing& weighing, BlockSums& sums)
      : sure_(std::move(sure)), maybe_(std::move(maybe)), condition_(std::move(condition)), weighing_(weighing), sums_(sums),
        reach_(sure_->reach().around(maybe_->reach())) {}

  void find(ArticleRange block, BlockMatches& out) override {
    clear();
    sure_->find(block, found_);
    maybe_->find(block, others_);
    join(block, out);
  }

  void find_among(ArticleRange block, const Articles& among, BlockMatches& out) override {
    clear();
    sure_->find_among(block, among, found_);
    maybe_->find_among(block, among, others_);
    join(block, out);
  }

  std::uint32_t about() const override { return sum_of(sure_->about(), maybe_->about()); }
  ArticleRange reach() const override { return reach_; }

 private:
  void clear() {
    for (BlockMatches* one : {&found_, &others_, &passed_}) one->clear();
    unsure_.clear();
  }

  void join(ArticleRange block, BlockMatches& out) {
    std::set_difference(others_.articles.begin(), others_.articles.end(), found_.articles.begin(), found_.articles.end(), std::back_inserter(unsure_));
    if (!unsure_.empty()) condition_->find_among(block, unsure_, passed_);
    sums_.add(block, found_);
    sums_.add(block, passed_);
    sums_.take(block, 1, true, out);
    add_values_of(others_, out.articles, out.values);
    weighing_.apply(out);
  }

  MatchNodePtr sure_, maybe_, condition_;
  BlockMatches found_, others_, passed_;
  Articles unsure_;
  Weighing weighing_;
  BlockSums& sums_;
  ArticleRange reach_;
};

class ScaledNode : public MatchNode {
 public:
  ScaledNode(MatchNodePtr part, double factor) : part_(std::move(part)), factor_(factor) {}

  void find(ArticleRange block, BlockMatches& out) override {
    part_->find(block, out);
    for (double& value : out.values) value *= factor_;
  }
  void find_among(ArticleRange block, const Articles& among, BlockMatches& out) override {
    part_->find_among(block, among, out);
    for (double& value : out.values) value *= factor_;
  }
  std::uint32_t about() const override { return part_->about(); }
  ArticleRange reach() const override { return part_->reach(); }

 private:
  MatchNodePtr part_;
  double factor_;
};

}  // namespace

void Weighing::apply(BlockMatches& matches) const {
  if (words.empty()) return;
  for (std::size_t at = 0; at < matches.articles.size(); ++at) matches.values[at] = weight.of(matches.values[at], words[matches.articles[at]]);
}

MatchNodePtr join_all(std::vector<MatchNodePtr> parts) { return std::make_unique<AllNode>(std::move(parts)); }

MatchNodePtr join_any(std::vector<MatchNodePtr> parts, std::uint32_t least, bool with_values, const Weighing& weighing, BlockSums& sums) {
  return std::make_unique<AnyNode>(std::move(parts), least, with_values, weighing, sums);
}

MatchNodePtr join_two(Op op, MatchNodePtr first, MatchNodePtr second) { return std::make_unique<TwoNode>(op, std::move(first), std::move(second)); }

MatchNodePtr join_checked(MatchNodePtr sure, MatchNodePtr maybe, MatchNodePtr condition, const Weighing& weighing, BlockSums& sums) {
  return std::make_unique<CheckedNode>(std::move(sure), std::move(maybe), std::move(condition), weighing, sums);
}

MatchNodePtr scale(MatchNodePtr part, double factor) { return std::make_unique<ScaledNode>(std::move(part), factor); }

}  // namespace dateline
