#include <xapian.h>

#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <mutex>

#include "server/search/completions.h"
#include "server/search/copies.h"
#include "server/search/correction.h"
#include "server/search/deadline.h"
#include "server/search/facets.h"
#include "server/search/help.h"
#include "server/search/highlight.h"
#include "server/search/one_search.h"
#include "server/search/plan.h"
#include "server/search/query.h"
#include "server/search/related.h"
#include "server/search/relaxing.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"
#include "server/search/stories.h"
#include "server/search/suggest.h"
#include "server/search/ways_out.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

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

}  // namespace

struct Searcher::State {
  std::string directory;
  SearcherOptions options;
  std::mutex mutex;
  Stamp stamp;
  std::shared_ptr<const Snapshot> snapshot;
  CompletionShelf completions;

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
  const auto until = Clock::now() + request.time_limit;
  const auto snapshot = state_->current();
  const RunSearch run = [&](const SearchRequest& one) { return OneSearch(one, *snapshot, state_->options.aliases).run(); };
  const AnsweredRequest asked{request, *snapshot, until, run, state_->options.aliases};
  SearchAnswer answer = run(request);
  const auto searched = Clock::now();
  if (!request.typing) {
    answer = with_correction(asked, std::move(answer));
    answer.ways_out = ways_out(asked, answer);
  }
  const auto now = Clock::now();
  answer.lasting = answer.lasting && now < until && now - searched < kLookingForNearWords;
  return answer;
}

HitList Searcher::list(const SearchRequest& request) const {
  SearchRequest all = request;
  all.page = 1;
  all.per_page = kMostListed;
  all.facets.clear();
  all.explain = false;
  const auto snapshot = state_->current();
  HitList out;
  auto [answer, places] = OneSearch(all, *snapshot, state_->options.aliases).list();
  out.answer = std::move(answer);
  out.listed = places.size();
  out.bytes = places.size() * sizeof(ArticlePlace);
  const auto left = std::make_shared<const std::vector<ArticlePlace>>(std::move(places));
  out.next = [snapshot, left, at = std::make_shared<std::size_t>(0), body = request.body]() -> std::optional<Hit> {
    if (*at == left->size()) return std::nullopt;
    Hit hit = card_of(*snapshot, (*left)[(*at)++], body);
    hit.article.dropped.clear();
    return hit;
  };
  return out;
}

namespace {

// The leaves to mark in an article: those of the query or, where it lacks some of them, of the query as it is relaxed.
Leaves leaves_to_mark(const QueryNode& root, const Snapshot& snapshot, ArticlePlace place, SearchHand& hand, const AliasTable& aliases) {
  Leaves leaves = make_plan(root, snapshot, hand, &aliases).leaves;
  for (const bool phrases : {false, true}) {
    const Highlighter highlighter(snapshot, place, leaves, hand.tokenizer);
    if (highlighter.found_any() && (phrases || highlighter.missing().empty())) break;
    leaves = make_plan(loosened(root, phrases), snapshot, hand, &aliases).leaves;
  }
  return leaves;
}

// Marks in an article that is found. `place` is numbered among the open segments.
void mark(ArticleAnswer& answer, const Snapshot& snapshot, ArticlePlace place, const std::string& q, const AliasTable& aliases) {
  const auto hand = snapshot.take_hand();
  const Leaves leaves = leaves_to_mark(parse_query(q, std::time(nullptr)).root, snapshot, place, *hand, aliases);
  Highlighter highlighter(snapshot, place, leaves, hand->tokenizer);
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

SuggestAnswer Searcher::suggest(const SuggestRequest& request) const {
  const auto start = Clock::now();
  const auto snapshot = state_->current();
  const std::int64_t now = std::time(nullptr);
  const auto completions = state_->completions.of(snapshot, now, start + request.time_limit);
  SuggestAnswer answer;
  if (completions) answer = dateline::suggest(request, *completions, now, Deadline(start + request.time_limit));
  else answer.partial = true;
  answer.revision = snapshot->revision();
  answer.took_ms = milliseconds_since(start);
  return answer;
}

std::optional<RelatedAnswer> Searcher::related(const RelatedRequest& request) const {
  const auto start = Clock::now();
  const auto snapshot = state_->current();
  auto answer = dateline::related(request, *snapshot, std::time(nullptr), Deadline(start + request.time_limit));
  if (answer) answer->took_ms = milliseconds_since(start);
  return answer;
}

std::string Searcher::revision() const { return state_->current()->revision(); }

}  // namespace dateline
