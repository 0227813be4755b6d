// NewsML 1: what an article has of it, and how its embargo and status close.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/wire_reading.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

std::string document(const std::string& management) {
  return R"(<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20200214T110000+0000</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>bay.example</ProviderId><DateId>20200214</DateId><NewsItemId>ferry</NewsItemId>
  <RevisionId PreviousRevision="1" Update="N">2</RevisionId><PublicIdentifier>urn:newsml:bay.example:20200214:ferry:2</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20200214T103000+0100</FirstCreated><ThisRevisionCreated>20200214T120000+0100</ThisRevisionCreated>)" +
         management + R"(</NewsManagement>
<NewsComponent><NewsLines><CopyrightLine>(c) Bay</CopyrightLine></NewsLines>
  <AdministrativeMetadata><Source><Party FormalName="Bay News"/></Source></AdministrativeMetadata><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
  <NewsComponent><Role FormalName="Photo"/><NewsLines><HeadLine>The quay at dusk.</HeadLine></NewsLines><ContentItem Href="q.jpg"/></NewsComponent>
  <NewsComponent><NewsLines><HeadLine>Ferry late</HeadLine><SubHeadLine>Council pays</SubHeadLine><ByLine>By Ada Marlow</ByLine><DateLine>ISLAY</DateLine><SlugLine>FERRY</SlugLine></NewsLines>
    <NewsComponent><Role FormalName="StyleSheet"/><ContentItem><DataContent>p { color: red }</DataContent></ContentItem></NewsComponent>
    <NewsComponent><Role FormalName="Body"/><ContentItem><MimeType FormalName="text/xhtml"/><DataContent><html><body><p>The ferry.</p><p>Fares stay.</p></body></html></DataContent></ContentItem></NewsComponent>
    <NewsComponent><Role FormalName="Contact"/><ContentItem><DataContent>Call 1234.</DataContent></ContentItem></NewsComponent>
  </NewsComponent></NewsComponent></NewsItem></NewsML>)";
}

}  // namespace

TEST_CASE("a NewsML 1 item gives an article its lines, its body and its identity without the revision") {
  const WireReading reading = read_wire(document("<Status FormalName='Usable'/>"));
  CHECK(reading.format == "newsml-1");
  REQUIRE(reading.articles.size() == 1);
  const Article& article = reading.articles.front();
  CHECK(article.id == "urn:newsml:bay.example:20200214:ferry");
  CHECK(article.version == "2");
  CHECK(article.title == "Ferry late");
  CHECK(article.byline == Strings{"Ada Marlow"});
  CHECK(article.source == "Bay News");
  CHECK(article.lang == "en");
  CHECK(article.copyright == "(c) Bay");
  CHECK(article.tags == Strings{"FERRY"});
  CHECK(article.published.seconds == 1581672600);
  CHECK(article.updated.seconds == 1581678000);
  CHECK(article.body == Strings{"Council pays", "ISLAY — The ferry.", "Fares stay."});
  CHECK(dropped_as(article, "caption") == "The quay at dusk.");
  CHECK(dropped_as(article, "credit") == "Call 1234.");
}

TEST_CASE("an embargo of NewsML 1 ends with the change of status that it announces, and else never") {
  const std::string change = "<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>";
  struct Row {
    std::string management;
    const char* seen;
    Status status;
  };
  const Row rows[] = {
      {"<Status FormalName='Usable'/>", "always", Status::usable},
      {"<Status FormalName='Embargoed'/>" + change + "20990101T000000Z</DateAndTime></StatusWillChange>", "4070908800",
       Status::usable},
      {change + "20990101T000000Z</DateAndTime></StatusWillChange><Status FormalName='Embargoed'/>", "4070908800",
       Status::usable},
      {"<Status FormalName='Embargoed'/>" + change + "20200214T120000Z</DateAndTime></StatusWillChange>", "1581681600",
       Status::usable},
      {"<Status FormalName='Embargoed'/>" + change + "later</DateAndTime></StatusWillChange>", "never",
       Status::withheld},
      {"<Status FormalName='Embargoed'/>" + change + "</DateAndTime></StatusWillChange>", "never", Status::withheld},
      {"<Status FormalName='Embargoed'/>", "never", Status::withheld},
      {"<Status FormalName='Withheld'/>", "never", Status::withheld},
      {"<Status FormalName='Canceled'/>", "never", Status::canceled},
      {"<Status FormalName='Perhaps'/>", "never", Status::withheld},
      {"<Status/>", "never", Status::withheld},
      {"<Status FormalName='Usable'/><StatusWillChange><FutureStatus "
       "FormalName='Canceled'/><DateAndTime>20200214T120000Z</DateAndTime></StatusWillChange>",
       "never", Status::canceled},
      {"<Status FormalName='Usable'/><StatusWillChange><FutureStatus "
       "FormalName='Canceled'/><DateAndTime>20990101T000000Z</DateAndTime></StatusWillChange>",
       "always", Status::usable},
  };
  for (const Row& row : rows) {
    CAPTURE(row.management);
    const Article article = one_of_wire(document(row.management));
    CHECK(seen_from(article) == row.seen);
    CHECK(article.status == row.status);
  }
}

TEST_CASE("NewsML 1 without a text is passed over, and what breaks off is refused") {
  const std::string whole = document("<Status FormalName='Usable'/>");
  CHECK(read_wire("<NewsML><NewsItem><NewsComponent><ContentItem Href='a.jpg'/></NewsComponent></NewsItem></NewsML>")
            .skipped.size() == 1);
  CHECK(read_wire("<NewsML/>").skipped.size() == 1);
  const WireReading broken = read_wire(whole.substr(0, whole.size() - 40));
  CHECK(broken.articles.empty());
  CHECK(broken.rejected.size() == 1);
}
