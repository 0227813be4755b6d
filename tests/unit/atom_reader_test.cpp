// Atom 1.0, Atom 0.3 and tombstones.
#include <string>
#include <vector>

#include "tests/unit/feed_reading.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t valentine = 1581638400;  // 2020-02-14T00:00:00Z

std::string atom(const std::string& entries, const std::string& head = "<title>Bay Radio</title>") {
  return "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:app=\"http://www.w3.org/2007/app\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
         " xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xml:lang=\"en\" xml:base=\"https://x.example/news/\">\n" +
         head + "\n" + entries + "\n</feed>";
}

std::string entry(const std::string& elements) { return atom("<entry><id>urn:1</id><title>Quay opens</title>" + elements + "</entry>"); }

}  // namespace

TEST_CASE("an entry of Atom fills the fields") {
  const Article article = only_article(atom(
      "<entry xml:lang=\"fr-CA\"><id>tag:x.example,2020:1</id><title type=\"html\">Quai &lt;b&gt;ouvert&lt;/b&gt;</title>"
      "<link rel=\"self\" href=\"a.atom\"/><link rel=\"alternate\" type=\"application/json\" href=\"a.json\"/><link href=\"a.html\"/>"
      "<link rel=\"enclosure\" href=\"https://x.example/a.mp3\" type=\"audio/mpeg\"/>"
      "<author><name>Ada Marlow</name><email>ada@x.example</email></author><author><name>Tom Ray</name></author>"
      "<published>2020-02-14T01:00:00+01:00</published><updated>2020-02-15T00:00:00Z</updated><rights>CC BY</rights>"
      "<category term=\"harbour\" label=\"Harbour\" scheme=\"urn:s\"/><category term=\"sea\"/>"
      "<source><title>Sea Wire</title></source><summary>A teaser of its own.</summary>"
      "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One &lt;tag&gt;.</p><p>Two.</p></div></content></entry>",
      "<title>Bay Radio</title><author><name>The Desk</name></author>"));
  CHECK(article.id == "tag:x.example,2020:1");
  CHECK(article.url == "https://x.example/news/a.html");
  CHECK(article.title == "Quai ouvert");
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Ray"});
  CHECK(article.published.seconds == valentine);
  CHECK(article.updated.seconds == valentine + 86400);
  CHECK(article.copyright == "CC BY");
  CHECK(article.tags == Strings{"harbour", "Harbour", "sea"});
  CHECK(article.source == "Sea Wire");
  CHECK(article.lang == "fr");
  CHECK(article.body == Strings{"One <tag>.", "Two."});
  CHECK(all_dropped_as(article, "summary") == Strings{"A teaser of its own."});
  CHECK(only_article("<feed xmlns=\"http://www.w3.org/2005/Atom\"><link rel=\"self\" href=\"https://x.example/n/feed\"/><entry><title>t</title><link href=\"a\"/></entry></feed>").url ==
        "https://x.example/n/a");
  CHECK(all_dropped_as(article, "attachment") == Strings{"https://x.example/a.mp3 audio/mpeg"});
}

TEST_CASE("what an entry leaves out comes from its feed") {
  const Article article = only_article(atom("<entry><id>urn:1</id><title>t</title><updated>2020-02-14T00:00:00Z</updated></entry>",
                                            "<title type=\"html\">Bay &amp;amp; Sea</title><rights>© Bay</rights><author><name>The Desk</name></author>"));
  CHECK(article.source == "Bay & Sea");
  CHECK(article.copyright == "© Bay");
  CHECK(article.lang == "en");
  CHECK(article.byline == Strings{"The Desk"});
  CHECK(article.published.seconds == valentine);
  CHECK(where_found(article, "published") == "updated");
  CHECK(article.updated.seconds == valentine);
}

TEST_CASE("text constructs are what their type says") {
  const std::vector<std::pair<std::string, std::string>> titles = {
      {"<title>3 &lt; 4 &amp;amp; 5</title>", "3 < 4 &amp; 5"},
      {"<title type=\"text\">&lt;b&gt;</title>", "<b>"},
      {"<title type=\"html\">Fish &amp;amp; &lt;i&gt;chips&lt;/i&gt;</title>", "Fish & chips"},
      {"<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Fish <i>chips</i></div></title>", "Fish chips"},
      {"<title type=\"xhtml\"><h:div xmlns:h=\"http://www.w3.org/1999/xhtml\">Fish <h:i>chips</h:i></h:div></title>", "Fish chips"},
  };
  for (const auto& [written, title] : titles) {
    CAPTURE(written);
    CHECK(only_article(atom("<entry><id>urn:1</id>" + written + "</entry>")).title == title);
  }
  const auto body = [](const std::string& content) { return only_article(entry(content)).body; };
  CHECK(body("<content type=\"text\">One.\n\nTwo &lt; three.</content>") == Strings{"One.", "Two < three."});
  CHECK(body("<content type=\"html\">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>") == Strings{"One.", "Two."});
  CHECK(body("<content type=\"html\"><div>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</div></content>") == Strings{"One.", "Two."});
  CHECK(body("<content type=\"text/plain\">One.</content>") == Strings{"One."});
  CHECK(body("<content type=\"image/png\">aGVsbG8=</content>").empty());
  CHECK(body("<content type=\"image/png\">aGVsbG8=</content><summary>Said.</summary>") == Strings{"Said."});
  const Article mislabelled = only_article(entry("<content>&lt;p&gt;One.&lt;/p&gt;</content>"));
  CHECK(mislabelled.body == Strings{"One."});
  CHECK(all_dropped_as(mislabelled, "repaired").size() == 1);
}

TEST_CASE("content that lies elsewhere is noted with its address") {
  const Article article = only_article(entry("<content type=\"video/mp4\" src=\"a.mp4\"/><summary>Said.</summary>"));
  CHECK(article.body == Strings{"Said."});
  CHECK(all_dropped_as(article, "out_of_line") == Strings{"https://x.example/news/a.mp4"});
  CHECK(all_dropped_as(article, "teaser_only").size() == 1);
}

TEST_CASE("Atom 0.3 is read with its own names") {
  const Article article = only_article(
      "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\" xml:lang=\"en\"><title>Bay</title><copyright>© Bay</copyright><entry><id>urn:1</id>"
      "<title mode=\"base64\" type=\"text/html\">RmlzaCA8aT5jaGlwczwvaT4=</title><issued>2020-02-14T00:00:00Z</issued><modified>2020-02-15T00:00:00Z</modified>"
      "<content type=\"text/html\" mode=\"escaped\">&lt;p&gt;One.&lt;/p&gt;</content></entry></feed>");
  CHECK(article.title == "Fish chips");
  CHECK(article.copyright == "© Bay");
  CHECK(article.published.seconds == valentine);
  CHECK(article.updated.seconds == valentine + 86400);
  CHECK(article.body == Strings{"One."});
}

TEST_CASE("drafts are withheld, and so is what cannot be read of them") {
  for (const std::string word : {"yes", "YES", "", "perhaps"}) {
    CAPTURE(word);
    const Article article = only_article(entry("<app:control><app:draft>" + word + "</app:draft></app:control>"));
    CHECK(article.status == Status::withheld);
    CHECK(article.visible_from == kNeverVisible);
  }
  // Whatever the prefix is declared as, or whether it is.
  for (const std::string declared : {"", " xmlns:x=\"urn:of-nobody\"", " xmlns:x=\"http://www.w3.org/2007/app/\""}) {
    CAPTURE(declared);
    CHECK(only_article(entry("<x:control" + declared + "><x:draft>yes</x:draft></x:control>")).status == Status::withheld);
  }
  CHECK(only_article(entry("<app:control><app:draft>no</app:draft></app:control>")).status == Status::usable);
  CHECK(only_article(entry("<app:control xmlns:app=\"http://purl.org/atom/app#\"><app:draft>yes</app:draft></app:control>")).status == Status::withheld);
}

TEST_CASE("a validity that is over cancels, one to come holds, and one that cannot be read withholds") {
  const auto valid = [](const std::string& text) { return only_article(entry("<dcterms:valid>" + text + "</dcterms:valid>")); };
  const Article over = valid("start=2020-02-13T10:00:00Z; end=2020-02-14T10:00:00Z; scheme=W3C-DTF");
  CHECK(over.status == Status::canceled);
  CHECK(over.visible_from == kNeverVisible);
  CHECK_FALSE(over.status_note.empty());
  CHECK(valid("end=2020-02-14").status == Status::canceled);
  CHECK(valid("2020-02-13/2020-02-14").status == Status::canceled);
  const Article current = valid("start=2020-02-13T10:00:00Z; end=2999-01-01T00:00:00Z");
  CHECK(current.status == Status::usable);
  CHECK(current.visible_from < valentine);
  CHECK(all_dropped_as(current, "valid_until").size() == 1);
  CHECK(valid("start=2999-01-01T00:00:00Z").visible_from > valentine);
  for (const std::string text : {"", "some day", "2020-02-14", "end=soon", "scheme=W3C-DTF", "start=soon; end=2999-01-01"}) {
    CAPTURE(text);
    CHECK(valid(text).visible_from == kNeverVisible);
    CHECK(valid(text).status == Status::withheld);
  }
}

TEST_CASE("a tombstone takes its article down") {
  const FeedReading feed = read_feed_text(atom("<at:deleted-entry ref=\"tag:x.example,2020:1\" when=\"2020-02-14T00:00:00Z\"><at:comment>Legal hold</at:comment>"
                                               "</at:deleted-entry>\n<entry><id>urn:2</id><title>Quay opens</title></entry>"));
  CHECK(feed.bad.empty());
  REQUIRE(feed.articles.size() == 2);
  const Article& takedown = feed.articles[0];
  CHECK(takedown.id == "tag:x.example,2020:1");
  CHECK(takedown.status == Status::canceled);
  CHECK(takedown.visible_from == kNeverVisible);
  CHECK(takedown.status_note == "Legal hold");
  CHECK(takedown.updated.seconds == valentine);
  CHECK(takedown.body.empty());
  CHECK(feed.articles[1].status == Status::usable);
  CHECK(only_article("<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:d=\"urn:other\"><d:deleted-entry ref=\"urn:1\" when=\"2020-02-14\"/></feed>").status ==
        Status::canceled);
  CHECK(only_article("<feed xmlns=\"http://www.w3.org/2005/Atom\"><at:deleted-entry ref=\"urn:1\"/></feed>").status == Status::canceled);
  // Without an id nobody knows what to take down.
  CHECK(read_feed_text(atom("<at:deleted-entry when=\"2020-02-14T00:00:00Z\"/>")).bad.size() == 1);
}

TEST_CASE("prefixes are of the feed's choosing, and an entry may stand alone") {
  CHECK(only_article("<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title>Bay</a:title><a:entry><a:id>urn:1</a:id><a:title>t</a:title></a:entry></a:feed>").source == "Bay");
  const FeedReading alone = read_feed_text("<?xml version=\"1.0\"?>\n<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:1</id><title>Alone</title></entry>\n<!-- . -->\n");
  CHECK(alone.format == "atom");
  CHECK(alone.bad.empty());
  REQUIRE(alone.articles.size() == 1);
  CHECK(alone.articles[0].title == "Alone");
  CHECK(alone.articles[0].dropped.empty());
}

TEST_CASE("an entry published in the future is held until then") {
  const Article held = only_article(entry("<published>2999-01-01T00:00:00Z</published><updated>2020-02-14T00:00:00Z</updated>"));
  CHECK(held.visible_from == held.published.seconds);
}
