// Embargoes that stand in the text: lines that are one, and prose that is none.
#include "indexer/extract/embargo_line.h"

#include <doctest/doctest.h>

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
  for (const char* line : {"NOT FOR PUBLICATION", "EMBARGOED", "Embargo:", "Sperrfrist!", "HOLD FOR RELEASE", "** UNDER EMBARGO **"}) {
    CAPTURE(std::string(line));
    const auto until = embargo_of_line(line);
    REQUIRE(until);
    CHECK(until->empty());
  }
  for (const char* line : {"Sperrfrist: Redebeginn", "EMBARGOED UNTIL DELIVERY", "Embargoed until 6 pm on Monday", "EMBARGO: 10 A.M. MONDAY",
                           "Not for release before the minister speaks", "Embargo: Monday 6pm", "Sous embargo jusqu'à lundi"}) {
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
        "Frei ab 18 Jahren", "Sperrfristen sind in Deutschland umstritten", "Release date: unknown", "Not for the first time, the ferry is late", ""}) {
    CAPTURE(std::string(line));
    CHECK_FALSE(embargo_of_line(line));
  }
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
