#include "server/search/copies.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>

namespace dateline {
namespace {

const Columns& columns_of(const Snapshot& snapshot, ArticlePlace place) { return snapshot.live(place.segment).segment->columns(); }

// Dates in the order in which things were published: what has none comes last.
std::int64_t order_of_publication(const Snapshot& snapshot, ArticlePlace place) {
  const std::int64_t published = columns_of(snapshot, place).published[place.article];
  return published == kNoDate ? std::numeric_limits<std::int64_t>::max() : published;
}

std::vector<FacetValue> count_sources(const std::vector<ArticlePlace>& places, const Snapshot& snapshot) {
  std::map<std::string, std::uint64_t> counts;
  for (const ArticlePlace place : places) {
    const KeywordColumn& column = columns_of(snapshot, place).keyword("source");
    for (const std::uint32_t ordinal : column.values(place.article)) ++counts[std::string(column.text(ordinal))];
  }
  std::vector<FacetValue> out;
  for (const auto& [value, count] : counts) out.push_back({value, count});
  std::stable_sort(out.begin(), out.end(), [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  return out;
}

// What is told of a group whose `leader` is one of `places`.
Copies describe(const std::vector<ArticlePlace>& places, std::size_t leader, const Snapshot& snapshot) {
  Copies out;
  out.count = places.size();
  out.sources = count_sources(places, snapshot);
  for (std::size_t at = 0; at < places.size() && out.ids.size() < kMostCopyIds; ++at)
    if (at != leader) out.ids.push_back(snapshot.live(places[at].segment).segment->articles().card(places[at].article).id);
  return out;
}

}  // namespace

Folded fold_copies(const std::vector<Ranked>& hits, std::size_t first, std::size_t most, const Snapshot& snapshot) {
  std::unordered_map<std::uint64_t, std::size_t> groups;
  std::vector<std::vector<std::size_t>> members;
  for (std::size_t at = 0; at < hits.size(); ++at) {
    const std::uint64_t group = columns_of(snapshot, hits[at].place).group[hits[at].place.article];
    const auto [found, fresh] = groups.emplace(group, members.size());
    if (fresh) members.emplace_back();
    members[found->second].push_back(at);
  }
  Folded out;
  out.groups = members.size();
  for (std::size_t group = first; group < std::min(first + most, members.size()); ++group) {
    std::vector<ArticlePlace> places;
    for (const std::size_t at : members[group]) places.push_back(hits[at].place);
    const auto leader = std::min_element(places.begin(), places.end(), [&](ArticlePlace a, ArticlePlace b) {
      return order_of_publication(snapshot, a) < order_of_publication(snapshot, b);
    });
    Ranked& folded = out.page.emplace_back(hits[members[group].front()]);
    folded.place = *leader;
    folded.copies = describe(places, static_cast<std::size_t>(leader - places.begin()), snapshot);
  }
  return out;
}

Copies copies_of(ArticlePlace place, const Snapshot& snapshot, std::int64_t now) {
  const std::uint64_t wanted = columns_of(snapshot, place).group[place.article];
  std::vector<ArticlePlace> places = {place};
  for (std::uint32_t segment = 0; segment < snapshot.segments(); ++segment) {
    const auto groups = snapshot.live(segment).segment->columns().group;
    for (std::uint32_t article = 0; article < groups.size(); ++article) {
      const bool own = segment == place.segment && article == place.article;
      if (groups[article] == wanted && !own && snapshot.is_visible(segment, article, now)) places.push_back({segment, article});
    }
  }
  return describe(places, 0, snapshot);
}

}  // namespace dateline
