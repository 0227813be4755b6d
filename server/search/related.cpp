#include "server/search/related.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "indexer/analysis/fold.h"
#include "indexer/archive/fields.h"
#include "server/search/related_words.h"
#include "server/search/conditions.h"
#include "server/search/matcher.h"
#include "server/search/stories.h"

namespace dateline {
namespace {

using Query = PostingQuery;

constexpr std::size_t kAskedWords = 24;         // of the article, that candidates are found by
constexpr std::size_t kCandidates = 80;
constexpr double kK1 = 1, kB = 0.5;             // of BM25
constexpr std::size_t kLookedAtCloser = 20;     // candidates whose names and tags are compared
constexpr double kTooCommon = 0.1;              // share of all articles from which on a word finds no candidates, in archives of
constexpr double kSmallArchive = 200;           // more articles than this
constexpr std::size_t kMostShared = 8;

// Less alike than this is not related; words in common that give less are chance.
constexpr double kFloor = 0.12;
constexpr std::size_t kFewestShared = 2;
constexpr double kTellingShare = 0.01;

constexpr double kSameText = 0.8, kAsGood = 0.02;

constexpr double kMostOfValues = 0.1;  // for names and tags in common
constexpr double kOfOneValue = 0.04;   // when no other article has it
constexpr double kMostOfDate = 0.1;    // for the same day, of the score
constexpr double kDaysOfDate = 60;     // after which a third of it is left
constexpr double kDay = 86'400;

struct RelatedCandidate {
  ArticlePlace place;
  TellingWords::Likeness likeness;
  double score = 0;
  Article card;
};

class RelatedSearch {
 public:
  RelatedSearch(const Segment& segment, std::uint32_t article, const Snapshot& snapshot, std::int64_t now, const Deadline& deadline)
      : snapshot_(snapshot), now_(now), deadline_(deadline), hand_(snapshot.take_hand()), article_(segment.articles().whole(article)),
        group_(segment.columns().group[article]), words_(segment, article, article_, snapshot, *hand_) {}

  std::vector<RelatedArticle> run(std::size_t limit, const std::string& head) {
    std::vector<RelatedCandidate> all = compared(candidates());
    sort(all);
    if (all.size() > kLookedAtCloser) all.resize(kLookedAtCloser);
    for (RelatedCandidate& one : all) look_closer(one);
    sort(all);
    std::vector<RelatedArticle> out;
    std::set<std::uint64_t> groups;
    std::set<std::pair<std::string, long>> titles = {{fold_value(article_.title), as_good_as(1)}};
    for (RelatedCandidate& one : all) {
      if (out.size() == limit) break;
      const Columns& columns = snapshot_.live(one.place.segment).segment->columns();
      if (one.card.id == head || one.card.id == article_.id || !groups.insert(columns.group[one.place.article]).second) continue;
      if (!titles.emplace(fold_value(one.card.title), as_good_as(one.likeness.cosine)).second) continue;
      out.push_back({std::move(one.card), columns.words[one.place.article], one.score, shared_words(one.likeness)});
    }
    return out;
  }

 private:
  // Articles of one headline that are as much alike are one text, even where nobody found them to be copies.
  static long as_good_as(double cosine) { return cosine >= kSameText ? std::lround(1 / kAsGood) : std::lround(cosine / kAsGood); }

  static void sort(std::vector<RelatedCandidate>& all) {
    std::stable_sort(all.begin(), all.end(), [](const RelatedCandidate& a, const RelatedCandidate& b) { return a.score > b.score; });
  }

  // Places of articles that have some of the most telling words.
  std::vector<ArticlePlace> candidates() {
    const double all = hand_->database.get_doccount();
    std::vector<Query> terms;
    for (const TellingWords::Word& word : words_.words()) {
      if (terms.size() == kAskedWords) break;
      if (word.articles == 0 || (all > kSmallArchive && word.articles > all * kTooCommon)) continue;
      terms.push_back(Query::scaled(Query(word.term), word.use));
    }
    if (terms.empty()) return {};
    const Query others(std::make_shared<OtherGroupsCondition>(group_));
    Matcher matcher(snapshot_, *hand_, now_, deadline_, kK1, kB);
    const MatchResult found = matcher.run(Query(Query::Op::all, {Query(Query::Op::any, std::move(terms)), others}), kCandidates, Sort::relevance);
    std::vector<ArticlePlace> out;
    for (const Ranked& hit : found.hits) out.push_back(hit.place);
    return out;
  }

  // Those that are above the floor.
  std::vector<RelatedCandidate> compared(const std::vector<ArticlePlace>& places) {
    std::vector<RelatedCandidate> out;
    for (const ArticlePlace place : places) {
      if (deadline_.look()) break;
      TellingWords::Likeness likeness = words_.likeness(snapshot_, place);
      if (likeness.cosine < kFloor || telling(likeness) < kFewestShared) continue;
      const double score = likeness.cosine;
      out.push_back({place, std::move(likeness), score, {}});
    }
    return out;
  }

  static std::size_t telling(const TellingWords::Likeness& likeness) {
    return static_cast<std::size_t>(
        std::count_if(likeness.shared.begin(), likeness.shared.end(), [](const auto& one) { return one.first >= kTellingShare; }));
  }

  void look_closer(RelatedCandidate& one) {
    one.card = snapshot_.live(one.place.segment).segment->articles().card(one.place.article);
    const double values = std::min(kMostOfValues, shared_values("tag", article_.tags, one.card.tags) + shared_values("person", article_.persons, one.card.persons) +
                                                      shared_values("org", article_.orgs, one.card.orgs) +
                                                      shared_values("place", article_.places, one.card.places));
    const double date = 1 - kMostOfDate + kMostOfDate * nearness(article_.published, one.card.published);
    one.score = std::min(1.0, one.score + values) * date;
  }

  // What values in common are worth: rare ones more.
  double shared_values(std::string_view field, const std::vector<std::string>& own, const std::vector<std::string>& other) const {
    const double all = hand_->database.get_doccount();
    double sum = 0;
    for (const std::string& value : own) {
      const std::string term = keyword_term(*field_named(field), value);
      const bool both = std::any_of(other.begin(), other.end(), [&](const std::string& one) { return keyword_term(*field_named(field), one) == term; });
      const double articles = std::max(1.0, static_cast<double>(hand_->database.get_termfreq(term)));
      if (both && all > 1) sum += kOfOneValue * std::log(std::max(1.0, all / articles)) / std::log(all);
    }
    return sum;
  }

  // 1 for the same time, near 0 for years apart, 0 when it is not known.
  static double nearness(const Moment& a, const Moment& b) {
    if (!a.known() || !b.known()) return 0;
    return std::exp(-std::abs(static_cast<double>(a.seconds) - static_cast<double>(b.seconds)) / kDay / kDaysOfDate);
  }

  std::vector<std::string> shared_words(const TellingWords::Likeness& likeness) const {
    std::vector<std::string> out;
    for (const auto& [gave, number] : likeness.shared) {
      if (out.size() == kMostShared || (gave < kTellingShare && out.size() >= kFewestShared)) break;
      out.push_back(words_.words()[number].text);
    }
    return out;
  }

  const Snapshot& snapshot_;
  std::int64_t now_;
  Deadline deadline_;
  decltype(std::declval<const Snapshot>().take_hand()) hand_;
  Article article_;
  std::uint64_t group_;
  TellingWords words_;
};

}  // namespace

std::optional<RelatedAnswer> related(const RelatedRequest& request, const Snapshot& snapshot, std::int64_t now, const Deadline& deadline) {
  Story story = story_of(request.id, "", snapshot, now);
  if (story.kind == Story::Kind::absent) return std::nullopt;
  RelatedAnswer out;
  out.revision = snapshot.revision();
  if (story.kind == Story::Kind::gone) {
    out.gone = true;
    out.tombstone = std::move(story.tombstone);
    return out;
  }
  const Segment& segment = *snapshot.archive().segments()[story.place.segment].segment;
  if (snapshot.segments() > 0)
    out.articles = RelatedSearch(segment, story.place.article, snapshot, now, deadline).run(request.limit, story.superseded_by);
  out.partial = deadline.look();
  return out;
}

}  // namespace dateline
