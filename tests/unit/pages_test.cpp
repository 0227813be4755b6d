// Pages as the server sends them, over an archive that is none.
#include <doctest/doctest.h>

#include <string>

#include "tests/unit/service_bench.h"

using namespace dateline;

namespace {

bool has(const Answer& answer, const std::string& text) { return answer.body.find(text) != std::string::npos; }

ServiceOptions with_cache() {
  ServiceOptions options;
  options.cache_bytes = 1 << 20;
  return options;
}

const Pairs kBrowser = {{"accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};

}  // namespace

TEST_CASE("each address of a page gives a whole page in its status, and a problem is a page too") {
  Bench bench;
  struct Row {
    std::string target;
    int status;
    const char* shows;
    std::string why;
  };
  const Row rows[] = {
      {"/", 200, "class=\"facts\"", "the start page"},
      {"/search?q=tax", 200, "class=\"hits\"", "results"},
      {"/search", 200, "class=\"hits\"", "everything, newest first"},
      {"/search?q=&from=&to=&sort=&section=", 200, "class=\"hits\"", "a form sends its empty fields too"},
      {"/embed?q=tax", 200, "class=\"hits\"", "the frame"},
      {"/articles/id-1?q=tax", 200, "class=\"sheet\"", "an article"},
      {"/articles/absent", 404, "There is no such article in the archive.", "no such article"},
      {"/search?page=x", 400, "page takes", "a wrong parameter is named"},
      {"/search?q=tax&utm_source=mail", 200, "utm_source", "what mailers add to links is said to mean nothing"},
      {"/articles/id-1?fbclid=x", 200, "class=\"sheet\"", "on articles too"},
      {"/?utm_source=mail", 200, "class=\"facts\"", "and on the start page"},
      {"/search?q=tax&from=2020-13&to=x", 400, "value=\"2020-13\"", "wrong dates are told beside their fields, and results stay"},
      {"/search?ui=xx", 400, "ui takes en, de, fr or es.", "no such language"},
      {"/search?section=%FF", 400, "This search cannot be run.", "broken text in a filter"},
      {"/nothing/here", 404, "There is no such page.", "no such page"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target);
    CAPTURE(row.why);
    const Answer answer = bench.get(row.target, kBrowser);
    CHECK(answer.status == row.status);
    CHECK(answer.content_type == "text/html; charset=utf-8");
    CHECK(has(answer, row.shows));
    CHECK(has(answer, "</html>"));
    CHECK(has(answer, "id=\"heading\""));
    CHECK(header(answer, "Cache-Control") == (row.status == 200 ? "no-cache" : "no-store"));
  }
  CHECK(bench.get("/nothing/here").content_type == "application/problem+json");  // programs are told in their way
  CHECK(bench.get("/api/v1/search?page=x", kBrowser).content_type == "application/problem+json");
}

TEST_CASE("the start page with a question is the page of its results") {
  Bench bench;
  const Answer answer = bench.get("/?q=fish+chips&ui=de");
  CHECK(answer.status == 308);
  CHECK(header(answer, "Location") == "/search?q=fish%20chips&ui=de");
  CHECK(bench.get("/?ui=de").status == 200);
}

TEST_CASE("a page asks for what the API would ask for") {
  Bench bench;
  bench.get("/search?q=tax&section=-Sport&from=2020&page=2&sort=newest&group=copies&ui=fr&typing=true");
  REQUIRE(bench.requests.size() == 1);
  const SearchRequest& asked = bench.requests.front();
  CHECK(asked.q == "tax");
  CHECK(asked.page == 2);
  CHECK(asked.sort == Sort::newest);
  CHECK(asked.group_copies);
  CHECK(asked.typing);
  REQUIRE(asked.filters.size() == 1);
  CHECK(asked.filters.front().none_of == std::vector<std::string>{"Sport"});
  CHECK(asked.published.from);
  CHECK(asked.facets.size() == 6);
  CHECK_FALSE(asked.body);
  bench.get("/embed?q=tax&per_page=3&placeholder=Find");
  CHECK(bench.last_request.facets.empty());
  CHECK(bench.last_request.per_page == 3);
}

TEST_CASE("a field that is filtered is counted as if it were not, so that another value can be chosen") {
  Bench bench;
  bench.found.facets = {{"section", {{"World", 30}}, 0, true}, {"source", {{"AP", 1}}, 0, true}};
  bench.get("/search?q=tax&section=World&section=-Sport&source=-AP");
  REQUIRE(bench.requests.size() == 2);
  CHECK(bench.requests[0].filters[0].any_of == std::vector<std::string>{"World"});
  const SearchRequest& wider = bench.requests[1];
  CHECK(wider.facets == std::vector<std::string>{"section"});
  CHECK(wider.filters[0].any_of.empty());
  CHECK(wider.filters[0].none_of == std::vector<std::string>{"Sport"});
  CHECK(wider.filters[1].none_of == std::vector<std::string>{"AP"});
  CHECK(wider.per_page == 1);
}

TEST_CASE("what is being typed is not in the links of its page") {
  Bench bench;
  CHECK_FALSE(has(bench.get("/search?q=tax&section=World&typing=true"), "typing"));
}

TEST_CASE("what is being typed is said again by links with its end open, and shown as it was typed") {
  Bench bench;
  bench.found.total = 42;
  bench.found.interpreted = "tax (ref OR ref*)";
  const Answer answer = bench.get("/search?q=tax+ref&typing=true");
  CHECK(has(answer, "href=\"/search?q=tax%20ref%2A&amp;page=2\""));
  CHECK(has(answer, "href=\"/articles/id-1?q=tax%20ref%2A\""));
  CHECK(has(answer, "<bdi>tax ref</bdi>"));
  CHECK(has(answer, "data-q=\"tax ref*\""));
  bench.found.interpreted = "ref OR ref*";
  CHECK(has(bench.get("/search?q=ref&typing=true"), "data-q=\"ref*\""));
  bench.found.interpreted = "tax ref";
  CHECK_FALSE(has(bench.get("/search?q=tax+ref&typing=true"), "data-q"));
  CHECK_FALSE(has(bench.get("/search?q=tax+ref"), "ref%2A"));
}

TEST_CASE("a page behind the last says so and leads to the last") {
  Bench bench;
  bench.found.hits.clear();
  bench.found.total = 42;
  bench.found.total_exact = true;
  const Answer answer = bench.get("/search?q=tax&page=50");
  CHECK(has(answer, "There are not so many pages."));
  CHECK(has(answer, "href=\"/search?q=tax&amp;page=5\""));
  CHECK_FALSE(has(answer, "No article"));
}

TEST_CASE("no link of a page leads to another host, whatever the request's target was") {
  Bench bench;
  for (const char* target : {"//evil.example/", "http://evil.example/articles/absent", "//evil.example/search?q=tax"}) {
    CAPTURE(target);
    const Answer answer = bench.get(target, kBrowser);
    CHECK(answer.status >= 400);
    CHECK_FALSE(has(answer, "href=\"//"));
    CHECK_FALSE(has(answer, "evil.example"));
  }
}

TEST_CASE("a long question is not said again by every link") {
  Bench bench;
  bench.found.facets = {{"section", {{"World", 30}, {"Sport", 12}}, 0, true}};
  const Answer answer = bench.get("/search?per_page=100&q=gov" + std::string(4000, '!'));
  CHECK(answer.status == 200);
  CHECK(answer.body.size() < 250'000);
  CHECK(has(answer, "href=\"/articles/id-1\""));
}

TEST_CASE("pages speak the reader's language, and are kept apart by it") {
  Bench bench(with_cache());
  const Answer english = bench.get("/search?q=tax"), german = bench.get("/search?q=tax", {{"accept-language", "de-CH, en;q=0.5"}});
  CHECK(has(english, "<html lang=\"en\""));
  CHECK(has(english, "Newest first"));
  CHECK(has(german, "<html lang=\"de-CH\""));
  CHECK(has(german, "Neueste zuerst"));
  CHECK(header(german, "Vary") == "Accept-Language, Accept-Encoding");
  CHECK(header(german, "Content-Language") == "de-CH");
  CHECK(header(german, "ETag") != header(english, "ETag"));
  CHECK(has(bench.get("/search?q=tax&ui=es", {{"accept-language", "de"}}), "Más recientes"));
  CHECK(has(bench.get("/search?q=tax&ui=es"), "<input type=\"hidden\" name=\"ui\" value=\"es\">"));
  const Answer unchanged = bench.get("/search?q=tax", {{"if-none-match", header(english, "ETag")}});
  CHECK(unchanged.status == 304);
  CHECK(header(unchanged, "Vary") == header(english, "Vary"));
  CHECK(bench.get("/search?q=tax", {{"if-none-match", header(english, "ETag")}, {"accept-language", "de"}}).status == 200);
}

TEST_CASE("nothing that a caller or an article says becomes mark-up") {
  Bench bench;
  Hit& hit = bench.found.hits.front();
  const std::string evil = "\"'><script>alert(1)</script>";
  hit.article.id = evil;
  hit.article.section = hit.article.source = evil;
  hit.article.byline = {evil};
  hit.byline = {{evil, {{0, 2}}}};
  hit.title = {evil, {{3, 10}}};
  hit.body = {{{evil, {}}, 0}};
  hit.missing = {evil};
  hit.copies = {3, {{evil, 2}}, {}};
  bench.found.suggestion = evil;
  bench.found.warnings = {{"x", evil, 0}};
  bench.found.interpreted = evil;
  bench.found.facets = {{"section", {{evil, 1}, {"b", 2}}, 0, true}, {"published:month", {{evil, 1}, {"2020-02", 1}}, 0, true}};
  const std::string coded = "%22%27%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
  for (const std::string& target : {"/search?q=" + coded + "&section=" + coded + "&source=-" + coded, "/embed?placeholder=" + coded + "&q=" + coded,
                                    "/search?colour=" + coded, "/search?" + coded + "=1", "/articles/" + coded + "?q=" + coded, "/" + coded, std::string("/")}) {
    CAPTURE(target);
    const Answer answer = bench.get(target, kBrowser);
    CHECK_FALSE(has(answer, "<script>"));
    CHECK_FALSE(has(answer, "\"'>"));
  }
}

TEST_CASE("when nothing is found the ways out are links with what they find") {
  Bench bench;
  bench.found.hits.clear();
  bench.found.total = 0;
  bench.found.ways_out = {{"without_word", "", "tax", {}, 7}, {"without_filter", "", "tax", {"section", "from"}, 1}};
  const Answer answer = bench.get("/search?q=tax+zzz&section=World&from=2020&ui=en");
  CHECK(has(answer, "No articles"));
  CHECK(has(answer, "href=\"/search?section=World&amp;from=2020&amp;ui=en&amp;q=tax\""));
  CHECK(has(answer, "7 articles"));
  CHECK(has(answer, "Without the filter Section, From:"));
  CHECK_FALSE(has(answer, "class=\"hits\""));
}

TEST_CASE("a filter can be chosen, left out and taken back without a script") {
  Bench bench;
  bench.found.facets = {{"section", {{"World", 30}, {"Sport", 12}}, 3, true}};
  const Answer answer = bench.get("/search?q=tax&section=World&source=-AP&per_page=5");
  CHECK(has(answer, "name=\"section\" value=\"World\" checked"));
  CHECK(has(bench.get("/search?q=tax&section=WORLD"), "name=\"section\" value=\"World\" checked"));
  CHECK(has(answer, "name=\"section\" value=\"Sport\" data-key"));
  CHECK(has(answer, "href=\"/search?q=tax&amp;section=World&amp;source=-AP&amp;per_page=5&amp;section=-Sport\""));
  CHECK(has(answer, "href=\"/search?q=tax&amp;source=-AP&amp;per_page=5\""));  // the chip of World
  CHECK(has(answer, "<input type=\"hidden\" name=\"per_page\" value=\"5\">"));
  CHECK_FALSE(has(answer, "<input type=\"hidden\" name=\"section\""));  // its checkbox says it
}

TEST_CASE("pages lead on and back by links alone: browsers fetch what the head or a header calls next before anybody wants it") {
  Bench bench;
  bench.found.total = 42;
  const Answer answer = bench.get("/search?q=tax&page=2");
  CHECK(has(answer, "<a href=\"/search?q=tax&amp;page=3\" rel=\"next\""));
  CHECK(has(answer, "<a href=\"/search?q=tax\" rel=\"prev\""));
  CHECK_FALSE(has(answer, "<link rel=\"next\""));
  CHECK(header(answer, "Link") == "");
  CHECK(has(answer, "aria-current=\"page\""));
  CHECK(has(answer, "<ol class=\"hits\" start=\"11\">"));
}

TEST_CASE("an article's page has all that is known of it, and its matches numbered") {
  Bench bench;
  Article& article = bench.shown.article;
  article.section = "World";
  article.updated = {1'581'900'000, Precision::second, 60, true};
  article.url = "https://www.courier.example/tax?id=1";
  article.status = Status::corrected;
  article.status_note = "The sum was wrong.";
  article.copyright = "Courier";
  article.dropped = {{"boilerplate", 7, "Share <this>"}, {"repaired", 0, "x"}};
  bench.shown.title = {"A <b> tax", {{6, 9}}};
  bench.shown.body = {{"One.", {{0, 3}}}, {"Two & <three>.", {{0, 3}, {7, 12}}}};
  bench.shown.versions = {{"id-1", "2", "A tax", article.published, article.updated, Status::corrected, true},
                          {"id-1", "1", "A levy", article.published, {}, Status::usable, false}};
  bench.shown.copies = {3, {{"AP", 2}}, {"id-2"}};
  const Answer answer = bench.get("/articles/id-1?q=tax&ui=en", {{"host", "archive.example"}});
  for (const char* part :
       {"A &lt;b&gt; <mark id=\"m1\">tax</mark>", "<mark id=\"m2\">One</mark>.", "&lt;<mark id=\"m4\">three</mark>&gt;", "4 matches", "href=\"#m4\"",
        "id=\"p2\"", "updated <time", "The sum was wrong.", "href=\"https://www.courier.example/tax?id=1\"", ">courier.example</a>", "2 versions",
        "href=\"/articles/id-1?q=tax&amp;ui=en&amp;version=1\"", "2 other copies", "AP (2)", "2 passages left out at indexing", "line 7", "Share &lt;this&gt;",
        "data-link=\"http://archive.example/articles/id-1\"", "/api/v1/articles/id-1/citation?format=bibtex", "Related articles"}) {
    CAPTURE(part);
    CHECK(has(answer, part));
  }
}

TEST_CASE("an older version leads to the newest, and an address that is none of the web is no link") {
  Bench bench;
  bench.shown.superseded_by = "id-9";
  bench.shown.article.url = "javascript:alert(1)";
  const Answer answer = bench.get("/articles/id-1?version=1");
  CHECK(has(answer, "This is an older version."));
  CHECK(has(answer, "href=\"/articles/id-9\""));
  CHECK(has(answer, "/citation?format=bibtex&amp;version=1"));
  CHECK(has(answer, "data-link=\"/articles/id-1?version=1\""));
  CHECK_FALSE(has(answer, "href=\"javascript"));
  CHECK_FALSE(has(answer, "Related articles"));
}

TEST_CASE("feeds and tables of a search are asked for with what they take of it") {
  Bench bench;
  const Answer answer = bench.get("/search?q=tax&section=World&page=2&per_page=5&sort=oldest&snippets=3&facets=lang&explain=true&ui=de");
  CHECK(has(answer, "href=\"/api/v1/search.atom?q=tax&amp;section=World&amp;snippets=3\""));
  CHECK(has(answer, "href=\"/api/v1/search.csv?q=tax&amp;section=World&amp;sort=oldest\""));
  for (const char* target : {"/api/v1/search.atom?q=tax&section=World&snippets=3", "/api/v1/search.csv?q=tax&section=World&sort=oldest"})
    CHECK(bench.get(target).status == 200);
}

TEST_CASE("the address that a page prints is that of the host which was asked, for each reader") {
  Bench bench(with_cache());
  for (const char* target : {"/search?q=tax", "/articles/id-1"}) {
    CAPTURE(target);
    const Answer evil = bench.get(target, {{"host", "evil.example"}}), good = bench.get(target, {{"host", "archive.example"}});
    CHECK(has(good, "http://archive.example/"));
    CHECK_FALSE(has(good, "evil.example"));
    CHECK(header(evil, "ETag") != header(good, "ETag"));
  }
}

TEST_CASE("robots may keep pages, but not follow the endless links of results") {
  Bench bench;
  CHECK(has(bench.get("/search?q=tax"), "<meta name=\"robots\" content=\"nofollow\">"));
  CHECK(has(bench.get("/nowhere", kBrowser), "<meta name=\"robots\" content=\"noindex\">"));
  for (const char* target : {"/", "/articles/id-1"}) CHECK_FALSE(has(bench.get(target), "robots"));
}

TEST_CASE("a failure inside is a page that says nothing of the inside") {
  Bench bench;
  bench.failure = "secret path";
  const Answer answer = bench.get("/search?q=tax", {{"x-request-id", "desk-7"}});
  CHECK(answer.status == 500);
  CHECK(answer.content_type == "text/html; charset=utf-8");
  CHECK_FALSE(has(answer, "secret"));
  CHECK(has(answer, "desk-7"));
  CHECK(has(answer, "href=\"/search?q=tax\""));
}

TEST_CASE("the form of a failure keeps what was asked, but for what is at fault") {
  Bench bench;
  const std::string lang = "<input type=\"hidden\" name=\"lang\" value=\"en\">";
  const Answer refused = bench.get("/search?q=tax&lang=en&per_page=0");
  CHECK(refused.status == 400);
  CHECK(has(refused, lang));
  CHECK_FALSE(has(refused, "name=\"per_page\""));
  CHECK_FALSE(has(bench.get("/nowhere?lang=en", kBrowser), lang));  // another page's parameters
  bench.failure = "x";
  CHECK(has(bench.get("/search?q=tax&lang=en"), lang));
}

TEST_CASE("a failure in a frame stays in the frame") {
  Bench bench({.policy = {{}, "https://intranet.example"}});
  const Answer answer = bench.get("/embed?q=tax&from=1950-99");
  CHECK(answer.status == 400);
  CHECK(has(answer, "action=\"/embed\""));
  CHECK(has(answer, "data-ancestors"));
  CHECK_FALSE(has(answer, "class=\"masthead\""));
  CHECK_FALSE(has(answer, "href=\"/\""));
}

TEST_CASE("a page that the time limit cut short is not kept") {
  Bench bench(with_cache());
  bench.partial = true;
  CHECK(header(bench.get("/search?q=tax"), "Cache-Control") == "no-store");
  CHECK(has(bench.get("/search?q=tax"), "ran out of time"));
}

TEST_CASE("only what may frame the pages is told their height") {
  Bench open({.policy = {{}, "'self' https://intranet.example"}});
  CHECK(has(open.get("/embed?q=tax"), "data-ancestors=\"self https://intranet.example\""));
  CHECK_FALSE(has(open.get("/search?q=tax"), "data-ancestors"));
  Bench closed;
  CHECK_FALSE(has(closed.get("/embed?q=tax"), "data-ancestors"));
}
