#include "server/search/query_parts.h"

#include "server/search/query.h"
#include "server/search/query_fields.h"
#include "server/search/query_lexer.h"

namespace dateline {
namespace {

QueryPartKind kind_of(const QueryToken& token) {
  if (token.kind != QueryTokenKind::item) return QueryPartKind::link;
  if (token.negated) return QueryPartKind::negation;
  const auto field = token.field.empty() ? std::nullopt : query_field(token.field);
  if (!field || field->kind == QueryFieldKind::text) return token.quoted ? QueryPartKind::phrase : QueryPartKind::word;
  const bool dates = field->kind == QueryFieldKind::from || field->kind == QueryFieldKind::to || field->kind == QueryFieldKind::date;
  return dates ? QueryPartKind::dates : QueryPartKind::value;
}

class PartFinder {
 public:
  explicit PartFinder(const std::string& q) : q_(q), clean_(clean_text(q, QueryLimits{}.bytes)), lexer_(clean_) {}

  std::vector<QueryPart> run() {
    for (QueryToken token = lexer_.next(); token.kind != QueryTokenKind::end;) {
      QueryToken next = lexer_.next();
      take(token, next.position);
      token = std::move(next);
    }
    if (depth_ > 0) end_part(static_cast<std::uint32_t>(q_.size()));
    return std::move(parts_);
  }

 private:
  void take(const QueryToken& token, std::uint32_t end) {
    if (depth_ == 0 && !open_) begin_part(token);
    if (token.kind == QueryTokenKind::open) ++depth_;
    if (token.kind == QueryTokenKind::close && depth_ > 0) --depth_;
    open_ = token.kind == QueryTokenKind::negation || depth_ > 0;
    if (!open_) end_part(end);
  }

  void begin_part(const QueryToken& token) {
    begin_ = token.position;
    part_ = {};
    part_.kind = kind_of(token);
    part_.text = token.text;
    if (token.kind == QueryTokenKind::negation) part_.kind = QueryPartKind::negation;
    if (token.kind == QueryTokenKind::open) part_.kind = token.negated ? QueryPartKind::negation : QueryPartKind::group;
  }

  void end_part(std::uint32_t end) {
    part_.typed = q_.substr(begin_, end - begin_);
    const std::size_t last = part_.typed.find_last_not_of(" \t\r\n");
    part_.typed.resize(last == std::string::npos ? 0 : last + 1);
    if (!part_.typed.empty() && part_.typed != ")") parts_.push_back(std::move(part_));
  }

  const std::string& q_;
  CleanText clean_;
  QueryLexer lexer_;
  std::size_t depth_ = 0;
  bool open_ = false;  // the part goes on
  std::uint32_t begin_ = 0;
  QueryPart part_;
  std::vector<QueryPart> parts_;
};

}  // namespace

std::vector<QueryPart> parts_of_query(const std::string& q) { return PartFinder(q).run(); }

std::string query_of_parts(const std::vector<QueryPart>& parts, const std::vector<bool>& kept) {
  std::string out;
  const QueryPart* link = nullptr;  // waits for something behind it
  bool after_part = false;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (parts[at].kind == QueryPartKind::link) {
      if (after_part) link = &parts[at];
      continue;
    }
    if (!kept[at]) {
      link = nullptr;
      continue;
    }
    if (link != nullptr && after_part) (out += ' ') += link->typed;
    link = nullptr;
    (out += out.empty() ? "" : " ") += parts[at].typed;
    after_part = true;
  }
  return out;
}

}  // namespace dateline
