#include "server/search/feedback.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "indexer/archive/fields.h"

namespace dateline {
namespace {

using Query = PostingQuery;

constexpr std::size_t kHits = 5;
constexpr std::size_t kWords = 20;
constexpr double kTooCommon = 0.2;  // share of all articles
constexpr std::size_t kShortest = 2;

struct Shared {
  double share = 0;  // of the hits' words, weighted by their scores
  std::uint32_t hits = 0;
};

bool is_plain(std::string_view term) {
  return term.size() >= kShortest && std::none_of(term.begin(), term.end(), [](unsigned char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

void add_hit(const Ranked& hit, double share, const Snapshot& snapshot, std::map<std::string, Shared, std::less<>>& terms) {
  const Segment& segment = *snapshot.live(hit.place.segment).segment;
  WordSequence words;
  segment.words(hit.place.article, words);
  std::map<std::uint32_t, double> counts;
  double all = 0;
  for (std::uint32_t unit = 0; unit < words.units(); ++unit) {
    const double weight = unit == kTitleUnit ? field_named("title")->weight : 1;
    for (const std::uint32_t code : words.unit(unit)) counts[code] += weight;
    all += weight * static_cast<double>(words.unit(unit).size());
  }
  std::map<std::string_view, double> by_term;
  for (const auto& [code, count] : counts) {
    if (code >= segment.vocabulary().size()) throw ArchiveCorrupt("an article has a word that its segment does not know");
    if (const auto names = segment.vocabulary().terms_of(code); !names.empty()) by_term[names.front()] += count;
  }
  for (const auto& [term, count] : by_term) {
    Shared& shared = terms.try_emplace(std::string(term)).first->second;
    shared.share += share * count / all;
    ++shared.hits;
  }
}

}  // namespace

Query feedback_query(const std::vector<Ranked>& best, const Snapshot& snapshot, const SearchHand& hand) {
  const std::size_t hits = std::min(best.size(), kHits);
  double scores = 0;
  for (std::size_t at = 0; at < hits; ++at) scores += best[at].score;
  if (hits < 2 || scores <= 0) return {};
  std::map<std::string, Shared, std::less<>> terms;
  for (std::size_t at = 0; at < hits; ++at) add_hit(best[at], best[at].score / scores, snapshot, terms);
  const auto articles = static_cast<double>(hand.database.get_doccount());
  std::vector<std::pair<double, std::string>> ranked;
  for (const auto& [term, shared] : terms) {
    if (shared.hits < 2 || !is_plain(term)) continue;
    const double with = hand.database.get_termfreq(term);
    if (with <= articles * kTooCommon) ranked.emplace_back(shared.share * std::log(1 + (articles - with + 0.5) / (with + 0.5)), term);
  }
  std::sort(ranked.rbegin(), ranked.rend());
  if (ranked.size() > kWords) ranked.resize(kWords);
  std::vector<Query> parts;
  for (const auto& [weight, term] : ranked) parts.push_back(Query::scaled(Query(term), weight / ranked.front().first));
  return {Query::Op::any, std::move(parts)};
}

}  // namespace dateline
