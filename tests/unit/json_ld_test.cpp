// JSON-LD of pages to what it says of their article, whole and broken.
#include "indexer/readers/json_ld.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/readers/json_value.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

LinkedData linked(const Strings& blocks, const LinkedPage& page = {}) {
  std::vector<LinkedBlock> all;
  for (const std::string& block : blocks) all.push_back({block, static_cast<std::uint32_t>(all.size() + 1)});
  return read_linked_data(all, page);
}

}  // namespace

TEST_CASE("an article is found wherever a page puts it") {
  const std::string article = R"({"@type":"NewsArticle","headline":"Harbour opens","datePublished":"2020-05-04"})";
  for (const std::string& block :
       Strings{article, "[" + article + "]",
               R"({"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"Coast News"},)" + article + "]}",
               R"({"@type":"WebPage","mainEntity":)" + article + "}",
               R"({"@type":["Thing","http://schema.org/ReportageNewsArticle"],"headline":"Harbour opens","datePublished":"2020-05-04"})"}) {
    CAPTURE(block);
    const LinkedData data = linked({block});
    CHECK(data.headline == "Harbour opens");
    CHECK(data.published == "2020-05-04");
    CHECK(data.dropped.empty());
  }
}

TEST_CASE("of several articles the page's own is taken") {
  const std::string list =
      R"({"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Bridge closes","datePublished":"2020-01-01"}]})";
  const std::string own = R"({"@type":"NewsArticle","headline":"Harbour opens in spring","author":"Ruth Ames"})";
  const std::string other = R"({"@type":"NewsArticle","headline":"Ferry stops at night","datePublished":"2020-01-01","author":"Tom Reed"})";
  CHECK(linked({list, own}).headline == "Harbour opens in spring");
  CHECK(linked({list}).headline.empty());
  CHECK(linked({other, own}, {"Harbour opens in spring", {}}).headline == "Harbour opens in spring");
}

TEST_CASE("authors are told apart, however they are written") {
  const auto authors = [](const std::string& author, const std::string& more = "") {
    return linked({R"({"@graph":[{"@type":"Article","headline":"x","author":)" + author + "}" + more + "]}"}).authors;
  };
  CHECK(authors(R"("Ruth Ames")") == Strings{"Ruth Ames"});
  CHECK(authors(R"(["Ruth Ames", "Tom Reed"])") == Strings{"Ruth Ames", "Tom Reed"});
  CHECK(authors(R"({"@type":"Person","name":"Ruth Ames"})") == Strings{"Ruth Ames"});
  CHECK(authors(R"([{"name":"Ruth Ames"},{"name":"Tom Reed"}])") == Strings{"Ruth Ames", "Tom Reed"});
  CHECK(authors(R"({"@type":"Person","name":["Ruth Ames","Tom Reed"]})") == Strings{"Ruth Ames", "Tom Reed"});
  CHECK(authors(R"({"@id":"#ruth"})", R"(,{"@id":"#ruth","@type":"Person","name":"Ruth Ames"})") == Strings{"Ruth Ames"});
  CHECK(authors(R"([{"@id":"#nobody"}, null, ""])").empty());
}

TEST_CASE("texts come without mark-up and references") {
  const LinkedData data =
      linked({R"({"@type":"Article","headline":"Harbour &amp;amp; <em>quay<\/em>\n open","keywords":["a","b"],"isAccessibleForFree":"False",
    "publisher":{"@type":"Organization","name":"Coast News"},"articleSection":["Harbours","Boats"],"articleBody":"<p>One.</p>",
    "about":[{"@type":"Person","name":"Ann Lee"},{"@type":"Place","name":"Kaltensiel"},{"@type":"NewsMediaOrganization","name":"Coast News"}]})"});
  CHECK(data.headline == "Harbour & quay open");
  CHECK(data.tags == Strings{"a", "b"});
  CHECK(data.publisher == "Coast News");
  CHECK(data.section == "Harbours");
  CHECK(data.body == "<p>One.</p>");
  CHECK(data.for_subscribers);
  CHECK(data.persons == Strings{"Ann Lee"});
  CHECK(data.places == Strings{"Kaltensiel"});
  CHECK(data.orgs == Strings{"Coast News"});
}

TEST_CASE("broken blocks are mended where there is one way to read them, and said to be") {
  for (const std::string block : {
           "{\"@type\":\"Article\",\"headline\":\"Harbour\nopens\"}",
           R"({"@type":"Article","headline":"Harbour opens",})",
           R"(<!-- {"@type":"Article","headline":"Harbour opens"} -->)",
           "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Harbour opens\"}\n//]]>",
           "/* made by hand */ {\"@type\":\"Article\", // kind\n\"headline\":\"Harbour opens\"};",
           R"({"@type":"Article","headline":"Harbour opens","description":"the "old" quay"})",
           R"({"@type":"Article","headline":"Harbour opens","description":"Ames\'s plan"})",
           R"({&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Harbour opens&quot;})",
           R"({"@type":"WebSite","name":"x"}{"@type":"Article","headline":"Harbour opens"})",
       }) {
    CAPTURE(block);
    const LinkedData data = linked({block});
    CHECK(data.headline == "Harbour opens");
    REQUIRE(data.dropped.size() == 1);
    CHECK(data.dropped[0].reason == "mended_metadata");
  }
}

TEST_CASE("blocks that cannot be read are told, and the others are read") {
  const LinkedData data =
      linked({R"({"@type":"Article","headline":"Har)", "{{ template }}", "", R"({"@type":"Article","headline":"Harbour opens"})"});
  CHECK(data.headline == "Harbour opens");
  REQUIRE(data.dropped.size() == 2);
  CHECK(data.dropped[0].reason == "unreadable_metadata");
  CHECK(data.dropped[0].line == 1);
  CHECK(data.dropped[1].line == 2);
}

TEST_CASE("what stands before a block breaks off is read") {
  const LinkedData data = linked({R"({"@type":"Article","headline":"Harbour opens"}{"@type":"Person","name":"Ru)"});
  CHECK(data.headline == "Harbour opens");
  REQUIRE(data.dropped.size() == 1);
  CHECK(data.dropped[0].reason == "unreadable_metadata");
}

TEST_CASE("whole JSON is not changed by mending") {
  for (const std::string json : {R"({"a":"x // y /* z */ <!-- w -->","b":[1,{"c":"\" \\ \u00e9 ,}"}]})", R"(["http://a.example/b;c", null, true])"})
    CHECK(mended_json(json) == json);
}

TEST_CASE("hostile blocks take no more than their size") {
  CHECK(linked(Strings(10000, R"({"@type":"Article","headline":"x","author":{"@id":"#a"},"@id":"#a"})")).headline == "x");
  CHECK(linked({std::string(200000, '[')}).headline.empty());
  CHECK(linked({std::string(200000, '"')}).headline.empty());
  const LinkedData large = linked({R"({"@type":"Article","headline":"x"})", std::string(largest_linked_data, ' ')});
  CHECK(large.headline == "x");
  REQUIRE(large.dropped.size() == 1);
  CHECK(large.dropped[0].reason == "too_long");
}
