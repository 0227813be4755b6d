// server/http/service.h with conditional.h, compression.h and policy.h: entity tags, coding, security headers, other origins.
#include <doctest/doctest.h>

#include <string>

#include "tests/unit/service_bench.h"

using namespace dateline;

TEST_CASE("an entity tag is another one when the server is started again with other pages, aliases or settings") {
  const auto tags = [](Bench&& bench) { return header(bench.get("/search?q=tax"), "ETag") + header(bench.get("/api/v1/search?q=tax"), "ETag"); };
  const auto with = [](auto change) {
    ServiceOptions options;
    change(options);
    return options;
  };
  const std::string page = source_file("web/page.mustache"), usual = tags(Bench());
  CHECK(tags(Bench()) == usual);
  CHECK(tags(Bench({}, page + "<!-- of the house -->")) != usual);
  CHECK(tags(Bench(with([](ServiceOptions& options) { options.policy.frame_ancestors = "'self'"; }))) != usual);
  CHECK(tags(Bench(with([](ServiceOptions& options) { options.aliases = "EU, European Union\n"; }))) != usual);
  CHECK(tags(Bench(with([](ServiceOptions& options) { options.address.configured = "https://news.example"; }))) != usual);
}

TEST_CASE("what is known to be unchanged is not searched again") {
  Bench bench;
  const Answer first = bench.get("/api/v1/search?q=tax");
  const std::string etag = header(first, "ETag");
  REQUIRE(etag.starts_with("W/\""));
  CHECK(header(first, "Cache-Control") == "no-cache");
  CHECK(bench.searches == 1);
  const std::string strong = etag.substr(2);
  for (const std::string& value : {etag, strong, "\"other\", " + etag, "\"a,b\" , " + strong + " ,\"c\""}) {
    CAPTURE(value);
    const Answer again = bench.get("/api/v1/search?q=tax", {{"if-none-match", value}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(header(again, "ETag") == etag);
    CHECK(header(again, "Cache-Control") == "no-cache");
    CHECK(header(again, "Vary") == "Accept-Encoding");
  }
  CHECK(bench.get("/api/v1/search?q=tax", {{"if-none-match", "\"x\""}, {"if-none-match", etag}}).status == 304);
  CHECK(bench.searches == 1);
}

TEST_CASE("completions that are known to be unchanged are not looked for again, and none that were cut short are kept") {
  Bench bench;
  const Answer first = bench.get("/api/v1/suggest?q=ta");
  CHECK(header(first, "Cache-Control") == "no-cache");
  CHECK(bench.get("/api/v1/suggest?q=ta", {{"if-none-match", header(first, "ETag")}}).status == 304);
  CHECK(bench.get("/api/v1/articles/id-1/related", {{"if-none-match", header(bench.get("/api/v1/articles/id-1/related"), "ETag")}}).status == 304);
  CHECK(bench.searches == 1);
  bench.partial = true;
  CHECK(header(bench.get("/api/v1/suggest?q=tax"), "Cache-Control") == "no-store");
}

TEST_CASE("an entity tag holds for one revision and one target") {
  Bench bench;
  const std::string etag = header(bench.get("/api/v1/search?q=tax"), "ETag");
  CHECK(bench.get("/api/v1/search?q=tax&page=1", {{"if-none-match", etag}}).status == 200);
  CHECK(bench.get("/api/v1/search?q=tax", {{"if-none-match", etag + "x"}}).status == 200);
  CHECK(bench.get("/api/v1/search?q=tax", {{"if-none-match", etag.substr(0, 10)}}).status == 200);
  bench.revision = "fedcba9876543210";
  CHECK(bench.get("/api/v1/search?q=tax", {{"if-none-match", etag}}).status == 200);
}

TEST_CASE("a star matches whatever exists, and does not hide what is wrong") {
  Bench bench;
  const Pairs star = {{"if-none-match", "*"}};
  CHECK(bench.get("/api/v1/search?q=tax", star).status == 304);
  CHECK(bench.get("/", star).status == 304);
  CHECK(bench.get("/api/v1/search?page=x", star).status == 400);
  CHECK(bench.get("/api/v1/articles/absent", star).status == 404);
  CHECK(bench.ask("POST", "/api/v1/search", {{"if-none-match", "*"}, {"content-type", "application/json"}}, "{}").status == 200);
}

TEST_CASE("an answer that the time limit cut short is not kept by anybody") {
  Bench bench;
  bench.partial = true;
  const Answer answer = bench.get("/api/v1/search?q=tax");
  CHECK(header(answer, "Cache-Control") == "no-store");
  CHECK(header(answer, "ETag").empty());
}

TEST_CASE("files and the contract have entity tags of their content") {
  Bench bench;
  for (const char* target : {"/", "/articles/x", "/style.css", "/openapi.json", "/docs/problems"}) {
    CAPTURE(target);
    const Answer first = bench.get(target);
    CHECK(header(first, "Cache-Control") == "no-cache");
    const Answer again = bench.get(target, {{"if-none-match", header(first, "ETag")}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
  }
  CHECK(header(bench.get("/healthz"), "ETag").empty());
  CHECK(header(bench.get("/healthz"), "Cache-Control") == "no-store");
}

TEST_CASE("large text is compressed when asked, and caches are told so") {
  Bench bench;
  for (const char* target : {"/style.css", "/openapi.json", "/api/v1/search?q=tax"}) {
    CAPTURE(target);
    const Answer plain = bench.get(target);
    const Answer small = bench.get(target, {{"accept-encoding", "gzip, br"}});
    CHECK(header(plain, "Content-Encoding").empty());
    CHECK(header(plain, "Vary") == "Accept-Encoding");
    CHECK(header(small, "Vary") == "Accept-Encoding");
    CHECK(header(small, "Content-Encoding") == "gzip");
    CHECK(small.body.size() < plain.body.size());
    CHECK(header(small, "ETag") == header(plain, "ETag"));
    CHECK(header(bench.get(target, {{"accept-encoding", "gzip;q=0"}}), "Content-Encoding").empty());
  }
  CHECK(header(bench.get("/healthz", {{"accept-encoding", "gzip"}}), "Content-Encoding").empty());
}

TEST_CASE("security headers are on every answer") {
  Bench bench;
  for (const char* target : {"/", "/api/v1/search", "/api/v1/search?page=x", "/nothing", "/healthz"}) {
    CAPTURE(target);
    const Answer answer = bench.get(target);
    const std::string policy = header(answer, "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
    CHECK(policy.ends_with("frame-ancestors 'none'"));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(header(answer, "X-Content-Type-Options") == "nosniff");
    CHECK_FALSE(header(answer, "Referrer-Policy").empty());
    CHECK(header(answer, "Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(header(answer, "Cross-Origin-Resource-Policy") == "same-origin");
  }
  Bench framed({{{}, "'self' https://cms.example"}, std::chrono::milliseconds(5)});
  CHECK(header(framed.get("/"), "Content-Security-Policy").ends_with("frame-ancestors 'self' https://cms.example"));
}

TEST_CASE("other origins are let in only by the list") {
  const Pairs page = {{"origin", "https://news.example"}};
  const Pairs preflight = {{"origin", "https://news.example"}, {"access-control-request-method", "POST"}};
  Bench closed;
  CHECK(header(closed.get("/api/v1/search", page), "Access-Control-Allow-Origin").empty());
  CHECK(header(closed.ask("OPTIONS", "/api/v1/search", preflight), "Access-Control-Allow-Methods").empty());

  Bench open({{{"https://news.example"}, "'none'"}, std::chrono::milliseconds(5)});
  const Answer answer = open.get("/api/v1/search", page);
  CHECK(header(answer, "Access-Control-Allow-Origin") == "https://news.example");
  CHECK(header(answer, "Vary").find("Origin") != std::string::npos);
  CHECK(header(open.get("/api/v1/search?page=x", page), "Access-Control-Allow-Origin") == "https://news.example");
  CHECK(header(open.get("/api/v1/search"), "Vary").find("Origin") != std::string::npos);
  const Answer permitted = open.ask("OPTIONS", "/api/v1/search", preflight);
  CHECK(permitted.status == 204);
  CHECK(header(permitted, "Access-Control-Allow-Methods") == "GET, HEAD, POST, OPTIONS");
  CHECK(header(permitted, "Access-Control-Allow-Origin") == "https://news.example");
  for (const char* other : {"https://news.example.evil.example", "http://news.example", "null", "https://NEWS.example"}) {
    CAPTURE(other);
    CHECK(header(open.get("/api/v1/search", {{"origin", other}}), "Access-Control-Allow-Origin").empty());
  }
  CHECK(header(open.get("/metrics", page), "Access-Control-Allow-Origin").empty());
}
