#include "server/search/one_search.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <iterator>
#include <utility>

#include "indexer/archive/fields.h"
#include "server/search/conditions.h"
#include "server/search/facets.h"
#include "server/search/feedback.h"
#include "server/search/highlight.h"
#include "server/search/ranker.h"
#include "server/search/relaxing.h"
#include "server/search/typed_text.h"

namespace dateline {
namespace {

using Query = PostingQuery;
using Op = PostingQuery::Op;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t kHour = 3600;
constexpr std::uint32_t kWindow = kMostListed;
// Where fewer articles than these have all of several words, those follow that have most of them: always for many words, and else unless the archive is small.
constexpr std::uint64_t kFewHits = 10;
constexpr std::size_t kSeveralWords = 3, kManyWords = 5;
constexpr std::uint64_t kSmallArchive = 250;

// Whether a query asks for dates, which may be told by the time that it is now.
bool has_dates(const QueryNode& node) { return node.kind == NodeKind::dates || std::any_of(node.children.begin(), node.children.end(), has_dates); }

Query keyword_query(const Field& field, const std::vector<std::string>& values) {
  std::vector<Query> terms;
  for (const std::string& value : values) terms.emplace_back(keyword_term(field, value));
  return Query::weightless(Query(Op::any, std::move(terms)));
}

}  // namespace

OneSearch::OneSearch(const SearchRequest& request, const Snapshot& snapshot, const AliasTable& aliases)
    : request_(request),
      snapshot_(snapshot),
      aliases_(request.aliases ? &aliases : nullptr),
      now_(std::time(nullptr)),
      deadline_(Clock::now() + request.time_limit),
      hand_(snapshot.take_hand()),
      matcher_(snapshot, *hand_, now_, deadline_, request.ranking.k1, request.ranking.b) {}

SearchAnswer OneSearch::run() {
  const auto start = Clock::now();
  read();
  show(match());
  answer_.timing.total_ms = milliseconds_since(start);
  return std::move(answer_);
}

std::pair<SearchAnswer, std::vector<ArticlePlace>> OneSearch::list() {
  const auto start = Clock::now();
  read();
  std::vector<ArticlePlace> places;
  for (const Ranked& one : match()) places.push_back(one.place);
  answer_.timing.total_ms = milliseconds_since(start);
  return {std::move(answer_), std::move(places)};
}

// What is asked, and how it is looked for.
void OneSearch::read() {
  check();
  const auto start = Clock::now();
  const std::string q = request_.typing ? with_open_end(request_.q, hand_->tokenizer) : request_.q;
  ParsedQuery parsed = parse_query(q, now_);
  answer_.warnings = std::move(parsed.warnings);
  answer_.interpreted = to_string(parsed.root);
  answer_.lasting = !has_dates(parsed.root) || to_string(parse_query(q, now_ + kHour).root) == answer_.interpreted;
  root_ = std::move(parsed.root);
  plan_ = make_plan(root_, snapshot_, *hand_, aliases_);
  answer_.warnings.insert(answer_.warnings.end(), plan_.warnings.begin(), plan_.warnings.end());
  if (!plan_.query) answer_.warnings.push_back({"nothing_to_search", "None of its characters make a word that could be looked for.", 0});
  answer_.terms = plan_.terms;
  answer_.aliases = plan_.aliases;
  answer_.sort = request_.sort.value_or(plan_.has_words ? Sort::relevance : Sort::newest);
  answer_.revision = snapshot_.revision();
  answer_.timing.parse_ms = milliseconds_since(start);
}

void OneSearch::check() const {
  if (request_.page == 0 || request_.per_page == 0) throw BadRequest{"bad_number", "page", "page and per_page count from 1"};
  if (std::uint64_t{request_.page} * request_.per_page > kWindow)
    throw BadRequest{"page_past_window", "page", "page * per_page may reach 10,000; narrow the search by a date or a filter instead"};
  for (const ValueFilter& filter : request_.filters) {
    const Field* field = field_named(filter.field);
    if (field == nullptr || field->kind != FieldKind::keyword)
      throw BadRequest{"bad_value", filter.field, "'" + filter.field + "' is no field with exact values"};
  }
}

// The text and all filters.
Query OneSearch::whole_query(const Query& asked) const {
  std::vector<Query> filters;
  Query text = asked;
  for (const ValueFilter& filter : request_.filters) {
    const Field& field = *field_named(filter.field);
    if (!filter.any_of.empty()) filters.push_back(keyword_query(field, filter.any_of));
    if (!filter.none_of.empty()) text = Query(Op::without, {text, keyword_query(field, filter.none_of)});
  }
  if (request_.published.from || request_.published.until) filters.emplace_back(std::make_shared<DateCondition>(request_.published));
  return filters.empty() ? text : Query(Op::filter, {text, Query(Op::all, std::move(filters))});
}

// Those that are looked at again are always the same, whatever the page.
std::size_t OneSearch::wanted_hits() const {
  if (request_.group_copies) return kWindow;
  const std::size_t last = std::size_t{request_.page} * request_.per_page;
  return answer_.sort == Sort::relevance ? std::max(last, kLookedAtAgain) : last;
}

OneSearch::Found OneSearch::find(const Query& text) {
  FacetCounter counter(snapshot_, request_.facets);
  const EachHit each = [&](std::uint32_t segment, std::uint32_t article) { counter.count(segment, article); };
  MatchResult found = matcher_.run(whole_query(text), wanted_hits(), answer_.sort, counter.empty() ? nullptr : &each);
  Found out;
  out.hits = std::move(found.hits);
  out.total = found.total;
  out.exact = !deadline_.passed();
  out.facets = counter.result(request_.facet_size, out.exact);
  return out;
}

// The step of relaxing that finds enough, or the last one, when it finds more than `strict`.
OneSearch::Found OneSearch::find_steps(const Relaxed& relaxed, const Found& strict) {
  const bool small = snapshot_.articles() < kSmallArchive;
  const std::uint64_t enough = small || relaxed.words < kSeveralWords ? 1 : kFewHits;
  Found best;
  answer_.relaxed = true;
  const Query* best_step = nullptr;
  for (const Query& step : relaxed.steps) {
    if (deadline_.look()) break;
    Found found = find(step);
    if (found.total <= std::max(strict.total, best.total)) continue;
    best = std::move(found);
    best_step = &step;
    if (best.total >= enough) break;
  }
  if (best_step == nullptr) return {};
  // Function words are left out without a word.
  answer_.relaxed = best_step != &relaxed.steps.front() || !relaxed.first_has_all;
  light_left_out_ = !answer_.relaxed;
  if (light_left_out_) return best;
  const Query better = with_feedback(*best_step, best);
  if (better.empty()) return best;
  Found again = find(better);
  return deadline_.passed() ? best : again;
}

// Hyphenated words are taken apart first, then phrases too. What is found is marked and ranked by the words of that reading.
OneSearch::Found OneSearch::find_relaxed(const Found& strict) {
  std::string before;
  for (const bool phrases : {false, true}) {
    const QueryNode tree = loosened(root_, phrases);
    const std::string text = to_string(tree);
    if (std::exchange(before, text) == text) break;
    const bool is_new = text != answer_.interpreted;
    Plan fresh;
    if (is_new) fresh = make_plan(tree, snapshot_, *hand_, aliases_);
    Plan& plan = is_new ? fresh : plan_;
    if (is_new && plan.query) {
      plan.relaxed.steps.insert(plan.relaxed.steps.begin(), *plan.query);
      plan.relaxed.first_has_all = false;
    }
    Found found = find_steps(plan.relaxed, strict);
    if (found.total <= strict.total) continue;
    if (is_new) plan_.leaves = std::move(plan.leaves);
    return found;
  }
  feedback_ = Query();
  return {};
}

// Whether so few articles have all words that others are wanted too. In a small archive a few are what there is.
bool OneSearch::is_few(const Found& strict) const {
  if (strict.total == 0) return true;
  const std::size_t words = plan_.relaxed.words;
  const bool goes_on = words >= kManyWords || (words >= kSeveralWords && snapshot_.articles() >= kSmallArchive);
  return goes_on && strict.total < kFewHits;
}

double OneSearch::best_score(const Query& text) {
  const MatchResult best = matcher_.run(text, 1, Sort::relevance);
  return best.hits.empty() ? 0 : best.hits.front().score;
}

// The query with what its best hits have in common; empty when there is nothing to add.
Query OneSearch::with_feedback(const Query& text, const Found& found) {
  if (answer_.sort != Sort::relevance || request_.ranking.feedback <= 0 || deadline_.look()) return {};
  const Query common = feedback_query(found.hits, snapshot_, *hand_);
  const double most = common.empty() ? 0 : best_score(common);
  if (most <= 0) return {};
  feedback_ = Query::scaled(common, request_.ranking.feedback * found.hits.front().score / most);
  return Query(Op::maybe, {text, feedback_});
}

std::vector<Ranked> OneSearch::match() {
  const auto start = Clock::now();
  Found found = find(plan_.query.value_or(Query()));
  const std::uint64_t with_all = found.total;
  const bool wanted = request_.match == Match::most || (request_.match == Match::automatic && is_few(found));
  if (wanted && !deadline_.look()) {
    Found more = find_relaxed(found);
    if (more.total > found.total) found = with_first(std::move(more), found);
    else answer_.relaxed = false;
  }
  answer_.total = found.total;
  answer_.total_exact = found.exact;
  answer_.facets = std::move(found.facets);
  rank(found, with_all);
  std::vector<Ranked> page = page_of(found);
  answer_.partial = deadline_.passed();
  if (answer_.partial || !plan_.warnings.empty()) answer_.total_exact = false;
  answer_.timing.match_ms = milliseconds_since(start);
  return page;
}

// What was relaxed, with the few hits that have all words among those that are looked at again.
OneSearch::Found OneSearch::with_first(Found found, const Found& strict) const {
  if (answer_.sort != Sort::relevance || strict.total >= kFewHits) return found;
  const auto is_strict = [&](const Ranked& hit) {
    return std::any_of(strict.hits.begin(), strict.hits.end(), [&](const Ranked& one) { return one.place == hit.place; });
  };
  std::vector<Ranked> hits;
  for (const Ranked& one : strict.hits) {
    const auto there = std::find_if(found.hits.begin(), found.hits.end(), [&](const Ranked& hit) { return hit.place == one.place; });
    hits.push_back(there != found.hits.end() ? *there : one);
  }
  std::copy_if(found.hits.begin(), found.hits.end(), std::back_inserter(hits), [&](const Ranked& hit) { return !is_strict(hit); });
  hits.resize(std::max(found.hits.size(), strict.hits.size()));
  found.hits = std::move(hits);
  return found;
}

void OneSearch::rank(Found& found, std::uint64_t with_all) {
  if (answer_.sort == Sort::relevance && !plan_.leaves.empty() && !found.hits.empty()) {
    const std::size_t wanted = request_.group_copies ? kLookedAtAgain : std::size_t{request_.page} * request_.per_page;
    Ranker ranker(snapshot_, plan_.leaves, request_.ranking, snapshot_.average_words(), now_);
    const std::size_t seen = ranker.rank(found.hits, {wanted, answer_.relaxed, request_.explain}, deadline_);
    with_all = std::max<std::uint64_t>(with_all, seen);
  }
  if (answer_.relaxed) note_relaxed(with_all);
}

void OneSearch::note_relaxed(std::uint64_t with_all) {
  answer_.with_all = with_all;
  answer_.warnings.push_back({kFewerWords,
                              with_all == 0               ? "No article has all of the words; these have some of them."
                              : with_all < answer_.total ? "Not all of these articles have all of the words."
                                                         : "These articles have the words, but not as they were typed.",
                              0});
}

// The page asked for. Where copies are folded, totals count groups from here on.
std::vector<Ranked> OneSearch::page_of(Found& found) {
  const std::size_t first = std::size_t{request_.page - 1} * request_.per_page;
  if (request_.group_copies) {
    if (found.hits.size() < answer_.total) answer_.total_exact = false;
    Folded folded = fold_copies(found.hits, first, request_.per_page, snapshot_);
    answer_.total = folded.groups;
    return std::move(folded.page);
  }
  std::vector<Ranked> page;
  for (std::size_t at = first; at < std::min<std::size_t>(found.hits.size(), first + request_.per_page); ++at) page.push_back(std::move(found.hits[at]));
  return page;
}

void OneSearch::show(const std::vector<Ranked>& ranked) {
  const auto start = Clock::now();
  for (const Ranked& one : ranked) {
    answer_.hits.push_back(make_hit(one));
    answer_.hits.back().copies = one.copies;
  }
  answer_.timing.snippet_ms = milliseconds_since(start);
}

Hit card_of(const Snapshot& snapshot, ArticlePlace place, bool whole) {
  const Segment& segment = *snapshot.live(place.segment).segment;
  Hit hit;
  hit.article = whole ? segment.articles().whole(place.article) : segment.articles().card(place.article);
  hit.words = segment.columns().words[place.article];
  hit.title.text = hit.article.title;
  for (const std::string& name : hit.article.byline) hit.byline.push_back({name, {}});
  return hit;
}

Hit OneSearch::make_hit(const Ranked& ranked) {
  const bool late = deadline_.look();
  Hit hit = card_of(snapshot_, ranked.place, !late && (request_.snippets > 0 || request_.body));
  hit.score = ranked.score;
  if (late) {
    answer_.partial = true;
    return hit;
  }
  Highlighter highlighter(snapshot_, ranked.place, plan_.leaves, hand_->tokenizer, answer_.relaxed);
  hit.title = highlighter.title(hit.article);
  hit.byline = highlighter.byline(hit.article);
  if (request_.snippets > 0) hit.body = highlighter.passages(hit.article, request_.snippets, request_.snippet_length);
  if (answer_.relaxed) hit.missing = highlighter.missing();
  if (request_.explain && answer_.sort == Sort::relevance) explain(hit, ranked);
  hit.article.dropped.clear();
  if (!request_.body) hit.article.body.clear();
  return hit;
}

double OneSearch::worth_here(const Query& query, ArticlePlace place) {
  return best_score(Query(Op::filter, {query, Query(std::make_shared<PlaceCondition>(place))}));
}

// What each leaf gives, asked for this article alone, then what the second look gave; what is left is the other ways to write the words.
void OneSearch::explain(Hit& hit, const Ranked& ranked) {
  double left = ranked.score;
  const auto add = [&](const std::string& name, double worth) {
    if (std::abs(worth) <= 1e-9 * std::max(1.0, ranked.score)) return;
    hit.explanation.emplace_back(name, worth);
    left -= worth;
  };
  for (const PlanLeaf& leaf : plan_.leaves)
    if (leaf.joins == 0 && !((answer_.relaxed || light_left_out_) && leaf.light)) add("word " + leaf.typed, worth_here(leaf.query, ranked.place));
  if (!feedback_.empty()) add("feedback", worth_here(feedback_, ranked.place));
  for (const auto& [name, worth] : ranked.parts) add(name, worth);
  add("other spellings", left);
}

}  // namespace dateline
