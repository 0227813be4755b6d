// server/http/service.h: routes, failures, counters and log lines.
#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "tests/unit/service_bench.h"

using namespace dateline;
using nlohmann::json;

TEST_CASE("each path has its answer") {
  Bench bench;
  struct Row {
    const char* method;
    const char* target;
    int status;
    const char* type;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"GET", "/api/v1/search?q=tax", 200, "application/json", "the search"},
      {"HEAD", "/api/v1/search?q=tax", 200, "application/json", "HEAD wherever GET"},
      {"GET", "/api/v1/articles/id-1", 200, "application/json", "an article"},
      {"GET", "/api/v1/articles/absent", 404, "application/problem+json", "no such article"},
      {"GET", "/api/v1/articles/", 404, "application/problem+json", "no id at all"},
      {"GET", "/api/v1/articles/id-1/related", 200, "application/json", "related articles"},
      {"GET", "/api/v1/articles/absent/related?limit=3", 404, "application/problem+json", "related to no such article"},
      {"GET", "/api/v1/articles/killed/related", 410, "application/problem+json", "related to one that was withdrawn"},
      {"GET", "/api/v1/articles/id-1/related?limit=21", 400, "application/problem+json", "more than there may be"},
      {"GET", "/api/v1/suggest?q=ta", 200, "application/json", "completions"},
      {"GET", "/api/v1/suggest", 200, "application/json", "nothing typed yet"},
      {"GET", "/api/v1/suggest?q=%22%28%3A-", 200, "application/json", "any text"},
      {"GET", "/api/v1/suggest?kinds=words", 400, "application/problem+json", "no such kind"},
      {"POST", "/api/v1/suggest", 405, "application/problem+json", "reading only"},
      {"GET", "/api/v1/stats", 200, "application/json", "statistics"},
      {"GET", "/api/v1/stats?x=1", 400, "application/problem+json", "statistics take no parameters"},
      {"GET", "/healthz", 200, "application/json", "alive"},
      {"GET", "/readyz", 200, "application/json", "ready"},
      {"GET", "/openapi.json", 200, "application/json", "the contract"},
      {"GET", "/metrics", 200, "text/plain; version=0.0.4; charset=utf-8", "counters"},
      {"GET", "/", 200, "text/html; charset=utf-8", "the page"},
      {"GET", "/articles/id-1", 200, "text/html; charset=utf-8", "the page shows an article"},
      {"GET", "/style.css", 200, "text/css; charset=utf-8", "a file"},
      {"GET", "/docs/problems", 200, "text/html; charset=utf-8", "where the types of problems lead"},
      {"GET", "/style.csss", 404, "application/problem+json", "no such file"},
      {"GET", "/api", 404, "application/problem+json", "nothing there"},
      {"GET", "/api/v2/search", 404, "application/problem+json", "no such version"},
      {"POST", "/nothing", 404, "application/problem+json", "404 comes before 405"},
      {"POST", "/api/v1/stats", 405, "application/problem+json", "reading only"},
      {"DELETE", "/api/v1/search", 405, "application/problem+json", "reading only"},
      {"PUT", "/style.css", 405, "application/problem+json", "files too"},
      {"get", "/api/v1/search", 405, "application/problem+json", "methods are upper case"},
      {"OPTIONS", "/api/v1/search", 204, "", "what it allows"},
      {"OPTIONS", "/nothing", 404, "application/problem+json", "nothing there"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.method);
    CAPTURE(row.target);
    CAPTURE(row.why);
    const Answer answer = bench.ask(row.method, row.target);
    CHECK(answer.status == row.status);
    CHECK(answer.content_type == row.type);
    if (row.status == 405) CHECK(header(answer, "Allow").starts_with("GET, HEAD"));
  }
}

TEST_CASE("Allow lists what the path takes") {
  Bench bench;
  CHECK(header(bench.ask("OPTIONS", "/api/v1/search"), "Allow") == "GET, HEAD, POST, OPTIONS");
  CHECK(header(bench.ask("PUT", "/api/v1/stats"), "Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("an article's id may contain slashes and colons") {
  Bench bench;
  bench.get("/api/v1/articles/https://example.com/a?q=tax");
  CHECK(bench.last_id == "https://example.com/a");
}

TEST_CASE("related articles are asked for behind an id, and an id may end as that path does") {
  Bench bench;
  bench.get("/api/v1/articles/https://example.com/a/related?limit=2");
  CHECK(bench.last_id == "https://example.com/a");
  Call call;
  call.method = "GET";
  call.path = "/api/v1/articles/a/related";
  call.target = "/api/v1/articles/a%2Frelated";
  bench.service.handle(call);
  CHECK(bench.last_id == "a/related");
}

TEST_CASE("a search by POST reads its body, and only JSON") {
  Bench bench;
  const Pairs json_type = {{"content-type", "application/JSON; charset=utf-8"}};
  const Answer answer = bench.ask("POST", "/api/v1/search", json_type, R"({"q":"tax","page":2})");
  CHECK(answer.status == 200);
  CHECK(bench.last_request.q == "tax");
  CHECK(bench.last_request.page == 2);
  CHECK(header(answer, "ETag").empty());
  CHECK(header(answer, "Cache-Control") == "no-store");
  CHECK(bench.ask("POST", "/api/v1/search", {}, "{}").status == 415);
  CHECK(bench.ask("POST", "/api/v1/search", {{"content-type", "text/plain"}}, "{}").status == 415);
  CHECK(code_of(bench.ask("POST", "/api/v1/search", json_type, "{")) == "bad_json");
}

TEST_CASE("a wrong parameter is a problem document with the request id") {
  Bench bench;
  const Answer answer = bench.get("/api/v1/search?page=x", {{"x-request-id", "desk.7_A-b"}});
  CHECK(answer.status == 400);
  const json problem = json::parse(answer.body);
  CHECK(problem["code"] == "bad_number");
  CHECK(problem["parameter"] == "page");
  CHECK(problem["request_id"] == "desk.7_A-b");
  CHECK(header(answer, "X-Request-Id") == "desk.7_A-b");
  CHECK(header(answer, "Cache-Control") == "no-store");
  CHECK(header(bench.get("/api/v1/search?from=2021&to=2020"), "X-Request-Id").size() == 16);
}

TEST_CASE("a request id that could break a line or a log is replaced") {
  Bench bench;
  for (const std::string& id : {std::string("a b"), std::string("a\r\nb"), std::string("<b>"), std::string(65, 'a')}) {
    CAPTURE(id);
    CHECK(header(bench.get("/healthz", {{"x-request-id", id}}), "X-Request-Id").size() == 16);
  }
  CHECK(header(bench.get("/healthz"), "X-Request-Id") != header(bench.get("/healthz"), "X-Request-Id"));
}

TEST_CASE("a failure inside is a problem document that says nothing of the inside") {
  Bench bench;
  bench.failure = "secret path /srv/archive";
  const Answer answer = bench.get("/api/v1/search?q=tax");
  CHECK(answer.status == 500);
  CHECK(code_of(answer) == "internal_error");
  CHECK(answer.body.find("secret") == std::string::npos);
  CHECK(json::parse(answer.body)["request_id"] == header(answer, "X-Request-Id"));
}

TEST_CASE("without its archive the server is alive and not ready") {
  Bench bench;
  bench.archive_gone = true;
  CHECK(bench.get("/healthz").status == 200);
  const Answer answer = bench.get("/readyz");
  CHECK(answer.status == 503);
  CHECK(header(answer, "Retry-After") == "1");
  CHECK(code_of(bench.get("/api/v1/search?q=tax")) == "archive_unavailable");
  CHECK(bench.get("/metrics").status == 200);
}

TEST_CASE("a search never runs longer than somebody waits") {
  Bench bench({{}, std::chrono::milliseconds(700)});
  bench.get("/api/v1/search?q=tax");
  CHECK(bench.last_request.time_limit.count() == 700);
  Call call;
  call.method = "GET";
  call.target = call.path = "/api/v1/search";
  call.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  bench.service.handle(call);
  CHECK(bench.last_request.time_limit.count() == 1);
}

TEST_CASE("Server-Timing tells where the time went") {
  Bench bench;
  CHECK(header(bench.get("/api/v1/search"), "Server-Timing") ==
        "parse;dur=0.100, match;dur=0.200, snippet;dur=0.300, total;dur=1.235");
}

TEST_CASE("requests are counted by route and status") {
  Bench bench;
  bench.get("/api/v1/search?q=tax");
  bench.get("/api/v1/search?page=x");
  bench.get("/nothing/of/this/name");
  HttpCounters front;
  front.open = 17;
  bench.service.watch([&] { return front; });
  const std::string text = bench.get("/metrics").body;
  for (const char* line : {"dateline_http_requests_total{route=\"search\",status=\"200\"} 1\n",
                           "dateline_http_requests_total{route=\"search\",status=\"400\"} 1\n",
                           "dateline_http_requests_total{route=\"none\",status=\"404\"} 1\n",
                           "dateline_http_request_duration_seconds_bucket{route=\"search\",le=\"+Inf\"} 2\n",
                           "dateline_http_request_duration_seconds_count{route=\"search\"} 2\n",
                           "\ndateline_http_requests_in_flight 1\n", "\ndateline_articles 5\n", "\ndateline_ready 1\n",
                           "\ndateline_http_connections_open 17\n"}) {
    CAPTURE(line);
    CHECK(text.find(line) != std::string::npos);
  }
  CHECK(text.find("nothing") == std::string::npos);
}

TEST_CASE("what the front refuses gets an id, a line and a count") {
  Bench bench;
  const Answer answer = bench.service.refuse({431, "headers_too_large", "Headers too large", "Too many.", "192.0.2.9", nullptr});
  CHECK(answer.status == 431);
  CHECK(code_of(answer) == "headers_too_large");
  CHECK(header(answer, "X-Request-Id").size() == 16);
  CHECK(bench.get("/metrics").body.find("{route=\"refused\",status=\"431\"} 1\n") != std::string::npos);
}

TEST_CASE("what the front refuses is a page for somebody who looks at pages") {
  Bench bench;
  struct Row {
    const char* path;  // empty: not known
    const char* accept;
    int status;
    std::string_view code;
    bool page;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"", "text/html,*/*;q=0.8", 414, "target_too_long", true, "a browser that asked too much"},
      {"/search", "", 414, "target_too_long", true, "the lines behind a long address have not come"},
      {"", "", 414, "target_too_long", false, "nobody knows who it is"},
      {"/search", "application/json", 431, "headers_too_large", true, "a page is one whoever asks"},
      {"/api/v1/search", "text/html", 414, "target_too_long", false, "the API speaks JSON"},
      {"", "text/html", 503, "overloaded", true, "no time"},
      {"/", "", 503, "overloaded", true, "no time for a page"},
      {"/api/v1/search", "*/*", 503, "overloaded", false, "no time for a program"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    Call call;
    call.path = row.path;
    if (*row.accept != '\0') call.headers = {{"accept", row.accept}};
    const Answer answer = bench.service.refuse({row.status, row.code, "A title", "Such & such.", "192.0.2.9", &call});
    CHECK(answer.status == row.status);
    CHECK(answer.content_type == (row.page ? "text/html; charset=utf-8" : "application/problem+json"));
    CHECK(header(answer, "Retry-After") == (row.status == 503 ? "1" : ""));
    CHECK(header(answer, "Cache-Control") == "no-store");
    CHECK(answer.body.find(row.page ? "Such &amp; such." : "Such & such.") != std::string::npos);
  }
}

TEST_CASE("each request has one line in the log, whatever its target contains") {
  Bench bench;
  bench.ask("GET", "/api/v1/search?q=a\"b\\c\x1b[31m\xe9");
  bench.ask("HEAD", "/style.css", {{"x-request-id", "id-7"}});
  std::ifstream file(bench.folder.path() / "access.log");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].find(" 192.0.2.7 GET /api/v1/search?q=a\\x22b\\x5cc\\x1b[31m\\xe9 200 ") != std::string::npos);
  CHECK(lines[1].find(" HEAD /style.css 200 0 ") != std::string::npos);
  CHECK(lines[1].ends_with("ms id-7"));
}

TEST_CASE("a line of the log in JSON is JSON") {
  const LogEntry entry = {1'581'700'000'123, "::1", "GET", "/a\"\\\n\x7f", "id", 200, 12, 3.25};
  const json line = json::parse(log_line(entry, LogFormat::json));
  CHECK(line["time"] == "2020-02-14T17:06:40.123Z");
  CHECK(line["target"] == "/a\"\\\n\x7f");
  CHECK(line["status"] == 200);
  CHECK(line["ms"] == 3.25);
  CHECK_FALSE(line.contains("broken"));
  LogEntry broken = entry;
  broken.broken = true;
  CHECK(json::parse(log_line(broken, LogFormat::json))["broken"] == true);
  CHECK(log_line(entry, LogFormat::text) == "2020-02-14T17:06:40.123Z ::1 GET /a\\x22\\x5c\\x0a\\x7f 200 12 3.250ms id");
}

TEST_CASE("many threads at once each get their own answer") {
  Bench bench;
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int number = 0; number < 8; ++number)
    threads.emplace_back([&, number] {
      for (int round = 0; round < 50; ++round) {
        const std::string id = std::to_string(number) + "-" + std::to_string(round);
        Call call;
        call.method = "GET";
        call.target = call.path = "/style.css";
        call.headers = {{"x-request-id", id}, {"accept-encoding", "gzip"}};
        const Answer answer = bench.service.handle(call);
        good += answer.status == 200 && answer.headers.back().second == id;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(good == 400);
}
