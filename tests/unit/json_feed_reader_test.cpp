// JSON Feed 1.0 and 1.1.
#include <string>
#include <vector>

#include "tests/unit/feed_reading.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t valentine = 1581638400;  // 2020-02-14T00:00:00Z

std::string json_feed(const std::string& items, const std::string& version = "1.1") {
  return "{\"version\": \"https://jsonfeed.org/version/" + version + "\", \"title\": \"Bay Radio\", \"home_page_url\": \"https://x.example/news/\",\n"
         "\"language\": \"en-GB\", \"authors\": [{\"name\": \"The Desk\"}], \"next_url\": \"https://x.example/2\",\n\"items\": [" + items + "]}";
}

}  // namespace

TEST_CASE("an item of JSON Feed fills the fields") {
  const Article article = only_article(json_feed(
      R"({"id": 17, "url": "a.html", "external_url": "https://y.example/", "title": "Quay & co", "content_html": "<p>One.</p><p>Two &amp; three.</p>",
          "content_text": "Not this.", "summary": "In short.", "date_published": "2020-02-14T00:00:00Z", "date_modified": "2020-02-15T01:00:00+01:00",
          "authors": [{"name": "Ada Marlow"}, {"url": "https://x.example/tom"}, {"name": "Tom Ray"}], "tags": ["sea", "harbour"], "language": "fr",
          "attachments": [{"url": "https://x.example/a.mp3", "mime_type": "audio/mpeg"}], "_embargo": {"until": "2999-01-01"}})"));
  CHECK(article.id == "17");
  CHECK(article.url == "https://x.example/news/a.html");
  CHECK(article.title == "Quay & co");
  CHECK(article.body == Strings{"One.", "Two & three."});
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Ray"});
  CHECK(article.published.seconds == valentine);
  CHECK(article.updated.seconds == valentine + 86400);
  CHECK(article.tags == Strings{"sea", "harbour"});
  CHECK(article.lang == "fr");
  CHECK(article.source == "Bay Radio");
  CHECK(article.visible_from == kAlwaysVisible);
  CHECK(all_dropped_as(article, "summary") == Strings{"In short."});
  CHECK(all_dropped_as(article, "attachment").size() == 1);
  CHECK(article.origin.line == 3);
}

TEST_CASE("a JSON Feed may leave out nearly everything") {
  const Article text = only_article(json_feed(R"({"id": "https://x.example/a", "content_text": "One < two.\n\nThree."})", "1"));
  CHECK(text.title_derived);
  CHECK(text.url == "https://x.example/a");
  CHECK(text.body == Strings{"One < two.", "Three."});
  CHECK(text.byline == Strings{"The Desk"});
  CHECK(text.lang == "en");
  CHECK(only_article(json_feed(R"({"id": "1", "title": "t", "author": {"name": "Ada Marlow"}})", "1")).byline == Strings{"Ada Marlow"});
  const Article summary = only_article(json_feed(R"({"id": "1", "title": "t", "summary": "In short."})"));
  CHECK(summary.body == Strings{"In short."});
  CHECK(all_dropped_as(summary, "teaser_only").size() == 1);
  CHECK(only_article(json_feed(R"({"id": null, "title": null, "content_html": "<p>x</p>", "tags": null, "authors": null})")).body == Strings{"x"});
}

TEST_CASE("JSON Feeds are known by their version, wherever it stands") {
  const Strings feeds = {json_feed("{\"id\": 1, \"title\": \"t\"}"),
                         R"({"title": "Bay", "version":"https:\/\/jsonfeed.org\/version\/1", "items": [{"id": 1, "title": "t"}]})",
                         R"({"items": [{"id": 1, "title": "t", "version": 3}], "version": "http://jsonfeed.org/version/1"})",
                         R"({"title": "Bay", "feed_url": "https://x.example/f.json", "items": [{"id": 1, "title": "t"}]})",
                         "\xEF\xBB\xBF" + json_feed("{\"id\": 1, \"title\": \"t\"}")};
  for (const std::string& feed : feeds) {
    CAPTURE(feed);
    CHECK(read_feed_text(feed).format == "jsonfeed");
    CHECK(read_feed_text(feed).articles.size() == 1);
  }
  CHECK(read_feed_text(R"({"articles": [{"id": 1, "title": "t"}]})").format == "json");
  CHECK(read_feed_text(R"({"title": "On JSON Feed", "body": "See https://jsonfeed.org/version/1"})").format == "json");
}

TEST_CASE("a broken item of a JSON Feed costs no other") {
  const FeedReading feed = read_feed_text(json_feed("{\"id\": 1, \"title\": \"One\"},\n{\"id\": 2, \"title\": oops},\n5, {\"id\": 3, \"title\": \"Three\"}, {\"id\": 4}"));
  CHECK(feed.articles.size() == 2);
  REQUIRE(feed.bad.size() == 3);
  CHECK(feed.bad[0].line == 4);
  CHECK(feed.bad[0].reason.find("4:1") != std::string::npos);
  CHECK(feed.bad[1].line == 5);
  const FeedReading cut = read_feed_text("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": 1, \"title\": \"One\"},\n{\"id\": 2, \"ti");
  CHECK(cut.articles.size() == 1);
  REQUIRE(cut.bad.size() == 1);
  CHECK(cut.bad[0].line == 2);
  CHECK(read_feed_text(json_feed("")).skipped.size() == 1);
  const std::string deep(100000, '[');
  CHECK(read_feed_text(json_feed("{\"id\": 1, \"title\": \"One\", \"x\": " + deep + std::string(100000, ']') + "}, {\"id\": 2, \"title\": \"Two\"}")).articles.size() == 1);
  CHECK(read_feed_text("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": " + deep).articles.empty());
}

TEST_CASE("an item of JSON Feed published in the future is held until then") {
  const Article held = only_article(json_feed(R"({"id": 1, "title": "t", "date_published": "2999-01-01T00:00:00Z"})"));
  CHECK(held.visible_from == held.published.seconds);
  const Article unread = only_article(json_feed(R"({"id": 1, "title": "t", "date_published": "soon"})"));
  CHECK(all_dropped_as(unread, "unreadable_date") == Strings{"soon"});
}
