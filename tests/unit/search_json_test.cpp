// server/api/search_json.h: answers as JSON, held against the schemas that /openapi.json publishes.
#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "server/api/feed.h"
#include "server/api/openapi.h"
#include "server/api/search_json.h"
#include "tests/unit/sample_answers.h"

using namespace dateline;
using nlohmann::json;

namespace {

std::string type_of(const json& value) {
  if (value.is_null()) return "null";
  if (value.is_string()) return "string";
  if (value.is_boolean()) return "boolean";
  if (value.is_number_integer()) return "integer";
  if (value.is_number()) return "number";
  return value.is_array() ? "array" : "object";
}

bool has_type(const json& value, const std::string& wanted) {
  return type_of(value) == wanted || (wanted == "number" && value.is_number());
}

void check_schema(const json& value, const json& schema, const std::string& place);

void check_members(const json& value, const json& schema, const std::string& place) {
  const json properties = schema.value("properties", json::object());
  for (const json& name : schema.value("required", json::array())) {
    CAPTURE(place);
    CAPTURE(name.dump());
    CHECK(value.contains(name.get<std::string>()));
  }
  for (const auto& [name, member] : value.items()) {
    const std::string here = place + "/" + name;
    if (properties.contains(name)) {
      check_schema(member, properties[name], here);
    } else if (schema.contains("additionalProperties")) {
      CAPTURE(here);
      CHECK(schema["additionalProperties"].is_object());
      if (schema["additionalProperties"].is_object()) check_schema(member, schema["additionalProperties"], here);
    }
  }
}

// The part of JSON Schema that the schemas use.
void check_schema(const json& value, const json& schema, const std::string& place) {
  static const json schemas = json::parse(schemas_json());
  if (schema.contains("$ref")) {
    const std::string name = schema["$ref"].get<std::string>().substr(std::string("#/components/schemas/").size());
    return check_schema(value, schemas.at(name), place);
  }
  CAPTURE(place);
  if (schema.contains("enum")) CHECK(std::count(schema["enum"].begin(), schema["enum"].end(), value) == 1);
  if (schema.contains("type")) {
    const json types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
    const bool fits = std::any_of(types.begin(), types.end(), [&](const json& t) { return has_type(value, t); });
    CHECK(fits);
  }
  if (value.is_object()) check_members(value, schema, place);
  if (value.is_array() && schema.contains("items"))
    for (const json& element : value) check_schema(element, schema["items"], place + "[]");
}

void check_as(const json& value, const std::string& name) {
  check_schema(value, {{"$ref", "#/components/schemas/" + name}}, name);
}

json search(const SearchAnswer& answer, const std::string& query) {
  return json::parse(search_json(answer, read_search_query(query, 0)));
}

}  // namespace

TEST_CASE("a search answer fits its schema, whatever is asked for") {
  for (const char* query : {"", "q=tax&explain=true", "fields=title", "fields=body,highlights", "q=tax&per_page=3&page=2"}) {
    CAPTURE(query);
    check_as(search(sample_search_answer(), query), "SearchAnswer");
    check_as(search(SearchAnswer{}, query), "SearchAnswer");
  }
}

TEST_CASE("a search answer says what was found in the words of the contract") {
  const json answer = search(sample_search_answer(), "q=taxs+cut&explain=true");
  CHECK(answer["query"] == json{{"q", "taxs cut"}, {"interpreted", "tax cut"}, {"terms", {"tax", "cut"}}, {"aliases", {{{"typed", "US"}, {"also", {"USA", "United States"}}}}}});
  CHECK(answer["total"] == 42);
  CHECK(answer["total_relation"] == "gte");
  CHECK(answer["pages"] == 5);
  CHECK(answer["took_ms"] == 1.235);
  CHECK(answer["partial"] == true);
  CHECK(answer["suggestion"] == json{{"q", "tax cut"}, {"html", "<mark>tax</mark> cut"}, {"used", true}});
  CHECK(answer["warnings"] == json::array({{{"code", "unbalanced_quote"}, {"detail", "x"}, {"position", 12}}}));
  const json facet = {{"values", {{{"value", "World"}, {"count", 30}}}}, {"other", 12}, {"exact", true}};
  CHECK(answer["facets"] == json{{"section", facet}});
  const json& hit = answer["hits"][0];
  CHECK(hit["url"].is_null());
  CHECK(hit["section"].is_null());
  CHECK(hit["published"] == "2020-02-14T18:06:40+01:00");
  CHECK(hit["updated"].is_null());
  CHECK(hit["highlights"]["title"] == json{{"html", "A &lt;b&gt; <mark>tax</mark>"}, {"text", "A <b> tax"}});
  CHECK(hit["highlights"]["body"][0]["paragraph"] == 3);
  CHECK(hit["explanation"][0] == json{{"part", "tax"}, {"score", 1.5}});
  CHECK_FALSE(hit.contains("body"));
}

TEST_CASE("fields chooses what comes back in each hit") {
  const json hit = search(sample_search_answer(), "fields=title,words")["hits"][0];
  CHECK(hit == json{{"id", "id-1"}, {"title", "A <b> tax"}, {"words", 321}, {"score", 2.5}});
  const json whole = search(sample_search_answer(), "fields=body")["hits"][0];
  CHECK(whole["body"] == json::array({"One.", "Two."}));
}

TEST_CASE("pages are those that can be asked for") {
  SearchAnswer answer;
  struct Row {
    std::uint64_t total;
    const char* query;
    int pages;
  };
  for (const Row& row : {Row{0, "", 0}, Row{1, "", 1}, Row{10, "", 1}, Row{11, "", 2}, Row{1'000'000, "", 1000},
                         Row{1'000'000, "per_page=100", 100}, Row{1'000'000, "per_page=3", 3333}}) {
    CAPTURE(row.total);
    answer.total = row.total;
    CHECK(search(answer, row.query)["pages"] == row.pages);
  }
}

TEST_CASE("an article fits its schema and carries its paragraphs") {
  const json whole = json::parse(article_json(sample_article_answer(), read_article_query("")));
  check_as(whole, "Article");
  CHECK(whole["body"] == json::array({"One.", "Two & <three>."}));
  CHECK(whole["highlights"]["body"][1]["html"] == "Two &amp; &lt;three&gt;.");
  const json part = json::parse(article_json(sample_article_answer(), read_article_query("fields=title")));
  check_as(part, "Article");
  CHECK(part == json{{"id", "id-1"}, {"title", "A <b> tax"}, {"revision", "r1"}});
}

TEST_CASE("completions and related articles fit their schemas") {
  check_as(json::parse(suggest_json(SuggestAnswer{}, SuggestRequest{})), "SuggestAnswer");
  const json completed = json::parse(suggest_json(sample_suggest_answer(), read_suggest_query("q=ta%22x")));
  check_as(completed, "SuggestAnswer");
  CHECK(completed["suggestions"][0] == json{{"kind", "word"}, {"text", "tax & taxes"}, {"html", "<mark>ta</mark>x &amp; taxes"}, {"q", "tax & taxes"}, {"count", 7}});
  CHECK(completed["suggestions"][2] == json{{"kind", "title"}, {"text", "A <b> tax"}, {"html", "A &lt;b&gt; <mark>ta</mark>x"}, {"id", "id-1"}, {"count", 1}});
  check_as(json::parse(related_json(RelatedAnswer{})), "RelatedAnswer");
  const json related = json::parse(related_json(sample_related_answer()));
  check_as(related, "RelatedAnswer");
  CHECK(related["articles"][0]["shared"] == json::array({"tax", "O'Brien"}));
  CHECK(related["articles"][0]["score"] == 0.1235);
  CHECK_FALSE(related["articles"][0].contains("body"));
}

TEST_CASE("a JSON Feed fits its schema on any page") {
  for (const char* query : {"", "q=tax&per_page=2&page=2", "snippets=0"}) {
    CAPTURE(query);
    const SearchCall call = read_feed_query(query, 0);
    const FeedPlace place{"https://news.example", "/api/v1/search.json-feed", query};
    check_as(json::parse(json_feed(sample_search_answer(), call, place)), "JsonFeed");
    check_as(json::parse(json_feed(SearchAnswer{}, call, place)), "JsonFeed");
  }
}

TEST_CASE("where an article lay on the server's disk is nobody's business") {
  ArticleAnswer answer = sample_article_answer();
  answer.article.origin.path = "/srv/secret/path.txt";
  CHECK(article_json(answer, read_article_query("")).find("secret") == std::string::npos);
}

TEST_CASE("statistics fit their schema, with and without a last run") {
  ArchiveStats stats;
  check_as(json::parse(stats_json(stats)), "Stats");
  stats.articles = 5;
  stats.sources = {{"Reuters", 3}, {"", 2}};
  stats.first_published = {1'581'638'400, Precision::day, 0, false};
  stats.indexed_at = 1'581'700'000;
  stats.last_run_json = R"({"read": 5})";
  const json full = json::parse(stats_json(stats));
  check_as(full, "Stats");
  CHECK(full["first_published"] == "2020-02-14");
  CHECK(full["last_published"].is_null());
  CHECK(full["indexed_at"] == "2020-02-14T17:06:40Z");
  CHECK(full["last_run"]["read"] == 5);
  stats.last_run_json = "not JSON";
  CHECK(json::parse(stats_json(stats))["last_run"].is_null());
}

TEST_CASE("text that is not UTF-8 and numbers that are none do not break an answer") {
  SearchAnswer answer = sample_search_answer();
  answer.hits[0].article.title = "bad \xff";
  answer.hits[0].score = std::numeric_limits<double>::quiet_NaN();
  const json parsed = search(answer, "");
  CHECK(parsed["hits"][0]["title"] == "bad \xEF\xBF\xBD");
  CHECK(parsed["hits"][0]["score"].is_null());
  check_as(parsed, "SearchAnswer");
}

TEST_CASE("a suggestion marks the words that differ and escapes all") {
  CHECK(suggestion_html("bakdoor", "backdoor") == "<mark>backdoor</mark>");
  CHECK(suggestion_html("the bakdoor \"x\"", "the backdoor \"x\"") == "the <mark>backdoor</mark> &quot;x&quot;");
  CHECK(suggestion_html("<b>", "<i>") == "<mark>&lt;i&gt;</mark>");
  CHECK(suggestion_html("same", "same") == "same");
}
