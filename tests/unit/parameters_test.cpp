// server/api/parameters.h, query_string.h, json_body.h, nearest.h: what is asked, and what is refused and where.
#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "indexer/archive/fields.h"
#include "server/api/nearest.h"
#include "server/api/parameters.h"
#include "server/api/problems.h"
#include "server/api/query_string.h"

using namespace dateline;

namespace {

constexpr std::int64_t kNow = 1'581'700'000;  // 2020-02-14T17:06:40Z

SearchCall get(const std::string& query) { return read_search_query(query, kNow); }
SearchCall post(const std::string& body) { return read_search_body(body, "", kNow); }

template <typename Read>
std::optional<BadRequest> refusal(Read read) {
  try {
    read();
  } catch (const BadRequest& wrong) {
    return wrong;
  }
  return std::nullopt;
}

struct Refusal {
  const char* input;
  const char* code;
  const char* parameter;
  std::int64_t position;
  const char* why;
};

template <std::size_t N, typename Read>
void check_refusals(const std::array<Refusal, N>& rows, Read read) {
  for (const Refusal& row : rows) {
    CAPTURE(row.input);
    CAPTURE(row.why);
    const auto wrong = refusal([&] { read(row.input); });
    REQUIRE(wrong);
    CHECK(wrong->code == row.code);
    CHECK(wrong->parameter == row.parameter);
    CHECK(wrong->position == row.position);
    CHECK(problem_of(wrong->code).code == row.code);
  }
}

}  // namespace

TEST_CASE("a query string is split at ampersands and at the first equals sign, and decoded strictly") {
  struct Row {
    const char* raw;
    Pairs expected;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"", {}, "nothing is asked"},
      {"a=1&b=2", {{"a", "1"}, {"b", "2"}}, "the usual form"},
      {"a=1=2=3", {{"a", "1=2=3"}}, "only the first equals sign splits"},
      {"a=1;b=2", {{"a", "1;b=2"}}, "a semicolon is text"},
      {"a=x%26y%3Dz", {{"a", "x&y=z"}}, "escapes are decoded after splitting"},
      {"a=x+y%2Bz", {{"a", "x y+z"}}, "a plus sign is a space, its escape is a plus sign"},
      {"a=1&a=2&a=1", {{"a", "1"}, {"a", "2"}, {"a", "1"}}, "repeats stay, in order"},
      {"&&a=1&&", {{"a", "1"}}, "empty pieces say nothing"},
      {"a&b=", {{"a", ""}, {"b", ""}}, "a missing value is an empty one"},
      {"=x", {{"", "x"}}, "an empty name stays, so that it can be refused"},
      {"a=?x/y", {{"a", "?x/y"}}, "a question mark and a slash are text"},
      {"q=%E6%97%A5%E6%9C%AC", {{"q", "日本"}}, "UTF-8 behind escapes"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.raw);
    CAPTURE(row.why);
    CHECK(read_query_string(row.raw) == row.expected);
  }
}

TEST_CASE("what a query says is taken whatever its bytes are") {
  struct Taken {
    std::string raw, q;
  };
  for (const Taken& row : {Taken{"q=100%", "100%"}, Taken{"q=100%+sure", "100% sure"}, Taken{"q=%u0041%zz%4", "%u0041%zz%4"}, Taken{"q=ab%ff", "ab\xff"},
                           Taken{"q=%", "%"}, Taken{"q=%%41", "%A"}, Taken{"q=caf%e9", "caf\xe9"}}) {
    CAPTURE(row.raw);
    CHECK(read_search_query(row.raw, 0).search.q == row.q);
  }
  CHECK(read_search_query("q=a%00b", 0).search.q == std::string("a\0b", 3));
}

TEST_CASE("a query string that cannot be decoded is refused with the place") {
  const std::array rows = {
      Refusal{"tag=100%", "bad_encoding", "tag", 7, "an escape without digits; the offset is that of the query string"},
      Refusal{"tag=%4", "bad_encoding", "tag", 4, "an escape with one digit"},
      Refusal{"page=1&tag=%zz", "bad_encoding", "tag", 11, "not hexadecimal"},
      Refusal{"tag=%u0041", "bad_encoding", "tag", 4, "the old JavaScript form is no escape"},
      Refusal{"%=1", "bad_encoding", "", 0, "in the name"},
      Refusal{"tag=ab%ff", "bad_encoding", "tag", 2, "a byte that is never in UTF-8"},
      Refusal{"tag=%C0%80", "bad_encoding", "tag", 0, "overlong NUL"},
      Refusal{"tag=%ED%A0%80", "bad_encoding", "tag", 0, "a surrogate"},
      Refusal{"tag=%F4%90%80%80", "bad_encoding", "tag", 0, "beyond U+10FFFF"},
      Refusal{"tag=%E6%97", "bad_encoding", "tag", 0, "cut short"},
      Refusal{"tag=a%00b", "bad_encoding", "tag", 1, "NUL"},
  };
  check_refusals(rows, get);
}

TEST_CASE("every parameter reaches the request") {
  const SearchCall call = get(
      "q=tax+cut&source=Reuters&source=AP&source=-BBC&byline=Jo+Doe&from=2020-02&to=2020-02-14&sort=oldest&page=3&per_page=20"
      "&facets=section,published:month&facet_size=5&fields=title,url&snippets=2&snippet_length=100&spelling=auto&aliases=off&explain=true");
  const SearchRequest& search = call.search;
  CHECK(search.q == "tax cut");
  REQUIRE(search.filters.size() == 2);
  CHECK(search.filters[0].field == "source");
  CHECK(search.filters[0].any_of == std::vector<std::string>{"Reuters", "AP"});
  CHECK(search.filters[0].none_of == std::vector<std::string>{"BBC"});
  CHECK(search.filters[1].any_of == std::vector<std::string>{"Jo Doe"});
  CHECK(search.published.from == 1'580'515'200);   // 2020-02-01
  CHECK(search.published.until == 1'581'724'800);  // 2020-02-15, exclusive
  CHECK(search.sort == Sort::oldest);
  CHECK(search.page == 3);
  CHECK(search.per_page == 20);
  CHECK(search.facets == std::vector<std::string>{"section", "published:month"});
  CHECK(search.facet_size == 5);
  CHECK(search.snippets == 2);
  CHECK(search.snippet_length == 100);
  CHECK(search.spelling == Spelling::automatic);
  CHECK_FALSE(search.aliases);
  CHECK(search.explain);
  CHECK(call.fields == std::vector<std::string>{"id", "url", "title"});
}

TEST_CASE("a request without parameters has the defaults of the table") {
  const SearchCall call = get("");
  CHECK(call.search.q.empty());
  CHECK_FALSE(call.search.sort);
  for (const Parameter& row : search_parameters()) {
    CAPTURE(row.name);
    if (row.kind != ParameterKind::number) continue;
    const std::string fallback(row.default_text);
    const SearchCall same = get(std::string(row.name) + "=" + fallback);
    CHECK(same.search.page == call.search.page);
    CHECK(same.search.per_page == call.search.per_page);
    CHECK(same.search.facet_size == call.search.facet_size);
    CHECK(same.search.snippets == call.search.snippets);
    CHECK(same.search.snippet_length == call.search.snippet_length);
  }
  CHECK(std::find(call.fields.begin(), call.fields.end(), "body") == call.fields.end());
  CHECK_FALSE(call.search.body);
  CHECK(get("fields=body").search.body);
}

TEST_CASE("each keyword field is a filter, and each facet field a facet") {
  for (const Field& field : fields()) {
    CAPTURE(field.name);
    const std::string name(field.query);
    if (field.kind == FieldKind::keyword) CHECK(get(name + "=x").search.filters.at(0).field == name);
    if (field.facet) CHECK(get("facets=" + name + (field.kind == FieldKind::date ? ":day" : "")).search.facets.size() == 1);
  }
}

TEST_CASE("a wrong parameter is refused with its name and place") {
  const std::array rows = {
      Refusal{"colour=red", "unknown_parameter", "colour", -1, "no such name"},
      Refusal{"cursor=abc", "unknown_parameter", "cursor", -1, "there is no cursor yet"},
      Refusal{"Q=x", "unknown_parameter", "Q", -1, "names are lower case"},
      Refusal{"=x", "unknown_parameter", "", -1, "an empty name"},
      Refusal{"q=a&q=b", "repeated_parameter", "q", -1, "which of the two?"},
      Refusal{"page=0", "bad_number", "page", 0, "pages count from 1"},
      Refusal{"page=-1", "bad_number", "page", 0, "a sign"},
      Refusal{"page=1e3", "bad_number", "page", 1, "an exponent"},
      Refusal{"page=", "bad_number", "page", 0, "nothing"},
      Refusal{"page=99999999999", "bad_number", "page", 0, "more than 32 bits"},
      Refusal{"page=%D9%A3", "bad_number", "page", 0, "digits of another script"},
      Refusal{"per_page=101", "bad_number", "per_page", 0, "above the range"},
      Refusal{"snippets=6", "bad_number", "snippets", 0, "above the range"},
      Refusal{"snippet_length=39", "bad_number", "snippet_length", 0, "below the range"},
      Refusal{"facet_size=10x", "bad_number", "facet_size", 2, "a letter"},
      Refusal{"page=1001&per_page=10", "page_past_window", "page", 0, "10,010 hits deep"},
      Refusal{"page=4294967295&per_page=100", "page_past_window", "page", 0, "a product above 32 bits"},
      Refusal{"sort=date", "bad_value", "sort", 0, "no such order"},
      Refusal{"aliases=maybe", "bad_value", "aliases", 0, "no such choice"},
      Refusal{"spelling=maybe", "bad_value", "spelling", 0, "no such choice"},
      Refusal{"explain=1", "bad_value", "explain", 0, "neither true nor false"},
      Refusal{"source=", "bad_value", "source", 0, "no value"},
      Refusal{"source=-", "bad_value", "source", 0, "excludes nothing"},
      Refusal{"from=soon", "bad_date", "from", 0, "not a date"},
      Refusal{"to=2020-13", "bad_date", "to", 0, "no such month"},
      Refusal{"from=2021&to=2020", "impossible_period", "to", 0, "ends before it begins"},
      Refusal{"facets=sector", "bad_facet", "facets", 0, "no such facet"},
      Refusal{"facets=source,,tag", "bad_facet", "facets", 7, "an empty name within the list"},
      Refusal{"facets=source,source", "bad_facet", "facets", 7, "asked for twice"},
      Refusal{"facets=published", "bad_facet", "facets", 0, "a date is counted by year, month or day"},
      Refusal{"fields=title,bodi", "bad_field", "fields", 6, "no such field"},
      Refusal{"fields=", "bad_field", "fields", 0, "no field"},
  };
  check_refusals(rows, get);
}

TEST_CASE("a refusal names the nearest known name") {
  const auto detail = [](const std::string& query) { return refusal([&] { get(query); })->detail; };
  CHECK(detail("per-page=5").find("Did you mean \"per_page\"?") != std::string::npos);
  CHECK(detail("facets=sectoin").find("Did you mean \"section\"?") != std::string::npos);
  CHECK(detail("fields=headlights").find("Did you mean \"highlights\"?") != std::string::npos);
  CHECK(detail("zzzzzzzz=5").find("Did you mean") == std::string::npos);
}

TEST_CASE("a message repeats only the beginning of a long wrong value, cut between characters") {
  const auto wrong = refusal([] { get("sort=x" + std::string(40, 'a') + "%E6%97%A5%E6%97%A5%E6%97%A5%E6%97%A5%E6%97%A5%E6%97%A5%E6%97%A5"
                                      "%E6%97%A5%E6%97%A5%E6%97%A5"); });
  REQUIRE(wrong);
  CHECK(wrong->detail.size() < 200);
  CHECK(first_invalid_utf8(wrong->detail) == std::string::npos);
}

TEST_CASE("more than a hundred filter values are refused") {
  std::string query;
  for (int count = 0; count < 100; ++count) query += "&tag=" + std::to_string(count);
  CHECK(get(query).search.filters.at(0).any_of.size() == 100);
  const auto wrong = refusal([&] { get(query + "&section=-x"); });
  REQUIRE(wrong);
  CHECK(wrong->code == "too_many_values");
}

TEST_CASE("the window ends at the ten thousandth hit") {
  CHECK(get("page=1000").search.page == 1000);
  CHECK(get("page=100&per_page=100").search.page == 100);
  CHECK(get("page=10000&per_page=1").search.page == 10000);
}

TEST_CASE("a body says the same as a query string") {
  const SearchCall call = post(R"({"q":"tax","source":["Reuters","-BBC"],"tag":"eu","page":2,"facets":["section","tag"],
                                   "fields":"title,url","explain":true,"per_page":"20"})");
  CHECK(call.search.q == "tax");
  CHECK(call.search.filters.at(0).any_of == std::vector<std::string>{"Reuters"});
  CHECK(call.search.filters.at(0).none_of == std::vector<std::string>{"BBC"});
  CHECK(call.search.filters.at(1).any_of == std::vector<std::string>{"eu"});
  CHECK(call.search.page == 2);
  CHECK(call.search.per_page == 20);
  CHECK(call.search.facets == std::vector<std::string>{"section", "tag"});
  CHECK(call.fields == std::vector<std::string>{"id", "url", "title"});
  CHECK(call.search.explain);
  CHECK(read_search_body(R"({"q":"a"})", "page=2", kNow).search.page == 2);
}

TEST_CASE("a wrong body is refused") {
  const std::string deep = std::string(100'000, '[');
  const std::string deep_member = "{\"q\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  const std::array rows = {
      Refusal{"", "bad_json", "", 0, "nothing"},
      Refusal{"q=tax", "bad_json", "", 0, "a form, not JSON"},
      Refusal{"{\"q\":\"a\"", "bad_json", "", 8, "cut short"},
      Refusal{"[]", "bad_json", "", 0, "not an object"},
      Refusal{"\"q\"", "bad_json", "", 0, "not an object"},
      Refusal{"{} {}", "bad_json", "", 3, "two values"},
      Refusal{deep.c_str(), "bad_json", "", -1, "nesting must not reach the stack"},
      Refusal{deep_member.c_str(), "bad_json", "", -1, "nor within a member"},
      Refusal{"{\"q\":{\"a\":1}}", "bad_value", "q", -1, "an object as value"},
      Refusal{"{\"q\":[\"a\"]}", "bad_value", "q", -1, "an array where none is taken"},
      Refusal{"{\"q\":null}", "bad_value", "q", -1, "null is no value"},
      Refusal{"{\"source\":[1]}", "bad_value", "source", -1, "an array of something else"},
      Refusal{"{\"q\":\"a\",\"q\":\"b\"}", "bad_json", "", -1, "a name twice"},
      Refusal{"{\"page\":1.5}", "bad_number", "page", 1, "a fraction"},
      Refusal{"{\"page\":-1}", "bad_number", "page", 0, "negative"},
      Refusal{"{\"page\":5000000000}", "bad_number", "page", 0, "more than 32 bits must not wrap around"},
      Refusal{"{\"page\":1e400}", "bad_json", "", -1, "more than any number"},
      Refusal{"{\"page\":true}", "bad_number", "page", 0, "a boolean as number"},
      Refusal{"{\"colour\":[{}]}", "bad_json", "", -1, "too deep, whatever the name"},
      Refusal{"{\"colour\":null}", "unknown_parameter", "colour", -1, "no such name"},
      Refusal{"{\"section\":\"a\\u0000b\"}", "bad_encoding", "section", 1, "NUL"},
      Refusal{"{\"q\":\"\xff\"}", "bad_encoding", "", 6, "not UTF-8"},
      Refusal{"{\"q\":\"\\ud800\"}", "bad_json", "", 12, "half a surrogate pair"},
  };
  check_refusals(rows, post);
}

TEST_CASE("an article call takes q and fields only") {
  CHECK(read_article_query("").fields.size() == article_fields().size() - 1);  // all but the ledger
  CHECK(read_article_query("version=2").version == "2");
  CHECK(read_article_query("q=tax&fields=title").fields == std::vector<std::string>{"id", "title"});
  CHECK(read_article_query("q=tax").q == "tax");
  CHECK(refusal([] { read_article_query("page=2"); })->code == "unknown_parameter");
  CHECK(refusal([] { read_no_parameters("q=2"); })->code == "unknown_parameter");
  CHECK_FALSE(refusal([] { read_no_parameters(""); }));
}

TEST_CASE("the nearest name is close, or there is none") {
  const std::array<std::string_view, 5> names = {"section", "source", "sort", "to", "q"};
  CHECK(nearest("sectoin", names) == "section");
  CHECK(nearest("SORT", names) == "sort");
  CHECK(nearest("sorce", names) == "source");
  CHECK(nearest("unrelated", names).empty());
  CHECK(nearest(std::string(10'000, 's'), names).empty());
}
