// server/api/feed.h and its routes: searches as feeds.
#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "server/api/feed.h"
#include "tests/unit/service_bench.h"

using namespace dateline;
using nlohmann::json;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string atom_of(const Article& article) {
  SearchAnswer answer;
  answer.total = 1;
  answer.hits.emplace_back();
  answer.hits.back().article = article;
  return atom_feed(answer, {}, {"https://news.example", "/api/v1/search.atom", ""});
}

json item_of(const Article& article) {
  SearchAnswer answer;
  answer.hits.emplace_back();
  answer.hits.back().article = article;
  return json::parse(json_feed(answer, {}, {"https://news.example", "/api/v1/search.json-feed", ""}))["items"][0];
}

}  // namespace

TEST_CASE("a feed is newest first with twenty entries, unless it says otherwise") {
  Bench bench;
  for (const std::string path : {"/api/v1/search.atom", "/api/v1/search.json-feed"}) {
    CHECK(bench.get(path + "?q=tax").status == 200);
    CHECK(bench.last_request.sort == Sort::newest);
    CHECK(bench.last_request.per_page == 20);
    CHECK(bench.get(path + "?q=tax&sort=relevance&per_page=5&page=2").status == 200);
    CHECK(bench.last_request.sort == Sort::relevance);
    CHECK(bench.last_request.per_page == 5);
    CHECK(bench.last_request.page == 2);
  }
}

TEST_CASE("parameters that have no place in a feed are refused, and those of the search are taken") {
  Bench bench;
  std::set<std::string_view> taken;
  for (const Parameter& row : feed_parameters()) taken.insert(row.name);
  for (const Parameter& row : search_parameters()) {
    CAPTURE(row.name);
    const bool left_out = row.name == "facets" || row.name == "facet_size" || row.name == "fields" || row.name == "explain";
    CHECK(taken.contains(row.name) != left_out);
    if (left_out) CHECK(code_of(bench.get("/api/v1/search.atom?" + std::string(row.name) + "=1")) == "unknown_parameter");
  }
}

TEST_CASE("a feed says where it is, and leads to its other pages and to the same search for people") {
  Bench bench;
  const std::string xml = bench.get("/api/v1/search.atom?q=%22a+b%22&page=2&per_page=2", {{"host", "news.example"}}).body;
  const std::string feed = "http://news.example/api/v1/search.atom?q=%22a+b%22&amp;";
  CHECK(has(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + feed + "page=2&amp;per_page=2\"/>"));
  CHECK(has(xml, "<link rel=\"first\" type=\"application/atom+xml\" href=\"" + feed + "per_page=2&amp;page=1\"/>"));
  CHECK(has(xml, "<link rel=\"previous\" type=\"application/atom+xml\" href=\"" + feed + "per_page=2&amp;page=1\"/>"));
  CHECK(has(xml, "<link rel=\"next\" type=\"application/atom+xml\" href=\"" + feed + "per_page=2&amp;page=3\"/>"));
  CHECK(has(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"http://news.example/search?q=%22a+b%22&amp;sort=newest\"/>"));
  CHECK(has(xml, "<id>http://news.example/api/v1/search.atom?q=%22a+b%22</id>"));
  CHECK(has(xml, "<opensearch:totalResults>42</opensearch:totalResults>"));
  CHECK(has(xml, "<opensearch:startIndex>3</opensearch:startIndex>"));
  CHECK(has(xml, "<opensearch:itemsPerPage>2</opensearch:itemsPerPage>"));
  CHECK(has(xml, "searchTerms=\"&quot;a b&quot;\" startPage=\"2\""));
  const json feed_json = json::parse(bench.get("/api/v1/search.json-feed?q=tax&per_page=2", {{"host", "news.example"}}).body);
  CHECK(feed_json["next_url"] == "http://news.example/api/v1/search.json-feed?q=tax&per_page=2&page=2");
  CHECK(feed_json["_dateline"]["total"] == 42);
  CHECK(feed_json["_dateline"]["total_relation"] == "gte");
}

TEST_CASE("feeds for different hosts are kept and tagged apart") {
  Bench bench({{}, std::chrono::milliseconds(2000), 1 << 20});
  const Answer first = bench.get("/api/v1/search.atom?q=tax", {{"host", "a.example"}});
  const Answer second = bench.get("/api/v1/search.atom?q=tax", {{"host", "b.example"}});
  CHECK(has(first.body, "http://a.example/"));
  CHECK_FALSE(has(second.body, "a.example"));
  const std::string etag = header(first, "ETag");
  CHECK_FALSE(etag.empty());
  CHECK(etag != header(second, "ETag"));
  CHECK(bench.get("/api/v1/search.atom?q=tax", {{"host", "a.example"}, {"if-none-match", etag}}).status == 304);
  CHECK(bench.get("/api/v1/search.atom?q=tax", {{"host", "b.example"}, {"if-none-match", etag}}).status == 200);
  CHECK(bench.searches == 2);
}

TEST_CASE("a configured address is in the feed whatever host was asked") {
  Bench bench({{}, std::chrono::milliseconds(2000), 1 << 20, {"https://archive.news.example", ""}});
  const Answer answer = bench.get("/api/v1/search.atom?q=tax", {{"host", "evil.example"}});
  CHECK(has(answer.body, "https://archive.news.example/articles/id-1"));
  CHECK_FALSE(has(answer.body, "evil"));
}

TEST_CASE("times are said as far as they are known") {
  struct Row {
    Moment published, updated;
    const char* atom_published;  // empty: none
    const char* atom_updated;
    bool modified;  // the JSON Feed tells of a change
    const char* why;
  };
  const Moment second{1'581'700'000, Precision::second, 60, true};
  const Moment day{1'581'638'400, Precision::day, 0, false};
  const Moment later{1'581'800'000, Precision::second, 0, true};
  const std::vector<Row> rows = {
      {second, {}, "2020-02-14T18:06:40+01:00", "2020-02-14T18:06:40+01:00", false, "published, in the zone of the source"},
      {second, later, "2020-02-14T18:06:40+01:00", "2020-02-15T20:53:20Z", true, "changed"},
      {later, second, "2020-02-15T20:53:20Z", "2020-02-15T20:53:20Z", false, "a change before the publication is none"},
      {day, {}, "2020-02-14T00:00:00Z", "2020-02-14T00:00:00Z", false, "a day"},
      {{}, later, "", "2020-02-15T20:53:20Z", true, "a change alone"},
      {{}, {}, "", "1970-01-01T00:00:00Z", false, "nobody knows"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    Article article = sample_article();
    article.published = row.published;
    article.updated = row.updated;
    const std::string xml = atom_of(article);
    CHECK(has(xml, "<updated>" + std::string(row.atom_updated) + "</updated>\n<author>"));
    CHECK(has(xml, "<published>") == (*row.atom_published != '\0'));
    CHECK(has(xml, "<published>" + std::string(row.atom_published) + "</published>") == (*row.atom_published != '\0'));
    CHECK(item_of(article).contains("date_published") == row.published.known());
    CHECK(item_of(article).contains("date_modified") == row.modified);
  }
  Article article = sample_article();
  article.published = day;
  CHECK(item_of(article)["_dateline"]["published"] == "2020-02-14");
}

TEST_CASE("an entry's id is of the article alone") {
  Article article = sample_article();
  const std::string id = entry_id(article);
  CHECK(id == "urn:uuid:" + id.substr(9));
  CHECK(id[23] == '8');
  CHECK(std::string("89ab").find(id[28]) != std::string::npos);
  article.title = "Another";
  article.updated = {1, Precision::second, 0, true};
  CHECK(entry_id(article) == id);
  article.id = "id-2";
  CHECK(entry_id(article) != id);
}

TEST_CASE("an entry says nothing that a feed could not say") {
  Article article;
  article.id = "x\"><y>";
  article.title = "]]> & \x01 <b>";
  article.byline = {" ", ""};
  article.lang = "\"><script>";
  article.url = "javascript:alert(1)";
  article.tags = {"", "a\nb"};
  const std::string xml = atom_of(article);
  CHECK(has(xml, "<entry>\n<title type=\"text\">]]&gt; &amp; \xEF\xBF\xBD &lt;b&gt;</title>"));
  CHECK(has(xml, "href=\"https://news.example/articles/x%22%3E%3Cy%3E\""));
  CHECK(has(xml, "<author><name>Unknown</name></author>"));
  CHECK(has(xml, "<category term=\"a&#10;b\"/>"));
  CHECK_FALSE(has(xml, "via"));
  CHECK_FALSE(has(xml, "<script"));
  CHECK_FALSE(has(xml, "javascript"));
  CHECK_FALSE(item_of(article).contains("external_url"));
  CHECK_FALSE(item_of(article).contains("language"));
}
