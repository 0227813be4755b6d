// server/http/embed_files.h, and with which headers the service gives such files away.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/http/embed_files.h"
#include "tests/unit/service_bench.h"

using namespace dateline;

TEST_CASE("an address of the embed leads to its version, or to the newest of a major version") {
  const TemporaryFolder folder;
  for (const char* version : {"1.0.0", "1.2.0", "1.10.0", "1.9.9", "2.0.1", "1.11.0-rc", "01.12.0", "1.13", "1.14.0.0"})
    folder.write("embed/" + std::string(version) + "/box.js", version);
  folder.write("embed/1.0.0/only-here.js", "x");
  folder.write("embed/box.js", "x");
  const StaticFiles files(folder.path().string());
  struct Row {
    const char* address;
    const char* path;  // empty: nothing is there
    bool lasting;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"/embed/v1.0.0/box.js", "/embed/1.0.0/box.js", true, "an old version stays"},
      {"/embed/v1.10.0/box.js", "/embed/1.10.0/box.js", true, "the newest by its own name"},
      {"/embed/v1/box.js", "/embed/1.10.0/box.js", false, "numbers are compared as numbers; other names are no versions"},
      {"/embed/v2/box.js", "/embed/2.0.1/box.js", false, "another major version"},
      {"/embed/v1/only-here.js", "/embed/1.0.0/only-here.js", false, "the newest that has it"},
      {"/embed/v3/box.js", "", false, "no such major version"},
      {"/embed/v1.0.1/box.js", "", false, "no such version"},
      {"/embed/v1.0/box.js", "", false, "half a version"},
      {"/embed/v1.0.0/absent.js", "", false, "no such file"},
      {"/embed/v01/box.js", "", false, "a leading zero"},
      {"/embed/v/box.js", "", false, "no number"},
      {"/embed/v1./box.js", "", false, "a dot too many"},
      {"/embed/v99999999999999999999/box.js", "", false, "no number that fits"},
      {"/embed/1.0.0/box.js", "", false, "the folder's own path"},
      {"/embed/v1", "", false, "no file"},
      {"/embed/v1/", "", false, "no file"},
      {"/embed/box.js", "", false, "no version"},
      {"/style.css", "", false, "elsewhere"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.address);
    CAPTURE(row.why);
    const auto found = embed_file(row.address, files);
    CHECK(found.value_or(EmbedFile{}).path == row.path);
    CHECK(found.value_or(EmbedFile{}).lasting == row.lasting);
  }
}

TEST_CASE("every origin may load the files of the embed, and caches keep a version for ever") {
  Bench bench({{{"https://news.example"}, "'none'"}, std::chrono::milliseconds(5)});
  for (const char* target : {"/embed/v1.0.0/box.js", "/embed/v1/box.js"}) {
    CAPTURE(target);
    const bool lasting = std::string(target).find("1.0.0") != std::string::npos;
    const Answer first = bench.get(target, {{"origin", "https://anybody.example"}});
    const Answer again = bench.get(target, {{"if-none-match", header(first, "ETag")}});
    CHECK(first.status == 200);
    CHECK(first.content_type == "text/javascript; charset=utf-8");
    CHECK(again.status == 304);
    for (const Answer& answer : {first, again}) {
      CHECK(header(answer, "Cache-Control") == (lasting ? "public, max-age=31536000, immutable" : "public, max-age=300"));
      CHECK(header(answer, "Access-Control-Allow-Origin") == "*");
      CHECK(header(answer, "Cross-Origin-Resource-Policy") == "cross-origin");
      CHECK(header(answer, "X-Content-Type-Options") == "nosniff");
    }
  }
  for (const char* target : {"/embed/v1.0.1/box.js", "/embed/1.0.0/box.js", "/embed/v1/"}) {
    CAPTURE(target);
    const Answer absent = bench.get(target);
    CHECK(absent.status == 404);
    CHECK(header(absent, "Cache-Control") == "no-store");
    CHECK(header(absent, "Access-Control-Allow-Origin").empty());
  }
  CHECK(header(bench.get("/style.css"), "Cross-Origin-Resource-Policy") == "same-origin");
}

TEST_CASE("a page of an allowed origin can read whatever the API says, problems and refusals too") {
  const Pairs page = {{"origin", "https://news.example"}};
  Bench bench({{{"https://news.example"}, "'none'"}, std::chrono::milliseconds(5)});
  const auto readable = [](const Answer& answer) { return header(answer, "Access-Control-Allow-Origin") == "https://news.example"; };
  for (const char* target : {"/api/v1/search?q=tax", "/api/v1/suggest?q=ta", "/api/v1/articles/x", "/api/v1/articles/x/related", "/api/v1/stats",
                             "/openapi.json", "/api/v1/search?page=x", "/api/v1/suggest?colour=red", "/api/v1/articles/absent", "/api/v1/nothing"}) {
    CAPTURE(target);
    CHECK(readable(bench.get(target, page)));
    CHECK(header(bench.get(target, page), "Access-Control-Expose-Headers").find("Retry-After") != std::string::npos);
    CHECK(header(bench.get(target, {{"origin", "https://other.example"}}), "Access-Control-Allow-Origin").empty());
  }
  CHECK(readable(bench.ask("DELETE", "/api/v1/search", page)));
  bench.failure = "broken";
  CHECK(readable(bench.get("/api/v1/search?q=other", page)));
  bench.archive_gone = true;
  CHECK(readable(bench.get("/api/v1/search?q=third", page)));

  Call call;
  call.method = "GET";
  call.target = call.path = "/api/v1/search";
  call.headers = page;
  const Refused busy{503, "overloaded", "Overloaded", "Too much.", "192.0.2.7", &call};
  CHECK(readable(bench.service.refuse(busy)));
  CHECK(header(bench.service.refuse(busy), "Retry-After") == "1");
  call.target = call.path = "/metrics";
  CHECK_FALSE(readable(bench.service.refuse(busy)));

  const Answer preflight = bench.ask("OPTIONS", "/api/v1/suggest", {page.front(), {"access-control-request-method", "GET"}});
  CHECK(header(preflight, "Access-Control-Allow-Headers").starts_with("Authorization, "));
}
