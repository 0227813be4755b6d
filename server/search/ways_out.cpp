#include "server/search/ways_out.h"

#include <algorithm>

#include "server/search/deadline.h"
#include "server/search/query.h"
#include "server/search/query_parts.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostWays = 6, kMostSearches = 20, kMostParts = 32;

std::string quoted(const std::string& text) { return "“" + text + "”"; }

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t at = 0; at < texts.size(); ++at) out += (at == 0 ? "" : at + 1 == texts.size() ? " or " : ", ") + quoted(texts[at]);
  return out;
}

class WayFinder {
 public:
  WayFinder(const AnsweredRequest& asked, const SearchAnswer& answer)
      : asked_{asked.request, asked.snapshot, Clock::now() + (asked.until - Clock::now()) / 2, asked.run, asked.aliases},
        suggestion_(answer.suggestion),
        deadline_(asked_.until),
        parts_(parts_of_query(asked.request.q)) {
    if (parts_.size() > kMostParts) parts_.clear();
  }

  std::vector<WayOut> run() {
    if (suggestion_) try_query("correction", "The archive has these words.", *suggestion_);
    without_missing_words();
    without_filters();
    as_words();
    without_parts();
    any_word();
    return std::move(ways_);
  }

 private:
  bool enough() const { return ways_.size() >= kMostWays || searches_ >= kMostSearches || deadline_.look(); }

  // Keeps the way when what it asks for is found.
  void try_way(WayOut way, SearchRequest changed) {
    const auto same = [&](const WayOut& other) { return other.q == way.q && other.without == way.without; };
    if (enough() || std::any_of(ways_.begin(), ways_.end(), same)) return;
    ++searches_;
    changed.match = Match::all;
    way.total = found_as_asked(asked_.run(changed));
    if (way.total > 0) ways_.push_back(std::move(way));
  }

  void try_query(std::string code, std::string detail, const std::string& q) { try_way({std::move(code), std::move(detail), q, {}, 0}, counting_request(asked_, q)); }

  // Whether an article that may be seen has the word, whatever the filters are.
  bool is_found(const std::string& word) const {
    SearchRequest alone = counting_request(asked_, word);
    alone.match = Match::all;
    alone.filters.clear();
    alone.published = {};
    return asked_.run(alone).total > 0;
  }

  // Whether words, phrases or brackets are left, and not only what is excluded.
  bool asks_for_text(const std::vector<bool>& kept) const {
    for (std::size_t at = 0; at < parts_.size(); ++at) {
      const QueryPartKind kind = parts_[at].kind;
      if (kept[at] && (kind == QueryPartKind::word || kind == QueryPartKind::phrase || kind == QueryPartKind::group)) return true;
    }
    return false;
  }

  // Words that no article has in any form: with them nothing can be found.
  void without_missing_words() {
    std::vector<bool> kept(parts_.size(), true);
    std::vector<std::string> missing;
    for (std::size_t at = 0; at < parts_.size() && !deadline_.look(); ++at) {
      if (parts_[at].kind != QueryPartKind::word) continue;
      kept[at] = is_found(parts_[at].typed);
      if (!kept[at]) missing.push_back(parts_[at].typed);
    }
    if (missing.empty() || !asks_for_text(kept)) return;
    try_query("without_word", "No article of the archive has " + listed(missing) + ".", query_of_parts(parts_, kept));
  }

  void without_filters() {
    std::vector<std::string> names;
    for (const ValueFilter& filter : asked_.request.filters)
      if (std::find(names.begin(), names.end(), filter.field) == names.end()) names.push_back(filter.field);
    for (const char* name : {"from", "to"})
      if (name[0] == 'f' ? asked_.request.published.from.has_value() : asked_.request.published.until.has_value()) names.emplace_back(name);
    for (const std::string& name : names) without_filter({name}, "Articles match without the filter " + quoted(name) + ".");
    if (names.size() > 1) without_filter(names, "Articles match without the filters.");
  }

  void without_filter(const std::vector<std::string>& names, std::string detail) {
    const auto named = [&](const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    SearchRequest changed = counting_request(asked_, asked_.request.q);
    std::erase_if(changed.filters, [&](const ValueFilter& filter) { return named(filter.field); });
    if (named("from")) changed.published.from.reset();
    if (named("to")) changed.published.until.reset();
    try_way({"without_filter", std::move(detail), changed.q, names, 0}, changed);
  }

  // The words of a phrase, wherever they stand.
  void as_words() {
    for (std::size_t at = 0; at < parts_.size(); ++at) {
      if (parts_[at].kind != QueryPartKind::phrase || parts_[at].text.empty()) continue;
      std::vector<QueryPart> loose = parts_;
      loose[at].typed = '(' + parts_[at].text + ')';
      if (loose.size() == 1) loose[at].typed = parts_[at].text;
      try_query("as_words", "Articles have the words of the phrase " + quoted(parts_[at].text) + ", but not side by side.",
                query_of_parts(loose, std::vector<bool>(loose.size(), true)));
    }
  }

  void without_parts() {
    if (parts_.size() < 2) return;
    for (std::size_t at = 0; at < parts_.size(); ++at) {
      if (parts_[at].kind == QueryPartKind::link) continue;
      std::vector<bool> kept(parts_.size(), true);
      kept[at] = false;
      if (!asks_for_text(kept)) continue;
      try_query(code_of(parts_[at].kind), "Articles match without " + quoted(parts_[at].typed) + ".", query_of_parts(parts_, kept));
    }
  }

  static std::string code_of(QueryPartKind kind) {
    switch (kind) {
      case QueryPartKind::phrase: return "without_phrase";
      case QueryPartKind::value: return "without_value";
      case QueryPartKind::dates: return "without_dates";
      case QueryPartKind::group: return "without_group";
      case QueryPartKind::negation: return "without_not";
      default: return "without_word";
    }
  }

  // The last resort.
  void any_word() {
    if (!ways_.empty()) return;
    std::string q;
    std::size_t words = 0;
    for (const QueryPart& part : parts_) {
      if (part.kind != QueryPartKind::word && part.kind != QueryPartKind::phrase) return;
      (q += q.empty() ? "" : " OR ") += part.typed;
      ++words;
    }
    if (words > 1) try_query("any_word", "Articles have some of the words, but none has all.", q);
  }

  AnsweredRequest asked_;
  const std::optional<std::string>& suggestion_;
  Deadline deadline_;
  std::vector<QueryPart> parts_;
  std::size_t searches_ = 0;
  std::vector<WayOut> ways_;
};

}  // namespace

std::vector<WayOut> ways_out(const AnsweredRequest& asked, const SearchAnswer& answer) {
  if (answer.total > 0 || answer.partial || asked.snapshot.segments() == 0 || asked.request.q.size() > QueryLimits{}.bytes) return {};
  return WayFinder(asked, answer).run();
}

}  // namespace dateline
