// What the indexer says to people: no file steers their terminal, and mistyped words are understood.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/inputs.h"
#include "indexer/moments.h"
#include "indexer/suggest.h"
#include "indexer/terminal.h"

namespace dateline {
namespace {

TEST_CASE("what a terminal would obey is shown and not sent") {
  struct Row {
    std::string text, shown;
  };
  const std::vector<Row> table = {
      {"plain text, \xC3\xBC and \xE6\x97\xA5", "plain text, \xC3\xBC and \xE6\x97\xA5"},
      {"a\tb\nc\rd", "a b c d"},                                  // one line stays one
      {"\x1B[31m", "\xEF\xBF\xBD[31m"},                           // escape sequences
      {"\xC2\x9B" "2J", "\xEF\xBF\xBD" "2J"},                     // and their one-byte forms
      {"\xE2\x80\xAE" "exe.txt", "\xEF\xBF\xBD" "exe.txt"},       // right to left override
      {"\xE2\x80\xA8", " "},                                      // line separator
      {"caf\xE9", "caf\xEF\xBF\xBD"},                             // broken UTF-8
      {std::string("a\0b", 3), "a\xEF\xBF\xBD" "b"},
  };
  for (const Row& row : table) CHECK(for_terminal(row.text) == row.shown);
}

TEST_CASE("columns count what is wide twice and what is stacked not at all") {
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("\xE6\x97\xA5\xE6\x9C\xAC") == 4);
  CHECK(columns_of("e\xCC\x81") == 1);
  CHECK(shortened("abcdef", 6) == "abcdef");
  CHECK(shortened("abcdefg", 6) == "abc...");
  CHECK(columns_of(shortened("\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5\xE6\x9C\xAC", 6)) <= 6);
}

TEST_CASE("lines break between words, and inside them only where one is too long") {
  CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("one", 7) == std::vector<std::string>{"one"});
  CHECK(wrapped("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
  CHECK(wrapped("", 4).empty());
  for (const std::string& line : wrapped("\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5", 1)) CHECK(line.size() == 3);
}

TEST_CASE("numbers are read in groups of three") {
  CHECK(with_commas(0) == "0");
  CHECK(with_commas(999) == "999");
  CHECK(with_commas(1204) == "1,204");
  CHECK(with_commas(1234567) == "1,234,567");
}

TEST_CASE("a mistyped word finds the one that was meant, and another word finds none") {
  const std::vector<std::string_view> known = {"title", "body", "byline", "source", "published"};
  for (const auto& [typed, meant] : std::vector<std::pair<std::string, std::string>>{
           {"titel", "title"}, {"bylien", "byline"}, {"pub", "published"}, {"sourec", "source"}, {"", ""}, {"zzzzzzzz", ""}, {std::string(100'000, 'x'), ""}})
    CHECK_MESSAGE(nearest_word(typed, known) == meant, typed.substr(0, 20));
  CHECK(not_known("titel", known) == "'titel' is not known; did you mean 'title'?");
  CHECK(not_known("zzzzzzzz", known) == "'zzzzzzzz' is not known; known are title, body, byline, source, published");
}

TEST_CASE("a path is kept as it is, or told so that nothing of it is lost") {
  CHECK(readable_path("/news/\xC3\xBC.txt") == "/news/\xC3\xBC.txt");
  CHECK(readable_path("/news/caf\xE9.txt") == "/news/caf\\xE9.txt");
  CHECK(readable_path("/news/caf\xE8.txt") != readable_path("/news/caf\xE9.txt"));
  CHECK(readable_path("a\nb\x1B") == "a\\x0Ab\\x1B");
  CHECK(lies_below("/a/b", "/a"));
  CHECK(lies_below("/a", "/a"));
  CHECK(lies_below("/a", "/"));
  CHECK_FALSE(lies_below("/ab", "/a"));
  CHECK_FALSE(lies_below("/", "/a"));
}

TEST_CASE("moments, status and visibility are said as the source meant them") {
  CHECK(moment_as_written({}).empty());
  CHECK(moment_as_written({1'714'694'400, Precision::day, 0, false}) == "2024-05-03");
  CHECK(moment_as_written({1'714'753'200, Precision::second, 120, true}) == "2024-05-03T18:20:00+02:00");
  CHECK(moment_as_written({1'714'753'200, Precision::second, -210, true}) == "2024-05-03T12:50:00-03:30");
  CHECK(moment_in_words({1'714'753'200, Precision::second, 0, false}) == "2024-05-03T16:20:00Z (no zone was written; read as UTC)");
  CHECK(utc_in_words(-1) == "1969-12-31T23:59:59Z");
  CHECK(utc_in_words(INT64_MAX - 1) == "9223372036854775806 s since 1970");
  Article article;
  CHECK(visibility_in_words(article) == "to everybody");
  article.visible_from = kNeverVisible;
  CHECK(visibility_in_words(article) == "to nobody");
  article.visible_from = 253'370'764'800;
  CHECK(visibility_in_words(article) == "held until 9999-01-01T00:00:00Z");
  article.visible_from = 0;
  CHECK(visibility_in_words(article) == "to everybody since 1970-01-01T00:00:00Z");
  CHECK(status_in_words(Status::canceled) == "canceled");
}

}  // namespace
}  // namespace dateline
