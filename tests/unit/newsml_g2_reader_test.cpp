// NewsML-G2: items and messages, which content is read, and how embargo and status close.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/wire_reading.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

constexpr const char* space = "http://iptc.org/std/nar/2006-10-01/";

// An item with a headline and a text, and more in its <itemMeta>.
std::string item(const std::string& meta, const std::string& guid = "urn:x:1") {
  return "<newsItem xmlns='" + std::string(space) + "' guid='" + guid +
         "' version='3'><itemMeta><itemClass qcode='ninat:text'/>" + meta +
         "</itemMeta><contentMeta><headline>Ferry</headline></contentMeta><contentSet><inlineData "
         "contenttype='text/plain'>It sails.</inlineData></contentSet></newsItem>";
}

std::string with_content(const std::string& content, const std::string& item_class = "text") {
  return "<newsItem guid='g'><itemMeta><itemClass qcode='ninat:" + item_class +
         "'/></itemMeta><contentMeta><headline>Ferry</headline></contentMeta><contentSet>" + content +
         "</contentSet></newsItem>";
}

std::string message(const std::string& items) {
  return "<newsMessage xmlns='" + std::string(space) + "'><header/><itemSet>\n" + items + "</itemSet></newsMessage>";
}

constexpr std::string_view whole = R"(<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:bay.example,2020:ferry" version="12" xml:lang="de">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_32.xml"/>
  <hopHistory><hop seq="1"><party literal="Other Agency"/></hop></hopHistory>
  <rightsInfo><copyrightHolder literal="Bay"><name>Bay News</name></copyrightHolder><copyrightNotice>(c) 2020 Bay News</copyrightNotice>
    <usageTerms>Not for television.</usageTerms></rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/><provider qcode="nprov:BAY"><name>Bay News Agency</name></provider>
    <versionCreated>2020-02-14T12:00:00+01:00</versionCreated><firstCreated>2020-02-14T10:30:00+01:00</firstCreated>
    <pubStatus qcode="ps:usable"/><service qcode="svc:de"><name>Local service</name></service>
    <title>FERRY-3</title><edNote>Mends the price.</edNote><signal qcode="sig:correction"/>
    <expires>2020-03-01T00:00:00Z</expires>
    <link rel="irel:seeAlso" residref="tag:other"/><link rel="http://cv.iptc.org/newscodes/itemrelation/evolvedFrom" residref="tag:bay.example,2020:storm"/>
  </itemMeta>
  <contentMeta>
    <contentCreated>2020-02-13T10:30:00Z</contentCreated>
    <located type="cptype:city" qcode="geo:1"><name>Port Ellen</name></located>
    <creator literal="other"><name>Someone Else</name></creator>
    <by>Von Ada Marlow und Tom Reed</by>
    <infoSource qcode="is:BR"><name>Bay Radio</name></infoSource>
    <language tag="en-GB"/>
    <keyword>ferry</keyword><slugline>Ferry-Late</slugline><genre qcode="genre:current"><name>Current</name></genre>
    <subject type="cpnat:person" qcode="p:1"><name xml:lang="en">Jane Quill</name></subject>
    <subject type="cpnat:organisation" literal="Port Authority"/>
    <subject type="http://cv.iptc.org/newscodes/cpnature/geoArea" qcode="g:2"><name>Islay</name></subject>
    <subject type="cpnat:poi" qcode="g:3"><name>The Pier</name></subject>
    <subject type="cpnat:abstract" qcode="medtop:1"><name xml:lang="en">transport</name><name xml:lang="de">Verkehr</name></subject>
    <subject qcode="x:asserted"/><subject qcode="x:codeonly"/>
    <headline role="hld:subHeadline">Council pays</headline>
    <headline xml:lang="en" role="hld:main">Ferry to run until midnight</headline>
    <headline>Ferry late</headline>
    <description role="drol:summary">The last ferry leaves later.</description>
  </contentMeta>
  <assert qcode="x:asserted"><type qcode="cpnat:person"/><name>Lou Grant</name></assert>
  <partMeta partid="p1"><description>The quay at dusk.</description></partMeta>
  <contentSet>
    <remoteContent href="http://bay.example/q.jpg" contenttype="image/jpeg"/>
    <inlineData contenttype="text/plain">Plain text.</inlineData>
    <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Page</title></head>
      <body><h1>Ferry to run until midnight</h1><p>The last <b>ferry</b>.</p><figure><img alt="Quay"/><figcaption>A quay.</figcaption></figure><p>Fares stay.</p></body></html></inlineXML>
  </contentSet>
</newsItem>)";

}  // namespace

TEST_CASE("a NewsML-G2 item gives an article all that it says") {
  const Article article = one_of_wire(whole);
  CHECK(article.id == "tag:bay.example,2020:ferry");
  CHECK(article.version == "12");
  CHECK(article.evolved_from == "tag:bay.example,2020:storm");
  CHECK(article.title == "Ferry to run until midnight");
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Reed"});
  CHECK(article.source == "Bay Radio");
  CHECK(article.section == "Local service");
  CHECK(article.lang == "en");
  CHECK(article.published.seconds == 1581672600);
  CHECK(article.updated.seconds == 1581678000);
  CHECK(article.copyright == "(c) 2020 Bay News");
  CHECK(article.persons == Strings{"Jane Quill", "Lou Grant"});
  CHECK(article.orgs == Strings{"Port Authority"});
  CHECK(article.places == Strings{"Port Ellen", "Islay", "The Pier"});
  CHECK(article.tags == Strings{"ferry", "Ferry-Late", "Current", "Verkehr"});
  CHECK(article.body == Strings{"Council pays", "The last ferry.", "Fares stay."});
  CHECK(article.status == Status::corrected);
  CHECK(article.status_note == "Mends the price.");
  CHECK(seen_from(article) == "always");
  CHECK(where_of(article, "published") == "itemMeta/firstCreated");
}

TEST_CASE("what a NewsML-G2 item says beside its text is in the ledger") {
  const Article article = one_of_wire(whole);
  CHECK(dropped_as(article, "rights") == "Not for television.");
  CHECK(dropped_as(article, "editor_note") == "Mends the price.");
  CHECK(dropped_as(article, "expired") == "itemMeta/expires: 2020-03-01T00:00:00Z");
  CHECK(dropped_as(article, "alternate_headline") == "Ferry late");
  CHECK(dropped_as(article, "alternative") == "Plain text.");
  CHECK(dropped_as(article, "caption") == "The quay at dusk.|A quay.");
  CHECK(dropped_as(article, "summary") == "The last ferry leaves later.");
  CHECK(dropped_as(article, "duplicate_title") == "Ferry to run until midnight");
}

TEST_CASE("the richest content of an item is read, in whatever form it comes") {
  struct Row {
    const char* content;
    Strings body;
  };
  const Row rows[] = {
      {"<inlineXML><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>",
       {"One.", "Two."}},
      {"<inlineXML><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p></div><p>Two.</p></inlineXML>",
       {"One.", "Two."}},
      {"<inlineXML><body.content><p>One.</p></body.content></inlineXML>", {"One."}},
      {"<inlineXML><![CDATA[<p>One.</p><p>Two.</p>]]></inlineXML>", {"One.", "Two."}},
      {"<inlineData contenttype='text/html'>&lt;p&gt;One &amp;amp; only.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>",
       {"One & only.", "Two."}},
      {"<inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>", {"One.", "Two."}},
      // The first is empty, and the second foreign: the third has the text.
      {"<inlineXML><html/></inlineXML><inlineXML><sports-content>3:1</sports-content></inlineXML><inlineData>Two.</"
       "inlineData>",
       {"Two."}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.content);
    CHECK(one_of_wire(with_content(row.content)).body == row.body);
  }
}

TEST_CASE("the NITF in an item fills what the item does not say, and can hold it back") {
  const Article article = one_of_wire(
      "<newsItem guid='g'><itemMeta><pubStatus "
      "qcode='stat:usable'/></itemMeta><contentMeta/><contentSet><inlineXML><nitf><head><docdata><doc-id "
      "id-string='n'/>"
      "<date.release "
      "norm='20990101T000000Z'/></docdata></head><body><body.head><hedline><hl1>Inner</hl1></hedline><byline>By Ada "
      "Marlow</byline></body.head>"
      "<body.content><p>Text.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>");
  CHECK(article.id == "g");
  CHECK(article.title == "Inner");
  CHECK(article.byline == Strings{"Ada Marlow"});
  CHECK(seen_from(article) == "4070908800");
}

TEST_CASE("a rendition that is not read can hold the item back all the same") {
  const std::string nitf =
      "<head><docdata><date.release "
      "norm='20990101T000000Z'/></docdata></head><body><body.content><p>Text.</p></body.content></body>";
  const std::string open = "<inlineXML><nitf><body><body.content><p>Text.</p></body.content></body></nitf></inlineXML>";
  CHECK(seen_from(one_of_wire(with_content(open + "<inlineXML><nitf>" + nitf + "</nitf></inlineXML>"))) ==
        "4070908800");
  CHECK(seen_from(one_of_wire(with_content(open + "<inlineData><![CDATA[<nitf>" + nitf + "</nitf>]]></inlineData>"))) ==
        "4070908800");
  CHECK(seen_from(one_of_wire(with_content("<inlineData contenttype='application/nitf+xml'><![CDATA[<nitf>" + nitf +
                                           "</nitf>]]></inlineData>"))) == "4070908800");
  CHECK(one_of_wire(with_content("<inlineData><![CDATA[<nitf>" + nitf + "]]></inlineData>")).status ==
        Status::withheld);
  CHECK(seen_from(one_of_wire(with_content(open))) == "always");
}

TEST_CASE("items without a text are passed over with a true reason") {
  struct Row {
    std::string bytes, reason;
  };
  const Row rows[] = {
      {with_content("<remoteContent href='http://x.example/a.jpg'/>", "picture"), "class picture"},
      {with_content("<remoteContent href='http://x.example/a.mp4'/>", "video"), "class video"},
      {with_content("<remoteContent href='http://x.example/a.html'/>"), "elsewhere (http://x.example/a.html)"},
      {with_content("<inlineXML><sports-content/></inlineXML>"), "<sports-content>"},
      {with_content("<inlineData encoding='base64'>QUJD</inlineData>"), "encoding \"base64\""},
      {"<packageItem guid='p'/>", "package"},
      {"<conceptItem guid='c'/>", "concept"},
      {"<knowledgeItem guid='k'/>", "concepts"},
      {"<planningItem guid='l'/>", "plan"},
      {"<newsMessage><itemSet/></newsMessage>", "without an item"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    const WireReading reading = read_wire(row.bytes);
    CHECK(reading.articles.empty());
    CHECK(reading.rejected.empty());
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped.front().reason.find(row.reason) != std::string::npos);
  }
  const WireReading piece = read_wire("<contentSet><inlineData>Text.</inlineData></contentSet>");
  CHECK(piece.articles.empty());
  CHECK(piece.rejected.size() == 1);
}

TEST_CASE("an embargo of NewsML-G2 holds the item, and closes when it cannot be read") {
  struct Row {
    const char *meta, *seen;
    Status status;
  };
  const Row rows[] = {
      {"", "always", Status::usable},
      {"<embargoed>2099-01-01T00:00:00Z</embargoed>", "4070908800", Status::usable},
      {"<embargoed>\n 2099-01-01T01:00:00+01:00 </embargoed>", "4070908800", Status::usable},
      {"<embargoed>2020-02-14T12:00:00Z</embargoed>", "1581681600", Status::usable},
      {"<embargoed>2099-01-01T00:00:00</embargoed>", "4070952000", Status::usable},
      {"<embargoed>2099-01-01</embargoed>", "4070952000", Status::usable},
      {"<embargoed>2099-01-01Z</embargoed>", "4070952000", Status::usable},
      // Empty is open-ended, as the standard says.
      {"<embargoed/>", "never", Status::usable},
      {"<embargoed xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'></embargoed>", "never",
       Status::usable},
      {"<embargoed>after the match</embargoed>", "never", Status::withheld},
      {"<embargoed>2099-13-01T00:00:00Z</embargoed>", "never", Status::withheld},
      {"<embargoed>2099</embargoed>", "never", Status::withheld},
      {"<embargoed>false</embargoed>", "never", Status::withheld},
      {"<Embargoed>2099-01-01T00:00:00Z</Embargoed>", "4070908800", Status::usable},
      {"<embargoedUntil>2099-01-01T00:00:00Z</embargoedUntil>", "4070908800", Status::usable},
      {"<x:embargoed xmlns:x='urn:wrong'>2099-01-01T00:00:00Z</x:embargoed>", "4070908800", Status::usable},
      {"<wrapped><embargoed>2099-01-01T00:00:00Z</embargoed></wrapped>", "4070908800", Status::usable},
      {"<embargoed>2099-01-01T00:00:00Z</embargoed><embargoed>2020-02-14T12:00:00Z</embargoed>", "4070908800",
       Status::usable},
      {"<embargoed>2020-02-14T12:00:00Z</embargoed><pubStatus qcode='stat:embargoed'/>", "never", Status::withheld},
      {"<firstCreated>2099-01-01T00:00:00Z</firstCreated>", "4070908800", Status::usable},
  };
  for (const Row& row : rows) {
    CAPTURE(row.meta);
    const Article article = one_of_wire(item(row.meta));
    CHECK(seen_from(article) == row.seen);
    CHECK(article.status == row.status);
  }
}

TEST_CASE("a status of NewsML-G2 is read by the code behind any alias, and closes when it is not known") {
  struct Row {
    const char* meta;
    Status status;
  };
  const Row rows[] = {
      {"<pubStatus qcode='stat:usable'/>", Status::usable},
      {"<pubStatus qcode='alias7:usable'/>", Status::usable},
      {"<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/usable'/>", Status::usable},
      {"<pubStatus qcode='stat:withheld'/>", Status::withheld},
      {"<pubStatus qcode='other:canceled'/>", Status::canceled},
      {"<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled'/>", Status::canceled},
      {"<pubStatus qcode='stat:usable' uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled'/>", Status::canceled},
      {"<pubStatus qcode='stat:canceled'/><pubStatus qcode='stat:usable'/>", Status::canceled},
      {"<pubStatus/>", Status::withheld},
      {"<pubStatus>canceled</pubStatus>", Status::canceled},
      {"<pubstatus qcode='stat:canceled'/>", Status::canceled},
      {"<pubStatus qcode=''/>", Status::withheld},
      {"<pubStatus qcode='stat:'/>", Status::withheld},
      {"<pubStatus qcode='stat:perhaps'/>", Status::withheld},
      {"<signal qcode='sig:correction'/>", Status::corrected},
      {"<signal uri='http://cv.iptc.org/newscodes/signal/correction'/>", Status::corrected},
      {"<signal qcode='x:kill'/>", Status::canceled},
      {"<signal qcode='sig:update'/>", Status::usable},
      {"<pubStatus qcode='stat:usable'/><signal qcode='sig:kill'/>", Status::canceled},
  };
  for (const Row& row : rows) {
    CAPTURE(row.meta);
    const Article article = one_of_wire(item(row.meta));
    CHECK(article.status == row.status);
    CHECK(seen_from(article) == (row.status >= Status::withheld ? "never" : "always"));
  }
}

TEST_CASE("an embargo in the editor's note of a NewsML-G2 item holds it") {
  CHECK(seen_from(one_of_wire(item("<pubStatus qcode='stat:usable'/><edNote>EMBARGOED until 00:01 GMT, 3 May 2099</edNote>"))) == "4081449660");
  CHECK(one_of_wire(item("<pubStatus qcode='stat:usable'/><edNote>Embargoed until Monday</edNote>")).status == Status::withheld);
  CHECK(seen_from(one_of_wire(item("<pubStatus qcode='stat:usable'/><edNote>Adds a price in paragraph 3.</edNote>"))) == "always");
}

TEST_CASE("an item that withdraws another needs no text") {
  const Article killed = one_of_wire(
      "<newsItem guid='urn:x:1' version='4'><itemMeta><itemClass qcode='ninat:text'/><pubStatus qcode='stat:canceled'/>"
      "<edNote>Kill. The mayor did not resign.</edNote></itemMeta></newsItem>");
  CHECK(killed.status == Status::canceled);
  CHECK(killed.id == "urn:x:1");
  CHECK(killed.version == "4");
  CHECK(killed.status_note == "Kill. The mayor did not resign.");
}

TEST_CASE("each item of a message has its own embargo, and others do not inherit it") {
  const WireReading reading =
      read_wire(message(item("", "a") + "\n" + item("<embargoed>2099-01-01T00:00:00Z</embargoed>", "b") +
                        "\n<packageItem guid='p'/>\n" + item("", "c")));
  REQUIRE(reading.articles.size() == 3);
  CHECK(seen_from(reading.articles[0]) == "always");
  CHECK(seen_from(reading.articles[1]) == "4070908800");
  CHECK(seen_from(reading.articles[2]) == "always");
  CHECK(reading.articles[1].id == "b");
  CHECK(reading.articles[1].origin.line == 3);
  CHECK(reading.skipped.size() == 1);
}

TEST_CASE("of a message that is broken, only items before the fault are read") {
  // The second item lost the end of its <itemMeta>: who owns the embargo?
  const std::string broken = message(item("", "a") +
                                     "\n<newsItem "
                                     "guid='b'><itemMeta>\n<embargoed>2099-01-01T00:00:00Z</"
                                     "embargoed>\n<contentMeta><headline>B</headline></contentMeta>\n</newsItem>\n" +
                                     item("", "c"));
  const WireReading reading = read_wire(broken);
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles.front().id == "a");
  REQUIRE(reading.rejected.size() == 1);
  CHECK(reading.rejected.front().reason.find("not well-formed") != std::string::npos);
  CHECK(reading.rejected.front().line == 6);
  CHECK(read_wire(item("").substr(0, 200)).articles.empty());
}

TEST_CASE("NewsML-G2 is known by local names, with and without its namespace") {
  CHECK(read_wire(whole, "/wire/a").format == "newsml-g2");
  CHECK(read_wire("<g2:newsMessage xmlns:g2='urn:wrong'/>", "/wire/a").format == "newsml-g2");
  std::string utf16 = "\xFF\xFE";
  for (const char c : item("")) utf16 += {c, '\0'};
  CHECK(one_of_wire(utf16).title == "Ferry");
  CHECK(one_of_wire("<n:newsItem xmlns:n='urn:wrong' "
                    "guid='g'><n:contentMeta><n:headline>Ferry</n:headline></n:contentMeta></n:newsItem>")
            .title == "Ferry");
}

TEST_CASE("hostile NewsML-G2 costs no more than its size") {
  std::string items;
  for (int i = 0; i < 20000; ++i) items += item("<embargoed/>", "i" + std::to_string(i));
  const WireReading many = read_wire(message(items));
  CHECK(many.articles.size() == 20000);
  std::string deep = "<newsItem guid='g'>";
  for (int i = 0; i < 100000; ++i) deep += "<subject>";
  CHECK(read_wire(deep).rejected.size() == 1);
  const Article bad = one_of_wire(item("<edNote>\xC3\x28</edNote>"));
  CHECK(bad.body == Strings{"It sails."});
  const std::string laughs =
      "<!DOCTYPE newsItem [<!ENTITY a '2099-01-01T00:00:00Z'>]>" + item("<embargoed>&a;</embargoed>");
  CHECK(seen_from(one_of_wire(laughs)) == "never");
}
