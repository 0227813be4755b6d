// What entries of feeds say of their own use, under whatever names: all of it fails closed.
#include <string>
#include <string_view>

#include "indexer/readers/feed_dates.h"
#include "tests/unit/feed_reading.h"

using namespace dateline;

namespace {

std::string feed_of(const std::string& elements, const std::string& attributes = "") {
  return "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:x=\"urn:x\""
         " xmlns:app=\"http://www.w3.org/2007/app\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Bay Radio</title><item" +
         attributes + "><title>Quay opens</title>" + elements + "</item></channel></rss>";
}

std::string meta(const std::string& key, const std::string& value) {
  return "<wp:postmeta><wp:meta_key>" + key + "</wp:meta_key><wp:meta_value><![CDATA[" + value + "]]></wp:meta_value></wp:postmeta>";
}

// "seen", "held" until a time, "never", or the status that closes it.
std::string fate(const std::string& feed) {
  const Article article = only_article(feed);
  if (article.status == Status::withheld) return "withheld";
  if (article.status == Status::canceled) return "canceled";
  if (article.visible_from == kNeverVisible) return "never";
  constexpr std::int64_t year_2200 = 7258118400;
  return article.visible_from > year_2200 ? "held" : "seen";
}

struct FateRow {
  std::string elements, fate;
};

}  // namespace

TEST_CASE("an item of WordPress is seen only when it is published, open and out of its embargo") {
  const FateRow rows[] = {
      {"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>", "seen"},
      {"<wp:status><![CDATA[publish]]></wp:status><wp:post_type>page</wp:post_type><wp:post_password></wp:post_password>", "seen"},
      {"<wp:status>draft</wp:status>", "withheld"},
      {"<wp:status>private</wp:status>", "withheld"},
      {"<wp:status>pending</wp:status>", "withheld"},
      {"<wp:status>future</wp:status>", "withheld"},
      {"<wp:status>auto-draft</wp:status>", "withheld"},
      {"<wp:status>trash</wp:status>", "canceled"},
      {"<wp:status>inherit</wp:status>", "withheld"},
      {"<wp:status/>", "withheld"},
      {"<wp:post_password>tide</wp:post_password>", "withheld"},
      {"<wp:post_date_gmt>2999-05-03 10:00:00</wp:post_date_gmt>", "held"},
      {"<wp:post_date_gmt>2020-05-03 10:00:00</wp:post_date_gmt><wp:post_date>2020-05-03 11:00:00</wp:post_date>", "seen"},
      {"<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>", "seen"},
      // Only the local time is known.
      {"<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>2999-05-03 11:00:00</wp:post_date>", "held"},
      {"<wp:post_date_gmt>soon</wp:post_date_gmt>", "withheld"},
      {meta("embargo_until", "2999-05-03 10:00:00"), "held"},
      {meta("_press_EMBARGO", "29990503"), "held"},
      {meta("sperrfrist", "9999999999"), "held"},
      {meta("embargo_until", "2020-05-03"), "seen"},
      {meta("embargo_until", "Monday"), "withheld"},
      {meta("embargo_enabled", "1"), "never"},
      {meta("embargo_enabled", "1") + meta("embargo_until", "2020-05-03"), "seen"},
      {meta("embargo_enabled", "0"), "seen"},
      // An empty field of a plug-in, and the definition that is kept beside a field.
      {meta("embargo_until", "") + meta("_embargo_until", "field_5f3a9c"), "seen"},
      {meta("mood", "2999-05-03"), "seen"},
  };
  for (const FateRow& row : rows) {
    CAPTURE(row.elements);
    CHECK(fate(feed_of(row.elements)) == row.fate);
  }
  const Article held = only_article(feed_of("<wp:post_date_gmt>2999-05-03 10:00:00</wp:post_date_gmt>"));
  CHECK(held.visible_from == 32482720800);
}

TEST_CASE("what WordPress exports beside posts and pages is passed over by its type") {
  for (const std::string type : {"attachment", "nav_menu_item", "revision"}) {
    CAPTURE(type);
    const FeedReading feed = read_feed_text(feed_of("<wp:status>inherit</wp:status><wp:post_type>" + type + "</wp:post_type>"));
    CHECK(feed.articles.empty());
    CHECK(feed.bad.empty());
    REQUIRE(feed.skipped.size() == 1);
    CHECK(feed.skipped[0].reason.find(type) != std::string::npos);
  }
}

TEST_CASE("an embargo, a draft and a status hold an entry under any vocabulary") {
  const FateRow rows[] = {
      {"<embargo>2999-05-03</embargo>", "held"},
      {"<embargoDate>2999-05-03T10:00:00Z</embargoDate>", "held"},
      {"<x:EMBARGO>2999-05-03</x:EMBARGO>", "held"},
      {"<undeclared:pressEmbargo>2999-05-03</undeclared:pressEmbargo>", "held"},
      {"<Sperrfrist>3. Mai 2999, 10:00 Uhr</Sperrfrist>", "held"},
      {"<x:rights><x:embargoedUntil>2999-05-03</x:embargoedUntil></x:rights>", "held"},
      {"<x:use embargo=\"2999-05-03\"/>", "held"},
      {"<guid x:embargo=\"2999-05-03\">7</guid>", "held"},
      {"<embargo until=\"2999-05-03\"/>", "held"},
      {"<embargo><until>2999-05-03</until></embargo>", "held"},
      {"<embargo/>", "never"},
      {"<embargo>true</embargo>", "never"},
      {"<embargo>Monday</embargo>", "withheld"},
      {"<embargo>05/03/2999</embargo>", "withheld"},
      {"<embargo>none</embargo>", "seen"},
      {"<embargo>2020-05-03</embargo>", "seen"},
      // An embargo of a picture, and one inside the text.
      {"<m:content xmlns:m=\"http://search.yahoo.com/mrss/\"><m:embargo>2999-05-03</m:embargo></m:content>", "seen"},
      {"<description>An &lt;embargo>2999-05-03&lt;/embargo> on oil.</description>", "seen"},
      {"<dcterms:available>2999-05-03</dcterms:available>", "held"},
      {"<dcterms:available>start=2999-05-03; end=2999-06-03</dcterms:available>", "held"},
      {"<dcterms:available>2020-05-03</dcterms:available>", "seen"},
      {"<dcterms:available>soon</dcterms:available>", "withheld"},
      {"<app:draft>yes</app:draft>", "withheld"},
      {"<x:draft>true</x:draft>", "withheld"},
      {"<app:draft>no</app:draft>", "seen"},
      {"<status>draft</status>", "withheld"},
      {"<x:pubStatus>stat:canceled</x:pubStatus>", "canceled"},
      {"<x:pubStatus qcode=\"stat:withheld\"/>", "withheld"},
      {"<x:status>usable</x:status>", "seen"},
      {"<x:status>sleeping</x:status>", "withheld"},
  };
  for (const FateRow& row : rows) {
    CAPTURE(row.elements);
    CHECK(fate(feed_of(row.elements)) == row.fate);
  }
  CHECK(fate(feed_of("", " embargo=\"2999-05-03\"")) == "held");
  CHECK(fate("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:1</id><title>t</title>"
             "<e:embargo xmlns:e=\"urn:e\">2999-05-03</e:embargo></entry></feed>") == "held");
}

TEST_CASE("a date that cannot be read may lie ahead when its year is not over") {
  constexpr std::int64_t now = 1795780800;  // 2026-11-27
  struct AheadRow {
    const char* text;
    bool ahead;
  };
  const AheadRow rows[] = {
      {"05/03/2027", true},       {"05/03/2026", true},          {"05/03/2025", false},
      {"Mon, 32 May 2027", true}, {"Mon, 32 May 2019", false},   {"2027-13-01", true},
      {"2019-13-01 10:27", false}, {"20271301", true},           {"01132027", true},
      {"20191301", false},        {"2027", true},                {"05/03/27", true},
      {"05/03/25", false},        {"05/03/98", false},           {"32 May 27 10:00:00 +0000", true},
      {"32 May 25 10:00:00 +0000", false}, {"27-05-33", true},   {"270533", true},
      {"32 May 10:27:30", false}, {"soon", false},               {"", false},
      {"2019年13月1日", false},   {"2027年13月1日", true},
  };
  for (const AheadRow& row : rows) {
    CAPTURE(row.text);
    CHECK(may_lie_ahead(row.text, now) == row.ahead);
  }
}

TEST_CASE("a date of publication that cannot be read withholds only what may lie ahead") {
  CHECK(fate(feed_of("<pubDate>05/03/2999</pubDate>")) == "withheld");
  CHECK(fate(feed_of("<pubDate>Mon, 32 May 2999</pubDate>")) == "withheld");
  CHECK(fate(feed_of("<dc:date>2999-13-01</dc:date>")) == "withheld");
  CHECK(fate(feed_of("<pubDate>Mon, 32 May 2019</pubDate>")) == "seen");
  CHECK(all_dropped_as(only_article(feed_of("<pubDate>Mon, 32 May 2019</pubDate>")), "unreadable_date").size() == 1);
  CHECK(all_dropped_as(only_article(feed_of("<pubDate>05/03/2999</pubDate>")), "unreadable_embargo").size() == 1);
  CHECK(only_article(feed_of("<pubDate>1581638400</pubDate>")).published.seconds == 1581638400);
  CHECK(fate(feed_of("<pubDate>9999999999</pubDate>")) == "held");
  const std::string atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:1</id><title>t</title>";
  CHECK(fate(atom + "<published>2999-13-01</published><updated>2020-01-01</updated></entry></feed>") == "withheld");
  CHECK(fate(atom + "<published>2020-01-01</published><updated>2999-13-01</updated></entry></feed>") == "seen");
  CHECK(fate(atom + "<updated>2999-13-01</updated></entry></feed>") == "withheld");
  const std::string json = R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "t", "date_published": )";
  CHECK(fate(json + "\"05/03/2999\"}]}") == "withheld");
  CHECK(fate(json + "\"05/03/2019\"}]}") == "seen");
  CHECK(fate(json + "\"9999999999\"}]}") == "held");
  CHECK(fate(json + "2999}]}") == "withheld");
}
