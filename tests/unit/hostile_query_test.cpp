// server/search/search.h: every query is answered, and none takes the machine away from the others.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

std::string repeated(const std::string& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// An archive with much that repeats, and some of everything.
const SmallArchive& archive() {
  static const SmallArchive kArchive({an_article("zeros", "Table", repeated("0 ", 3000)), an_article("words", "Words", repeated("the end of the ", 500)),
                                      an_article("millions", "Money", repeated("1 millions ", 500)), an_article("cjk", "\u65E5\u672C", repeated("\u65E5\u672C", 500)),
                                      an_article("plain", "Harbour levy", "The council voted on the levy.")});
  return kArchive;
}

// Asks in every way; what matters is that it returns, and that the answer holds together.
void ask(const std::string& q) {
  CAPTURE(q);
  SearchRequest request;
  request.q = q;
  request.facets = {"lang"};
  const SearchAnswer answer = archive().search(request);
  CHECK(answer.hits.size() <= answer.total);
  for (const Hit& hit : answer.hits) {
    CHECK(!hit.body.empty());
    for (const Passage& passage : hit.body) {
      std::uint32_t last = 0;
      for (const Span& mark : passage.marked.marks) {
        CHECK(mark.begin >= last);
        CHECK(mark.end > mark.begin);
        CHECK(mark.end <= passage.marked.text.size());
        last = mark.end;
      }
    }
  }
  archive().searcher().article("plain", q);
}

}  // namespace

TEST_CASE("Phrases of words that repeat, with many words let in, take no time to speak of") {
  // A search that tries every way through such an article takes longer than the universe has.
  for (const std::string& q : {"\"" + repeated("0 ", 40) + "x\"~1000", "\"" + repeated("0 ", 60) + "1\"", "\"" + repeated("the ", 30) + "x\"~500",
                               "\"" + repeated("1 million ", 31) + "x\"", repeated("0 NEAR/1000 ", 40) + "x", "\"" + repeated("\u65E5\u672C", 30) + "x\"~100",
                               repeated("\"0 0\" NEAR/9 ", 20) + "0"}) {
    ask(q);
    archive().searcher().article("zeros", q);
    archive().searcher().article("millions", q);
  }
}

TEST_CASE("Long numbers that may be cut and joined in many ways are answered like others") {
  std::string all;
  for (int number = 0; number < 1000; ++number) all += (number < 10 ? "0" : "") + std::to_string(number) + " ";
  const SmallArchive numbers(std::vector{an_article("numbers", "Table", all)});
  for (const std::string& q : {repeated("1234567890", 3) + "1234", "\"" + repeated(repeated("1234567890", 3) + "1234 ", 64) + "\"", repeated("12345678 ", 64), repeated("12 ", 64),
                               repeated("U.S. ", 64), "\"" + repeated("12 345 ", 32) + "\"", repeated("#TheEndOfThe", 60), "\"" + repeated("theendofthetheend ", 64) + "\""}) {
    ask(q);
    SearchRequest request;
    request.q = q;
    CHECK(!numbers.search(request).partial);
  }
}

TEST_CASE("Junk of every kind is answered") {
  for (const std::string& q : {std::string("\xff\xfe\x80"), std::string("caf\xe9 z\xfcrich"), std::string("a\0b", 3), repeated("(", 5000), repeated("\"", 4999), repeated("-", 999),
                               repeated("a OR ", 3000), repeated("title:", 500), repeated("a* ", 200), repeated("NOT ", 500) + "a", repeated("a", 100000), std::string("*"), std::string("**"),
                               std::string("a**"), std::string("NEAR"), std::string("a NEAR/0 b"), std::string("\"\"~5"), std::string("\"a b\"~99999999999999999999"), std::string("words:99999999999999999999"),
                               std::string("date:9999999-99-99"), std::string("from:9999-12-31 to:0001-01-01"), std::string("id:"), std::string("id:\"\""), std::string("section:\"\""),
                               std::string("-\"\""), std::string("-(-(-a))"), std::string("\u0301\u0301"), std::string("\u200B"), std::string("\U0010FFFF"), std::string("\u0130")})
    ask(q);
}

TEST_CASE("Random queries of the language's own pieces are answered") {
  static const std::vector<std::string> kPieces = {"levy ", "the ", "\"", "(", ")", "-", "NOT ", "AND ", "OR ", "NEAR/3 ", "title:", "byline:", "exact:", "section:x ", "date:2020 ",
                                                   "le* ", "*", "~2 ", "us ", "U.S. ", "0 ", "1 million ", "\u65E5\u672C ", "id:plain ", "words:>3 ", "'", "\xff", "+", ":",
                                                   "12.5% ", "#TheEnd ", "@a", "DE89 3704 ", "12345678 ", "1\u00A0000 ", "M\u00FCller ", "mueller ", "theend ", "\u0130I ", "the-\n", "united states "};
  std::mt19937 random(1);
  for (int round = 0; round < 1500; ++round) {
    std::string q;
    for (std::size_t left = random() % 14; left > 0; --left) q += kPieces[random() % kPieces.size()];
    ask(q);
  }
}

TEST_CASE("Every line of the list of naughty strings is answered") {
  const char* const given = std::getenv("DATELINE_SHARED");
  std::ifstream file((given != nullptr ? std::string(given) : std::string(DATELINE_SOURCE_DIR) + "/../shared") + "/data/strings/blns.txt");
  if (!file) {
    MESSAGE("skipped: there is no data/strings/blns.txt below DATELINE_SHARED");
    return;
  }
  int lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    ask(line);
    ask("title:" + line);
    ask("\"" + line + "\"");
  }
  CHECK(lines > 500);
}

TEST_CASE("Warnings point into what was typed, also when a corrected query was run instead of it") {
  SearchRequest request;
  request.q = "\xff\xff\xff\xff\xff\xff council & levvy &";
  request.spelling = Spelling::automatic;
  const SearchAnswer answer = archive().search(request);
  REQUIRE(answer.suggestion_used);
  CHECK(answer.warnings.back().position == request.q.size() - 1);
}

TEST_CASE("A search that has no time left says that it is not whole") {
  SearchRequest request;
  request.q = "\"the end\"";
  request.time_limit = std::chrono::milliseconds(-1);
  std::vector<Article> articles;
  for (int i = 0; i < 2000; ++i) articles.push_back(an_article("a" + std::to_string(i), "News", "the end of it"));
  const SmallArchive many(articles);
  const SearchAnswer answer = many.search(request);
  CHECK(answer.partial);
  CHECK(!answer.total_exact);
  request.time_limit = std::chrono::minutes(5);
  CHECK(many.search(request).total == 2000);
}
