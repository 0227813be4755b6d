// server/http/answer_cache.h, and what of it the service makes use of.
#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/http/answer_cache.h"
#include "tests/unit/service_bench.h"

using namespace dateline;

namespace {

constexpr std::size_t kMuch = 1 << 20;
const Pairs kJsonType = {{"content-type", "application/json"}};

WantedAnswer wanted(std::string key, std::string state = "one", int patience_ms = 60'000) {
  return {std::move(key), std::move(state), std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms)};
}

// What makes answers of that body.
std::function<MadeAnswer()> maker(std::string body, bool lasting = true) {
  return [body = std::move(body), lasting] { return MadeAnswer{{200, "text/plain", body, {}}, lasting}; };
}

bool is_kept(AnswerCache& cache, const std::string& key) { return cache.get(wanted(key), maker("made", false)).again; }

Bench caching_bench() { return Bench({{}, std::chrono::milliseconds(2000), kMuch}); }

}  // namespace

TEST_CASE("an answer is made once and given again in its state") {
  AnswerCache cache(kMuch);
  CHECK_FALSE(cache.get(wanted("a"), maker("first")).again);
  const GivenAnswer again = cache.get(wanted("a"), maker("second"));
  CHECK(again.again);
  CHECK(again.answer->body == "first");
  CHECK(cache.get(wanted("b"), maker("other")).answer->body == "other");
  CHECK(cache.counts().hits == 1);
  CHECK(cache.counts().misses == 2);
  CHECK(cache.counts().entries == 2);
}

TEST_CASE("another state drops all that was kept, also what had left before") {
  AnswerCache cache(kMuch);
  cache.get(wanted("a"), maker("old"));
  CHECK(cache.get(wanted("b", "two"), maker("new")).answer->body == "new");
  CHECK(cache.counts().entries == 1);
  CHECK(cache.get(wanted("a", "two"), maker("new")).answer->body == "new");
  CHECK(cache.get(wanted("a", "one"), maker("newer")).answer->body == "newer");
}

TEST_CASE("an answer that a later state overtook is not kept") {
  AnswerCache cache(kMuch);
  cache.get(wanted("a"), [&] {
    cache.get(wanted("b", "two"), maker("b"));
    return MadeAnswer{{200, "text/plain", "of state one", {}}, true};
  });
  CHECK(cache.get(wanted("a", "two"), maker("of state two")).answer->body == "of state two");
}

TEST_CASE("what does not last or fails is made again") {
  AnswerCache cache(kMuch);
  cache.get(wanted("a"), maker("cut short", false));
  CHECK(cache.get(wanted("a"), maker("whole")).answer->body == "whole");
  CHECK_THROWS(cache.get(wanted("b"), []() -> MadeAnswer { throw std::runtime_error("broken"); }));
  CHECK(cache.get(wanted("b"), maker("mended")).answer->body == "mended");
}

TEST_CASE("without memory nothing is kept") {
  AnswerCache cache(0);
  cache.get(wanted("a"), maker("first"));
  CHECK(cache.get(wanted("a"), maker("second")).answer->body == "second");
  CHECK(cache.counts().misses == 2);
  CHECK(cache.counts().bytes == 0);
}

TEST_CASE("the memory is never more than was given, whatever comes") {
  constexpr std::size_t most = 100'000;
  AnswerCache cache(most);
  for (int number = 0; number < 3000; ++number) {
    const std::string key = std::to_string(number % (1 + number * 7919 % 400));
    cache.get(wanted(key), maker(std::string(static_cast<std::size_t>(number * 31 % 9000), 'x')));
    REQUIRE(cache.counts().bytes <= most);
  }
  CHECK(cache.counts().bytes > most / 2);
  CHECK(cache.counts().hits > 0);
  cache.get(wanted("large"), maker(std::string(most / 8, 'x')));
  CHECK_FALSE(is_kept(cache, "large"));
  cache.get(wanted(std::string(most / 8, 'k')), maker(""));
  CHECK_FALSE(is_kept(cache, std::string(most / 8, 'k')));
}

TEST_CASE("what is asked for again outlives what was asked for once, and the used the unused") {
  AnswerCache cache(100'000);
  const std::string page(4000, 'x');
  cache.get(wanted("wanted"), maker(page));
  CHECK(is_kept(cache, "wanted"));
  for (int number = 0; number < 200; ++number) cache.get(wanted("once " + std::to_string(number)), maker(page));
  CHECK(is_kept(cache, "wanted"));
  CHECK(is_kept(cache, "once 199"));
  CHECK_FALSE(is_kept(cache, "once 1"));
  for (int number = 0; number < 200; ++number) {
    cache.get(wanted("twice " + std::to_string(number)), maker(page));
    cache.get(wanted("twice " + std::to_string(number)), maker(page));
  }
  CHECK_FALSE(is_kept(cache, "wanted"));
}

TEST_CASE("of many who want the same at once one makes it, and none waits longer than it may") {
  AnswerCache cache(kMuch);
  std::atomic<int> made{0};
  std::latch begun(1), end(1);
  std::thread first([&] {
    cache.get(wanted("a"), [&] {
      ++made;
      begun.count_down();
      end.wait();
      return MadeAnswer{{200, "text/plain", "shared", {}}, true};
    });
  });
  begun.wait();
  CHECK(cache.get(wanted("a", "one", 0), maker("impatient", false)).answer->body == "impatient");
  CHECK(cache.get(wanted("b"), maker("other")).answer->body == "other");
  std::atomic<int> shared{0};
  std::vector<std::thread> others;
  for (int number = 0; number < 4; ++number)
    others.emplace_back([&] { shared += cache.get(wanted("a"), [&] { ++made; return MadeAnswer{}; }).answer->body == "shared"; });
  end.count_down();
  for (std::thread& other : others) other.join();
  first.join();
  CHECK(shared == 4);
  CHECK(made == 1);
}

TEST_CASE("who waited for an answer that fails or does not last makes its own") {
  for (const bool fails : {false, true}) {
    CAPTURE(fails);
    AnswerCache cache(kMuch);
    std::latch begun(1), end(1);
    std::thread first([&] {
      try {
        cache.get(wanted("a"), [&]() -> MadeAnswer {
          begun.count_down();
          end.wait();
          if (fails) throw std::runtime_error("broken");
          return {{200, "text/plain", "cut short", {}}, false};
        });
      } catch (const std::runtime_error&) {
        // As it should.
      }
    });
    begun.wait();
    std::atomic<int> whole{0};
    std::vector<std::thread> others;
    for (int number = 0; number < 4; ++number) others.emplace_back([&] { whole += cache.get(wanted("a"), maker("whole")).answer->body == "whole"; });
    end.count_down();
    for (std::thread& other : others) other.join();
    first.join();
    CHECK(whole == 4);
  }
}

TEST_CASE("a search that is repeated is the same bytes without searching, until the archive changes") {
  Bench bench = caching_bench();
  const Answer first = bench.get("/api/v1/search?q=tax");
  const Answer again = bench.get("/api/v1/search?q=tax");
  CHECK(bench.searches == 1);
  CHECK(again.body == first.body);
  CHECK(header(again, "ETag") == header(first, "ETag"));
  CHECK(header(again, "Cache-Control") == "no-cache");
  CHECK(header(again, "Vary") == "Accept-Encoding");
  CHECK(header(again, "X-Request-Id") != header(first, "X-Request-Id"));
  CHECK(header(again, "Server-Timing") == "cache;desc=hit");
  CHECK(bench.ask("HEAD", "/api/v1/search?q=tax").body == first.body);
  CHECK(bench.searches == 1);
  bench.get("/api/v1/search?q=tax&page=2");
  CHECK(bench.searches == 2);
  bench.revision = "fedcba9876543210";
  CHECK(header(bench.get("/api/v1/search?q=tax"), "Server-Timing").starts_with("parse;"));
  CHECK(bench.searches == 3);
}

TEST_CASE("a repeated answer comes in the coding that is taken, and is for the origin that asks") {
  Bench bench({{{"https://news.example", "https://cms.example"}, "'none'"}, std::chrono::milliseconds(2000), kMuch});
  const Pairs gzip = {{"accept-encoding", "gzip"}, {"origin", "https://news.example"}};
  const Answer small = bench.get("/api/v1/search?q=tax", gzip);
  CHECK(header(small, "Content-Encoding") == "gzip");
  const Answer again = bench.get("/api/v1/search?q=tax", {{"accept-encoding", "br, gzip"}, {"origin", "https://cms.example"}});
  CHECK(again.body == small.body);
  CHECK(header(again, "Access-Control-Allow-Origin") == "https://cms.example");
  CHECK(header(again, "Vary") == "Accept-Encoding, Origin");
  CHECK(bench.searches == 1);
  const Answer plain = bench.get("/api/v1/search?q=tax", {{"origin", "https://evil.example"}});
  CHECK(header(plain, "Content-Encoding").empty());
  CHECK(header(plain, "Access-Control-Allow-Origin").empty());
  CHECK(plain.body.starts_with("{"));
}

TEST_CASE("a search by POST is repeated by its body and its type") {
  Bench bench = caching_bench();
  const auto post = [&](const std::string& body) { return bench.ask("POST", "/api/v1/search", kJsonType, body); };
  const Answer first = post(R"({"q":"tax"})");
  CHECK(post(R"({"q":"tax"})").body == first.body);
  CHECK(bench.searches == 1);
  CHECK(header(post(R"({"q":"tax"})"), "Cache-Control") == "no-store");
  post(R"({"q":"tax","page":2})");
  CHECK(bench.searches == 2);
  CHECK(bench.ask("POST", "/api/v1/search", {{"content-type", "text/plain"}}, R"({"q":"tax"})").status == 415);
  bench.get("/api/v1/search");
  CHECK(bench.searches == 3);
}

TEST_CASE("an answer that was cut short, and a problem, are never given again") {
  Bench bench = caching_bench();
  bench.partial = true;
  for (const char* target : {"/api/v1/search?q=tax", "/api/v1/suggest?q=ta"}) {
    CAPTURE(target);
    const int before = bench.searches;
    bench.get(target);
    CHECK(header(bench.get(target), "Cache-Control") == "no-store");
    CHECK(bench.searches == before + 2);
  }
  bench.partial = false;
  bench.failure = "broken";
  CHECK(bench.get("/api/v1/search?q=tax").status == 500);
  bench.failure.clear();
  CHECK(bench.get("/api/v1/search?q=tax").status == 200);
  CHECK(bench.get("/api/v1/articles/absent").status == 404);
  CHECK(bench.get("/api/v1/articles/absent").status == 404);
  CHECK(bench.get("/api/v1/search?page=x", {{"x-request-id", "a"}}).body != bench.get("/api/v1/search?page=x", {{"x-request-id", "b"}}).body);
}

TEST_CASE("a 304 asks the archive for nothing but its revision, on every route under /api") {
  Bench bench;
  const auto made = [&] {
    const std::string text = bench.get("/metrics").body;
    const std::string name = "\ndateline_answer_cache_misses_total ";
    const std::size_t at = text.find(name);
    REQUIRE(at != std::string::npos);
    return std::stoi(text.substr(at + name.size()));
  };
  for (const char* target : {"/api/v1/search?q=tax&facets=source", "/api/v1/suggest?q=ta", "/api/v1/articles/id-1?q=tax", "/api/v1/articles/id-1/related",
                             "/api/v1/stats"}) {
    CAPTURE(target);
    const std::string etag = header(bench.get(target), "ETag");
    const int before = made();
    CHECK(before > 0);
    CHECK(bench.get(target, {{"if-none-match", etag}}).status == 304);
    CHECK(made() == before);
  }
}
