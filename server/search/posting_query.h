// What is looked for in the postings: a tree of terms, conditions and how they go together. Plain values; see matcher.h for how it is answered.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dateline {

class Condition;  // conditions.h

// Immutable; copies share their parts. One thread at a time, since conditions keep what they work with.
class PostingQuery {
 public:
  enum class Op {
    nothing,
    everything,  // every article, with no weight
    term,        // articles with the term
    condition,   // articles that the condition accepts, with no weight
    all,         // articles that all parts have; weights are added
    any,         // articles that at least least() of the parts have; weights are added
    synonym,     // articles that any part has, weighing as one word would that stands wherever a part does
    checked,     // the same of two parts, but what only the second has must pass the condition
    filter,      // articles of the first part, with its weights, that the second has too
    without,     // articles of the first part that the second has not
    maybe,       // articles of the first part; where the second has them too its weight is added
    scaled,      // articles of the part, their weights times factor()
  };

  PostingQuery() = default;  // nothing
  explicit PostingQuery(std::string term);
  explicit PostingQuery(std::shared_ptr<Condition> condition);
  // `op`: all, any, synonym; or filter, without, maybe with two parts. What can be told without an archive is told at once: parts that are
  // nothing make everything nothing, or are left out.
  PostingQuery(Op op, std::vector<PostingQuery> parts);

  static PostingQuery everything();
  static PostingQuery scaled(const PostingQuery& query, double factor);
  static PostingQuery weightless(const PostingQuery& query) { return scaled(query, 0); }
  // At least `least` of the parts, at least one.
  static PostingQuery at_least(std::uint32_t least, std::vector<PostingQuery> parts);
  static PostingQuery checked(const PostingQuery& sure, const PostingQuery& maybe, std::shared_ptr<Condition> condition);

  bool empty() const { return node_ == nullptr; }
  Op op() const;
  const std::vector<PostingQuery>& parts() const;
  const std::string& term() const { return node_->term; }
  Condition& condition() const { return *node_->condition; }
  double factor() const { return node_->factor; }
  std::uint32_t least() const { return node_->least; }

  // All terms in it, with repeats.
  std::vector<std::string> terms() const;
  // The same tree. Conditions are never the same.
  friend bool operator==(const PostingQuery& a, const PostingQuery& b);

 private:
  struct Node {
    Op op = Op::nothing;
    std::string term;
    std::shared_ptr<Condition> condition;
    double factor = 1;
    std::uint32_t least = 1;
    std::vector<PostingQuery> parts;
  };
  explicit PostingQuery(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}
  void add_terms(std::vector<std::string>& out) const;

  std::shared_ptr<const Node> node_;  // null: nothing
};

}  // namespace dateline
