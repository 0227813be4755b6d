// Search: a request in plain values, an answer in plain values. Knows nothing of HTTP or JSON.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "indexer/article.h"

namespace dateline {

// What is the caller's fault. Thrown by request checking in search/ and api/, caught once in http/.
struct BadRequest {
  std::string code;       // a row of the error table in api/problems.h, e.g. "bad_date"
  std::string parameter;  // its name; empty when none is at fault
  std::string detail;     // one sentence: what is wrong and what to do
  std::int64_t position = -1;  // byte offset in the parameter's value; -1 when it has none
};

enum class Sort { relevance, newest, oldest };
enum class Spelling { suggest, automatic, off };

// Exact values of one keyword field. An article passes when it has any of `any_of` (if there are some) and none of
// `none_of`. Values are compared after case folding and white-space folding.
struct ValueFilter {
  std::string field;  // a keyword row of the field table by its query name: source section byline tag lang
  std::vector<std::string> any_of;
  std::vector<std::string> none_of;
};

// Half-open range of UTC seconds; absent ends are open.
struct TimeRange {
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> until;  // exclusive: the first second after the last wanted period
};

// Whether articles that lack some of the words typed side by side are found.
enum class Match {
  automatic,  // when no article has all; after a long query also behind the few that have all
  all,        // never
  most,       // always
};

// What each part of the ranking is worth, as a share of what the words of the query could give; docs/ranking.md tells how they were chosen.
struct RankingWeights {
  double k1 = 1.2, b = 0.45;      // of BM25
  double whole_headline = 1;      // the whole query stands in the headline, word by word
  double headline = 0.1;          // all words stand in the headline
  double near = 0.1;              // neighbours of the query are neighbours in the text
  double exact = 0.1;             // a word stands there as typed, not in another form
  double lead = 0.04;             // a word stands in the first paragraph
  double freshness = 0.1;         // of the article's other weight, halved by every year before the newest article
  double feedback = 0.3;          // words of the best hits, for relaxed queries
  bool originals_first = true;    // the first published of copies before the others
};

struct SearchRequest {
  std::string q;  // the query language; any bytes
  std::vector<ValueFilter> filters;
  TimeRange published;
  std::optional<Sort> sort;          // absent: relevance, newest when `q` says nothing
  std::uint32_t page = 1;            // from 1; page * per_page <= 10,000
  std::uint32_t per_page = 10;       // 1..100
  std::vector<std::string> facets;   // query names of facet fields, or "published:year" ":month" ":day"
  std::uint32_t facet_size = 10;     // 1..100; date histograms are always whole
  std::uint32_t snippets = 1;        // passages a hit, 0..5
  std::uint32_t snippet_length = 240;  // about how many code points a passage has, 40..1000
  Spelling spelling = Spelling::suggest;
  bool aliases = true;               // "US" also finds "United States"; see docs/aliases.md
  bool group_copies = false;         // one hit for articles that are copies of each other: the first published of those that match
  Match match = Match::automatic;
  RankingWeights ranking;
  bool typing = false;               // `q` is being typed: its last word also finds words that begin with it, and no help is given
  bool explain = false;
  bool body = false;                 // each hit's article has its paragraphs too
  std::chrono::milliseconds time_limit{2000};
};

// Byte range [begin, end) of a text, on code point borders.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// Text with what matched in it. Marks are sorted, not empty, and do not overlap or touch.
struct MarkedText {
  std::string text;
  std::vector<Span> marks;
};

struct Passage {
  MarkedText marked;            // a leading or trailing "…" is part of the text where it was cut
  std::uint32_t paragraph = 0;  // 0-based index into Article::body
};

struct FacetValue {
  std::string value;  // as stored; "2020", "2020-02", "2020-02-14" for date histograms, ascending
  std::uint64_t count = 0;
};

// Articles that are copies of one text, among the hits of a search or in the archive.
struct Copies {
  std::uint64_t count = 1;           // the article itself included
  std::vector<FacetValue> sources;   // most copies first; those without a source are not listed
  std::vector<std::string> ids;      // of the others, at most kMostCopyIds, as they rank
};
inline constexpr std::size_t kMostCopyIds = 20;

struct Hit {
  Article article;  // without dropped, and without body unless the request asked for it
  std::uint32_t words = 0;
  double score = 0;  // 0 when sorted by date
  MarkedText title;
  std::vector<MarkedText> byline;  // parallel to article.byline
  std::vector<Passage> body;       // the lead without marks when nothing of the body matched
  Copies copies;                   // only when the request groups them
  std::vector<std::string> missing;  // words of the query, as typed, that it lacks; only when the query was relaxed
  std::vector<std::pair<std::string, double>> explanation;  // part, what it gave: their sum is the score; only when asked
};

struct Facet {
  std::string name;  // as asked
  std::vector<FacetValue> values;
  std::uint64_t other = 0;  // matches that are in none of `values` (for date histograms: without a date)
  bool exact = true;
};

struct Warning {
  std::string code;    // "unbalanced_quote", "unknown_field", ...
  std::string detail;
  std::uint32_t position = 0;  // byte offset in q
};

// A search that finds something where this one found nothing.
struct WayOut {
  std::string code;    // "correction", "without_word", "without_filter", ...: see docs/api.md, "When nothing is found"
  std::string detail;  // one sentence: what stands in the way
  std::string q;       // to ask instead
  std::vector<std::string> without;  // parameters to leave out, by their names
  std::uint64_t total = 0;           // what it finds
};

// What was typed, and what was looked for besides because it means the same.
struct AliasNote {
  std::string typed;
  std::vector<std::string> also;
  friend bool operator==(const AliasNote&, const AliasNote&) = default;
};

// The code of the warning that goes with SearchAnswer::relaxed.
inline constexpr const char* kFewerWords = "fewer_words";

struct Timing {
  double parse_ms = 0, match_ms = 0, snippet_ms = 0, total_ms = 0;
};

struct SearchAnswer {
  std::string interpreted;         // how q was read, itself a query that means the same
  std::vector<std::string> terms;  // the words that were looked for, as typed after folding, without repeats
  std::vector<AliasNote> aliases;  // that were applied, without repeats
  std::uint64_t total = 0;
  bool total_exact = true;   // false: at least `total`
  Sort sort = Sort::relevance;  // what was used
  bool relaxed = false;      // some of the hits, or all, lack some of the words
  std::uint64_t with_all = 0;  // when relaxed: hits that have all words; they come first
  bool partial = false;      // the time limit cut it short
  bool lasting = true;       // false: asked again, the same archive may give another answer: help was cut short, or `q` means hours before now
  std::optional<std::string> suggestion;  // another q that finds more
  bool suggestion_used = false;           // spelling=auto ran it
  std::vector<WayOut> ways_out;           // only when total is 0
  std::vector<Warning> warnings;
  std::vector<Hit> hits;
  std::vector<Facet> facets;  // in the order asked
  std::string revision;       // of the archive that answered
  Timing timing;
};

// The hits of one search, in their order, to be read one by one.
struct HitList {
  SearchAnswer answer;       // without hits and facets
  std::uint64_t listed = 0;  // hits that next() gives in all: every match, or the first kMostListed
  std::size_t bytes = 0;     // of memory that the list holds, about
  // The next hit: without marks and passages; with its body when the request asked for that. nullopt: there is no more. All hits are of the generation
  // that answered, which is held until this function goes. One thread at a time.
  std::function<std::optional<Hit>()> next;
};
inline constexpr std::uint32_t kMostListed = 10'000;

// One version of a story, as a list of them shows it.
struct VersionEntry {
  std::string id;
  std::string version;  // as the source counts, else the time of the change in UTC; what Searcher::article takes
  std::string title;
  Moment published, updated;
  Status status = Status::usable;
  bool current = false;  // the one that searches find
};

struct ArticleAnswer {
  bool gone = false;  // killed: `article` has id, dates and the reason, and no text
  Article article;  // whole
  std::string superseded_by;  // of an older version: the id under which the newest is found; its texts have no marks
  std::vector<VersionEntry> versions;  // the newest first; empty when there is only one
  Copies copies;  // in the whole archive
  std::uint32_t words = 0;
  MarkedText title;
  std::vector<MarkedText> byline;
  std::vector<MarkedText> body;  // parallel to article.body; marks only when a q was given
  std::string revision;
};

struct ArchiveStats {
  std::uint64_t articles = 0;
  std::vector<FacetValue> sources;    // most articles first
  Moment first_published, last_published;
  std::int64_t indexed_at = 0;        // UTC seconds of the last publication
  std::string revision;
  std::string last_run_json;          // the last run's report as the indexer wrote it: a JSON object
};

struct SuggestRequest;  // help.h
struct SuggestAnswer;
struct RelatedRequest;
struct RelatedAnswer;
struct SearcherOptions {
  AliasTable aliases;  // what ships, unless a newsroom's own is on top
};

// Answers questions on one archive folder. Safe from any number of threads at once. Follows newly published
// generations by itself: every call looks (one stat) and works on one generation from start to end.
class Searcher {
 public:
  // Opens the archive in `directory`. Throws ArchiveError (indexer/archive/archive.h) when there is none, or when its
  // format does not fit this program.
  explicit Searcher(const std::string& directory, SearcherOptions options = {});
  ~Searcher();
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;

  // Never throws for the text of `q`. Throws BadRequest for a filter, facet or page that cannot be.
  SearchAnswer search(const SearchRequest& request) const;

  // All hits of the search, whatever `page`, `per_page`, `facets`, `snippets`, `explain` and `spelling` say. Otherwise as search(). The list may outlive the
  // Searcher.
  HitList list(const SearchRequest& request) const;

  // The article with that id, its words marked as `q` asks (empty: unmarked), or an older version of it (see VersionEntry::version). nullopt: no such
  // article, or none that anybody may know of now.
  std::optional<ArticleAnswer> article(const std::string& id, const std::string& q, const std::string& version = {}) const;

  ArchiveStats stats() const;

  // Completions of what is being typed: see suggest.h. The first call after a publication waits until they are made, within its time limit.
  SuggestAnswer suggest(const SuggestRequest& request) const;

  // Articles on the same subject: see related.h. nullopt as for article().
  std::optional<RelatedAnswer> related(const RelatedRequest& request) const;

  // Changes whenever an answer may change. Cheap: for ETags and readiness. Throws as the constructor does when the
  // archive has gone away.
  std::string revision() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
