// server/search/dates.h: periods as people write them.
#include "server/search/dates.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

using namespace dateline;

namespace {

constexpr std::int64_t kFriday = 1581681600;  // 2020-02-14T12:00:00Z

struct Row {
  std::string text, printed;  // the same range as print_periods writes it; empty: refused
};

struct Group {
  std::string why;
  std::int64_t now;
  std::vector<Row> rows;
};

void check(const std::vector<Group>& groups) {
  for (const Group& group : groups) {
    for (const Row& row : group.rows) {
      CAPTURE(group.why);
      CAPTURE(row.text);
      const auto range = read_period(row.text, group.now);
      CHECK(range.has_value() == !row.printed.empty());
      if (!range) continue;
      CHECK(print_periods(*range) == row.printed);
      CHECK(*range->from < *range->until);
    }
  }
}

}  // namespace

TEST_CASE("Periods are read with the seconds of their ends") {
  const auto range = read_period("2020-02-14", 0);
  REQUIRE(range);
  CHECK(*range->from == 1581638400);
  CHECK(*range->until == 1581638400 + 86400);
  const auto second = read_period("1969-12-31T23:59:59Z", 0);
  REQUIRE(second);
  CHECK(*second->from == -1);
  CHECK(*second->until == 0);
}

TEST_CASE("Calendar dates and times") {
  check({
      {"years, months and days",
       kFriday,
       {{"2020", "2020"}, {"2020-02", "2020-02"}, {"2020-02-14", "2020-02-14"}, {" 2020 ", "2020"}}},
      {"leap days are days of leap years only",
       kFriday,
       {{"2020-02-29", "2020-02-29"}, {"2019-02-29", ""}, {"1900-02-29", ""}, {"2000-02-29", "2000-02-29"}}},
      {"days and months that do not exist",
       kFriday,
       {{"2020-13", ""}, {"2020-00", ""}, {"2020-04-31", ""}, {"2020-01-00", ""}, {"2020-01-32", ""}}},
      {"the first and the last year",
       kFriday,
       {{"1600", "1600"},
        {"1599", ""},
        {"9999", "9999"},
        {"9999-12-31", "9999-12-31"},
        {"10000", ""},
        {"0000", ""},
        {"1600-01-01T00:00:00+00:01", ""},
        {"9999-12-31T23:59:59-00:01", ""},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"}}},
      {"RFC 3339 times in any zone",
       kFriday,
       {{"2020-02-14T10:30:00Z", "2020-02-14T10:30:00Z"},
        {"2020-02-14t10:30:00z", "2020-02-14T10:30:00Z"},
        {"2020-02-14 10:30:00+05:45", "2020-02-14T04:45:00Z"},
        {"2020-02-14T20:00:00-08:00", "2020-02-15T04:00:00Z"},
        {"2020-02-14T10:30:00.999Z", "2020-02-14T10:30:00Z"},
        {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"}}},
      {"times that are not RFC 3339",
       kFriday,
       {{"2020-02-14T10:30Z", ""},
        {"2020-02-14T10:30:00", ""},
        {"2020-02-14T24:00:00Z", ""},
        {"2020-02-14T10:60:00Z", ""},
        {"2020-02-14T10:30:61Z", ""},
        {"2020-02-14T10:30:00+24:00", ""},
        {"2020-02-14T10:30:00.Z", ""},
        {"2020-02-14T10:30:00Zx", ""},
        {"2020-02-14T", ""},
        {"2020-02-30T10:30:00Z", ""}}},
      {"what is no date",
       kFriday,
       {{"", ""},
        {" ", ""},
        {"x", ""},
        {"20", ""},
        {"202O", ""},
        {"2020-", ""},
        {"2020021", ""},
        {"14.2", ""},
        {"32.1.2020", ""},
        {"2020-02/14", ""},
        {"2020-02-14-", ""},
        {"+2020", ""},
        {std::string(1000, '2'), ""},
        {std::string("2020\0", 5), ""},
        {"२०२०", ""}}},
  });
}

TEST_CASE("Dates as they are written by hand") {
  check({
      {"dates as they are written by hand",
       kFriday,
       {{"2020-2", "2020-02"},
        {"2020/02", "2020-02"},
        {"2020.2.4", "2020-02-04"},
        {"20200214", "2020-02-14"},
        {"14.2.2020", "2020-02-14"},
        {"14/02/2020", "2020-02-14"},
        {"3/4/2020", "2020-04-03"},
        {"2/14/2020", "2020-02-14"},
        {"2.14.2020", ""},
        {"02/2020", "2020-02"}}},
      {"weeks, quarters and decades",
       kFriday,
       {{"2020-W07", "2020-02-10..2020-02-16"},
        {"2020w07", "2020-02-10..2020-02-16"},
        {"2020-W07-5", "2020-02-14"},
        {"2020-W53", "2020-12-28..2021-01-03"},
        {"2019-W53", ""},
        {"2020-W00", ""},
        {"2020-W07-8", ""},
        {"2020-Q1", "2020-01..2020-03"},
        {"Q4 2019", "2019-10..2019-12"},
        {"Q5 2019", ""},
        {"1990s", "1990..1999"},
        {"1995s", ""}}},
  });
}

TEST_CASE("Dates in words") {
  check({
      {"months by name",
       kFriday,
       {{"14 February 2020", "2020-02-14"},
        {"February 14, 2020", "2020-02-14"},
        {"Feb. 14th 2020", "2020-02-14"},
        {"Friday, 14 Feb 2020", "2020-02-14"},
        {"the 1st of March 2019", "2019-03-01"},
        {"14-feb-2020", "2020-02-14"},
        {"Feb 2020", "2020-02"},
        {"in february 2020", "2020-02"},
        {"2020 feb", "2020-02"},
        {"30 February 2020", ""},
        {"February February", ""},
        {"14 2020", ""}}},
      {"without a year the most recent one",
       kFriday,
       {{"february", "2020-02"},
        {"march", "2019-03"},
        {"14 feb", "2020-02-14"},
        {"15 feb", "2019-02-15"},
        {"29 feb", "2016-02-29"},
        {"last february", "2019-02"},
        {"last january", "2020-01"},
        {"30 feb", ""}}},
      {"what is to come",
       kFriday,
       {{"tomorrow", "2020-02-15"}, {"next week", "2020-02-17..2020-02-23"}, {"next month", "2020-03"}, {"next year", "2021"}}},
      {"weekdays are the most recent ones",
       kFriday,
       {{"monday", "2020-02-10"},
        {"on Mon", "2020-02-10"},
        {"friday", "2020-02-14"},
        {"last friday", "2020-02-07"},
        {"last thurs", "2020-02-13"},
        {"saturday", "2020-02-08"}}},
      {"so long before now",
       kFriday,
       {{"30 days ago", "2020-01-15"},
        {"two weeks ago", "2020-01-31"},
        {"a year ago", "2019-02-14"},
        {"6 months ago", "2019-08-14"},
        {"24 hours ago", "2020-02-13"}}},
      {"up to now",
       kFriday,
       {{"last 30 days", "2020-01-15..2020-02-14"},
        {"last-30-days", "2020-01-15..2020-02-14"},
        {"past 2 weeks", "2020-01-31..2020-02-14"},
        {"30 days", "2020-01-15..2020-02-14"},
        {"30d", "2020-01-15..2020-02-14"},
        {"past month", "2020-01-14..2020-02-14"},
        {"last two years", "2018-02-14..2020-02-14"},
        {"last 24 hours", "2020-02-13T12:00:00Z..2020-02-14T12:00:00Z"},
        {"this quarter", "2020-01..2020-03"},
        {"last quarter", "2019-10..2019-12"}}},
  });
}

TEST_CASE("Dates told from now") {
  constexpr std::int64_t kMonday = 1581292800;     // 2020-02-10T00:00:00Z, the first second of a week
  constexpr std::int64_t kSunday = kMonday - 1;    // 2020-02-09T23:59:59Z, the last one
  constexpr std::int64_t kNewYear = 1577836800;    // 2020-01-01T00:00:00Z
  constexpr std::int64_t kLongMonth = 1585656000;  // 2020-03-31T12:00:00Z
  constexpr std::int64_t kBeforeEpoch = -1;        // 1969-12-31T23:59:59Z
  check({
      {"days",
       kFriday,
       {{"today", "2020-02-14"}, {"yesterday", "2020-02-13"}, {"-0d", "2020-02-14"}, {"-30d", "2020-01-15"}}},
      {"weeks begin on Monday",
       kFriday,
       {{"this week", "2020-02-10..2020-02-16"}, {"last week", "2020-02-03..2020-02-09"}, {"-2w", "2020-01-31"}}},
      {"on Monday", kMonday, {{"this week", "2020-02-10..2020-02-16"}, {"last week", "2020-02-03..2020-02-09"}}},
      {"on Sunday", kSunday, {{"this week", "2020-02-03..2020-02-09"}, {"last week", "2020-01-27..2020-02-02"}}},
      {"months and years",
       kFriday,
       {{"this month", "2020-02"},
        {"last month", "2020-01"},
        {"this year", "2020"},
        {"last year", "2019"},
        {"-6m", "2019-08-14"},
        {"-1y", "2019-02-14"}}},
      {"on the first day of a year",
       kNewYear,
       {{"yesterday", "2019-12-31"},
        {"last month", "2019-12"},
        {"last year", "2019"},
        {"last week", "2019-12-23..2019-12-29"}}},
      {"a day that the earlier month does not have is its last",
       kLongMonth,
       {{"-1m", "2020-02-29"}, {"-13m", "2019-02-28"}}},
      {"before 1970", kBeforeEpoch, {{"today", "1969-12-31"}, {"-1d", "1969-12-30"}}},
      {"any case, and without quotation marks",
       kFriday,
       {{"Today", "2020-02-14"},
        {"LAST  WEEK", "2020-02-03..2020-02-09"},
        {"last-week", "2020-02-03..2020-02-09"},
        {"last_month", "2020-01"},
        {"-30D", "2020-01-15"}}},
      {"before the first year, or nonsense",
       kFriday,
       {{"-500y", ""},
        {"-99999999999d", ""},
        {"-2999999m", ""},
        {"-3000000w", ""},
        {"-", ""},
        {"-d", ""},
        {"-3", ""},
        {"-3x", ""},
        {"--3d", ""},
        {"-3dd", ""},
        {"last", ""},
        {"next", ""},
        {"last the", ""},
        {"5 ago", ""},
        {"last 9999999999 days", ""},
        {"3000000 years ago", ""},
        {"last 120000 months", ""},
        {"ago", ""}}},
  });
  for (const std::int64_t now : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    CHECK(!read_period("today", now));
    CHECK(!read_period("-30d", now));
    CHECK(read_period("2020", now));
  }
}

TEST_CASE("Two periods make a range, in either order, open at either end") {
  const Row rows[] = {
      {"2019..2020", "2019..2020"},
      {"2020..2019", "2019..2020"},
      {"2019..2020-02", "2019-01..2020-02"},
      {"2019..", "2019.."},
      {"..2020-02", "..2020-02"},
      {"2020-02..today", "2020-02-01..2020-02-14"},
      {"2020..2020", "2020"},
      {"2020-01-01..2020-01-31", "2020-01"},
      {"..", ""},
      {"2020-02-14..2020-02", "2020-02-14..2020-02-29"},
      {"x..2020", ""},
      {"2020..x", ""},
      {"2020...2021", ""},
      {"2019-2020", "2019..2020"},
      {"2019–2020", "2019..2020"},
      {"2020-01-05 - 2020-01-09", "2020-01-05..2020-01-09"},
      {"2019 to 2020", "2019..2020"},
      {"from Jan 2019 to March 2019", "2019-01..2019-03"},
      {"between 2018 and 2019", "2018..2019"},
      {"last monday..today", "2020-02-10..2020-02-14"},
      {">2019", "2020.."},
      {">=2019", "2019.."},
      {"<2019", "..2018"},
      {"<= 2019-06", "..2019-06"},
      {"since monday", "2020-02-10.."},
      {"Before 2019", "..2018"},
      {"> ", ""},
      {">soon", ""},
      {">9999", "9999-12-31T23:59:59Z.."},
      {"<1600", "..1600-01-01T00:00:00Z"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto range = read_periods(row.text, kFriday);
    CHECK((range ? print_periods(*range) : "") == row.printed);
  }
}

TEST_CASE("What is printed is read as the same range") {
  constexpr std::int64_t kEnds[] = {-11676096000, -62,        -1,         0,          1,          86399,
                                    86400,        1577836800, 1580515200, 1581638400, 1581681601, 253402300799};
  for (const std::int64_t from : kEnds) {
    for (const std::int64_t until : kEnds) {
      for (const TimeRange& range :
           {TimeRange{from, until}, TimeRange{from, std::nullopt}, TimeRange{std::nullopt, until + 1}}) {
        if (range.from && range.until && from >= until) continue;
        CAPTURE(print_periods(range));
        const auto read = read_periods(print_periods(range), 0);
        REQUIRE(read);
        CHECK(read->from == range.from);
        CHECK(read->until == range.until);
      }
    }
  }
  CHECK(print_periods({}) == "");
}
