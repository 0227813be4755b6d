#include <xapian.h>

#include <sys/stat.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <mutex>

#include "indexer/archive/fields.h"
#include "server/search/copies.h"
#include "server/search/facets.h"
#include "server/search/highlight.h"
#include "server/search/plan.h"
#include "server/search/query.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"
#include "server/search/sources.h"
#include "server/search/stories.h"
#include "server/search/spelling.h"

namespace dateline {
namespace {

using Query = Xapian::Query;
using Clock = std::chrono::steady_clock;

// Hits are counted exactly up to here, so that a search over everything stays cheap; further when facets are asked for.
constexpr Xapian::doccount kCounted = 10'000;
constexpr Xapian::doccount kCountedForFacets = 200'000;
constexpr std::uint32_t kWindow = 10'000;
// A factor of one would be left out of the query.
const double kAlmostOne = std::nextafter(1.0, 2.0);

double milliseconds_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

// What tells one manifest from the next without reading it.
struct Stamp {
  ino_t inode = 0;
  off_t size = 0;
  std::int64_t modified = 0;
  friend bool operator==(const Stamp&, const Stamp&) = default;

  static Stamp of(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return {};
    return {info.st_ino, info.st_size, info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
  }
};

Query keyword_query(const Field& field, const std::vector<std::string>& values) {
  std::vector<Query> terms;
  for (const std::string& value : values) terms.push_back(Query(keyword_term(field, value)));
  return Query(Query::OP_OR, terms.begin(), terms.end());
}

// One search over one snapshot.
class Search {
 public:
  Search(const SearchRequest& request, const Snapshot& snapshot, const AliasTable& aliases)
      : request_(request), snapshot_(snapshot), aliases_(request.aliases ? &aliases : nullptr), now_(std::time(nullptr)), deadline_(Clock::now() + request.time_limit), hand_(snapshot.take_hand()) {}

  SearchAnswer run() {
    check();
    const auto start = Clock::now();
    ParsedQuery parsed = parse_query(request_.q, now_);
    answer_.warnings = std::move(parsed.warnings);
    answer_.interpreted = to_string(parsed.root);
    plan_ = make_plan(parsed.root, snapshot_, *hand_, deadline_, aliases_);
    answer_.warnings.insert(answer_.warnings.end(), plan_.warnings.begin(), plan_.warnings.end());
    answer_.terms = plan_.terms;
    answer_.aliases = plan_.aliases;
    answer_.sort = request_.sort.value_or(plan_.has_words ? Sort::relevance : Sort::newest);
    answer_.revision = snapshot_.revision();
    answer_.timing.parse_ms = milliseconds_since(start);
    match();
    answer_.timing.total_ms = milliseconds_since(start);
    return std::move(answer_);
  }

  const Plan& plan() const { return plan_; }

 private:
  void check() const {
    if (request_.page == 0 || request_.per_page == 0) throw BadRequest{"bad_number", "page", "page and per_page count from 1"};
    if (std::uint64_t{request_.page} * request_.per_page > kWindow)
      throw BadRequest{"page_past_window", "page", "page * per_page may reach 10,000; narrow the search by a date or a filter instead"};
    for (const ValueFilter& filter : request_.filters) {
      const Field* field = field_named(filter.field);
      if (field == nullptr || field->kind != FieldKind::keyword)
        throw BadRequest{"bad_value", filter.field, "'" + filter.field + "' is no field with exact values"};
    }
  }

  // The text and all filters; every article that fits passes the gate last.
  Query whole_query(const std::shared_ptr<const EachHit>& each) const {
    std::vector<Query> filters;
    Query text = plan_.query.value_or(Query(Query::OP_SCALE_WEIGHT, Query(std::string()), 0.0));
    for (const ValueFilter& filter : request_.filters) {
      const Field& field = *field_named(filter.field);
      if (!filter.any_of.empty()) filters.push_back(keyword_query(field, filter.any_of));
      if (!filter.none_of.empty()) text = Query(Query::OP_AND_NOT, text, keyword_query(field, filter.none_of));
    }
    if (request_.published.from || request_.published.until)
      filters.push_back(Query((new DateSource(snapshot_, deadline_, request_.published))->release()));
    const Query gate((new Gate(snapshot_, deadline_, now_, answer_.sort, each))->release());
    if (!filters.empty()) text = Query(Query::OP_FILTER, text, Query(Query::OP_AND, filters.begin(), filters.end()));
    // Scaling keeps the engine from taking the parts of `text` apart and asking the gate before what is excluded.
    const double weight = answer_.sort == Sort::relevance ? kAlmostOne : 0.0;
    return Query(Query::OP_AND, Query(Query::OP_SCALE_WEIGHT, text, weight), gate);
  }

  void match() {
    const auto start = Clock::now();
    FacetCounter counter(snapshot_, request_.facets);
    auto each = std::make_shared<const EachHit>(
        counter.empty() ? EachHit() : EachHit([&](std::uint32_t segment, std::uint32_t article) { counter.count(segment, article); }));
    const Xapian::doccount counted = counter.empty() ? kCounted : kCountedForFacets;
    if (snapshot_.segments() == 0) return note_nothing(counter);
    Xapian::Enquire enquire(hand_->database);
    enquire.set_query(whole_query(*each ? each : nullptr));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::doccount first = (request_.page - 1) * request_.per_page;
    const Xapian::MSet hits = request_.group_copies ? enquire.get_mset(0, kWindow, counted) : enquire.get_mset(first, request_.per_page, counted);
    note_total(hits, counted);
    answer_.facets = counter.result(request_.facet_size, answer_.total_exact);
    const std::vector<Ranked> ranked = request_.group_copies ? fold(hits, first) : listed(hits);
    answer_.timing.match_ms = milliseconds_since(start);
    show(ranked);
  }

  static double score_of(const Xapian::MSetIterator& hit, Sort sort) { return sort == Sort::relevance ? hit.get_weight() : 0.0; }

  std::vector<Ranked> listed(const Xapian::MSet& hits) const {
    std::vector<Ranked> out;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) out.push_back({snapshot_.place_of(*hit), score_of(hit, answer_.sort), {}});
    return out;
  }

  // The page's share of what is left when each group of copies is one; totals count groups from here on.
  std::vector<Ranked> fold(const Xapian::MSet& hits, std::size_t first) {
    if (hits.size() < answer_.total) answer_.total_exact = false;
    Folded folded = fold_copies(listed(hits), first, request_.per_page, snapshot_);
    answer_.total = folded.groups;
    return std::move(folded.page);
  }

  // The engine refuses to search an archive without articles.
  void note_nothing(const FacetCounter& counter) { answer_.facets = counter.result(request_.facet_size, true); }

  void note_total(const Xapian::MSet& hits, Xapian::doccount counted) {
    answer_.total = hits.get_matches_lower_bound();
    answer_.total_exact = hits.get_matches_lower_bound() == hits.get_matches_upper_bound() || answer_.total < counted;
    answer_.partial = deadline_.passed();
    if (answer_.partial || !plan_.warnings.empty()) answer_.total_exact = false;
  }

  void show(const std::vector<Ranked>& ranked) {
    const auto start = Clock::now();
    for (const Ranked& one : ranked) {
      answer_.hits.push_back(make_hit(one.place, one.score));
      answer_.hits.back().copies = one.copies;
    }
    answer_.timing.snippet_ms = milliseconds_since(start);
  }

  // Out of time, a hit is its card alone.
  Hit make_hit(ArticlePlace place, double score) {
    const Segment& segment = *snapshot_.live(place.segment).segment;
    Hit hit;
    if (deadline_.look()) {
      answer_.partial = true;
      hit.article = segment.articles().card(place.article);
      hit.words = segment.columns().words[place.article];
      hit.score = score;
      hit.title.text = hit.article.title;
      for (const std::string& name : hit.article.byline) hit.byline.push_back({name, {}});
      return hit;
    }
    Highlighter highlighter(snapshot_, place, plan_.leaves, hand_->tokenizer);
    const bool whole = request_.snippets > 0 || request_.body;
    hit.article = whole ? segment.articles().whole(place.article) : segment.articles().card(place.article);
    hit.words = segment.columns().words[place.article];
    hit.score = score;
    hit.title = highlighter.title(hit.article);
    hit.byline = highlighter.byline(hit.article);
    if (request_.snippets > 0) hit.body = highlighter.passages(hit.article, request_.snippets, request_.snippet_length);
    if (request_.explain && answer_.sort == Sort::relevance) hit.explanation = {{"bm25", score}};
    hit.article.dropped.clear();
    if (!request_.body) hit.article.body.clear();
    return hit;
  }

  const SearchRequest& request_;
  const Snapshot& snapshot_;
  const AliasTable* aliases_;  // null: not wanted
  std::int64_t now_;  // UTC seconds
  Deadline deadline_;
  decltype(std::declval<const Snapshot>().take_hand()) hand_;
  Plan plan_;
  SearchAnswer answer_;
};

}  // namespace

struct Searcher::State {
  std::string directory;
  SearcherOptions options;
  std::mutex mutex;
  Stamp stamp;
  std::shared_ptr<const Snapshot> snapshot;

  // The generation that is published now, as it may be searched now; the last good one while a new one cannot be opened.
  std::shared_ptr<const Snapshot> current() {
    const Stamp seen = Stamp::of(manifest_path(directory));
    const std::int64_t now = std::time(nullptr);
    const std::lock_guard guard(mutex);
    if (!snapshot || seen != stamp) follow(now);
    if (now >= snapshot->next_change()) snapshot = std::make_shared<const Snapshot>(snapshot->share_archive(), now);
    stamp = seen;
    return snapshot;
  }

  void follow(std::int64_t now) {
    try {
      auto archive = Archive::open(directory);
      if (!snapshot || archive->revision() != snapshot->archive().revision()) snapshot = std::make_shared<const Snapshot>(std::move(archive), now);
    } catch (const ArchiveError&) {
      if (!snapshot) throw;
    }
  }
};

Searcher::Searcher(const std::string& directory, SearcherOptions options) : state_(std::make_unique<State>()) {
  state_->directory = directory;
  state_->options = std::move(options);
  state_->current();
}

Searcher::~Searcher() = default;

SearchAnswer Searcher::search(const SearchRequest& request) const {
  const auto start = Clock::now();
  const auto snapshot = state_->current();
  const AliasTable& aliases = state_->options.aliases;
  Search search(request, *snapshot, aliases);
  SearchAnswer answer = search.run();
  if (request.spelling == Spelling::off || search.plan().unknown.empty() || answer.partial) return answer;
  const Deadline deadline(start + request.time_limit);
  const auto better = corrected_query(request.q, search.plan().unknown, *snapshot, deadline);
  if (!better || deadline.look()) return answer;
  SearchRequest again = request;
  again.q = *better;
  again.spelling = Spelling::off;
  again.time_limit = std::chrono::duration_cast<std::chrono::milliseconds>(start + request.time_limit - Clock::now());
  if (request.spelling == Spelling::automatic && answer.total == 0) {
    SearchAnswer found = Search(again, *snapshot, aliases).run();
    if (found.total == 0) return answer;
    found.suggestion = *better;
    found.suggestion_used = true;
    return found;
  }
  again.per_page = again.page = 1;
  again.snippets = 0;
  again.facets.clear();
  if (Search(again, *snapshot, aliases).run().total > answer.total) answer.suggestion = *better;
  return answer;
}

namespace {

// Marks in an article that is found. `place` is numbered among the open segments.
void mark(ArticleAnswer& answer, const Snapshot& snapshot, ArticlePlace place, const std::string& q, const AliasTable& aliases) {
  const auto hand = snapshot.take_hand();
  const Plan plan = make_plan(parse_query(q, std::time(nullptr)).root, snapshot, *hand, Deadline(Clock::time_point::max()), &aliases);
  Highlighter highlighter(snapshot, place, plan.leaves, hand->tokenizer);
  answer.words = snapshot.live(place.segment).segment->columns().words[place.article];
  answer.title = highlighter.title(answer.article);
  answer.byline = highlighter.byline(answer.article);
  for (std::uint32_t number = 0; number < answer.article.body.size(); ++number)
    answer.body.push_back(highlighter.paragraph(answer.article, number));
}

void show_unmarked(ArticleAnswer& answer) {
  answer.title.text = answer.article.title;
  for (const std::string& name : answer.article.byline) answer.byline.push_back({name, {}});
  for (const std::string& paragraph : answer.article.body) answer.body.push_back({paragraph, {}});
}

}  // namespace

std::optional<ArticleAnswer> Searcher::article(const std::string& id, const std::string& q, const std::string& version) const {
  const auto snapshot = state_->current();
  const std::int64_t now = std::time(nullptr);
  Story story = story_of(id, version, *snapshot, now);
  if (story.kind == Story::Kind::absent) return std::nullopt;
  ArticleAnswer out;
  out.revision = snapshot->revision();
  if (story.kind == Story::Kind::gone) {
    out.gone = true;
    out.article = std::move(story.tombstone);
    return out;
  }
  const Segment& segment = *snapshot->archive().segments()[story.place.segment].segment;
  out.article = segment.articles().whole(story.place.article);
  out.words = segment.columns().words[story.place.article];
  out.versions = std::move(story.versions);
  out.superseded_by = std::move(story.superseded_by);
  const auto open = story.kind == Story::Kind::found ? snapshot->find(id, now) : std::nullopt;
  if (open) out.copies = copies_of(*open, *snapshot, now);
  if (open) mark(out, *snapshot, *open, q, state_->options.aliases);
  else show_unmarked(out);
  return out;
}

ArchiveStats Searcher::stats() const {
  const auto snapshot = state_->current();
  const Archive& archive = snapshot->archive();
  ArchiveStats out;
  out.indexed_at = archive.published_at();
  out.revision = snapshot->revision();
  out.last_run_json = archive.manifest().last_run;
  FacetCounter sources(*snapshot, {"source"});
  std::int64_t first = kNoDate, last = kNoDate;
  const std::int64_t now = std::time(nullptr);
  for (std::uint32_t segment = 0; segment < snapshot->segments(); ++segment) {
    const LiveSegment& live = snapshot->live(segment);
    for (std::uint32_t article = 0; article < live.segment->size(); ++article) {
      if (!snapshot->is_visible(segment, article, now)) continue;
      ++out.articles;
      sources.count(segment, article);
      const std::int64_t date = live.segment->columns().published[article];
      if (date == kNoDate) continue;
      first = first == kNoDate ? date : std::min(first, date);
      last = std::max(last, date);
    }
  }
  out.sources = std::move(sources.result(100, true).front().values);
  if (first != kNoDate) {
    out.first_published = {first, Precision::day, 0, false};
    out.last_published = {last, Precision::day, 0, false};
  }
  return out;
}

std::string Searcher::revision() const { return state_->current()->revision(); }

}  // namespace dateline
