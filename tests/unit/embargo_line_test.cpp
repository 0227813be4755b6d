// Embargoes that stand in the text: lines that are one, and prose that is none.
#include "indexer/extract/embargo_line.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "indexer/extract/dates.h"
#include "tests/unit/boxes.h"

using namespace dateline;

namespace {

constexpr std::int64_t kThirdOfMay = 1809302400;  // 2027-05-03T00:00:00Z
constexpr std::int64_t kTen = kThirdOfMay + 10 * 3600;

Article text_file(const std::string& text) {
  const Boxed box = read_box("a.txt", text);
  REQUIRE(box.articles.size() == 1);
  return box.articles[0];
}

}  // namespace

TEST_CASE("A line of its own that says until when is an embargo until then") {
  struct Row {
    const char* line;
    std::int64_t seconds;
  };
  const std::vector<Row> rows = {
      {"EMBARGOED UNTIL 10:00 GMT, Monday 3 May 2027", kTen},
      {"*** STRICTLY EMBARGOED UNTIL 10:00 GMT 3 MAY 2027 ***", kTen},
      {"Embargo: 3 May 2027, 10:00 GMT", kTen},
      {"Embargo : jusqu'au 3 mai 2027 à 10h00", kTen},
      {"Sous embargo jusqu’au lundi 3 mai 2027, 10h", kTen},
      {"NOT FOR RELEASE BEFORE 1000 GMT 3 May 2027", kTen},
      {"Not for publication or broadcast before 10:00 hrs, 3 May 2027", kTen},
      {"HOLD FOR RELEASE UNTIL 3 May 2027 10:00 GMT", kTen},
      {"[Under embargo until 3 May 2027]", kThirdOfMay},
      {"Embargoed for release: Monday 3 May 2027 at 10:00 GMT", kTen},
      {"Sperrfrist: Montag, 3. Mai 2027, 10.00 Uhr", kTen},
      {"SPERRFRIST BIS 03.05.2027, 10 Uhr", kTen},
      {"Frei ab 3. Mai 2027, 10:00 Uhr", kTen},
      {"Embargado hasta el 3 de mayo de 2027 a las 10:00", kTen},
      {"Sotto embargo fino al 3 maggio 2027 ore 10:00", kTen},
      {"FOR RELEASE: 3 May 2027 10:00 GMT", kTen},
      {"EMBARGOED UNTIL 3 May 2027 10:00 GMT - Ferry report", kTen},
      {"HOLD UNTIL 3 May 2027, 10:00 GMT", kTen},
      {"RELEASE DATE: May 3, 2027", kThirdOfMay},
      {"FOR USE AFTER 10:00 GMT 3 May 2027", kTen},
      {"For immediate release after 10:00 GMT, 3 May 2027", kTen},
      {"Mayor to resign - EMBARGOED TO 3 MAY 2027", kThirdOfMay},
      {"Mayor to resign (Embargo: 3 May 2027)", kThirdOfMay},
      {"Publication embargo: 3 May 2027", kThirdOfMay},
      {"EMBARGO!! 3 May 2027, 10:00 GMT", kTen},
      {"\U0001F4E2 EMBARGO 3 May 2027, 10:00 GMT", kTen},
      {"EMBARGOED 'TIL 3 May 2027", kThirdOfMay},
      {"EMBARGOED\u200b UNTIL 3 May 2027", kThirdOfMay},
      {"E\u200bMBARGOED\u00a0UNTIL 3 May 2027", kThirdOfMay},
      {"ＥＭＢＡＲＧＯＥＤ　ＵＮＴＩＬ　３　Ｍａｙ　２０２７", kThirdOfMay},
      {"<b>EMBARGOED UNTIL 3 May 2027</b>", kThirdOfMay},
      {"PRESS RELEASE - EMBARGOED UNTIL 3 May 2027", kThirdOfMay},
      {"Es gilt das gesprochene Wort - Sperrfrist: 3.5.2027, 18 Uhr", kThirdOfMay + 18 * 3600},
      {"Es gilt die Sperrfrist 3. Mai 2027, 10:00 Uhr", kTen},
      {"Zur Veröffentlichung ab 3. Mai 2027, 10:00 Uhr", kTen},
      {"Nicht vor dem 3. Mai 2027 veröffentlichen", kThirdOfMay},
      {"No difundir hasta el 3 de mayo de 2027", kThirdOfMay},
      {"解禁日時：2027年5月3日", kThirdOfMay},
      {"【解禁】2027年5月3日", kThirdOfMay},
      {"エンバーゴ：2027年5月3日", kThirdOfMay},
      {"Material in this release is embargoed until 10:00 GMT 3 May 2027", kTen},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.line));
    const auto until = embargo_of_line(row.line);
    REQUIRE(until);
    CAPTURE(*until);
    const auto moment = read_date(*until);
    REQUIRE(moment);
    CHECK(moment->seconds == row.seconds);
  }
}

TEST_CASE("A line that says so without an end, or with one that nobody can read, is an embargo all the same") {
  for (const char* line : {"NOT FOR PUBLICATION", "EMBARGOED", "Embargo:", "Sperrfrist!", "HOLD FOR RELEASE", "** UNDER EMBARGO **", "STATUS: EMBARGOED", "Status: draft",
                           "DRAFT - NOT FOR PUBLICATION", "Mayor to resign - EMBARGOED", "【解禁日時】"}) {
    CAPTURE(std::string(line));
    const auto until = embargo_of_line(line);
    REQUIRE(until);
    CHECK(until->empty());
  }
  for (const char* line : {"Sperrfrist: Redebeginn", "EMBARGOED UNTIL DELIVERY", "Embargoed until 6 pm on Monday", "EMBARGO: 10 A.M. MONDAY",
                           "Not for release before the minister speaks", "Embargo: Monday 6pm", "Sous embargo jusqu'à lundi", "Check against delivery. Embargoed until delivery",
                           "EMBARGO: Mayor resigns", "[EMBARGOED]: Mayor resigns", "EMBARGO! Mayor resigns", "HOLD UNTIL 6 PM MONDAY", "解禁日時：5月3日午前"}) {
    CAPTURE(std::string(line));
    const auto until = embargo_of_line(line);
    REQUIRE(until);
    CHECK_FALSE(read_date(*until));
    CHECK_FALSE(until->empty());
  }
}

TEST_CASE("Prose about embargoes is none, nor is a line that says that there is none") {
  for (const char* line :
       {"Embargo on oil widens", "Embargo: how sanctions hit farmers", "Embargoed goods pile up in the port", "The embargo until 1994 cost lives.",
        "Embargo until peace, envoys demand", "Under embargo rules agreed in 2019, ships must report their cargo to the port before they enter it.",
        "Embargo: none", "Sperrfrist: keine", "Embargo lifted", "FOR IMMEDIATE RELEASE", "For release of the hostages, the group wants money",
        "Frei ab 18 Jahren", "Sperrfristen sind in Deutschland umstritten", "Release date: unknown", "Not for the first time, the ferry is late", "FOR IMMEDIATE RELEASE",
        "For immediate release after the trial, he hopes", "Hold until relieved, the general told them", "For use after meals", "Release date: 3 May 2027",
        "Draft: embargo on oil", "Status: married", "Status: drafted", "Nicht vor Mai, sagt der Minister", "アユ漁が解禁", "解禁された漁：港に活気", "Cuba - embargo in its sixth decade",
        "The talks failed. Embargo or not, ships sail", "Attention: embargo widens", "KILL KILL KILL", ""}) {
    CAPTURE(std::string(line));
    CHECK_FALSE(embargo_of_line(line));
  }
}

TEST_CASE("A line that is nothing but the word of a wire kills") {
  for (const char* line : {"KILL KILL KILL", "MANDATORY KILL", "*** MANDATORY KILL ***"}) CHECK(is_kill_line(line));
  for (const char* line : {"Kill Kill Kill", "KILL BILL", "KILL", "MANDATORY KILL SWITCH ORDERED", ""}) CHECK_FALSE(is_kill_line(line));
}

TEST_CASE("An embargo in the text holds an article of any format, and is no part of it") {
  struct Row {
    const char* name;
    const char* bytes;
  };
  const std::vector<Row> rows = {
      {"a.html", "<html><body><article><h1>Mayor resigns</h1><p>EMBARGOED UNTIL 3 May 2027, 10:00 GMT</p><p>The mayor of the town stepped down on "
                 "Monday, the council said in a statement.</p></article></body></html>"},
      {"b.html", "<html><body><h1>Mayor resigns</h1><p>EMBARGOED UNTIL 3 May 2027, 10:00 GMT</p></body></html>"},
      {"d.html", "<html><body><article><h1>Mayor resigns</h1><p>EMBARGOED UNTIL <time datetime=\"2027-05-03T10:00Z\">3 May 2027, 10:00 GMT</time></p><p>The mayor "
                 "of the town stepped down on Monday, the council said in a statement.</p></article></body></html>"},
      {"a.json", R"({"title": "Mayor resigns", "body": "EMBARGOED UNTIL 3 May 2027, 10:00 GMT\n\nThe mayor stepped down."})"},
      {"b.json", R"({"title": "EMBARGOED UNTIL 3 May 2027, 10:00 GMT - Mayor resigns", "body": "The mayor stepped down."})"},
      {"a.csv", "title,body\nMayor resigns,\"EMBARGOED UNTIL 3 May 2027, 10:00 GMT\n\nThe mayor stepped down.\"\n"},
      {"a.md", "---\ntitle: Mayor resigns\n---\nThe mayor stepped down.\n\n**EMBARGOED UNTIL 3 May 2027, 10:00 GMT**\n"},
      {"a.rss", "<rss version=\"2.0\"><channel><item><title>Mayor resigns</title><description>&lt;p&gt;EMBARGOED UNTIL 3 May 2027, 10:00 GMT&lt;/p&gt;&lt;p&gt;The "
                "mayor stepped down.&lt;/p&gt;</description></item></channel></rss>"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.name));
    const Boxed box = read_box(row.name, row.bytes);
    REQUIRE(box.articles.size() == 1);
    const Article& article = box.articles[0];
    CHECK(article.visible_from == kTen);
    CHECK(article.byline.empty());
    CHECK_FALSE(article.published.known());
    for (const std::string& paragraph : article.body) CHECK(paragraph.find("EMBARGO") == std::string::npos);
  }
}

TEST_CASE("A headline that says so without an end withholds, unless the text tells the end") {
  const auto held = [](const std::string& title, const std::string& body) {
    const Boxed box = read_box("a.json", R"({"title": ")" + title + R"(", "body": ")" + body + R"("})");
    REQUIRE(box.articles.size() == 1);
    return box.articles[0];
  };
  CHECK(held("EMBARGO: Mayor resigns", "The mayor stepped down.").visible_from == kNeverVisible);
  CHECK(held("[EMBARGOED]: Mayor resigns", "The mayor stepped down.").visible_from == kNeverVisible);
  CHECK(held("EMBARGO: Mayor resigns", "Embargo: 3 May 2027, 10:00 GMT\\n\\nThe mayor stepped down.").visible_from == kTen);
  CHECK(held("Embargo on oil widens", "The embargo until 1994 cost lives.").visible_from == kAlwaysVisible);
  CHECK(held("Mayor resigns", "MANDATORY KILL\\n\\nThe mayor stepped down.").status == Status::canceled);
  CHECK(text_file("KILL KILL KILL\n\nMayor resigns\n\nThe mayor of the town stepped down on Monday.\n").status == Status::canceled);
}

TEST_CASE("The embargo of a text is told once") {
  const Article article = text_file("EMBARGOED UNTIL 10:00 GMT, 3 May 2027\n\nMayor resigns\n\nThe mayor stepped down on Monday.\n");
  CHECK(std::count_if(article.dropped.begin(), article.dropped.end(), [](const Dropped& entry) { return entry.reason == "embargo"; }) == 1);
}

TEST_CASE("A text file with an embargo at its top or foot is held, and the line is no part of the text") {
  const std::string news = "Ferry to run until midnight\n\nThe last ferry will leave at midnight from June on, the harbour office says.\n";
  const Article top = text_file("EMBARGOED UNTIL 10:00 GMT, 3 May 2027\n\n" + news);
  CHECK(top.visible_from == kTen);
  CHECK(top.title == "Ferry to run until midnight");
  CHECK(top.body.size() == 1);
  CHECK(top.dropped.at(0) == Dropped{"embargo", 1, "EMBARGOED UNTIL 10:00 GMT, 3 May 2027"});
  CHECK(text_file(news + "\nSperrfrist: 3. Mai 2027, 10:00 Uhr\n").visible_from == kTen + 12 * 3600);
  CHECK(text_file("EMBARGOED UNTIL:\n10:00 GMT, 3 May 2027\n\n" + news).visible_from == kTen);
  CHECK(text_file("EMBARGOED\n\n" + news).visible_from == kNeverVisible);
  CHECK(text_file("Embargoed until Monday 6pm\n\n" + news).visible_from == kNeverVisible);
  CHECK(text_file(news).visible_from == kAlwaysVisible);
  // ET is a zone of several places, and of ten in the morning there only the day is certain.
  CHECK(text_file("EMBARGOED UNTIL May 3, 2027 at 10:00 p.m. ET\n\n" + news).visible_from > kThirdOfMay + 26 * 3600);
}
