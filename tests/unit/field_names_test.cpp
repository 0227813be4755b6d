// indexer/readers/fields.h: what members say of status and embargo under any name, and --map.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/boxes.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t kNewYear2999 = 32472144000;
constexpr std::int64_t kHalfDay = 12 * 3600;

Article of_json(const std::string& members, const ReadOptions& options = {}) {
  const Boxed box = read_box("a.json", "{\"title\": \"Quay\", " + members + "}", options);
  REQUIRE(box.articles.size() == 1);
  return box.articles[0];
}

bool tells(const Article& article, const std::string& reason) {
  return std::any_of(article.dropped.begin(), article.dropped.end(), [&](const Dropped& entry) { return entry.reason == reason; });
}

std::string where(const Article& article, const std::string& field) {
  const auto found = std::find_if(article.found_in.begin(), article.found_in.end(), [&](const FoundIn& entry) { return entry.field == field; });
  return found == article.found_in.end() ? "" : found->where;
}

}  // namespace

TEST_CASE("An embargo is one in any spelling, and one that cannot be read has no end") {
  struct Row {
    std::string members;
    std::int64_t visible_from;
  };
  const std::vector<Row> rows = {
      {R"("embargo": "2999-01-01T00:00:00Z")", kNewYear2999},
      {R"("embargo_until": "2999-01-01T01:00:00+01:00")", kNewYear2999},
      {R"("Embargo-Date": "2999-01-01")", kNewYear2999 + kHalfDay},
      {R"("embargoEndsAt": 32472144000)", kNewYear2999},
      {R"("is_embargoed": true, "embargoUntil": "2999-01-01T00:00:00Z")", kNewYear2999},
      {R"("embargo": {"until": "2999-01-01T00:00:00Z", "reason": "gala"})", kNewYear2999},
      {R"("meta": {"rights": {"embargoedUntil": "2999-01-01T00:00:00Z"}})", kNewYear2999},
      {R"("Sperrfrist": "2999-01-01T00:00:00Z")", kNewYear2999},
      {R"("not_before": "2999-01-01T00:00:00Z")", kNewYear2999},
      {R"("embargo": "2001-01-01T00:00:00Z", "embargo_note": "until the gala")", 978307200},
      {R"("embargo": "until the gala")", kNeverVisible},
      {R"("embargo_note": "until the gala")", kNeverVisible},
      {R"("embargo": "")", kNeverVisible},
      {R"("embargo": {})", kNeverVisible},
      {R"("embargo": [])", kNeverVisible},
      {R"("embargo": true)", kNeverVisible},
      {R"("embargo": "yes")", kNeverVisible},
      {R"("embargo": 7)", kNeverVisible},
      {R"("embargo": {"until": "2001-01-01T00:00:00Z", "status": "withheld"})", kNeverVisible},
      {R"("embargo_lifted": false)", kNeverVisible},
      {R"("embargo": null)", kAlwaysVisible},
      {R"("embargo": false)", kAlwaysVisible},
      {R"("embargo": "none")", kAlwaysVisible},
      {R"("embargo_lifted": true)", kAlwaysVisible},
      {R"("embargo": {"active": false, "until": "2999-01-01"})", kAlwaysVisible},
      {R"("related": [{"embargo": "2999-01-01"}])", kAlwaysVisible},
  };
  for (const Row& row : rows) {
    CAPTURE(row.members);
    CHECK(of_json(row.members).visible_from == row.visible_from);
  }
}

TEST_CASE("A status withholds when it says so or cannot be read, and a state of the union does not") {
  struct Row {
    std::string members;
    Status status;
  };
  const std::vector<Row> rows = {
      {R"("status": "published")", Status::usable},     {R"("status": 1)", Status::usable},
      {R"("status": "stat:usable")", Status::usable},   {R"("status": true)", Status::usable},
      {R"("status": "wp-odd")", Status::withheld},      {R"("status": 0)", Status::withheld},
      {R"("post_status": "draft")", Status::withheld},  {R"("status": {"name": "draft"})", Status::withheld},
      {R"("pubStatus": "killed")", Status::canceled},   {R"("state": "Texas")", Status::usable},
      {R"("state": "draft")", Status::withheld},        {R"("state": "withdrawn")", Status::canceled},
      {R"("draft": "yes")", Status::withheld},          {R"("draft": "no")", Status::usable},
      {R"("published": false)", Status::withheld},      {R"("private": 1)", Status::withheld},
      {R"("retracted": "2024-01-01")", Status::canceled}, {R"("deleted_at": null)", Status::usable},
      {R"("status": "corrected")", Status::corrected},
  };
  for (const Row& row : rows) {
    CAPTURE(row.members);
    const Article article = of_json(row.members);
    CHECK(article.status == row.status);
    CHECK((article.visible_from == kNeverVisible) == (row.status >= Status::withheld));
  }
  CHECK(of_json(R"("status": "corrected", "ednote": "Mends the name.")").status_note == "Mends the name.");
}

TEST_CASE("Publication in the future holds, and an expiry in the past withholds") {
  CHECK(of_json(R"("published": "2999-01-01T00:00:00Z")").visible_from == kNewYear2999);
  CHECK(of_json(R"("date": "2020-01-01", "publishDate": "2999-01-01T00:00:00Z")").visible_from == kNewYear2999);
  CHECK(of_json(R"("date": "2020-01-01", "go_live": "2001-01-01")").visible_from == kAlwaysVisible);
  const Article expired = of_json(R"("expiryDate": "2020-01-01")");
  CHECK(expired.visible_from == kNeverVisible);
  CHECK(tells(expired, "expired"));
  CHECK(of_json(R"("expiryDate": "2999-01-01")").visible_from == kAlwaysVisible);
}

TEST_CASE("Versions, rights and names are kept, and each field says where it was found") {
  const Article article = of_json(R"("id": "q", "version": 3, "evolvedFrom": "p", "copyright": {"name": "Bay Radio"}, "people": ["Ada Marlow", {"name": "Tom Reed"}],
    "organisations": "Port; Bay Radio", "places": [{"name": "Malta"}], "body_text": "Text.")");
  CHECK(article.version == "3");
  CHECK(article.evolved_from == "p");
  CHECK(article.copyright == "Bay Radio");
  CHECK(article.persons == Strings{"Ada Marlow", "Tom Reed"});
  CHECK(article.orgs == Strings{"Port", "Bay Radio"});
  CHECK(article.places == Strings{"Malta"});
  CHECK(where(article, "body") == "body_text");
  CHECK(where(article, "persons") == "people");
}

TEST_CASE("Names that are given go before the known ones, also into objects and lists") {
  ReadOptions options;
  options.map = {{"title", "kop"}, {"body", "content.text"}, {"byline", "team.name"}, {"embargo", "tot"}, {"status", "fase"}};
  const Article article = of_json(R"("kop": "Kade", "content": {"text": "Tekst."}, "team": [{"name": "Ada Marlow"}, {"name": "Tom Reed"}])", options);
  CHECK(article.title == "Kade");
  CHECK(article.body == Strings{"Tekst."});
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Reed"});
  CHECK(where(article, "body") == "content.text");
  CHECK(of_json(R"("kop": "")", options).title == "Quay");
  CHECK(of_json(R"("tot": "2999-01-01T00:00:00Z")", options).visible_from == kNewYear2999);
  CHECK(of_json(R"("tot": "later")", options).visible_from == kNeverVisible);
  CHECK(of_json(R"("fase": "concept")", options).visible_from == kNeverVisible);
  CHECK(read_box("a.csv", "kop,content.text\nKade,Tekst.\n", options).articles.at(0).body == Strings{"Tekst."});
  CHECK(read_box("a.md", "---\nkop: Kade\n---\nTekst.", options).articles.at(0).title == "Kade");
}

TEST_CASE("What content systems write of articles that are not out keeps them from being seen") {
  struct Row {
    std::string members;
    bool visible;
  };
  const std::vector<Row> rows = {
      {R"("revision": {"published": false})", false},
      {R"("additional_properties": {"is_published": false})", false},
      {R"("display_date": "2999-01-01T00:00:00Z")", false},
      {R"("first_publish_date": "2999-01-01T00:00:00Z")", false},
      {R"("workflow": {"status": "draft"})", false},
      {R"("moderation_state": "draft")", false},
      {R"("moderation_state": [{"value": "draft"}])", false},
      {R"("status": [{"value": false}])", false},
      {R"("content": {"rendered": "x", "protected": true})", false},
      {R"("content": {"rendered": "x", "protected": false})", true},
      {R"("post_password": "quay")", false},
      {R"("password": "quay")", false},
      {R"("password": "")", true},
      {R"("visibility": "private")", false},
      {R"("visibility": "public")", true},
      {R"("visibility": "members")", true},
      {R"("access": "private")", false},
      {R"("access": "free")", true},
      {R"("is_public": false)", false},
      {R"("public": false)", false},
      {R"("public": true)", true},
      {R"("live": false)", false},
      {R"("hidden": true)", false},
      {R"("hidden": false)", true},
      {R"("hold": true)", false},
      {R"("hold": false)", true},
      {R"("hold": "2999-05-03")", false},
      {R"("on_hold": true)", false},
      {R"("is_retracted": true)", false},
      {R"("unpublished_at": "2020-01-01")", false},
      {R"("unpublished_at": null)", true},
      {R"("valid_from": "2999-01-01")", false},
      {R"("valid_from": "2020-01-01")", true},
      {R"("content_status": "draft")", false},
      {R"("story_status": "embargoed")", false},
      {R"("editorial_status": "killed")", false},
      {R"("comment_status": "closed")", true},
      {R"("state": "unpublished")", false},
      {R"("state": "pending review")", false},
      {R"("SperrVermerk": "gesperrt bis 3.5.2999")", false},
      {R"("meta": [{"key": "embargo", "value": "2999-05-03"}])", false},
      {R"("meta": [{"key": "colour", "value": "2999-05-03"}])", true},
      {R"("custom_fields": [{"name": "embargo_until", "value": "2999-05-03"}])", false},
      {R"("publish_schedule": "2999-05-03T10:00:00Z")", false},
      {R"("schedule_settings": {"utc_publish_schedule": "2999-05-03T10:00:00Z"})", false},
      {R"("flags": {"marked_for_not_publication": true})", false},
      {R"("flags": {"marked_for_not_publication": false})", true},
      {R"("author": {"name": "Ada Marlow", "visibility": "private", "state": "draft"})", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.members);
    CHECK((of_json("\"id\": \"1\", \"body\": \"t\", " + row.members).visible_from == kAlwaysVisible) == row.visible);
  }
}

TEST_CASE("A date of publication that nobody can read holds when its year may lie ahead") {
  for (const char* written : {"03/05/2999", "sometime in 2999", "32 May 2999"}) {
    CAPTURE(std::string(written));
    const Article article = of_json("\"published\": \"" + std::string(written) + "\"");
    CHECK(article.visible_from == kNeverVisible);
    CHECK(tells(article, "unreadable_date"));
    CHECK(tells(article, "unreadable_embargo"));
    ReadOptions options;
    options.map = {{"published", "datum"}};
    CHECK(of_json("\"datum\": \"" + std::string(written) + "\"", options).visible_from == kNeverVisible);
  }
  for (const char* written : {"03/05/2001", "sometime in 2019", "yesterday"}) {
    CAPTURE(std::string(written));
    const Article article = of_json("\"published\": \"" + std::string(written) + "\"");
    CHECK(article.visible_from == kAlwaysVisible);
    CHECK(tells(article, "unreadable_date"));
  }
  // A day opens when it has begun everywhere.
  CHECK(of_json(R"("published": "2999-01-01")").visible_from == kNewYear2999 + kHalfDay);
}

TEST_CASE("The blocks of an editor are paragraphs, and a body that gives no text is told of") {
  for (const char* members : {R"("body": [{"type": "text", "content": "One two."}, {"type": "text", "content": "Three."}])",
                              R"("body": {"type": "doc", "content": [{"content": [{"text": "One "}, {"text": "two."}]}, {"content": [{"text": "Three."}]}]})",
                              R"("content": [{"_type": "block", "children": [{"text": "One "}, {"text": "two."}]}, {"children": [{"text": "Three."}]}])",
                              R"("blocks": [{"type": "paragraph", "data": {"text": "One two."}}, {"type": "image", "caption": "A quay"}, {"data": {"text": "Three."}}])",
                              R"("content_elements": [{"type": "text", "content": "<p>One two.</p>"}, {"type": "text", "content": "<p>Three.</p>"}])"}) {
    CAPTURE(std::string(members));
    CHECK(of_json(members).body == Strings{"One two.", "Three."});
  }
  CHECK(tells(of_json(R"("body": [{"type": "image", "caption": "A quay"}])"), "caption"));
  CHECK(tells(of_json(R"("body": {"strange": {"shape": "of text"}})"), "unreadable_body"));
}
