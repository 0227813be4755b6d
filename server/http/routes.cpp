#include "server/http/routes.h"

#include <array>
#include <vector>

#include "server/api/problems.h"
#include "server/http/compression.h"
#include "server/http/embed_files.h"

namespace dateline {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHtml = "text/html; charset=utf-8";

Answer plain(std::string_view content_type, std::string body) {
  Answer answer;
  answer.content_type = content_type;
  answer.body = std::move(body);
  return answer;
}

// A file in the coding that the client takes.
Answer file_answer(const Call& call, std::string_view path, const StaticFiles& files) {
  const StaticFile* file = files.find(path);
  if (file == nullptr) throw BadRequest{"not_found", "", "The server has no such page."};
  Answer answer = plain(file->content_type, "");
  if (!file->gzip.empty()) answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (!file->gzip.empty() && accepts_gzip(call.header("accept-encoding"))) {
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.body = file->gzip;
  } else {
    answer.body = file->body;
  }
  answer.headers.emplace_back("ETag", file->etag);
  return answer;
}

Answer search(const Call& call, std::string_view, const Backend& backend) {
  return answer_search(call, backend.archive, backend.time_limit);
}

Answer atom(const Call& call, std::string_view, const Backend& backend) {
  return answer_atom(call, backend.archive, backend.time_limit, backend.address);
}

Answer json_feed(const Call& call, std::string_view, const Backend& backend) {
  return answer_json_feed(call, backend.archive, backend.time_limit, backend.address);
}

Answer csv(const Call& call, std::string_view, const Backend& backend) {
  return answer_csv(call, backend.archive, backend.time_limit, backend.address);
}

Answer article(const Call& call, std::string_view id, const Backend& backend) {
  return answer_article(call, id, backend.archive);
}

Answer suggest(const Call& call, std::string_view, const Backend& backend) {
  return answer_suggest(call, backend.archive, backend.time_limit);
}

Answer related(const Call& call, std::string_view id, const Backend& backend) {
  return answer_related(call, id, backend.archive, backend.time_limit);
}

Answer citation(const Call& call, std::string_view id, const Backend& backend) { return answer_citation(call, id, backend.archive, backend.address); }

Answer opensearch_suggest(const Call& call, std::string_view, const Backend& backend) {
  return answer_opensearch_suggest(call, backend.archive, backend.time_limit, backend.address);
}

Answer opensearch(const Call& call, std::string_view, const Backend& backend) { return answer_opensearch(call, backend.address); }

Answer stats(const Call& call, std::string_view, const Backend& backend) { return answer_stats(call, backend.archive); }

Answer openapi(const Call& call, std::string_view, const Backend&) {
  read_no_parameters(call.raw_query);
  std::vector<RouteDoc> docs;
  for (const Route& route : routes()) docs.push_back(route.doc);
  return plain(kJson, openapi_json(docs));
}

Answer alive(const Call&, std::string_view, const Backend&) { return plain(kJson, "{\"status\":\"alive\"}\n"); }

// The revision is sixteen hexadecimal digits: it needs no escaping.
Answer ready(const Call&, std::string_view, const Backend& backend) {
  return plain(kJson, "{\"status\":\"ready\",\"revision\":\"" + backend.archive.revision() + "\"}\n");
}

std::string front_metrics(const HttpCounters& front) {
  const auto line = [](std::string_view name, std::string_view type, std::string_view help, std::uint64_t value) {
    return metric_text(name, type, help, static_cast<double>(value));
  };
  return line("dateline_http_connections_total", "counter", "Connections accepted.", front.accepted) +
         line("dateline_http_connections_open", "gauge", "Connections open now.", front.open) +
         line("dateline_http_connections_turned_away_total", "counter", "Connections closed at once, being too many.",
              front.turned_away) +
         line("dateline_http_connections_too_slow_total", "counter", "Connections closed because a time ran out.",
              front.too_slow) +
         line("dateline_http_requests_overloaded_total", "counter", "Requests answered with 503 by the front.",
              front.overloaded) +
         line("dateline_http_requests_abandoned_total", "counter", "Requests whose client had gone before the work on them began.",
              front.abandoned) +
         line("dateline_http_requests_waiting", "gauge", "Requests waiting for a worker now.", front.waiting) +
         line("dateline_http_buffered_bytes", "gauge", "Bytes of unfinished requests and unsent answers now.",
              front.buffered) +
         line("dateline_http_received_bytes_total", "counter", "Bytes received.", front.bytes_in) +
         line("dateline_http_sent_bytes_total", "counter", "Bytes sent.", front.bytes_out);
}

std::string cache_metrics(const CacheCounts& counts) {
  const auto line = [](std::string_view name, std::string_view type, std::string_view help, std::uint64_t value) {
    return metric_text(name, type, help, static_cast<double>(value));
  };
  return line("dateline_answer_cache_hits_total", "counter", "Answers that were given again.", counts.hits) +
         line("dateline_answer_cache_misses_total", "counter", "Answers that the archive was asked for.", counts.misses) +
         line("dateline_answer_cache_entries", "gauge", "Answers kept now.", counts.entries) +
         line("dateline_answer_cache_bytes", "gauge", "Memory of the answers kept now.", counts.bytes);
}

Answer metrics(const Call&, std::string_view, const Backend& backend) {
  std::string text = backend.metrics.text();
  double articles = 0, is_ready = 0;
  try {
    articles = static_cast<double>(backend.archive.stats().articles);
    is_ready = 1;
  } catch (const std::exception&) {
    // The gauge tells.
  }
  if (backend.counters) text += front_metrics(backend.counters());
  text += cache_metrics(backend.cache.counts());
  text += metric_text("dateline_ready", "gauge", "1 when there is an archive that can be searched.", is_ready);
  text += metric_text("dateline_articles", "gauge", "Articles in the archive.", articles);
  return plain("text/plain; version=0.0.4; charset=utf-8", text);
}

Answer problem_list(const Call&, std::string_view, const Backend&) { return plain(kHtml, problems_page()); }

PageCall page_call(const Call& call, const Backend& backend) {
  return {call, backend.archive, backend.time_limit, public_base(call, backend.address), backend.ancestors};
}

Answer start_page(const Call& call, std::string_view, const Backend& backend) { return backend.pages->start(page_call(call, backend)); }

Answer search_page(const Call& call, std::string_view, const Backend& backend) { return backend.pages->search(page_call(call, backend)); }

Answer article_page(const Call& call, std::string_view id, const Backend& backend) { return backend.pages->article(page_call(call, backend), id); }

Answer embed_page(const Call& call, std::string_view, const Backend& backend) { return backend.pages->embed(page_call(call, backend)); }

Answer file(const Call& call, std::string_view, const Backend& backend) {
  return file_answer(call, call.path, backend.files);
}

// A version that an integrity attribute may name stays as it is; the newest one is soon looked for again.
Answer embed(const Call& call, std::string_view, const Backend& backend) {
  const auto file = embed_file(call.path, backend.files);
  Answer answer = file_answer(call, file ? file->path : "", backend.files);
  answer.headers.emplace_back("Cache-Control", file->lasting ? "public, max-age=31536000, immutable" : "public, max-age=300");
  return answer;
}

std::vector<Route> api_rows() {
  using enum Freshness;
  return {
      {{"search", "GET POST", "/api/v1/search", "ranked articles with marked passages", search_parameters(), kJson,
        "SearchAnswer"}, archive, true, search},
      {{"search_atom", "GET", "/api/v1/search.atom", "a search as an Atom feed", feed_parameters(), "application/atom+xml", ""}, archive, true, atom, true},
      {{"search_json_feed", "GET", "/api/v1/search.json-feed", "a search as a JSON Feed", feed_parameters(), "application/feed+json", "JsonFeed"}, archive, true,
       json_feed, true},
      {{"search_csv", "GET", "/api/v1/search.csv", "all matches of a search as a table", csv_parameters(), "text/csv", ""}, archive, true, csv, true, false, true},
      {{"suggest", "GET", "/api/v1/suggest", "completions of what is being typed", suggest_parameters(), kJson, "SuggestAnswer"}, archive, true,
       suggest},
      {{"suggest_opensearch", "GET", "/api/v1/suggest.opensearch", "completions as browsers ask for them", suggest_parameters(),
        "application/x-suggestions+json", "OpenSearchSuggestions"}, archive, true, opensearch_suggest, true},
      {{"citation", "GET", "/api/v1/articles/{id}/citation", "how to cite an article", citation_parameters(),
        "text/plain, application/x-bibtex, application/x-research-info-systems, application/vnd.citationstyles.csl+json", ""}, archive, true, citation, true},
      {{"related", "GET", "/api/v1/articles/{id}/related", "articles on the same subject", related_parameters(), kJson, "RelatedAnswer"}, archive,
       true, related},
      {{"article", "GET", "/api/v1/articles/{id}", "one article, whole", article_parameters(), kJson, "Article"}, archive,
       true, article},
      {{"stats", "GET", "/api/v1/stats", "what is in the archive", {}, kJson, "Stats"}, archive, true, stats},
      {{"opensearch", "GET", "/opensearch.xml", "how browsers search here", {}, "application/opensearchdescription+xml", ""}, content, true, opensearch},
      {{"openapi", "GET", "/openapi.json", "this contract for programs", {}, kJson, "Document"}, content, true, openapi},
  };
}

// What people see. Results and articles say where they stand, for print and quotations.
std::vector<Route> page_rows() {
  const auto row = [](std::string_view name, std::string_view pattern, std::string_view what, auto answer) {
    Route route{{name, "GET", pattern, what, {}, kHtml, "", false}, Freshness::archive, false, answer};
    route.page = true;
    return route;
  };
  std::vector<Route> rows = {row("start_page", "/", "the start page", start_page), row("search_page", "/search", "the page of results", search_page),
                             row("embed_page", "/embed", "the results in a frame", embed_page),
                             row("article_page", "/articles/{id}", "the page of one article", article_page)};
  for (Route& each : rows) each.absolute = each.doc.name == "search_page" || each.doc.name == "article_page";
  return rows;
}

std::vector<Route> other_rows() {
  using enum Freshness;
  return {
      {{"healthz", "GET", "/healthz", "the server is alive", {}, kJson, "Status"}, never, false, alive},
      {{"readyz", "GET", "/readyz", "the server has an archive and can search", {}, kJson, "Status"}, never, false, ready},
      {{"metrics", "GET", "/metrics", "counters for Prometheus", {}, "text/plain", ""}, never, false, metrics},
      {{"problems", "GET", "/docs/problems", "what the codes of problems mean", {}, "text/html", "", false}, content, false,
       problem_list},
      {{"embed_file", "GET", "/embed/{file}", "the search box for other pages", {}, "", "", false}, content, false, embed, false, true},
      {{"file", "GET", "/{file}", "a file of the web folder", {}, "", "", false}, content, false, file},
  };
}

// What stands for the placeholder of `pattern`; nullopt when `path` does not fit. Ids have slashes: what is behind the placeholder has to be there in
// `target` too, as it was sent, so that no id is taken for another path.
std::optional<std::string_view> fitting(std::string_view pattern, std::string_view path, std::string_view target) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos) return path == pattern ? std::optional(std::string_view()) : std::nullopt;
  const std::string_view behind = pattern.substr(pattern.find('}') + 1);
  if (!path.starts_with(pattern.substr(0, brace)) || path.size() <= brace + behind.size()) return std::nullopt;
  if (!path.ends_with(behind) || !target.substr(0, target.find('?')).ends_with(behind)) return std::nullopt;
  return path.substr(brace, path.size() - brace - behind.size());
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> rows = [] {
    std::vector<Route> all = api_rows();
    for (const Route& row : page_rows()) all.push_back(row);
    for (const Route& row : other_rows()) all.push_back(row);
    return all;
  }();
  return rows;
}

RouteMatch route_of(std::string_view path, std::string_view target, const StaticFiles& files, bool has_pages) {
  for (const Route& route : routes()) {
    const auto rest = fitting(route.doc.pattern, path, target);
    if (!rest) continue;
    if (route.page && !has_pages) continue;
    if (route.doc.name == "file" && files.find(path) == nullptr) continue;
    return {&route, *rest};
  }
  return {};
}

std::string allowed_methods(const Route& route) {
  return route.doc.methods == "GET POST" ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
}

bool allows(const Route& route, std::string_view method) {
  if (method == "GET" || method == "HEAD") return true;
  return method == "POST" && route.doc.methods == "GET POST";
}

}  // namespace dateline
