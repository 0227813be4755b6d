#include "server/search/posting_query.h"

#include <algorithm>
#include <utility>

namespace dateline {

using Op = PostingQuery::Op;

PostingQuery::PostingQuery(std::string term) : PostingQuery(Node{Op::term, std::move(term), nullptr, 1, 1, {}}) {}

PostingQuery::PostingQuery(std::shared_ptr<Condition> condition) : PostingQuery(Node{Op::condition, {}, std::move(condition), 1, 1, {}}) {}

PostingQuery::PostingQuery(Op op, std::vector<PostingQuery> parts) {
  const auto is_nothing = [](const PostingQuery& part) { return part.empty(); };
  if (op == Op::any || op == Op::synonym) std::erase_if(parts, is_nothing);
  if (parts.empty() || parts.front().empty()) return;
  if (op == Op::without || op == Op::maybe) {
    if (parts[1].empty()) {
      *this = parts.front();
      return;
    }
  } else if (std::any_of(parts.begin(), parts.end(), is_nothing)) {
    return;
  }
  if (parts.size() == 1) *this = parts.front();
  else *this = PostingQuery(Node{op, {}, nullptr, 1, 1, std::move(parts)});
}

PostingQuery PostingQuery::everything() { return PostingQuery(Node{Op::everything, {}, nullptr, 1, 1, {}}); }

PostingQuery PostingQuery::scaled(const PostingQuery& query, double factor) {
  return query.empty() || factor == 1 ? query : PostingQuery(Node{Op::scaled, {}, nullptr, factor, 1, {query}});
}

PostingQuery PostingQuery::at_least(std::uint32_t least, std::vector<PostingQuery> parts) {
  std::erase_if(parts, [](const PostingQuery& part) { return part.empty(); });
  if (parts.size() < least) return {};
  if (least <= 1) return {Op::any, std::move(parts)};
  return PostingQuery(Node{Op::any, {}, nullptr, 1, least, std::move(parts)});
}

PostingQuery PostingQuery::checked(const PostingQuery& sure, const PostingQuery& maybe, std::shared_ptr<Condition> condition) {
  if (maybe.empty()) return sure;
  if (sure.empty()) return {Op::filter, {maybe, PostingQuery(std::move(condition))}};
  return PostingQuery(Node{Op::checked, {}, std::move(condition), 1, 1, {sure, maybe}});
}

Op PostingQuery::op() const { return node_ ? node_->op : Op::nothing; }

const std::vector<PostingQuery>& PostingQuery::parts() const {
  static const std::vector<PostingQuery> none;
  return node_ ? node_->parts : none;
}

void PostingQuery::add_terms(std::vector<std::string>& out) const {
  if (op() == Op::term) out.push_back(term());
  for (const PostingQuery& part : parts()) part.add_terms(out);
}

std::vector<std::string> PostingQuery::terms() const {
  std::vector<std::string> out;
  add_terms(out);
  return out;
}

bool operator==(const PostingQuery& a, const PostingQuery& b) {
  if (a.empty() || b.empty()) return a.empty() == b.empty();
  if (a.node_->condition || b.node_->condition) return false;
  if (a.node_ == b.node_ && a.parts().empty()) return true;
  return a.op() == b.op() && a.term() == b.term() && a.factor() == b.factor() && a.least() == b.least() && a.parts() == b.parts();
}

}  // namespace dateline
