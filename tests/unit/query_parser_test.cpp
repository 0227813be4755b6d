// server/search/query.h: how queries are read, what is warned of, and what no query can do.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/unit/query_sketch.h"

using namespace dateline;

namespace {

struct Group {
  std::string why;
  std::vector<std::pair<std::string, std::string>> rows;  // query, sketch of the tree
};

struct Complaint {
  std::string q, tree, code;
  std::uint32_t position;
};

std::string tree_of(std::string_view q) { return sketch(parse_query(q, kTestNow).root); }

void check_groups(const std::vector<Group>& groups) {
  for (const Group& group : groups) {
    for (const auto& [q, tree] : group.rows) {
      CAPTURE(group.why);
      CAPTURE(q);
      const ParsedQuery parsed = parse_query(q, kTestNow);
      CHECK(sketch(parsed.root) == tree);
      for (const Warning& warning : parsed.warnings) FAIL_CHECK(warning.detail);
    }
  }
}

void check_complaints(const std::vector<Complaint>& rows) {
  for (const Complaint& row : rows) {
    CAPTURE(row.q);
    const ParsedQuery parsed = parse_query(row.q, kTestNow);
    CHECK(sketch(parsed.root) == row.tree);
    REQUIRE(!parsed.warnings.empty());
    CHECK(parsed.warnings[0].code == row.code);
    CHECK(parsed.warnings[0].position == row.position);
    CHECK(!parsed.warnings[0].detail.empty());
  }
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("Words, phrases and operators are read as a reporter means them") {
  check_groups({
      {"words side by side are all wanted",
       {{"", "#"},
        {"   ", "#"},
        {"a", "a"},
        {"a b", "(all a b)"},
        {"a\tb\nc", "(all a b c)"},
        {"a\u3000b", "(all a b)"}}},
      {"a word keeps what is inside it",
       {{"back-door", "back-door"},
        {"O'Brien", "O'Brien"},
        {"TS33.128", "TS33.128"},
        {"£169m", "£169m"},
        {"C++", "C++"},
        {"a/b, c.", "(all a/b, c.)"},
        {"#tag @name", "(all #tag @name)"}}},
      {"all double quotation marks are alike",
       {{"\"a b\"", "'a b'"},
        {"“a b”", "'a b'"},
        {"„a b“", "'a b'"},
        {"«a b»", "'a b'"},
        {"»a b«", "'a b'"},
        {"« a  b »", "'a b'"},
        {"\"a b”", "'a b'"},
        {"\"a\"", "'a'"}}},
      {"an inch mark inside or behind a word is no quotation mark",
       {{"5\" pipe", "(all 5\" pipe)"}, {"O\"x", "O\"x"}, {"5” pipe 6”", "(all 5” pipe 6”)"}, {"(5\")", "5\""}}},
      {"operators stand inside phrases as words", {{"\"a OR (b\"", "'a OR (b'"}, {"\"-a\"", "'-a'"}}},
      {"looser phrases and nearness",
       {{"\"a b\"~5", "'a b'~5"},
        {"\"a b\"~0", "'a b'"},
        {"a NEAR b", "(near10 a b)"},
        {"a NEAR/3 \"b c\"", "(near3 a 'b c')"},
        {"a NEAR/3 b NEAR/3 c", "(near3 a b c)"},
        {"x a NEAR b y", "(all x (near10 a b) y)"},
        {"title:a NEAR/2 title:b", "(near2 title=a title=b)"},
        {"(a) NEAR (b)", "(near10 a b)"},
        {"ab* NEAR b?nd", "(near10 ab* b?nd/)"}}},
      {"NEAR stands between all that brackets with OR let in",
       {{"a NEAR (b OR \"c d\")", "(near10 a (any b 'c d'))"},
        {"(a OR b) NEAR/3 (c OR d)", "(near3 (any a b) (any c d))"},
        {"x (a OR b) NEAR c y", "(all x (near10 (any a b) c) y)"},
        {"x -(a OR b) NEAR c", "(without x (near10 (any a b) c))"},
        {"title:(a OR b) NEAR title:c", "(near10 (any title=a title=b) title=c)"},
        {"(a OR b) NEAR c NEAR (d OR e)", "(near10 (any a b) c (any d e))"}}},
      {"NOT binds tighter than AND, AND tighter than OR, and side by side is AND",
       {{"a b OR c d", "(any (all a b) (all c d))"},
        {"a AND b OR c AND d", "(any (all a b) (all c d))"},
        {"a (b OR c) d", "(all a (any b c) d)"},
        {"a OR b OR c", "(any a b c)"},
        {"a OR (b OR c)", "(any a b c)"},
        {"a (b c)", "(all a b c)"},
        {"NOT a OR b", "(any (without # a) b)"},
        {"NOT a b", "(without b a)"}}},
      {"only upper case makes an operator",
       {{"a and b", "(all a and b)"}, {"a or b", "(all a or b)"}, {"not a", "(all not a)"}}},
      {"negatives, alone and in company",
       {{"-a", "(without # a)"},
        {"NOT a", "(without # a)"},
        {"a -b", "(without a b)"},
        {"-b a", "(without a b)"},
        {"a NOT b", "(without a b)"},
        {"a AND NOT b", "(without a b)"},
        {"a -b -c", "(without a (any b c))"},
        {"a -(b OR c)", "(without a (any b c))"},
        {"a -(b c)", "(without a (all b c))"},
        {"a -\"b c\"", "(without a 'b c')"},
        {"-a NEAR b", "(without # (near10 a b))"},
        {"a OR -b", "(any a (without # b))"},
        {"NOT NOT a", "a"},
        {"NOT -a", "a"},
        {"-(-a)", "a"},
        {"x -(a -b)", "(without x (without a b))"},
        {"x (a -b)", "(without (all x a) b)"},
        {"-(a OR -b)", "(without b a)"},
        {"-title:a", "(without # title=a)"},
        {"-title:(a b)", "(without # (all title=a title=b))"}}},
      {"'-' negates only behind white space or a bracket and right before something",
       {{"(a)-b", "(without a b)"},
        {"(-a) b", "(without b a)"},
        {"a-b", "a-b"},
        {"\"a\"-b", "(all 'a' b)"},
        {"--a", "a"},
        {"-+a", "a"},
        {"-#a", "(without # #a)"}}},
      {"'!' right before something is the same as '-'",
       {{"!a", "(without # a)"},
        {"a !b", "(without a b)"},
        {"a !(b c)", "(without a (all b c))"},
        {"a !\"b c\"", "(without a 'b c')"},
        {"Yahoo! a!b", "(all Yahoo! a!b)"},
        {"!!a +!a", "(all !!a !a)"}}},
      {"&& and || alone are operators",
       {{"a && b || c", "(any (all a b) c)"}, {"a&&b", "a&&b"}, {"\"a && b\"", "'a && b'"}}},
      {"'+' asks for what is wanted anyway, and makes a word of an operator",
       {{"+a +b", "(all a b)"}, {"+AND", "AND"}, {"-OR", "(without # OR)"}, {"+NEAR/5 a", "(all NEAR/5 a)"}}},
      {"a trailing * is a prefix",
       {{"back*", "back*"}, {"a (bc*)", "(all a bc*)"}, {"title:hua*", "title=hua*"}, {"ab**", "ab*"}}},
      {"other wildcards stand inside a word, and a * before it",
       {{"wild?card", "wild?card/"},
        {"a *card", "(all a *card/)"},
        {"wi*ld*", "wi*ld*/"},
        {"title:wom?n", "title=wom?n/"},
        {"-wom?n", "(without # wom?n/)"},
        {"organi?ation*", "organi?ation*/"},
        {"back-d?or", "back-d?or/"}}},
      {"questions and addresses have no wildcards",
       {{"why? really?!", "(all why? really?!)"},
        {"\"w?y wh*t\"", "'w?y wh*t'"},
        {"example.org/page?id=3", "example.org/page?id=3"},
        {"(really?)", "really?"}, {"http://a.b/c?d=*e", "http://a.b/c?d=*e"}}},
  });
}

TEST_CASE("Fields narrow what a word, a phrase or a bracket means") {
  check_groups({
      {"rows of text take words and phrases",
       {{"title:a", "title=a"},
        {"headline:a", "title=a"},
        {"Title:a", "title=a"},
        {"body:\"a b\"", "body='a b'"},
        {"byline:Fields", "byline=Fields"},
        {"byline:\"Ruben Fields\"~1", "byline='Ruben Fields'~1"},
        {"title:foo:bar", "title=foo:bar"},
        {"title:-a", "title=-a"}}},
      {"brackets hand their field down, an inner field wins",
       {{"title:(a b)", "(all title=a title=b)"},
        {"title:(a OR -b)", "(any title=a (without # title=b))"},
        {"title:(a body:b)", "(all title=a body=b)"},
        {"section:(a OR \"b c\")", "(any [section=a] [section=b c])"},
        {"exact:(a title:b)", "(all a! title=b!)"}}},
      {"rows of exact values take one value",
       {{"section:politics", "[section=politics]"},
        {"source:\"Trusted Reviews\"", "[source=Trusted Reviews]"},
        {"tag:5G", "[tag=5G]"},
        {"tags:5G", "[tag=5G]"},
        {"lang:de", "[lang=de]"},
        {"lang:de-AT lang:pt_BR", "(all [lang=de] [lang=pt])"},
        {"lang:German -lang:français", "(without [lang=de] [lang=fr])"},
        {"lang:Deutsch lang:klingonese", "(all [lang=de] [lang=klingonese])"},
        {"section:a*", "[section=a*]"},
        {"id:a/b-1", "[id=a/b-1]"},
        {"id:\"a b\"", "[id=a b]"},
        {"lang:(de OR fr)", "(any [lang=de] [lang=fr])"}}},
      {"exact goes with words and phrases in any field",
       {{"exact:US", "US!"},
        {"exact:\"a b\"", "'a b'!"},
        {"title:exact:US", "title=US!"},
        {"exact:title:US", "title=US!"}}},
      {"numbers of words",
       {{"words:>800", "[801..4294967295]"},
        {"words:>=800", "[800..4294967295]"},
        {"words:<200", "[0..199]"},
        {"words:<=200", "[0..200]"},
        {"words:200..400", "[200..400]"},
        {"words:400..200", "[200..400]"},
        {"words:7", "[7..7]"},
        {"words:200..", "[200..4294967295]"},
        {"words:..200", "[0..200]"},
        {"words:>99999999999", "[4294967295..4294967295]"},
        {"words:>1k", "[1001..4294967295]"},
        {"words:1,200..2K", "[1200..2000]"},
        {"words:200-400", "[200..400]"},
        {"words:800+", "[800..4294967295]"},
        {"words:0", "[0..0]"},
        {"words:\"200..400\"", "[200..400]"}}},
      {"what an article has",
       {{"has:byline", "[has=byline]"},
        {"has:tags", "[has=tag]"},
        {"HAS:Date", "[has=date]"},
        {"-has:section", "(without # [has=section])"},
        {"has:(person OR org OR place)", "(any [has=person] [has=org] [has=place])"}}},
      {"dates",
       {{"from:2020-02", "<from:2020-02>"},
        {"to:today", "<to:2020-02-14>"},
        {"date:2020-02", "<date:2020-02>"},
        {"date:\"last week\"", "<date:2020-02-03..2020-02-09>"},
        {"date:last-week", "<date:2020-02-03..2020-02-09>"},
        {"from:2020-02 to:today", "(all <from:2020-02> <to:2020-02-14>)"},
        {"published:2020", "<date:2020>"},
        {"from:-30d", "<from:2020-01-15>"},
        {"date:2019..2020-02", "<date:2019-01..2020-02>"},
        {"date:2019..", "<from:2019>"},
        {"from:2020-02-14T10:30:00+01:00", "<from:2020-02-14T09:30:00Z>"},
        {"-date:2020", "(without # <date:2020>)"},
        {"date:(2018 OR 2020)", "(any <date:2018> <date:2020>)"},
        {"date:>2020", "<from:2021>"},
        {"date:<=2020-02", "<to:2020-02>"},
        {"after:2019 before:2020-02", "(all <from:2020> <to:2020-01>)"},
        {"since:monday until:today", "(all <from:2020-02-10> <to:2020-02-14>)"}}},
      {"dates of several words need no quotation marks",
       {{"date:last week huawei", "(all <date:2020-02-03..2020-02-09> huawei)"},
        {"date:14 February 2020 ban", "(all <date:2020-02-14> ban)"},
        {"date:Feb 2020", "<date:2020-02>"},
        {"from:2 weeks ago to:yesterday", "(all <from:2020-01-31> <to:2020-02-13>)"},
        {"date:last 30 days", "<date:2020-01-15..2020-02-14>"},
        {"date:(last week OR 2018)", "(any <date:2020-02-03..2020-02-09> <date:2018>)"},
        {"date:2020 march", "(all <date:2020> march)"},
        {"date:today last week", "(all <date:2020-02-14> last week)"},
        {"title:last week", "(all title=last week)"}}},
      {"what only looks like a field is a word",
       {{"10:30", "10:30"},
        {"http://example.org/a", "http://example.org/a"},
        {"std::vector", "std::vector"},
        {"he said: no", "(all he said: no)"},
        {"C:\\path", "C:\\path"},
        {"3:2", "3:2"}}},
  });
}

TEST_CASE("What cannot be understood is read as well as it can be, with a warning at its place") {
  check_complaints({
      {"a AND", "a", "dangling_operator", 2},
      {"AND a", "a", "dangling_operator", 0},
      {"OR", "#", "dangling_operator", 0},
      {"a OR OR b", "(any a b)", "dangling_operator", 5},
      {"a AND OR b", "(all a b)", "dangling_operator", 6},
      {"a NOT", "a", "dangling_operator", 2},
      {"(a OR) b", "(all a b)", "dangling_operator", 3},
      {"a NEAR", "a", "dangling_operator", 2},
      {"()", "#", "empty_bracket", 0},
      {"a () b", "(all a b)", "empty_bracket", 2},
      {"a NOT () b", "(all a b)", "empty_bracket", 6},
      {"(a b", "(all a b)", "unbalanced_bracket", 0},
      {"a) b", "(all a b)", "unbalanced_bracket", 1},
      {"a OR (b c", "(any a (all b c))", "unbalanced_bracket", 5},
      {"x \"a b", "(all x 'a b')", "unbalanced_quote", 2},
      {"“a OR b) ", "'a OR b)'", "unbalanced_quote", 0},
      {"\"", "#", "unbalanced_quote", 0},
      {"\"\"", "#", "empty_phrase", 0},
      {"a \"...\" b", "(all a b)", "empty_phrase", 2},
      {"section:\"\"", "#", "empty_phrase", 0},
      {"-", "#", "nothing_to_search", 0},
      {"a - b", "(all a b)", "nothing_to_search", 2},
      {"a + b", "(all a b)", "nothing_to_search", 2},
      {"a -", "a", "nothing_to_search", 2},
      {"(a -)", "a", "nothing_to_search", 3},
      {"*", "#", "nothing_to_search", 0},
      {"a ⅛", "a", "nothing_to_search", 2},
      {"a ❤\uFE0F", "a", "nothing_to_search", 2},
      {"a \u0301", "a", "nothing_to_search", 2},
      {"a \"⑤ \u115F\"", "a", "empty_phrase", 2},
      {":", "#", "nothing_to_search", 0},
      {"rock & roll", "(all rock roll)", "nothing_to_search", 5},
      {"a OR & OR b", "(any a b)", "nothing_to_search", 5},
      {"NOT & b", "b", "nothing_to_search", 4},
      {"a – b", "(all a b)", "nothing_to_search", 2},
      {"title:", "#", "empty_field", 0},
      {"a section: b", "(all a b)", "empty_field", 2},
      {"foo:bar", "foo:bar", "unknown_field", 0},
      {"a foo:\"b c\"", "(all a 'foo:b c')", "unknown_field", 2},
      {"a*", "a", "wildcard_too_short", 0},
      {"f**k", "f**k", "wildcard_too_short", 0},
      {"a?b", "a?b", "wildcard_too_short", 0},
      {"exact:back*", "back!*", "exact_wildcard", 0},
      {"exact:ba?k", "ba?k!/", "exact_wildcard", 0},
      {"ab* bc* cd* d?ef ef*", "(all ab* bc* cd* d?ef/ ef)", "too_many_wildcards", 17},
      {"ab* bc* cd* d?ef e?fg", "(all ab* bc* cd* d?ef/ e-fg)", "too_many_wildcards", 17},
      {"from:yesterdayish a", "a", "bad_date", 0},
      {"date:2020-02-30", "#", "bad_date", 0},
      {"from:2019..2020", "#", "bad_date", 0},
      {"date:soon week", "week", "bad_date", 0},
      {"date:3/4/2020", "<date:2020-04-03>", "ambiguous_date", 0},
      {"has:pictures a", "a", "bad_has", 0},
      {"words:k", "#", "bad_number", 0},
      {"words:many", "#", "bad_number", 0},
      {"words:<0", "#", "bad_number", 0},
      {"words:>", "#", "bad_number", 0},
      {"a NEAR (b c)", "(all a b c)", "near_operands", 2},
      {"a NEAR (b OR title:c)", "(all a (any b title=c))", "near_operands", 2},
      {"(a OR b OR c OR d OR e) NEAR (f OR g OR h OR i)", "(all (any a b c d e) (any f g h i))", "near_operands", 24},
      {"a NEAR -b", "(without a b)", "near_operands", 2},
      {"title:a NEAR b", "(all title=a b)", "near_operands", 8},
      {"(a NEAR b) NEAR c", "(all (near10 a b) c)", "near_operands", 11},
      {"a NEAR/2 b NEAR/5 c", "(near5 a b c)", "near_distances", 11},
      {"a NEAR/0 b", "(near1 a b)", "distance_out_of_range", 2},
      {"a NEAR/99999999999999999999 b", "(near1000 a b)", "distance_out_of_range", 2},
      {"\"a b\"~99999999999999999999", "'a b'~1000", "distance_too_large", 0},
      {"é \xff", "é", "invalid_utf8", 3},
      {"a\xc3", "a\uFFFD", "invalid_utf8", 1},
  });
}

TEST_CASE("An unknown field is answered with the nearest known one") {
  const std::pair<const char*, const char*> rows[] = {
      {"sectoin:a", "\"section:\""}, {"autor:x", "nearest"},   {"langauge:de", "\"lang:\""},  {"titel:a", "\"title:\""},
      {"bylines:a", "\"byline:\""},  {"dates:a", "\"date:\""}, {"headlin:a", "\"headline:\""}};
  for (const auto& [q, expected] : rows) {
    CAPTURE(q);
    const auto warnings = parse_query(q, kTestNow).warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].detail.find(expected) != std::string::npos);
  }
}

TEST_CASE("Positions are bytes of the query as it was given") {
  const ParsedQuery parsed = parse_query("\xff\xff é \"b c\" OR d", kTestNow);
  REQUIRE(sketch(parsed.root) == "(any (all é 'b c') d)");
  CHECK(parsed.root.position == 3);
  CHECK(parsed.root.children[0].children[1].position == 6);
  CHECK(parsed.root.children[1].position == 15);
}

TEST_CASE("Limits hold, and say so") {
  struct Row {
    std::string q;
    const char* code;
  };
  const Row rows[] = {{repeated("a ", 257), "too_many_words"},  {repeated("\"a\" ", 65), "too_many_words"},
                      {repeated("title:a ", 65), "too_many_words"}, {repeated("a ", 3000), "query_too_long"},
                      {repeated("(a ", 40), "too_deep"},        {repeated("(", 50000), "query_too_long"},
                      {repeated("-(", 2000) + "a", "too_deep"}, {repeated("title:(", 500) + "a", "too_deep"},
                      {repeated("東", 5000), "query_too_long"}};
  for (const Row& row : rows) {
    CAPTURE(row.q.substr(0, 20));
    bool found = false;
    for (const Warning& warning : parse_query(row.q, kTestNow).warnings) found = found || warning.code == row.code;
    CHECK(found);
  }
  CHECK(parse_query(repeated("a ", 300), kTestNow).root.children.size() == QueryLimits{}.leaves);
  CHECK(parse_query(repeated("\"a\" b ", 100), kTestNow).root.children.size() == 100 + QueryLimits{}.costly_leaves);
  CHECK(parse_query(repeated("東", 5000), kTestNow).root.text.size() == 4095);
  CHECK(parse_query(repeated("* ", 1000), kTestNow).warnings.size() == QueryLimits{}.warnings);
  CHECK(tree_of("a " + repeated("(", 33) + "b" + repeated(")", 33) + " c") == "(all a c)");
}

TEST_CASE("Depth is bounded by the limit and not by the stack") {
  QueryLimits limits;
  limits.bytes = 10'000'000;
  for (const char* piece : {"(", "-(", "title:(", "a OR (b ", "NOT (", ")", "\"", "“", "a NEAR ", "NOT ", "title:"}) {
    CAPTURE(piece);
    const ParsedQuery parsed = parse_query(repeated(piece, 50000) + "z", kTestNow, limits);
    CHECK(parsed.warnings.size() <= limits.warnings);
    CHECK(to_string(parsed.root).size() < 1'000'000);
  }
}
