// From a Call to an Answer for everything under /api/v1. Opens no database: asks through SearchCalls.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/addresses.h"
#include "server/api/answer.h"
#include "server/search/help.h"
#include "server/search/search.h"

namespace dateline {

// The calls of a Searcher, so that this folder can be tested without an archive. Each may be called from many threads at once
// and throws what Searcher's would.
struct SearchCalls {
  std::function<SearchAnswer(const SearchRequest&)> search;
  std::function<HitList(const SearchRequest&)> list;
  std::function<std::optional<ArticleAnswer>(const std::string& id, const std::string& q, const std::string& version)> article;
  std::function<ArchiveStats()> stats;
  std::function<std::string()> revision;
  std::function<SuggestAnswer(const SuggestRequest&)> suggest;
  std::function<std::optional<RelatedAnswer>(const RelatedRequest&)> related;
};

// How long the work on a call may take: nobody waits for an answer beyond the call's deadline; a call without one has the whole limit.
std::chrono::milliseconds time_left(const Call& call, std::chrono::milliseconds limit);

// Adds Server-Timing, and Cache-Control: no-store to an answer that would be another one soon, or with more time. `of_the_hour` as below.
void tell_search(Answer& answer, const SearchAnswer& found, bool of_the_hour);

// Whether the dates of a search mean others an hour later. `read_at` reads them again for another now (UTC seconds).
bool is_of_the_hour(const TimeRange& published, std::int64_t now, const std::function<TimeRange(std::int64_t)>& read_at);

// The article that was asked for, as SearchCalls::article takes it. Throws BadRequest "article_not_found" or "article_withdrawn".
ArticleAnswer article_or_throw(const SearchCalls& archive, std::string_view id, const std::string& q, const std::string& version);

// GET and POST /api/v1/search. `time_limit` bounds the search itself. Adds Server-Timing, and Cache-Control: no-store to an
// answer that the time limit cut short. Throws BadRequest.
Answer answer_search(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit);

// GET /api/v1/search.atom and .json-feed: the same search as a feed, whose addresses begin with public_base(). Otherwise as answer_search.
Answer answer_atom(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address);
Answer answer_json_feed(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address);

// GET /api/v1/search.csv: all hits as a table that is made while it is sent; X-Total-Count tells how many match. Throws BadRequest "search_unfinished" when
// the time limit cut the search short: a table of some of the hits would look like one of all.
Answer answer_csv(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address);

// GET /api/v1/articles/{id}; `id` is decoded. Throws BadRequest "article_not_found" when there is none that anybody may know of,
// "article_withdrawn" when it was killed.
Answer answer_article(const Call& call, std::string_view id, const SearchCalls& archive);

// GET /api/v1/suggest. `time_limit` bounds the looking. Cache-Control: no-store when it cut the answer short. Throws BadRequest.
Answer answer_suggest(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit);

// GET /api/v1/suggest.opensearch: the same for browsers, whose addresses begin with public_base().
Answer answer_opensearch_suggest(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address);

// GET /opensearch.xml. Throws BadRequest when there are parameters.
Answer answer_opensearch(const Call& call, const PublicAddress& address);

// GET /api/v1/articles/{id}/citation; `id` is decoded. The address of an older version that was asked for leads to that version. Otherwise as answer_article.
Answer answer_citation(const Call& call, std::string_view id, const SearchCalls& archive, const PublicAddress& address);

// GET /api/v1/articles/{id}/related; `id` is decoded. Otherwise as answer_article and answer_suggest.
Answer answer_related(const Call& call, std::string_view id, const SearchCalls& archive, std::chrono::milliseconds time_limit);

// GET /api/v1/stats. Throws BadRequest when there are parameters.
Answer answer_stats(const Call& call, const SearchCalls& archive);

}  // namespace dateline
