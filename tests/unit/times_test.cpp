// server/api/times.h: points in time as the contract writes them.
#include <doctest/doctest.h>

#include <vector>

#include "server/api/times.h"

using namespace dateline;

TEST_CASE("a moment says no more than is known") {
  struct Row {
    Moment moment;
    std::optional<std::string> expected;
    const char* why;
  };
  const auto second = Precision::second;
  const auto day = Precision::day;
  const std::vector<Row> rows = {
      {{0, Precision::none, 0, false}, std::nullopt, "nobody knows"},
      {{1'581'638'400, day, 0, false}, "2020-02-14", "a day stays a day"},
      {{1'581'638'400, day, 120, true}, "2020-02-14", "a day has no clock that a zone could move"},
      {{1'581'700'000, second, 0, false}, "2020-02-14T17:06:40Z", "no zone was written: UTC"},
      {{1'581'700'000, second, 0, true}, "2020-02-14T17:06:40Z", "UTC was written"},
      {{1'581'700'000, second, 60, true}, "2020-02-14T18:06:40+01:00", "the clock at that offset"},
      {{1'581'700'000, second, -210, true}, "2020-02-14T13:36:40-03:30", "west of UTC, half an hour"},
      {{1'581'700'000, second, 345, true}, "2020-02-14T22:51:40+05:45", "a quarter of an hour"},
      {{1'581'724'799, second, 60, true}, "2020-02-15T00:59:59+01:00", "another day there"},
      {{1'581'700'000, second, 60, false}, "2020-02-14T17:06:40Z", "an offset that was not written is none"},
      {{-1, second, 0, false}, "1969-12-31T23:59:59Z", "before 1970"},
      {{951'782'400, day, 0, false}, "2000-02-29", "a leap day"},
      {{-62'135'596'800, day, 0, false}, "0001-01-01", "the year 1"},
      {{253'402'300'799, second, 0, false}, "9999-12-31T23:59:59Z", "the last that RFC 3339 can write"},
      {{253'402'300'799, second, 60, true}, std::nullopt, "the clock there is in the year 10000"},
      {{INT64_MAX, second, 840, true}, std::nullopt, "no overflow"},
      {{INT64_MIN, day, 0, false}, std::nullopt, "no underflow"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(moment_text(row.moment) == row.expected);
  }
}

TEST_CASE("UTC seconds are written with Z") {
  CHECK(utc_text(0) == "1970-01-01T00:00:00Z");
  CHECK_FALSE(utc_text(INT64_MAX));
}
