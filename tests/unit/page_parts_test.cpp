// The parts that pages are made of: addresses, charts, texts, the template.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "server/page/address.h"
#include "server/page/histogram.h"
#include "server/page/locale.h"
#include "server/page/start_view.h"
#include "server/page/template.h"
#include "server/page/texts.h"
#include "tests/unit/source_files.h"

using namespace dateline;

TEST_CASE("a page's address leaves out what is empty and says the rest again, letter by letter") {
  const Query query("q=fish+%26+chips&from=&section=Sport&section=-Local&page=3&ui=de");
  CHECK(query.address("/search") == "/search?q=fish%20%26%20chips&section=Sport&section=-Local&page=3&ui=de");
  CHECK(query.raw() == "q=fish%20%26%20chips&section=Sport&section=-Local&page=3");
  CHECK(query.with("q", "").address("/search") == "/search?section=Sport&section=-Local&ui=de");
  CHECK(query.without("section", "Sport").address("/search") == "/search?q=fish%20%26%20chips&section=-Local&ui=de");
  CHECK(query.adding("source", "A&B").text("source") == "A&B");
  CHECK(query.on_page(2).text("page") == "2");
  CHECK(query.on_page(1).text("page").empty());
  CHECK(query.values("section") == std::vector<std::string>{"Sport", "-Local"});
  CHECK(Query("").address("/search") == "/search");
}

TEST_CASE("whatever bytes q has, a page shows text") {
  CHECK(Query("q=a%FFb").shown_q() == "a\uFFFDb");
  CHECK(Query("q=a%00b%0Ac").shown_q() == "a b c");
  CHECK(Query("q=%C3%A9").shown_q() == "é");
}

TEST_CASE("an article's page is addressed by its id, whatever it is") {
  CHECK(article_address("https://a.example/x?y", "fish & chips", "de") == "/articles/https%3A%2F%2Fa.example%2Fx%3Fy?q=fish%20%26%20chips&ui=de");
  CHECK(article_address("a", "", "") == "/articles/a");
  CHECK(article_address("a", "", "fr") == "/articles/a?ui=fr");
}

TEST_CASE("the chart counts by days, months or years, as fits what is counted") {
  constexpr std::int64_t kDay = 86'400;
  CHECK(unit_for({}) == ChartUnit::month);
  CHECK(unit_for({0, std::nullopt}) == ChartUnit::month);
  CHECK(unit_for({0, 62 * kDay}) == ChartUnit::day);
  CHECK(unit_for({0, 63 * kDay}) == ChartUnit::month);

  ChartUnit unit = ChartUnit::month;
  const std::vector<FacetValue> five = {{"2016-01", 1}, {"2020-12", 2}};
  CHECK(fewer_periods(five, unit).size() == 2);
  CHECK(unit == ChartUnit::month);
  const auto years = fewer_periods({{"2015-01", 1}, {"2020-01", 2}, {"2020-12", 3}}, unit);
  CHECK(unit == ChartUnit::year);
  REQUIRE(years.size() == 2);
  CHECK(years[1].value == "2020");
  CHECK(years[1].count == 5);
}

TEST_CASE("periods without an article have their place in the chart") {
  const auto values = [](const std::vector<FacetValue>& periods) {
    std::string out;
    for (const FacetValue& each : periods) out += each.value + ":" + std::to_string(each.count) + " ";
    return out;
  };
  CHECK(values(without_gaps({{"2019-11", 1}, {"2020-02", 2}}, ChartUnit::month)) == "2019-11:1 2019-12:0 2020-01:0 2020-02:2 ");
  CHECK(values(without_gaps({{"2018", 1}, {"2020", 2}}, ChartUnit::year)) == "2018:1 2019:0 2020:2 ");
  CHECK(values(without_gaps({{"2020-02-28", 1}, {"2020-03-01", 2}}, ChartUnit::day)) == "2020-02-28:1 2020-02-29:0 2020-03-01:2 ");
  CHECK(without_gaps({{"0001", 1}, {"2020", 2}}, ChartUnit::year).size() == 800);
  CHECK(without_gaps({{"0001", 1}, {"2020", 2}}, ChartUnit::year).back().value == "2020");
  CHECK(without_gaps({}, ChartUnit::day).empty());
}

TEST_CASE("bars are as high as their counts, and what is there can be seen") {
  CHECK(bars_path({{"a", 10}, {"b", 0}, {"c", 5}}) == "M0 100v-100h.85v100zM2 100v-50h.85v50z");
  CHECK(bars_path({{"a", 1'000'000}, {"b", 1}}).find("M1 100v-3h") != std::string::npos);
  CHECK(bars_path({{"a", 0}}) == "");
}

TEST_CASE("a text that is missing in one language is told by its name") {
  const auto table = [](const char* json) { return [json] { TextTable{json}; }; };
  CHECK_THROWS_WITH(table(R"({"page": {"hello": {"en": "Hello", "de": "Hallo", "fr": "Bonjour"}}, "script": {}})")(), "texts.json: hello has no text in es");
  CHECK_THROWS_WITH(table(R"({"page": {}, "script": {"x": {"en": "X"}}})")(), "texts.json: x has no text in de");
  CHECK_THROWS(table("[")());
  CHECK_THROWS(table("{}")());
}

TEST_CASE("placeholders take their values, which are not read again") {
  const TextTable table(R"({"page": {"a": {"en": "{n} of {m}{", "de": "", "fr": "", "es": ""},
    "b": {"en": {"one": "{n} thing", "other": "{n} things"}, "de": "", "fr": "", "es": ""}}, "script": {}})");
  const Texts& en = table.in("en");
  CHECK(en.text("a", {{"n", "{m}"}, {"m", "2"}}) == "{m} of 2{");
  CHECK(en.counted("b", true, {{"n", "1"}}) == "1 thing");
  CHECK(en.counted("b", false, {{"n", "2"}}) == "2 things");
  CHECK_THROWS_WITH(en.text("c"), "texts.json has no text of the name c");
}

TEST_CASE("the template escapes all that stands in double braces, and says what is wrong with it") {
  const TextTable table(R"({"page": {"a": {"en": "A & B", "de": "", "fr": "", "es": ""}}, "script": {}})");
  const Texts& en = table.in("en");
  View view;
  put(view, "x", std::string("<b \"'&{{y}}"));
  put(view, "empty", std::string());
  CHECK(Template("{t.a}: {{x}}{{#empty}}never{{/empty}}", en).filled(view) == "A &amp; B: &lt;b &quot;&#39;&amp;{{y}}");
  CHECK_THROWS(Template("{t.b}", en));
  CHECK_THROWS(Template("{{#open}}", en));
}

TEST_CASE("every text is used, and all the ways out have one") {
  const auto texts = nlohmann::json::parse(source_file("web/texts.json"));
  std::string code = source_file("web/page.mustache");
  for (const char* file : {"article_view", "filters_view", "hit_view", "pages", "results_view", "start_view"})
    code += source_file(std::string("server/page/") + file + ".cpp");
  for (const auto& [key, row] : texts["page"].items()) {
    CAPTURE(key);
    const bool is_named = code.find("{t." + key + "}") != std::string::npos || code.find("\"" + key + "\"") != std::string::npos;
    const bool is_composed = key.starts_with("way_") || key.starts_with("most_a_") || key == "day" || key == "month" || key == "year";
    CHECK((is_named || is_composed));
  }
  const std::string ways = source_file("server/search/ways_out.cpp");
  for (const char* code_of_way : {"correction", "without_word", "as_words", "without_phrase", "without_value", "without_dates", "without_group",
                                  "without_not", "without_filter", "any_word"}) {
    CAPTURE(code_of_way);
    CHECK(ways.find("\"" + std::string(code_of_way) + "\"") != std::string::npos);
    CHECK(texts["page"].contains("way_" + std::string(code_of_way)));
  }
}

TEST_CASE("the searches that the start page offers are taken from headlines and names") {
  const auto hit = [](const char* title, const char* name) {
    Hit made;
    made.article.title = title;
    if (*name != '\0') made.article.byline = {name};
    return made;
  };
  using Strings = std::vector<std::string>;
  CHECK(example_queries({hit("Übergangsregierung tagt im Rathaus", "")}) == Strings{"Rathaus"});  // too long a word is left out
  CHECK(example_queries({hit("Harbour minister quits", "Jo \"X\" Doe")}) == Strings{"minister", "\"Harbour minister\"", "byline:\"Jo X Doe\""});
  CHECK(example_queries({hit("Harbour, minister of 5G", "")}) == Strings{"minister"});
  CHECK(example_queries({hit("5G 6G", ""), hit("\xff\xfe", "")}).empty());
  CHECK(example_queries({}).empty());
}
