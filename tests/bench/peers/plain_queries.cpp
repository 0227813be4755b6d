#include <vector>

#include "tests/bench/peers/plain_xapian.h"

namespace dateline {

Xapian::Query PlainQueries::word(const std::string& word) const { return Xapian::Query("Z" + stem_(word)); }

Xapian::Query PlainQueries::of(const LoggedQuery& query) const {
  if (query.kind == QueryClass::phrase)
    return Xapian::Query(Xapian::Query::OP_PHRASE, query.words.begin(), query.words.end());
  std::vector<Xapian::Query> parts;
  for (const std::string& each : query.words) parts.push_back(word(each));
  // As many words as Dateline lets a prefix stand for.
  constexpr Xapian::termcount kExpansion = 128;
  if (query.last_is_prefix())
    parts.back() = Xapian::Query(Xapian::Query::OP_WILDCARD, query.words.back(), kExpansion,
                                 Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM);
  Xapian::Query out(query.kind == QueryClass::any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, parts.begin(),
                    parts.end());
  if (!query.source.empty())
    out = Xapian::Query(Xapian::Query::OP_FILTER, out, Xapian::Query("XS" + query.source.substr(0, 200)));
  if (query.from_year > 0)
    out = Xapian::Query(Xapian::Query::OP_FILTER, out,
                        Xapian::Query(Xapian::Query::OP_VALUE_GE, kDateSlot, std::to_string(query.from_year) + "0101"));
  return out;
}

}  // namespace dateline
