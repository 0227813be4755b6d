// server/api/csv_table.h, its route, and Searcher::list.
#include <doctest/doctest.h>

#include <fstream>
#include <optional>
#include <vector>

#include "server/api/csv_table.h"
#include "tests/unit/service_bench.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

std::string whole(const BodyStream& stream) {
  std::string all;
  bool more = true;
  while (more) {
    std::string piece;
    more = stream.next(piece);
    CHECK(piece.size() < 80 * 1024);
    all += piece;
  }
  return all;
}

std::string ids_of(const HitList& list) {
  std::string out;
  while (const auto hit = list.next()) out.append(out.empty() ? "" : " ").append(hit->article.id);
  return out;
}

}  // namespace

TEST_CASE("a cell is read back as it was, and never as a formula") {
  struct Row {
    std::string text;
    std::string cell;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"", "", "nothing"},
      {"plain é 東京", "plain é 東京", "plain text"},
      {"a,b", "\"a,b\"", "a comma"},
      {"say \"a\"", "\"say \"\"a\"\"\"", "quotation marks"},
      {"a;b", "\"a;b\"", "what divides cells in other places"},
      {"a\nb", "\"a\nb\"", "a line end"},
      {"a\r\nb\rc", "\"a\nb\nc\"", "other line ends"},
      {" a ", "\" a \"", "blanks at the ends"},
      {std::string("a\x01\x00\x1f", 4), "\"a   \"", "control characters"},
      {"=1+1", "'=1+1", "a formula"},
      {"+1", "'+1", "a sign"},
      {"-1", "'-1", "a sign"},
      {"@SUM(A1)", "'@SUM(A1)", "a function"},
      {"\t=1", "\"'\t=1\"", "a tab before a formula"},
      {"\r=1", "\"'\n=1\"", "a line end before a formula"},
      {"＝1", "'＝1", "a wide sign, which some read as the narrow one"},
      {"a=1", "a=1", "a sign inside"},
      {"'a", "'a", "an apostrophe of the text"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(csv_cell(row.text) == row.cell);
  }
}

TEST_CASE("a file's name is made of what was looked for, and says when the table is not all") {
  HitList list;
  list.answer.total = list.listed = 10;
  CHECK(csv_file_name("", list) == "dateline.csv");
  CHECK(csv_file_name("Tax CUT", list) == "dateline-tax-cut.csv");
  CHECK(csv_file_name("\"../../etc/passwd\"\r\nX: y; é", list) == "dateline-etc-passwd-x-y.csv");
  CHECK(csv_file_name("東京", list) == "dateline.csv");
  CHECK(csv_file_name(std::string(500, 'a'), list).size() < 80);
  list.answer.total = 20'000;
  list.listed = 10'000;
  CHECK(csv_file_name("tax", list) == "dateline-tax-first-10000.csv");
  list.answer.total = list.listed = 812;
  list.answer.total_exact = false;
  CHECK(csv_file_name("tax", list) == "dateline-tax-first-812.csv");
}

TEST_CASE("a table has the columns that were asked for, in their order, and a row for each hit") {
  Bench bench;
  bench.list_length = 2;
  const Answer answer = bench.get("/api/v1/search.csv?q=tax&fields=title,published,byline,tags,address", {{"host", "news.example"}});
  CHECK(answer.status == 200);
  CHECK(answer.body.empty());
  CHECK(header(answer, "X-Total-Count") == "42");
  CHECK(header(answer, "X-Total-Relation") == "gte");
  CHECK(header(answer, "Content-Disposition") == "attachment; filename=\"dateline-tax-first-2.csv\"");
  CHECK(answer.stream.bytes == 80);
  const std::string row = "A <b> tax,2020-02-14T18:06:40+01:00,Jo Doe,eu,http://news.example/articles/id-1\r\n";
  CHECK(whole(answer.stream) == "\xEF\xBB\xBFtitle,published,byline,tags,address\r\n" + row + row);
  CHECK_FALSE(bench.last_request.body);
  bench.get("/api/v1/search.csv?fields=body");
  CHECK(bench.last_request.body);
}

TEST_CASE("a table is made anew for everybody who asks") {
  Bench bench({{}, std::chrono::milliseconds(2000), 1 << 20});
  const Answer first = bench.get("/api/v1/search.csv?q=tax");
  const Answer second = bench.get("/api/v1/search.csv?q=tax");
  CHECK(whole(first.stream) == whole(second.stream));
  CHECK(bench.get("/api/v1/search.csv?q=tax", {{"if-none-match", header(first, "ETag")}}).status == 304);
}

TEST_CASE("a table enters no memory for answers, where others would wait for it") {
  Bench bench({{}, std::chrono::milliseconds(2000), 1 << 20});
  bench.get("/api/v1/search.csv?q=tax");
  CHECK(bench.get("/metrics").body.find("\ndateline_answer_cache_misses_total 0\n") != std::string::npos);
}

TEST_CASE("a table of a period that moves on has no entity tag") {
  Bench bench;
  const Answer answer = bench.get("/api/v1/search.csv?from=past%20hour");
  CHECK(answer.status == 200);
  CHECK(header(answer, "Cache-Control") == "no-store");
  CHECK(header(answer, "ETag").empty());
  CHECK_FALSE(header(bench.get("/api/v1/search.csv?from=2020"), "ETag").empty());
}

TEST_CASE("only so many tables are made at once") {
  ServiceOptions options;
  options.streams = 2;
  Bench bench(options);
  for (int count = 0; count < 5; ++count) CHECK(bench.ask("HEAD", "/api/v1/search.csv").status == 200);
  auto first = std::make_optional(bench.get("/api/v1/search.csv"));
  const Answer second = bench.get("/api/v1/search.csv");
  bench.last_request.q = "not asked";
  const Answer third = bench.get("/api/v1/search.csv?q=tax");
  CHECK(third.status == 503);
  CHECK(code_of(third) == "overloaded");
  CHECK(header(third, "Retry-After") == "1");
  CHECK(bench.last_request.q == "not asked");
  CHECK(bench.get("/metrics").body.find("\ndateline_http_streams_open 2\n") != std::string::npos);
  CHECK(bench.get("/api/v1/search").status == 200);
  first.reset();
  CHECK(bench.get("/api/v1/search.csv").status == 200);
}

TEST_CASE("a table is counted and logged when it is over, with what it was and how it ended") {
  Bench bench;
  const auto lines = [&] {
    std::ifstream file(bench.folder.path() / "access.log");
    std::vector<std::string> out;
    for (std::string line; std::getline(file, line);) out.push_back(line);
    return out;
  };
  auto answer = std::make_optional(bench.get("/api/v1/search.csv?q=whole", {{"x-request-id", "id-1"}}));
  CHECK(lines().empty());
  const std::string bytes = std::to_string(whole(answer->stream).size());
  answer.reset();
  REQUIRE(lines().size() == 1);
  CHECK(lines()[0].find("GET /api/v1/search.csv?q=whole 200 " + bytes + " ") != std::string::npos);
  CHECK(lines()[0].ends_with("ms id-1"));
  answer = bench.get("/api/v1/search.csv?q=left", {{"x-request-id", "id-2"}});
  answer.reset();
  bench.failure = "the disk is gone";
  answer = bench.get("/api/v1/search.csv?q=failed", {{"x-request-id", "id-3"}});
  CHECK_THROWS_AS(whole(answer->stream), std::runtime_error);
  answer.reset();
  REQUIRE(lines().size() == 3);
  CHECK(lines()[1].find("?q=left 200 0 ") != std::string::npos);
  CHECK(lines()[1].ends_with("ms id-2 broken"));
  CHECK(lines()[2].ends_with("ms id-3 broken"));
  const std::string metrics = bench.get("/metrics").body;
  CHECK(metrics.find("\ndateline_http_streams_broken_total 2\n") != std::string::npos);
  CHECK(metrics.find("dateline_http_requests_total{route=\"search_csv\",status=\"200\"} 3\n") != std::string::npos);
}

TEST_CASE("a table that cannot be whole is refused or broken off") {
  Bench bench;
  for (const char* parameter : {"page=1", "per_page=10"}) {
    const Answer answer = bench.get("/api/v1/search.csv?" + std::string(parameter));
    CHECK(code_of(answer) == "unknown_parameter");
    CHECK(answer.body.find("no pages") != std::string::npos);
  }
  CHECK(code_of(bench.get("/api/v1/search.csv?facets=source")) == "unknown_parameter");
  CHECK(code_of(bench.get("/api/v1/search.csv?fields=highlights")) == "bad_field");
  CHECK(code_of(bench.get("/api/v1/search.csv?fields=")) == "bad_field");
  bench.failure = "the disk is gone";
  const Answer failing = bench.get("/api/v1/search.csv");
  CHECK_THROWS_AS(whole(failing.stream), std::runtime_error);
  bench.partial = true;
  CHECK(code_of(bench.get("/api/v1/search.csv")) == "search_unfinished");
}

TEST_CASE("a list has all hits in the order of the pages") {
  std::vector<Article> articles;
  for (int number = 0; number < 250; ++number)
    articles.push_back(an_article("id-" + std::to_string(number), "Harbour " + std::to_string(number % 7), std::string(static_cast<std::size_t>(number % 11) * 7, 'x') + " harbour"));
  const SmallArchive archive(articles);
  SearchRequest request;
  request.q = "harbour";
  request.time_limit = std::chrono::minutes(5);
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    request.sort = sort;
    const HitList list = archive.searcher().list(request);
    CHECK(list.listed == 250);
    CHECK(list.answer.total == 250);
    CHECK(list.answer.hits.empty());
    std::string pages;
    for (request.page = 1; request.page <= 3; ++request.page) {
      request.per_page = 100;
      const std::string page = dateline::ids_of(archive.search(request));
      pages += (pages.empty() ? "" : " ") + page;
    }
    CHECK(ids_of(list) == pages);
  }
}

TEST_CASE("a list stays with the generation that answered, and reads bodies only when they are wanted") {
  SmallArchive archive({an_article("a", "Harbour", "The old harbour."), an_article("b", "Harbour too", "The other harbour.")});
  SearchRequest request;
  request.q = "harbour";
  request.body = true;
  const HitList list = archive.searcher().list(request);
  const auto first = list.next();
  REQUIRE(first);
  archive.run({an_article("a", "Changed", "Nothing of it."), an_article("b", "Changed too", "Nothing of it.")});
  CHECK(archive.searcher().list(request).listed == 0);
  const auto second = list.next();
  REQUIRE(second);
  CHECK(second->article.body.front().find("harbour") != std::string::npos);
  CHECK_FALSE(list.next());
  request.q = "changed";
  request.body = false;
  const auto card = archive.searcher().list(request).next();
  REQUIRE(card);
  CHECK(card->article.body.empty());
}
