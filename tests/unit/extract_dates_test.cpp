// read_date and moment_of_number: a date is read and never guessed.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/extract/dates.h"

using namespace dateline;

namespace {

constexpr std::int64_t valentine = 1581638400;  // 2020-02-14T00:00:00Z
constexpr std::int64_t half_past_ten = valentine + 10 * 3600 + 30 * 60;

struct Case {
  std::string text;
  std::int64_t seconds;
};

}  // namespace

TEST_CASE("days are read in every notation that names them without doubt") {
  // A day has no zone and lies at midnight UTC, whatever language wrote it.
  const std::vector<std::string> texts = {"2020-02-14",
                                          "20200214",
                                          "2020-W07-5",
                                          "2020W075",
                                          "2020-045",
                                          "2020045",
                                          "2020/02/14",
                                          "2020.02.14",
                                          "14.02.2020",
                                          "14. 2. 2020",
                                          "14/02/2020",
                                          "2/14/2020",
                                          "14-02-2020",
                                          "February 14, 2020",
                                          "Feb. 14th, 2020",
                                          "14 February 2020",
                                          "14 Feb 2020",
                                          "Friday, 14 February 2020",
                                          "14-Feb-2020",
                                          "the 14th of February 2020",
                                          "14. Februar 2020",
                                          "Freitag, 14. Februar 2020",
                                          "14. Feber 2020",
                                          "14 février 2020",
                                          "vendredi 14 février 2020",
                                          "14 de febrero de 2020",
                                          "viernes, 14 de febrero de 2020",
                                          "14 febbraio 2020",
                                          "14 de fevereiro de 2020",
                                          "14 februari 2020",
                                          "2020年2月14日",
                                          "２０２０年２月１４日（金）",
                                          "2020년 2월 14일"};
  for (const std::string& text : texts) {
    CAPTURE(text);
    const auto moment = read_date(text);
    REQUIRE(moment);
    CHECK(moment->seconds == valentine);
    CHECK(moment->precision == Precision::day);
    CHECK_FALSE(moment->zone_known);
  }
}

TEST_CASE("times are read with their zones") {
  const std::vector<Case> cases = {
      {"2020-02-14T10:30:00Z", half_past_ten},
      {"2020-02-14t10:30:00z", half_past_ten},
      {"2020-02-14T10:30Z", half_past_ten},
      {"2020-02-14T10:30:00.999999Z", half_past_ten},
      {"2020-02-14 11:30:00 +01:00", half_past_ten},
      {"2020-02-14T11:30:00+01", half_past_ten},
      {"20200214T103000Z", half_past_ten},
      {"20200214T113000+0100", half_past_ten},
      {"20200214T0530-0500", half_past_ten},
      {"Fri, 14 Feb 2020 10:30:00 GMT", half_past_ten},
      {"Fri, 14 Feb 20 05:30:00 EST", half_past_ten},
      {"Friday, 14-Feb-20 10:30:00 GMT", half_past_ten},
      {"Fri, 14 Feb 2020 11:30:00 +0100 (CET)", half_past_ten},
      {"February 14, 2020 at 5:30 a.m. EST", half_past_ten},
      {"Freitag, 14. Februar 2020, 11.30 Uhr MEZ", half_past_ten},
      {"2020-02-14T12:30:00GMT+2", half_past_ten},
      {"2020-02-14 T 11:30:00+01:00", half_past_ten},
      {"2020-02-14T 10:30:00Z", half_past_ten},
      {"2020-02-13T24:00:00Z", valentine},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto moment = read_date(c.text);
    REQUIRE(moment);
    CHECK(moment->seconds == c.seconds);
    CHECK(moment->precision == Precision::second);
    CHECK(moment->zone_known);
  }
}

TEST_CASE("a time without a zone is UTC and says that the zone is not known") {
  for (const std::string text :
       {"2020-02-14T10:30:00", "2020-02-14 10:30", "Fri Feb 14 10:30:00 2020", "14 février 2020 à 10h30",
        "14.02.2020 - 10:30 Uhr", "Feb 14, 2020 10:30am", "20200214103000"}) {
    CAPTURE(text);
    const auto moment = read_date(text);
    REQUIRE(moment);
    CHECK(moment->seconds == half_past_ten);
    CHECK_FALSE(moment->zone_known);
  }
}

TEST_CASE("a zone whose name several places share leaves the day alone") {
  for (const std::string text : {"Feb. 14, 2020 at 10:30 a.m. ET", "14 Feb 2020 10:30 IST", "Fri, 14 Feb 2020 10:30:00 G"}) {
    CAPTURE(text);
    const auto moment = read_date(text);
    REQUIRE(moment);
    CHECK(moment->precision == Precision::day);
    CHECK(moment->seconds == valentine);
  }
}

TEST_CASE("offsets are kept as they were written") {
  CHECK(read_date("2020-02-14T10:30:00+05:45")->offset_minutes == 345);
  CHECK(read_date("2020-02-14T10:30:00-0330")->offset_minutes == -210);
}

TEST_CASE("what is no date, or may be two, is refused") {
  // Ambiguous, incomplete, impossible, and more than a date.
  for (const std::string text : {"02/03/2020",
                                 "3-2-2020",
                                 "14/02/20",
                                 "February 14",
                                 "2020",
                                 "2020-02",
                                 "2020-W07",
                                 "31 April 2020",
                                 "30.02.2020",
                                 "2019-366",
                                 "2020-13-01",
                                 "25:61",
                                 "2020-02-14T25:00:00Z",
                                 "14 pm February 2020",
                                 "yesterday",
                                 "",
                                 "   ",
                                 "14 February 2020 and more",
                                 "Chapter 14, February 2020 edition",
                                 "1.2.3",
                                 "0000-00-00",
                                 "02-751-1500",
                                 "2020-02-14 2020-02-15"}) {
    CAPTURE(text);
    CHECK_FALSE(read_date(text));
  }
  CHECK_FALSE(read_date(std::string(5000, '1')));
}

TEST_CASE("years before 1970 and leap days are right") {
  CHECK(read_date("1969-12-31")->seconds == -86400);
  CHECK(read_date("29 February 2020")->seconds == valentine + 15 * 86400);
  CHECK_FALSE(read_date("29 February 2019"));
}

TEST_CASE("numbers in metadata are days, seconds or milliseconds") {
  CHECK(moment_of_number(1581676200)->seconds == half_past_ten);
  CHECK(moment_of_number(1581676200000)->seconds == half_past_ten);
  CHECK(moment_of_number(20200214)->precision == Precision::day);
  CHECK(moment_of_number(20200214)->seconds == valentine);
  CHECK_FALSE(moment_of_number(1581676200.5));
  CHECK_FALSE(moment_of_number(1e300));
}
