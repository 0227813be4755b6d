// RSS 0.9x, 1.0 and 2.0.
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/feed_reading.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t valentine = 1581638400;  // 2020-02-14T00:00:00Z

std::string rss(const std::string& items, const std::string& channel = "<title>Bay Radio</title>") {
  return "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
         " xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\""
         " xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dcterms=\"http://purl.org/dc/terms/\">\n<channel>" +
         channel + "\n" + items + "\n</channel></rss>";
}

std::string item(const std::string& elements) { return rss("<item><title>Quay opens</title>" + elements + "</item>"); }

std::string utf16(std::string_view ascii, bool mark) {
  std::string out = mark ? "\xFE\xFF" : "";
  for (const char c : ascii) (out += '\0') += c;
  return out;
}

}  // namespace

TEST_CASE("an item of RSS 2.0 fills the fields") {
  const Article article = only_article(rss(
      "<item><guid isPermaLink=\"false\">bay-17</guid><link>https://x.example/quay</link><title>Quay opens</title>"
      "<dc:creator>Ada Marlow</dc:creator><pubDate>Fri, 14 Feb 20 05:30:00 EST</pubDate><atom:updated>2020-02-15T00:00:00Z</atom:updated>"
      "<category domain=\"desk\">Local</category><category>Harbour</category><source url=\"https://y.example/rss\">Sea Wire</source>"
      "<description>A teaser of its own.</description><content:encoded><![CDATA[<p>One.</p><p>Two &amp; three.</p>]]></content:encoded></item>",
      "<title>Bay Radio</title><language>en-GB</language><copyright>© 2020 Bay Radio</copyright>"));
  CHECK(article.id == "bay-17");
  CHECK(article.url == "https://x.example/quay");
  CHECK(article.title == "Quay opens");
  CHECK(article.byline == Strings{"Ada Marlow"});
  CHECK(article.published.seconds == valentine + 10 * 3600 + 30 * 60);
  CHECK(article.updated.seconds == valentine + 86400);
  CHECK(article.section == "Local");
  CHECK(article.tags == Strings{"Local", "Harbour"});
  CHECK(article.source == "Sea Wire");
  CHECK(article.lang == "en");
  CHECK(article.copyright == "© 2020 Bay Radio");
  CHECK(article.body == Strings{"One.", "Two & three."});
  CHECK(all_dropped_as(article, "summary") == Strings{"A teaser of its own."});
  CHECK(where_found(article, "body") == "content:encoded");
  CHECK(article.origin.line == 3);
}

TEST_CASE("RSS 1.0 has its items beside the channel") {
  const FeedReading feed = read_feed_text(
      "<?xml version=\"1.0\"?><!-- saved -->\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\""
      " xmlns:d=\"http://purl.org/dc/elements/1.1/\">\n<channel rdf:about=\"https://x.example/\"><title>Bay Radio</title><items><rdf:Seq/></items>"
      "<d:language>de</d:language></channel>\n<item rdf:about=\"https://x.example/1\"><title>Kai offen</title><d:date>2020-02-14</d:date>"
      "<d:subject>Hafen</d:subject></item>\n</rdf:RDF>");
  CHECK(feed.format == "rss");
  CHECK(feed.bad.empty());
  REQUIRE(feed.articles.size() == 1);
  const Article& article = feed.articles[0];
  CHECK(article.id == "https://x.example/1");
  CHECK(article.url == "https://x.example/1");
  CHECK(article.source == "Bay Radio");
  CHECK(article.lang == "de");
  CHECK(article.tags == Strings{"Hafen"});
  CHECK(article.published.precision == Precision::day);
}

TEST_CASE("feeds are known by their content, however they begin and whatever they are called") {
  const std::string plain = "<rss version=\"0.91\"><channel><item><title>Quay opens</title></item></channel></rss>";
  const Strings begins = {"", "\xEF\xBB\xBF", "\n\n  ", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n", "<!-- <feed> -->",
                          "<?xml-stylesheet href=\"a.xsl\"?><!DOCTYPE rss [<!ENTITY a \"]>\"><!-- don't --> ]>"};
  for (const std::string& begin : begins) {
    CAPTURE(begin);
    const FeedReading feed = read_feed_text(begin + plain);
    CHECK(feed.format == "rss");
    CHECK(feed.articles.size() == 1);
  }
  for (const bool mark : {true, false}) {
    CHECK(read_feed_text(utf16(plain, mark)).format == "rss");
    CHECK(read_feed_text(utf16(plain, mark)).articles.size() == 1);
  }
  CHECK(read_feed_text(plain, "rss").format == "rss");
  CHECK(read_feed_text("<!DOCTYPE rss [" + std::string(9000, ' ') + "]>" + plain).format == "rss");
}

TEST_CASE("XML of other kinds is passed over with its name") {
  const Strings others = {"<?xml version=\"1.0\"?><kml/>", "<opml xmlns=\"urn:o\" version=\"2.0\"/>", "<?xml version=\"1.0\"?><urlset/>",
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><x/></rdf:RDF>", "<feed xmlns=\"urn:other\"/>"};
  for (const std::string& other : others) {
    CAPTURE(other);
    const FeedReading feed = read_feed_text(other, "a.xml");
    CHECK(feed.articles.empty());
    CHECK(feed.bad.empty());
    REQUIRE(feed.skipped.size() == 1);
    CHECK(feed.skipped[0].reason.starts_with("is XML of a kind that is not read: <"));
  }
  CHECK(read_feed_text("", "a.xml").bad.size() == 1);
  CHECK(read_feed_text("no tags", "a.xml").bad.size() == 1);
}

TEST_CASE("authors are names, and addresses are none") {
  const std::vector<std::pair<std::string, Strings>> cases = {
      {"ann@x.example (Ann Lee)", {"Ann Lee"}},
      {"Ann Lee &lt;ann@x.example&gt;", {"Ann Lee"}},
      {"Ann Lee (ann@x.example)", {"Ann Lee"}},
      {"mailto:ann@x.example Ann Lee", {"Ann Lee"}},
      {"ann@x.example (Ann Lee), tom@x.example (Tom Ray)", {"Ann Lee", "Tom Ray"}},
      {"By Ann Lee and Tom Ray", {"Ann Lee", "Tom Ray"}},
      {"Reuters", {"Reuters"}},
      {"Editor", {"Editor"}},
  };
  for (const auto& [written, names] : cases) {
    CAPTURE(written);
    CHECK(only_article(item("<author>" + written + "</author>")).byline == names);
  }
  const Article bare = only_article(item("<author>ann@x.example</author>"));
  CHECK(bare.byline.empty());
  CHECK(all_dropped_as(bare, "credit") == Strings{"ann@x.example"});
  CHECK(only_article(item("<dc:creator>Ann Lee</dc:creator><author>ann@x.example (Ann Lee)</author>")).byline == Strings{"Ann Lee"});
}

TEST_CASE("ids and addresses come from guid, link and Atom's link") {
  CHECK(only_article(item("<guid>https://x.example/a</guid>")).url == "https://x.example/a");
  CHECK(only_article(item("<guid isPermaLink=\"false\">https://x.example/a</guid>")).url.empty());
  CHECK(only_article(item("<link>https://x.example/a</link>")).id == "https://x.example/a");
  CHECK(only_article(item("<atom:link href=\"https://x.example/a\"/>")).url == "https://x.example/a");
  CHECK(only_article(rss("<item><title>t</title><link>../a?x=1</link></item>", "<link>https://x.example/news/index.html</link>")).url ==
        "https://x.example/a?x=1");
  CHECK(only_article(rss("<item xml:base=\"//y.example/b/\"><title>t</title><link>c</link></item>", "<link>https://x.example/</link>")).url ==
        "https://y.example/b/c");
}

TEST_CASE("HTML in texts is read, also when it was escaped twice, and plain text stays as it is") {
  const auto body = [](const std::string& text) { return only_article(item("<description>" + text + "</description>")).body; };
  CHECK(body("&lt;p&gt;One &amp;amp; a half.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;") == Strings{"One & a half.", "Two."});
  CHECK(body("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;") == Strings{"One.", "Two."});
  CHECK(body("<p>One.</p><p>Two.</p>") == Strings{"One.", "Two."});
  CHECK(body("One.\n\nTwo.") == Strings{"One.", "Two."});
  CHECK(body("a &lt; b and c") == Strings{"a < b and c"});
  CHECK(body("if a &lt;b then all the rest") == Strings{"if a <b then all the rest"});
  CHECK(body("don&amp;#146;t") == Strings{"don’t"});
  CHECK(body("don&#146;t") == Strings{"don’t"});
  const auto title = [](const std::string& text) { return only_article(rss("<item><title>" + text + "</title></item>")).title; };
  CHECK(title("AT&amp;T &#8211; <![CDATA[caf&eacute;]]>") == "AT&T – café");
  CHECK(title("&lt;i&gt;Quay&lt;/i&gt; opens") == "Quay opens");
  CHECK(title("AT&amp;amp;amp;T") == "AT&T");
  CHECK(title("3 &lt; 4") == "3 < 4");
}

TEST_CASE("a text that is only the beginning is told, and a publishing system's last line is left out") {
  const Article teaser = only_article(item("<description>The quay opens on Monday …</description>"));
  CHECK(all_dropped_as(teaser, "teaser_only").size() == 1);
  std::string words;
  for (int i = 0; i < 100; ++i) words += "word ";
  CHECK(all_dropped_as(only_article(item("<description>" + words + "</description>")), "teaser_only").empty());
  const Article footed = only_article(item("<content:encoded>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;The post &lt;a&gt;Quay&lt;/a&gt; appeared first on Bay.&lt;/p&gt;</content:encoded>"));
  CHECK(footed.body == Strings{"One."});
  CHECK(all_dropped_as(footed, "boilerplate") == Strings{"The post Quay appeared first on Bay."});
}

TEST_CASE("captions, attachments and keywords do not become the article's text") {
  const Article article = only_article(
      item("<description>Text.</description><media:content url=\"https://x.example/a.jpg\"><media:description>A quay</media:description></media:content>"
           "<media:keywords>sea, harbour</media:keywords><itunes:summary>Spoken</itunes:summary><enclosure url=\"https://x.example/a.mp3\" type=\"audio/mpeg\"/>"));
  CHECK(article.body == Strings{"Text."});
  CHECK(article.tags == Strings{"sea", "harbour"});
  CHECK(all_dropped_as(article, "caption") == Strings{"A quay", "Spoken"});
  CHECK(all_dropped_as(article, "attachment") == Strings{"https://x.example/a.jpg", "https://x.example/a.mp3 audio/mpeg"});
}

TEST_CASE("captions of figures inside a text are kept apart") {
  const Article article = only_article(item("<description><![CDATA[<p>One.</p><figure><img src='a.jpg'><figcaption class='c'>A <b>quay</b></figcaption>"
                                            "</figure><p>Two.</p><figcaption>open]]></description>"));
  CHECK(article.body == Strings{"One.", "Two.", "open"});
  CHECK(all_dropped_as(article, "caption") == Strings{"A quay"});
}

TEST_CASE("an item published in the future is held until then") {
  const Article held = only_article(item("<pubDate>Fri, 01 Jan 2999 00:00:00 GMT</pubDate>"));
  CHECK(held.visible_from == held.published.seconds);
  CHECK(only_article(item("<pubDate>Wed, 01 Jan 2020 00:00:00 GMT</pubDate>")).visible_from == kAlwaysVisible);
  const Article unread = only_article(item("<pubDate>02/03/2020</pubDate><dc:date>2020-02-14</dc:date>"));
  CHECK(unread.published.seconds == valentine);
  CHECK(all_dropped_as(unread, "unreadable_date") == Strings{"02/03/2020"});
}

TEST_CASE("a broken item is rejected with its place and costs no other") {
  const FeedReading feed = read_feed_text(rss("<item><title>One</title></item>\n<item><title>Two</title>\n<b>open</item>\n<item><title>Three</title>\n"
                                              "<item><title>Four</title></item>"));
  REQUIRE(feed.articles.size() == 2);
  CHECK(feed.articles[0].title == "One");
  CHECK(feed.articles[1].title == "Four");
  REQUIRE(feed.bad.size() == 2);
  CHECK(feed.bad[0].line == 5);
  CHECK(feed.bad[0].reason.find("5:") != std::string::npos);
  CHECK(feed.bad[0].reason.find("b line 5 and item") != std::string::npos);
  CHECK(feed.bad[1].line == 6);
  CHECK(feed.bad[1].reason.find("6:1") != std::string::npos);
}

TEST_CASE("a CDATA section that nobody closed ends with its item") {
  const FeedReading feed = read_feed_text(rss("<item><title><![CDATA[One</title></item>\n<item><title><![CDATA[Two]]></title></item>\n"
                                              "<item><title><![CDATA[Three</title></item>"));
  REQUIRE(feed.articles.size() == 1);
  CHECK(feed.articles[0].title == "Two");
  CHECK(feed.bad.size() == 2);
  CHECK(only_article(item("<description><![CDATA[In RSS one writes </item> there.]]></description>")).body == Strings{"In RSS one writes there."});
}

TEST_CASE("embargoes, drafts and ends of use in RSS fail closed") {
  const std::string prism = " xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\"", app = " xmlns:app=\"http://www.w3.org/2007/app\"";
  CHECK(only_article(item("<prism:embargoDate" + prism + ">2999-01-01T00:00:00Z</prism:embargoDate>")).visible_from > valentine);
  CHECK(only_article(item("<prism:embargoDate" + prism + ">2020-01-01T00:00:00Z</prism:embargoDate>")).visible_from < valentine);
  CHECK(only_article(item("<prism:embargoDate" + prism + ">soon</prism:embargoDate>")).status == Status::withheld);
  CHECK(only_article(item("<prism:embargoDate" + prism + "/>")).visible_from == kNeverVisible);
  CHECK(only_article(item("<prism:killDate" + prism + ">2020-01-01</prism:killDate>")).status == Status::canceled);
  CHECK(only_article(item("<prism:killDate" + prism + ">2999-01-01</prism:killDate>")).status == Status::usable);
  CHECK(only_article(item("<prism:killDate" + prism + "/>")).status == Status::withheld);
  CHECK(only_article(item("<app:control" + app + "><app:draft>yes</app:draft></app:control>")).status == Status::withheld);
  CHECK(only_article(item("<dcterms:valid>end=2020-01-01</dcterms:valid>")).status == Status::canceled);
}

TEST_CASE("what is clear in broken XML is read and noted as repaired") {
  for (const std::string text : {"Fish & chips", "Fish &nbsp; chips", "Fish &unknown; chips", "Fish <x:y>&amp;</x:y> chips"}) {
    CAPTURE(text);
    const Article article = only_article(rss("<item><title>" + text + "</title></item>"));
    CHECK(article.title.starts_with("Fish"));
    CHECK(article.title.ends_with("chips"));
  }
  CHECK(all_dropped_as(only_article(item("<description>Fish & chips</description>")), "repaired").size() == 1);
  CHECK(all_dropped_as(only_article(item("<description>Fish &amp; chips</description>")), "repaired").empty());
}

TEST_CASE("a feed that breaks off gives what was whole and says where it ends") {
  const std::string whole = rss("<item><title>One</title></item>\n<item><title>Two</title></item>");
  for (std::size_t length = whole.find("</title></item>"); length < whole.size(); ++length) {
    CAPTURE(whole.substr(0, length));
    const FeedReading feed = read_feed_text(whole.substr(0, length));
    const std::size_t end = whole.rfind("</rss");
    CHECK(feed.bad.size() == (length >= end + 5 ? 0u : 1u));
    CHECK(feed.articles.size() <= 2);
    if (length > whole.find("</item>") + 7) CHECK(feed.articles.size() >= 1);
  }
  CHECK(read_feed_text(rss("")).skipped.size() == 1);  // nothing broken, nothing there
}

TEST_CASE("items inside items belong to the outer one when all are closed") {
  const FeedReading feed = read_feed_text(rss("<item><title>Outer</title><x:old xmlns:x=\"urn:x\"><item><title>Inner</title></item></x:old></item><item><title>Next</title></item>"));
  CHECK(feed.bad.empty());
  REQUIRE(feed.articles.size() == 2);
  CHECK(feed.articles[0].title == "Outer");
}

TEST_CASE("nothing that a feed declares is loaded or unfolded, and depth has an end") {
  const Article entity = only_article("<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/hostname\"><!ENTITY b \"bb\">]>" + item("<description>x&a;&b;</description>"));
  CHECK(entity.body == Strings{"x&a;&b;"});
  std::string deep;
  for (int i = 0; i < 500000; ++i) deep += "<a>";
  const FeedReading feed = read_feed_text(rss("<item><title>One</title>" + deep + "</item><item><title>Two</title></item>"));
  CHECK(feed.articles.size() == 1);
  REQUIRE(feed.bad.size() == 1);
  CHECK(feed.bad[0].reason.find("250 levels") != std::string::npos);
}

TEST_CASE("what no feed needs is refused before it costs much") {
  std::string attributes;
  for (int i = 0; i < 2000; ++i) attributes += " xmlns:a" + std::to_string(i) + "=\"urn:a\"";
  CHECK(read_feed_text("<rss" + attributes + "><channel><item><title>t</title></item></channel></rss>").bad.size() == 1);
  std::string crowd;
  for (int i = 0; i < 200000; ++i) crowd += " a" + std::to_string(i) + "=''";
  CHECK(read_feed_text(rss("<item><b" + crowd + "/></item>")).bad.size() == 1);
  const std::string open = "<item a=\"";
  std::string many;
  for (int i = 0; i < 100000; ++i) many += open;
  CHECK(read_feed_text("<rss><channel>" + many).articles.empty());
  CHECK(read_feed_text(item("<description>" + std::string(9u << 20, 'x') + "</description>")).bad.size() == 1);
  CHECK(read_feed_text("<rss><channel><item><title>" + std::string(100000, '<') + "</title></item></channel></rss>").bad.size() == 1);
}
