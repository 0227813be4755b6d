#include "server/api/endpoints.h"

#include <algorithm>
#include <cstdio>

#include "server/api/citation.h"
#include "server/api/csv_table.h"
#include "server/api/feed.h"
#include "server/api/opensearch.h"
#include "server/api/paging.h"
#include "server/api/parameters.h"
#include "server/api/search_json.h"
#include "server/api/times.h"

namespace dateline {
namespace {

std::string server_timing(const Timing& timing) {
  char text[160];
  std::snprintf(text, sizeof text, "parse;dur=%.3f, match;dur=%.3f, snippet;dur=%.3f, total;dur=%.3f", timing.parse_ms,
                timing.match_ms, timing.snippet_ms, timing.total_ms);
  return text;
}

// application/json, with or without parameters such as charset=utf-8.
bool is_json(std::string_view content_type) {
  constexpr std::string_view wanted = "application/json";
  const std::string_view essence = content_type.substr(0, content_type.find_first_of("; \t"));
  return std::equal(essence.begin(), essence.end(), wanted.begin(), wanted.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

SearchCall read_call(const Call& call, std::int64_t now) {
  if (call.method != "POST") return read_search_query(call.raw_query, now);
  if (!is_json(call.header("content-type")))
    throw BadRequest{"unsupported_media_type", "", "A search by POST has to be sent as Content-Type: application/json."};
  return read_search_body(call.body, call.raw_query, now);
}

SearchCall read_feed_call(const Call& call, std::int64_t now) { return read_feed_query(call.raw_query, now); }

using ReadCall = SearchCall (*)(const Call& call, std::int64_t now);

// When and why, and nothing of the text.
std::string withdrawal(const Article& tombstone) {
  const auto when = moment_text(tombstone.updated.known() ? tombstone.updated : tombstone.published);
  std::string out = "Its publisher withdrew this article" + (when ? " on " + *when : std::string());
  return tombstone.status_note.empty() ? out + "." : out + ": " + tombstone.status_note;
}

Answer json_answer(std::string body) {
  Answer answer;
  answer.content_type = "application/json";
  answer.body = std::move(body);
  return answer;
}

// A search that was run, and whether its dates mean others in an hour.
struct Searched {
  SearchCall asked;
  SearchAnswer found;
  bool of_the_hour = false;
};

Searched searched(const Call& call, ReadCall read, const SearchCalls& archive, std::chrono::milliseconds time_limit) {
  const std::int64_t now = now_seconds();
  Searched done{read(call, now), {}, false};
  done.asked.search.time_limit = time_left(call, time_limit);
  done.found = archive.search(done.asked.search);
  done.of_the_hour = is_of_the_hour(done.asked.search.published, now, [&](std::int64_t at) { return read(call, at).search.published; });
  return done;
}

Answer search_answer(const Searched& done, std::string_view content_type, std::string body) {
  Answer answer;
  answer.content_type = content_type;
  answer.body = std::move(body);
  tell_search(answer, done.found, done.of_the_hour);
  return answer;
}

Answer help_answer(std::string body, double took_ms, bool partial) {
  Answer answer = json_answer(std::move(body));
  char text[48];
  std::snprintf(text, sizeof text, "total;dur=%.3f", took_ms);
  answer.headers.emplace_back("Server-Timing", text);
  if (partial) answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

}  // namespace

std::chrono::milliseconds time_left(const Call& call, std::chrono::milliseconds limit) {
  using namespace std::chrono;
  if (call.deadline == steady_clock::time_point{}) return limit;
  return std::clamp(duration_cast<milliseconds>(call.deadline - steady_clock::now()), milliseconds(1), limit);
}

void tell_search(Answer& answer, const SearchAnswer& found, bool of_the_hour) {
  answer.headers.emplace_back("Server-Timing", server_timing(found.timing));
  if (found.partial || !found.lasting || of_the_hour) answer.headers.emplace_back("Cache-Control", "no-store");
}

ArticleAnswer article_or_throw(const SearchCalls& archive, std::string_view id, const std::string& q, const std::string& version) {
  auto found = archive.article(std::string(id), q, version);
  if (!found) throw BadRequest{"article_not_found", "id", "The archive has no article with this id."};
  if (found->gone) throw BadRequest{"article_withdrawn", "id", withdrawal(found->article)};
  return *std::move(found);
}

bool is_of_the_hour(const TimeRange& published, std::int64_t now, const std::function<TimeRange(std::int64_t)>& read_at) {
  constexpr std::int64_t kHour = 3600;
  if (!published.from && !published.until) return false;
  const TimeRange later = read_at(now + kHour);
  return later.from != published.from || later.until != published.until;
}

Answer answer_search(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit) {
  const Searched done = searched(call, read_call, archive, time_limit);
  Answer answer = search_answer(done, "application/json", search_json(done.found, done.asked));
  const PagePlace place{done.found.total, done.found.total_exact, done.asked.search.page, done.asked.search.per_page};
  std::string links = call.method == "POST" ? std::string() : link_header(call.path, page_links(call.raw_query, place));
  if (!links.empty()) answer.headers.emplace_back("Link", std::move(links));
  return answer;
}

Answer answer_atom(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address) {
  const Searched done = searched(call, read_feed_call, archive, time_limit);
  return search_answer(done, "application/atom+xml; charset=utf-8", atom_feed(done.found, done.asked, {public_base(call, address), call.path, call.raw_query}));
}

Answer answer_json_feed(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address) {
  const Searched done = searched(call, read_feed_call, archive, time_limit);
  return search_answer(done, "application/feed+json", json_feed(done.found, done.asked, {public_base(call, address), call.path, call.raw_query}));
}

Answer answer_csv(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address) {
  const std::int64_t now = now_seconds();
  SearchCall asked = read_csv_query(call.raw_query, now);
  asked.search.time_limit = time_left(call, time_limit);
  HitList list = archive.list(asked.search);
  const SearchAnswer& found = list.answer;
  if (found.partial)
    throw BadRequest{"search_unfinished", "", "The search took longer than it may, so that the table would lack articles. Narrow it, by dates for example."};
  Answer answer;
  answer.content_type = "text/csv; charset=utf-8; header=present";
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + csv_file_name(asked.search.q, list) + "\"");
  answer.headers.emplace_back("X-Total-Count", std::to_string(found.total));
  answer.headers.emplace_back("X-Total-Relation", found.total_exact ? "eq" : "gte");
  tell_search(answer, found, is_of_the_hour(asked.search.published, now, [&](std::int64_t at) { return read_csv_query(call.raw_query, at).search.published; }));
  answer.stream = csv_table(std::move(list), asked.fields, public_base(call, address));
  return answer;
}

Answer answer_citation(const Call& call, std::string_view id, const SearchCalls& archive, const PublicAddress& address) {
  const CitationCall asked = read_citation_query(call.raw_query);
  const ArticleAnswer found = article_or_throw(archive, id, "", asked.version);
  std::string here = public_base(call, address) + article_path(found.article.id);
  if (!asked.version.empty() && !found.superseded_by.empty()) here += "?version=" + percent_encoded(asked.version);
  Answer answer;
  answer.content_type = citation_type(asked.format);
  answer.body = citation(found.article, here, asked.format);
  const std::string name = citation_file_name(found.article, asked.format);
  if (!name.empty()) answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return answer;
}

Answer answer_article(const Call& call, std::string_view id, const SearchCalls& archive) {
  const ArticleCall asked = read_article_query(call.raw_query);
  return json_answer(article_json(article_or_throw(archive, id, asked.q, asked.version), asked));
}

Answer answer_suggest(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit) {
  SuggestRequest asked = read_suggest_query(call.raw_query);
  asked.time_limit = time_left(call, time_limit);
  const SuggestAnswer found = archive.suggest(asked);
  return help_answer(suggest_json(found, asked), found.took_ms, found.partial);
}

Answer answer_opensearch_suggest(const Call& call, const SearchCalls& archive, std::chrono::milliseconds time_limit, const PublicAddress& address) {
  SuggestRequest asked = read_suggest_query(call.raw_query);
  asked.time_limit = time_left(call, time_limit);
  const SuggestAnswer found = archive.suggest(asked);
  Answer answer = help_answer(opensearch_suggestions(found, asked, public_base(call, address)), found.took_ms, found.partial);
  answer.content_type = "application/x-suggestions+json";
  return answer;
}

Answer answer_opensearch(const Call& call, const PublicAddress& address) {
  read_no_parameters(call.raw_query);
  Answer answer;
  answer.content_type = "application/opensearchdescription+xml; charset=utf-8";
  answer.body = opensearch_xml(public_base(call, address));
  return answer;
}

Answer answer_related(const Call& call, std::string_view id, const SearchCalls& archive, std::chrono::milliseconds time_limit) {
  RelatedRequest asked = read_related_query(call.raw_query);
  asked.id = id;
  asked.time_limit = time_left(call, time_limit);
  const auto found = archive.related(asked);
  if (!found) throw BadRequest{"article_not_found", "id", "The archive has no article with this id."};
  if (found->gone) throw BadRequest{"article_withdrawn", "id", withdrawal(found->tombstone)};
  return help_answer(related_json(*found), found->took_ms, found->partial);
}

Answer answer_stats(const Call& call, const SearchCalls& archive) {
  read_no_parameters(call.raw_query);
  return json_answer(stats_json(archive.stats()));
}

}  // namespace dateline
