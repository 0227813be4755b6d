// ninjs: the spellings of its three versions, which objects are taken for it, and how embargo and status close.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/wire_reading.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

Article one(std::string_view json) { return one_of_wire(json, "/wire/item.json"); }

std::string item(const std::string& members) {
  return R"({"uri": "urn:x:1", "versioncreated": "2020-02-14T10:30:00Z", "headline": "Ferry", "body_text": "It sails.")" +
         (members.empty() ? "" : ", " + members) + "}";
}

constexpr std::string_view first_version =
    R"({"uri": "urn:x:1", "type": "text", "version": "3", "firstcreated": "2020-02-14T10:30:00+01:00",
  "versioncreated": "2020-02-14T12:00:00+01:00", "pubstatus": "usable", "language": "en-GB", "headline": "Ferry &amp; bus", "byline": "By Ada Marlow and Tom Reed",
  "body_text": "Plain.", "body_html": "<p>The last <b>ferry</b>.</p><figure><img src='q.jpg'><figcaption>A quay.</figcaption></figure><p>Fares stay.</p>",
  "description_text": "Later.", "subject": [{"name": "transport", "code": "t"}], "person": [{"name": "Jane Quill"}], "organisation": [{"name": "Port Authority"}],
  "place": [{"name": "Islay"}], "located": "Port Ellen", "infosource": [{"name": "Bay Radio"}], "copyrightholder": "Bay News", "copyrightnotice": "(c) Bay News",
  "usageterms": "Not for television.", "ednote": "Mends the price.", "expires": "2020-03-01T00:00:00Z",
  "associations": {"pic": {"uri": "urn:p", "type": "picture", "description_text": "The quay at dusk."},
                   "secret": {"uri": "urn:q", "type": "picture", "embargoed": "2099-01-01T00:00:00Z", "description_text": "The winner."}}})";

constexpr std::string_view third_version =
    R"([{"standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:x:1", "type": "text", "version": 3,
  "firstCreated": "2020-02-14T10:30:00+01:00", "versionCreated": "2020-02-14T12:00:00+01:00", "pubStatus": "usable", "language": "en-GB",
  "headlines": [{"role": "sub", "value": "Council pays"}, {"role": "short", "value": "Ferry late"}, {"role": "main", "value": "Ferry & bus"}],
  "by": "Ada Marlow, Tom Reed",
  "bodies": [{"role": "text", "contentType": "text/plain", "value": "Plain."}, {"role": "html5", "contentType": "text/html", "value": "<p>The last <b>ferry</b>.</p><p>Fares stay.</p>"}],
  "descriptions": [{"value": "Later."}], "subjects": [{"name": "transport"}], "people": [{"name": "Jane Quill"}], "organisations": [{"name": "Port Authority"}],
  "places": [{"name": "Islay"}], "infoSources": [{"name": "Bay Radio"}], "copyrightHolder": "Bay News", "usageTerms": "Not for television.",
  "edNote": "Mends the price.", "genres": [{"name": "Current"}], "keywords": ["ferry", "harbour"], "slugline": "ferry-late",
  "associations": [{"name": "pic", "uri": "urn:p", "type": "picture", "headlines": [{"value": "Quay"}], "descriptions": [{"value": "The quay at dusk."}]}]}])";

}  // namespace

TEST_CASE("a ninjs item of version 1 gives an article all that it says") {
  const Article article = one(first_version);
  CHECK(article.id == "urn:x:1");
  CHECK(article.version == "3");
  CHECK(article.title == "Ferry & bus");
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Reed"});
  CHECK(article.published.seconds == 1581672600);
  CHECK(article.updated.seconds == 1581678000);
  CHECK(article.lang == "en");
  CHECK(article.source == "Bay Radio");
  CHECK(article.copyright == "(c) Bay News");
  CHECK(article.tags == Strings{"transport"});
  CHECK(article.persons == Strings{"Jane Quill"});
  CHECK(article.orgs == Strings{"Port Authority"});
  CHECK(article.places == Strings{"Islay", "Port Ellen"});
  CHECK(article.body == Strings{"The last ferry.", "Fares stay."});
  CHECK(dropped_as(article, "alternative") == "Plain.");
  CHECK(dropped_as(article, "summary") == "Later.");
  CHECK(dropped_as(article, "rights") == "Not for television.");
  CHECK(dropped_as(article, "editor_note") == "Mends the price.");
  CHECK(dropped_as(article, "expired") == "expires: 2020-03-01T00:00:00Z");
  // Nothing is told of a picture that is under embargo itself.
  CHECK(dropped_as(article, "caption") ==
        "A quay.|The quay at dusk.|(of an item with an embargo or a status of its own)");
}

TEST_CASE("a ninjs item of version 3 gives the same under its new names") {
  const Article article = one(third_version);
  CHECK(article.id == "urn:x:1");
  CHECK(article.version == "3");
  CHECK(article.title == "Ferry & bus");
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Reed"});
  CHECK(article.published.seconds == 1581672600);
  CHECK(article.updated.seconds == 1581678000);
  CHECK(article.source == "Bay Radio");
  CHECK(article.copyright == "Bay News");
  CHECK(article.tags == Strings{"ferry", "harbour", "transport", "Current", "ferry-late"});
  CHECK(article.persons == Strings{"Jane Quill"});
  CHECK(article.orgs == Strings{"Port Authority"});
  CHECK(article.places == Strings{"Islay"});
  CHECK(article.body == Strings{"Council pays", "The last ferry.", "Fares stay."});
  CHECK(dropped_as(article, "alternate_headline") == "Ferry late");
  CHECK(dropped_as(article, "caption") == "The quay at dusk.");
  CHECK(article.origin.line == 1);
}

TEST_CASE("a NITF body in ninjs is read as NITF, and its embargo counts") {
  const Article article = one(
      R"({"uri": "u", "versionCreated": "2020-02-14T10:30:00Z", "headlines": [{"value": "Ferry"}], "bodies": [{"contentType": "text/plain", "value": "Plain."},
    {"contentType": "text/vnd.IPTC.NITF", "value": "<?xml version=\"1.0\"?><nitf><head><docdata><date.release norm=\"20990101T000000Z\"/></docdata></head><body><body.content><p>The <person>Quill</person> ferry.</p></body.content></body></nitf>"}]})");
  CHECK(article.body == Strings{"The Quill ferry."});
  CHECK(article.persons == Strings{"Quill"});
  CHECK(seen_from(article) == "4070908800");
}

TEST_CASE("an embargo of ninjs holds the item in every spelling, and closes when it cannot be read") {
  struct Row {
    const char *members, *seen;
    Status status;
  };
  const Row rows[] = {
      {"", "always", Status::usable},
      {R"("embargoed": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      // The name of version 3 in an item of version 1, and others that systems write.
      {R"("embargoedUntil": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      {R"("embargoeduntil": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      {R"("embargoed_until": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      {R"("EMBARGOED": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      {R"("embargo": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      {R"("press_embargo": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      // One that the editor's note says.
      {R"("ednote": "EMBARGOED until 00:00 GMT, 1 January 2099")", "4070908800", Status::usable},
      {R"("edNote": "EMBARGOED until Monday")", "never", Status::withheld},
      {R"("edNote": "Mends the price.")", "always", Status::usable},
      {R"("rights": {"terms": {"embargo": "2099-01-01T00:00:00Z"}})", "4070908800", Status::usable},
      // That of an associated item is its own.
      {R"("associations": {"a": {"embargoed": "2099-01-01T00:00:00Z"}})", "always", Status::usable},
      // Of two the later counts, whichever stands first.
      {R"("embargoed": "2099-01-01T00:00:00Z", "embargoedUntil": "2020-01-01T00:00:00Z")", "4070908800",
       Status::usable},
      {R"("embargoed": "2020-01-01T00:00:00Z", "embargoed": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
      // Zones other than Z, none, and a day alone.
      {R"("embargoed": "2099-01-01T05:00:00+05:00")", "4070908800", Status::usable},
      {R"("embargoed": "2098-12-31T19:00:00.000-0500")", "4070908800", Status::usable},
      {R"("embargoed": "2099-01-01T00:00:00")", "4070952000", Status::usable},
      {R"("embargoed": "2099-01-01")", "4070952000", Status::usable},
      {R"("embargoed": "2020-02-14T12:00:00Z")", "1581681600", Status::usable},
      // What is there and says nothing, or nothing that can be read.
      {R"("embargoed": "")", "never", Status::usable},
      {R"("embargoed": "  ")", "never", Status::usable},
      {R"("embargoed": "Next Monday")", "never", Status::withheld},
      {R"("embargoed": "2099-02-30T00:00:00Z")", "never", Status::withheld},
      {R"("embargoed": {})", "never", Status::withheld},
      {R"("embargoed": {"until": "2020-01-01"})", "never", Status::withheld},
      {R"("embargoed": [])", "never", Status::withheld},
      {R"("embargoed": ["2020-01-01T00:00:00Z"])", "never", Status::withheld},
      {R"("embargoed": true)", "never", Status::usable},
      {R"("embargoed": -7)", "never", Status::withheld},
      {R"("embargoed": 7)", "never", Status::withheld},
      {R"("embargoed": 1e300)", "never", Status::withheld},
      // Seconds and milliseconds since 1970.
      {R"("embargoed": 4070908800)", "4070908800", Status::usable},
      {R"("embargoed": 4070908800000)", "4070908800", Status::usable},
      // Null is how JSON says that there is none, and false says so in words.
      {R"("embargoed": null)", "always", Status::usable},
      {R"("embargoed": false)", "always", Status::usable},
      // A status beside an embargo that is over.
      {R"("embargoed": "2020-02-14T12:00:00Z", "pubstatus": "usable")", "1581681600", Status::usable},
      {R"("embargoed": "2020-02-14T12:00:00Z", "pubstatus": "withheld")", "never", Status::withheld},
      {R"("embargoed": "2020-02-14T12:00:00Z", "pubStatus": "canceled")", "never", Status::canceled},
      {R"("embargoed": "2020-02-14T12:00:00Z", "pubstatus": "embargoed")", "never", Status::withheld},
      {R"("pubstatus": "commissioned")", "never", Status::withheld},
      {R"("pubstatus": "")", "never", Status::withheld},
      {R"("pubstatus": 1)", "never", Status::withheld},
      {R"("pubstatus": {})", "never", Status::withheld},
      {R"("PUBSTATUS": "canceled")", "never", Status::canceled},
      {R"("pubstatus": null)", "always", Status::usable},
      {R"("pubstatus": "usable", "pubStatus": "canceled")", "never", Status::canceled},
      // What content systems add: only words that certainly withhold count under names that may mean something else.
      {R"("status": "draft")", "never", Status::withheld},
      {R"("state": "killed")", "never", Status::canceled},
      {R"("state": "Texas")", "always", Status::usable},
      {R"("draft": true)", "never", Status::withheld},
      {R"("firstcreated": "2099-01-01T00:00:00Z")", "4070908800", Status::usable},
  };
  for (const Row& row : rows) {
    CAPTURE(row.members);
    const Article article = one(item(row.members));
    CHECK(seen_from(article) == row.seen);
    CHECK(article.status == row.status);
  }
}

TEST_CASE("items without a text are passed over with a true reason") {
  for (const char* type : {"picture", "video", "audio", "graphic", "event", "planning", "composite"}) {
    CAPTURE(type);
    const WireReading reading =
        read_wire(R"({"uri": "u", "versioncreated": "2020-02-14T10:30:00Z", "headline": "Quay", "type": ")" +
                      std::string(type) + "\"}",
                  "/wire/a.json");
    if (std::string_view(type) == "composite")
      CHECK(reading.skipped.size() == 1);
    else
      CHECK((reading.skipped.size() == 1 && reading.skipped.front().reason.find(type) != std::string::npos));
    CHECK(reading.articles.empty());
  }
  // With a text, or with a status that takes back what was there, they are read.
  CHECK(
      one(R"({"uri": "u", "type": "picture", "versioncreated": "2020-02-14", "headline": "Quay", "body_text": "Text."})")
          .body == Strings{"Text."});
  CHECK(one(R"({"uri": "u", "type": "picture", "pubstatus": "canceled"})").status == Status::canceled);
  CHECK(one(R"({"uri": "u", "type": "text", "pubstatus": "usable", "descriptions": [{"value": "All there is."}]})")
            .body == Strings{"All there is."});
}

TEST_CASE("an object is ninjs when its members say so, and ordinary JSON stays what it was") {
  struct Row {
    const char *json, *format;
  };
  const Row rows[] = {
      {R"({"uri": "u", "pubstatus": "usable"})", "ninjs"},
      {R"({"uri": "u", "versionCreated": "2020-01-01T00:00:00Z"})", "ninjs"},
      {R"({"uri": "u", "type": "picture"})", "ninjs"},
      {R"({"$standard": {"name": "ninjs"}, "url": "http://x.example/"})", "ninjs"},
      {R"({"standard": {"name": "TTNINJS", "version": "3.0"}, "title": "x"})", "ninjs"},
      {R"([ {"bodies": [{"value": "x"}], "uri": "u"} ])", "ninjs"},
      {R"({"guid": "u", "pubstatus": "usable", "versioncreated": "2020-01-01", "body_html": "<p>x</p>"})", "ninjs"},
      {"{\"uri\": \"u\", \"pubstatus\": \"usable\"}\n{\"uri\": \"v\", \"pubstatus\": \"usable\"}\n", "ninjs"},
      {R"({"url": "http://x.example/", "title": "x", "body": "y"})", "json"},
      {R"({"uri": "http://x.example/", "title": "x", "body": "y", "type": "text"})", "json"},
      {R"({"uri": "u", "url": "http://x.example/", "headline": "x", "body_html": "y"})", "json"},
      {R"({"uri": "u", "title": "x", "type": "article"})", "json"},
      {R"({"uri": "u", "title": "x", "type": "text", "text": "y"})", "json"},
      {R"({"guid": "u", "title": "x", "description": "y"})", "json"},
      {R"({"title": "ninjs", "text": "versioncreated"})", "json"},
      {R"([])", "json"},
      {R"([Update] ninjs)", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.json);
    CHECK(read_wire(row.json, "/wire/a").format == (row.format[0] == '\0' ? "text" : row.format));
  }
}

TEST_CASE("ninjs is found in lists and lines, beside other articles, and behind long members") {
  const WireReading mixed =
      read_wire("[" + item("") + ",\n" + R"({"id": "j", "title": "Other", "body": "Ordinary."},)" + "\n" +
                    item(R"("embargoed": "2099-01-01T00:00:00Z")") + "]",
                "/wire/a.json");
  REQUIRE(mixed.articles.size() == 3);
  CHECK(mixed.articles[1].id == "j");
  CHECK(seen_from(mixed.articles[0]) == "always");
  CHECK(seen_from(mixed.articles[2]) == "4070908800");
  const WireReading lines = read_wire(item("") + "\n" + item(R"("embargoedUntil": "")") + "\n", "/wire/a.jsonl");
  REQUIRE(lines.articles.size() == 2);
  CHECK(seen_from(lines.articles[1]) == "never");
  CHECK(lines.articles[1].origin.line == 2);
  // Sorted members put the body first, and what tells ninjs lies beyond the head of the file.
  const Article sorted = one(R"({"body_html": "<p>)" + std::string(9000, 'x') +
                             R"(</p>", "embargoed": "2099-01-01T00:00:00Z", "headline": "Ferry", "uri": "urn:x:1"})");
  CHECK(sorted.id == "urn:x:1");
  CHECK(seen_from(sorted) == "4070908800");
}

TEST_CASE("hostile ninjs is refused or read") {
  CHECK(read_wire(R"({"uri": "u", "pubstatus": "usable", "a": )" + std::string(5000, '['), "/wire/a.json")
            .rejected.size() == 1);
  CHECK(one(item(R"("version": 99999999999999999999999999999999999999)")).version.size() < 60);
  CHECK(one(item(R"("version": ")" + std::string(100000, '9') + "\"")).version.size() <= 200);
  CHECK(
      one(item(
              R"("headlines": 7, "bodies": {"value": 3}, "associations": "x", "person": [null, [], 3, {"name": {}}], "by": ["Ada Marlow"])"))
          .persons == Strings{"3"});
  CHECK(one(item("\"ednote\": \"\xC3\x28\"")).title == "Ferry");
  std::string deep = "<p>";
  for (int i = 0; i < 5000; ++i) deep += "<div>";
  CHECK_FALSE(one(R"({"uri": "u", "pubstatus": "usable", "headline": "Ferry", "body_html": ")" + deep + "text\"}")
                  .body.empty());
}
