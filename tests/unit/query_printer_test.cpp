// server/search/query.h: the normal form, by table and over many random and hostile queries.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/query_sketch.h"

using namespace dateline;
using namespace std::string_view_literals;

namespace {

// Empty when the normal form of `q` is read as the same tree and is its own normal form; else what went wrong.
std::string fault_of(std::string_view q, const QueryLimits& limits) {
  const ParsedQuery first = parse_query(q, kTestNow, limits);
  const std::string normal = to_string(first.root);
  const ParsedQuery second = parse_query(normal, kTestNow, limits);
  if (!same_tree(first.root, second.root)) return normal + "  " + sketch(first.root) + "  " + sketch(second.root);
  if (to_string(second.root) != normal) return "not stable: " + normal;
  for (const Warning& warning : first.warnings)
    if (warning.position > q.size()) return "position beyond the query: " + warning.code;
  return {};
}

const std::vector<std::string> kPieces = {"a",
                                          "b",
                                          "cd",
                                          "AND",
                                          "OR",
                                          "NOT",
                                          "NEAR",
                                          "NEAR/3",
                                          "NEAR/",
                                          "(",
                                          ")",
                                          "((",
                                          ")) ",
                                          "\"",
                                          "“",
                                          "”",
                                          "„",
                                          "«",
                                          "»",
                                          "'",
                                          "-",
                                          "+",
                                          "--",
                                          "*",
                                          "?",
                                          ":",
                                          "::",
                                          "~",
                                          "~5",
                                          "~0",
                                          "/",
                                          "\\",
                                          ".",
                                          "..",
                                          ",",
                                          "&",
                                          "<",
                                          ">",
                                          "=",
                                          "#",
                                          "title:",
                                          "Title:",
                                          "headline:",
                                          "body:",
                                          "byline:",
                                          "section:",
                                          "source:",
                                          "tag:",
                                          "lang:",
                                          "lang:de-AT",
                                          "lang:\"",
                                          "exact:",
                                          "id:",
                                          "from:",
                                          "to:",
                                          "date:",
                                          "words:",
                                          "foo:",
                                          "updated:",
                                          "url:",
                                          "http://x",
                                          "10:30",
                                          "2020",
                                          "2020-02",
                                          "2020-02-14",
                                          "2020-02-14T10:00:00Z",
                                          "-30d",
                                          "today",
                                          "last week",
                                          "\"last month\"",
                                          "800",
                                          ">800",
                                          "<200",
                                          "200..400",
                                          "5\"",
                                          "6”",
                                          "O'Brien",
                                          "back-door",
                                          "£169m",
                                          "é",
                                          "e\u0301",
                                          "東京",
                                          "ท",
                                          "\u200b",
                                          "\u00a0",
                                          "\u3000",
                                          "\xff",
                                          "\xc3",
                                          "\xe2\x80",
                                          "\xed\xa0\x80",
                                          "\xf4\x90\x80\x80",
                                          "\uFFFD",
                                          "🙂",
                                          std::string(1, '\0'),
                                          "\t",
                                          "\n",
                                          "\x7f",
                                          "\u0085",
                                          "ab*",
                                          "a*",
                                          "*a",
                                          "w?d",
                                          "w?ld",
                                          "*ard",
                                          "wi*ld*",
                                          "b-c?d",
                                          "a/b?c",
                                          "!",
                                          "!a",
                                          "!(",
                                          "&&",
                                          "||",
                                          "has:",
                                          "has:byline",
                                          "has:date",
                                          "after:",
                                          "before:",
                                          "since:",
                                          "monday",
                                          "14 feb",
                                          "3/4/2020",
                                          "last 3 days",
                                          "date:1990s",
                                          "date:>2019",
                                          "from:",
                                          "d",
                                          "days",
                                          "ago",
                                          "2 weeks"};

std::string random_query(std::mt19937& random) {
  std::string q;
  const std::size_t pieces = 1 + random() % 14;
  const unsigned spaces = random() % 4;
  for (std::size_t i = 0; i < pieces; ++i) {
    q += kPieces[random() % kPieces.size()];
    if (random() % 4 < spaces) q += ' ';
  }
  return q;
}

std::string random_bytes(std::mt19937& random) {
  static constexpr std::string_view kBytes = "ab \"()-+:*~ANDORT\xe2\x80\x9c\x9d\xff\0"sv;
  std::string q;
  for (std::size_t i = random() % 40; i > 0; --i)
    q += random() % 8 ? kBytes[random() % kBytes.size()] : static_cast<char>(random());
  return q;
}

}  // namespace

TEST_CASE("The normal form says what was read, as a query") {
  const std::pair<const char*, const char*> rows[] = {
      {"", ""},
      {"a  b", "a b"},
      {"a b OR c d", "(a b) OR (c d)"},
      {"a AND (b OR c) NOT d", "a (b OR c) -d"},
      {"NOT a", "-a"},
      {"-a -b", "-a -b"},
      {"a OR NOT b", "a OR -b"},
      {"a OR b -c", "a OR (b -c)"},
      {"a -(b OR c)", "a -b -c"},
      {"a -(b c)", "a -(b c)"},
      {"a NEAR b OR c", "(a NEAR/10 b) OR c"},
      {"-(a NEAR b)", "-(a NEAR/10 b)"},
      {"“a b”~3", "\"a b\"~3"},
      {"Headline:(a \"b c\")", "title:a title:\"b c\""},
      {"exact:(title:a)", "title:exact:a"},
      {"section:(\"a b\" OR c)", "section:\"a b\" OR section:c"},
      {"section:\"c\"", "section:c"},
      {"lang:\"a -b\"", "lang:\"a -b\""},
      {"lang:\"no language has such a long name: -x, I think\"", "lang:\"no language has such a long name: -x, I think\""},
      {"exact:-ab*", "exact:-ab*"},
      {"date:1990s d", "date:1990..1999 d"},
      {"to:\"2 weeks ago\" days", "to:2020-01 days"},
      {"section:\"exact:c\"", "section:\"exact:c\""},
      {"id:\"-\"", "id:\"-\""},
      {"+AND", "+AND"},
      {"NOT NOT (--AND)", "+AND"},
      {"words:>800 words:<200 words:5..9 words:3", "words:>=801 words:<=199 words:5..9 words:3"},
      {"from:2020-01-01 to:2020-12-31", "from:2020 to:2020"},
      {"foo:\"b c\"", "\"foo:b c\""},
  };
  for (const auto& [q, normal] : rows) {
    CAPTURE(q);
    CHECK(to_string(parse_query(q, kTestNow).root) == normal);
  }
}

TEST_CASE("The normal form of any query is read as the same tree") {
  std::mt19937 random(20200214);
  for (int i = 0; i < 60'000; ++i) {
    const std::string q = i % 3 == 2 ? random_bytes(random) : random_query(random);
    const std::string fault = fault_of(q, {});
    if (fault.empty()) continue;
    CAPTURE(q);
    FAIL_CHECK(fault);
  }
}

TEST_CASE("The normal form of deep and long queries is read as the same tree") {
  std::mt19937 random(7);
  for (int i = 0; i < 3'000; ++i) {
    std::string q;
    const std::size_t depth = random() % 40;
    for (std::size_t d = 0; d < depth; ++d)
      q += random() % 2 ? "x OR (y " : random() % 2 ? "x (NOT a NEAR b OR " : "-(u OR v w ";
    q += "z";
    for (std::size_t d = 0; d < depth; ++d) q += random() % 3 ? ")" : " -k)";
    QueryLimits limits;
    limits.leaves = 1000;
    const std::string fault = fault_of(q, limits);
    CAPTURE(q);
    CHECK(fault == "");
  }
}

TEST_CASE("Strings that break programs are read without harm") {
  const char* shared = std::getenv("DATELINE_SHARED");
  const std::filesystem::path folder =
      shared ? shared : std::filesystem::path(DATELINE_SOURCE_DIR).parent_path() / "shared";
  std::ifstream file(folder / "data" / "strings" / "blns.txt");
  if (!file) {
    MESSAGE("skipped: no blns.txt below ", folder.string());
    return;
  }
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    for (const std::string& q : {line, '"' + line, "title:(" + line + ")", "a OR -" + line}) {
      const std::string fault = fault_of(q, {});
      CAPTURE(q);
      CHECK(fault == "");
    }
  }
  CHECK(lines > 100);
}
