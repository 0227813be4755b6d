// NITF: what an article has of it, and how its embargo and status close.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/wire_reading.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

constexpr std::string_view whole = R"(<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.4/specification/dtd/nitf-3-4.dtd" [ <!ENTITY agency "x"> ]>
<nitf version="-//IPTC//DTD NITF 3.4//EN" uno="other">
  <head>
    <title>Ferries (working title)</title>
    <tobject><tobject.subject tobject.subject.type="Transport" tobject.subject.matter="Ferries"/></tobject>
    <docdata management-status="usable">
      <doc-id id-string="bay-20200214-7" regsrc="Bay News Agency"/>
      <du-key key="ferry" version="4"/>
      <date.issue norm="20200214T103000+0100"/>
      <date.release norm="20200214T120000Z"/>
      <date.expire norm="20200301T000000Z"/>
      <ed-msg info="Adds reaction in paragraph 3"/>
      <doc.copyright year="2020" holder="Bay News Ltd"/>
      <series series.name="The harbour files" series.part="2"/>
      <key-list><keyword key="ferry"/><keyword key="harbour"/></key-list>
      <identified-content><org>Port Authority</org><classifier value="local"/></identified-content>
    </docdata>
    <pubdata name="The Bay Echo" position.section="Local" ex-ref="https://bay.example/ferry"/>
    <revision-history name="TR" norm="20200214T110000+0100"/>
    <revision-history name="AM" norm="20200214T130000+0100"/>
  </head>
  <body xml:lang="en-GB">
    <body.head>
      <hedline><hl1>Ferry to run until <em>midnight</em></hl1><hl2>Council pays for a year</hl2></hedline>
      <note noteclass="ed"><body.content><p>Photos follow.</p></body.content></note>
      <byline>By <person>Ada Marlow</person> and <person>Tom Reed</person><byttl>Harbour correspondents</byttl></byline>
      <dateline><location>PORT ELLEN, Scotland</location></dateline>
      <abstract><p>The last ferry will leave later.</p></abstract>
    </body.head>
    <body.content>
      <media media-type="image"><media-reference source="q.jpg"/><media-caption><p>The quay at dusk.</p></media-caption>
        <media-producer>Bay Pictures</media-producer></media>
      <p>The last ferry will leave at midnight, <person value="Jane Quill">the mayor</person> told
         <org idsrc="register" value="4711">Bay Radio</org> in <location>Port&nbsp;Ellen</location>.</p>
      <hl2>What it costs</hl2>
      <ul><li>Adults: £4</li><li>Children: free</li></ul>
      <block><p>Caf&eacute; boats sail &amp; stay.</p></block>
      <table><tr><td>May</td><td>23:00</td></tr><tr><td>June</td><td>24:00</td></tr></table>
    </body.content>
    <body.end><tagline>Editing by Lou Grant</tagline></body.end>
  </body>
</nitf>)";

std::string with_docdata(const std::string& attributes, const std::string& inside) {
  return "<nitf><head><docdata" + attributes + "><doc-id id-string=\"a\"/>" + inside +
         "</docdata></head><body><body.head><hedline><hl1>Ferry</hl1></hedline></body.head><body.content><p>It "
         "sails.</p></body.content></body></nitf>";
}

}  // namespace

TEST_CASE("a NITF document gives an article all that it says") {
  const Article article = one_of_wire(whole);
  CHECK(article.id == "bay-20200214-7");
  CHECK(article.version == "4");
  CHECK(article.title == "Ferry to run until midnight");
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Reed"});
  CHECK(article.source == "Bay News Agency");
  CHECK(article.section == "Local");
  CHECK(article.url == "https://bay.example/ferry");
  CHECK(article.lang == "en");
  CHECK(article.copyright == "Bay News Ltd");
  CHECK(article.published.seconds == 1581672600);
  CHECK(article.published.offset_minutes == 60);
  CHECK(article.updated.seconds == 1581681600);
  CHECK(article.tags == Strings{"Transport", "Ferries", "The harbour files", "ferry", "harbour", "local"});
  CHECK(article.persons == Strings{"Jane Quill"});
  CHECK(article.orgs == Strings{"Port Authority", "Bay Radio"});
  CHECK(article.places == Strings{"Port Ellen", "PORT ELLEN, Scotland"});
  CHECK(article.body ==
        Strings{"Council pays for a year",
                "PORT ELLEN, Scotland — The last ferry will leave at midnight, the mayor told Bay Radio in Port Ellen.",
                "What it costs", "Adults: £4", "Children: free", "Café boats sail & stay.", "May | 23:00",
                "June | 24:00"});
  CHECK(article.status == Status::usable);
  CHECK(seen_from(article) == "1581681600");
  CHECK(where_of(article, "visible_from") == "docdata/date.release");
  CHECK(where_of(article, "title") == "hedline/hl1");
}

TEST_CASE("what a NITF document says beside its text is in the ledger") {
  const Article article = one_of_wire(whole);
  CHECK(dropped_as(article, "caption") == "The quay at dusk. Bay Pictures");
  CHECK(dropped_as(article, "editor_note") == "Adds reaction in paragraph 3|Photos follow.");
  CHECK(dropped_as(article, "metadata") == "Harbour correspondents");
  CHECK(dropped_as(article, "summary") == "The last ferry will leave later.");
  CHECK(dropped_as(article, "credit") == "Editing by Lou Grant");
  CHECK(dropped_as(article, "expired") == "date.expire: 20200301T000000Z");
}

TEST_CASE("a NITF document that lacks something makes do with what stands nearest") {
  CHECK(one_of_wire(
            "<nitf uno='u1'><head><title>T</title></head><body><body.content><p>x</p></body.content></body></nitf>")
            .id == "u1");
  CHECK(one_of_wire("<nitf><head><title>T</title></head></nitf>").title == "T");
  const Article bare = one_of_wire(
      "<n:nitf xmlns:n='http://iptc.org/std/NITF/2006-10-18/'><n:body><n:body.head><n:byline><n:byttl>Sports "
      "Wire</n:byttl></n:byline>"
      "<n:abstract><n:p>All there is.</n:p></n:abstract></n:body.head></n:body></n:nitf>");
  CHECK(bare.byline == Strings{"Sports Wire"});
  CHECK(bare.body == Strings{"All there is."});
  CHECK(bare.title_derived);
  const auto date = [](const char* head) {
    return one_of_wire("<nitf><head><title>T</title>" + std::string(head) + "</head></nitf>").published;
  };
  CHECK(date("<pubdata date.publication='20200214'/>").precision == Precision::day);
  CHECK(date("<docdata><date.issue norm='20200214+0100'/></docdata>").seconds == 1581638400);
  CHECK_FALSE(date("<docdata><date.issue norm='soon'/></docdata>").known());
}

TEST_CASE("NITF of newspaper archives says the same things more than once") {
  const Article article = one_of_wire(
      "<nitf><head><title>Ferry Late</title><meta name='dsk' content='Metropolitan Desk'/><docdata><doc-id "
      "id-string='1815718'/></docdata>"
      "<pubdata date.publication='20070101T000000' name='The Bay Times'/></head><body><body.head><hedline><hl1>Ferry "
      "Late</hl1><hl2 class='online_headline'>Ferry late, "
      "again</hl2><hl2>Ferry Late</hl2></hedline><byline class='print_byline'>By ADA MARLOW</byline><byline "
      "class='normalized_byline'>Marlow, Ada</byline></body.head>"
      "<body.content><block class='lead_paragraph'><p>The ferry.</p><p>It sails.</p></block><block "
      "class='full_text'><p>The ferry.</p><p>It sails.</p><p>Fares "
      "stay.</p></block></body.content></body></nitf>");
  CHECK(article.byline == Strings{"ADA MARLOW"});
  CHECK(article.section == "Metropolitan Desk");
  CHECK(article.published.precision == Precision::day);
  CHECK(article.body == Strings{"The ferry.", "It sails.", "Fares stay."});
  CHECK(dropped_as(article, "alternative") == "The ferry.|It sails.");
  CHECK(dropped_as(article, "alternate_headline") == "Ferry late, again|Ferry Late");
  CHECK(dropped_as(article, "metadata") == "Marlow, Ada");
}

TEST_CASE("a dateline stands in front of the first paragraph once") {
  const auto first = [](const char* dateline, const char* paragraph) {
    return one_of_wire("<nitf><body><body.head><hedline><hl1>T</hl1></hedline><dateline>" + std::string(dateline) +
                       "</dateline></body.head><body.content><p>" + paragraph + "</p></body.content></body></nitf>")
        .body.front();
  };
  CHECK(first("<location>PARIS</location>", "The Seine rose.") == "PARIS — The Seine rose.");
  CHECK(first("PARIS,", "(AP) -- The Seine rose.") == "PARIS (AP) -- The Seine rose.");
  CHECK(first("<location>Paris</location>", "PARIS (AP) -- The Seine rose.") == "PARIS (AP) -- The Seine rose.");
  CHECK(first("<story.date>Feb. 14</story.date>", "The Seine rose.") == "The Seine rose.");
}

TEST_CASE("a release date of NITF holds the article, and closes when it cannot be read") {
  struct Row {
    const char *attributes, *inside, *seen;
    Status status;
  };
  const Row rows[] = {
      {"", "", "always", Status::usable},
      {"", "<date.release norm='20990101T000000Z'/>", "4070908800", Status::usable},
      {"", "<date.release norm='20200214T120000Z'/>", "1581681600", Status::usable},
      // Without a zone it has passed when it has passed everywhere on Earth; so has a day.
      {"", "<date.release norm='20990101T000000'/>", "4070952000", Status::usable},
      {"", "<date.release norm='20990101'/>", "4070952000", Status::usable},
      {"", "<date.release norm='20990101+0100'/>", "4070952000", Status::usable},
      {"", "<date.release>20990101T000000Z</date.release>", "4070908800", Status::usable},
      {"", "<date.release/>", "never", Status::usable},
      {"", "<date.release norm=''/>", "never", Status::usable},
      {"", "<date.release norm='next Monday'/>", "never", Status::withheld},
      {"", "<date.release norm='20990230T000000Z'/>", "never", Status::withheld},
      // The later of two counts.
      {"", "<date.release norm='20200101T000000Z'/><date.release norm='20990101T000000Z'/>", "4070908800",
       Status::usable},
      // Where it does not belong, it counts as well.
      {"", "</docdata><pubdata><date.release norm='20990101T000000Z'/></pubdata><docdata>", "4070908800",
       Status::usable},
      {"", "</docdata><docdata management-status='canceled'>", "never", Status::canceled},
      {"", "<DATE.RELEASE norm='20990101T000000Z'/>", "4070908800", Status::usable},
      // "embargoed" refers to the release date, and closes for good without one.
      {" management-status='embargoed'", "<date.release norm='20200214T120000Z'/>", "1581681600", Status::usable},
      {" management-status='embargoed'", "<date.release norm='20990101T000000Z'/>", "4070908800", Status::usable},
      {" management-status='embargoed'", "<date.release norm='?'/>", "never", Status::withheld},
      {" management-status='embargoed'", "", "never", Status::withheld},
      {" management-status='withheld'", "<date.release norm='20200214T120000Z'/>", "never", Status::withheld},
      {" management-status='canceled'", "<date.release norm='20200214T120000Z'/>", "never", Status::canceled},
      {" management-status='CANCELED'", "", "never", Status::canceled},
      {" management-status='usable'", "", "always", Status::usable},
      {" management-status=''", "", "never", Status::withheld},
      {" management-status='perhaps'", "", "never", Status::withheld},
      // What is issued in the future is not out yet.
      {"", "<date.issue norm='20990101T000000Z'/>", "4070908800", Status::usable},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attributes);
    CAPTURE(row.inside);
    const Article article = one_of_wire(with_docdata(row.attributes, row.inside));
    CHECK(seen_from(article) == row.seen);
    CHECK(article.status == row.status);
  }
}

TEST_CASE("an embargo in an editor's note of NITF holds the article") {
  struct Row {
    const char *note, *seen;
    Status status;
  };
  const Row rows[] = {
      {"EMBARGOED until 00:01 GMT, 3 May 2099", "4081449660", Status::usable},
      {"Photos follow. EMBARGOED until 00:01 GMT, 3 May 2099. Please credit the agency.", "4081449660", Status::usable},
      {"Sperrfrist: 3. Mai 2099", "4081492800", Status::usable},
      {"EMBARGOED until Monday", "never", Status::withheld},
      {"NOT FOR PUBLICATION", "never", Status::usable},
      {"Embargo: none", "always", Status::usable},
      {"Mends the price of embargoed oil in paragraph 3.", "always", Status::usable},
  };
  for (const Row& row : rows) {
    CAPTURE(row.note);
    const Article article = one_of_wire(with_docdata("", "<ed-msg info='" + std::string(row.note) + "'/>"));
    CHECK(seen_from(article) == row.seen);
    CHECK(article.status == row.status);
    CHECK(dropped_as(article, "editor_note") == row.note);
  }
}

TEST_CASE("NITF is known by its outermost element, whatever the file is called") {
  CHECK(read_wire(whole, "/wire/a.txt").format == "nitf");
  CHECK(read_wire("<?xml version='1.0'?><!-- c --><x:nitf xmlns:x='u'/>", "/wire/a").format == "nitf");
  CHECK(read_wire("<nitf-like/>", "/wire/a.xml").format != "nitf");
  CHECK(read_wire("<!DOCTYPE html><p>nitf</p>", "/wire/a.txt").format != "nitf");
}

TEST_CASE("hostile NITF is refused or read, and never loads or expands anything") {
  const std::string laughs =
      R"(<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>)"
      "<nitf><head><title>T</title></head><body><body.content><p>x&c;y</p></body.content></body></nitf>";
  CHECK(one_of_wire(laughs).body.front().size() < 20);
  const std::string outside =
      R"(<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><head><title>T</title></head><body><body.content><p>a&x;b</p></body.content></body></nitf>)";
  CHECK(one_of_wire(outside).body.front().find("root") == std::string::npos);
  std::string deep = "<nitf><body><body.content>";
  for (int i = 0; i < 100000; ++i) deep += "<block>";
  const WireReading refused = read_wire(deep);
  REQUIRE(refused.rejected.size() == 1);
  CHECK(refused.rejected.front().reason.find("nested") != std::string::npos);
  CHECK(one_of_wire("<nitf><head><title>T\xFF\xC0</title></head></nitf>").title.starts_with("T"));
  CHECK(one_of_wire("<nitf><head><title>T</title><docdata><du-key version='" + std::string(100000, '9') +
                    "'/></docdata></head></nitf>")
            .version.size() <= 200);
  // A document that breaks off may have lost its embargo.
  for (const char* broken :
       {"<nitf><head><title>T</title></head><body>", "<nitf><head><title>T</title><docdata></head></docdata></nitf>"}) {
    CAPTURE(broken);
    const WireReading reading = read_wire(broken);
    CHECK(reading.articles.empty());
    CHECK(reading.rejected.size() == 1);
  }
}
