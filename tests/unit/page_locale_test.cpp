// Which language a reader gets, and numbers and dates in it: server/page/locale.h.
#include <doctest/doctest.h>

#include <string>

#include "server/page/locale.h"

using namespace dateline;

TEST_CASE("the reader's language is the best of those that there are") {
  struct Row {
    const char* chosen;
    const char* header;
    const char* locale;
    const char* why;
  };
  const Row rows[] = {
      {"", "", "en", "nobody said"},
      {"", "de", "de", "a language alone"},
      {"", "de-AT,de;q=0.9", "de-AT", "a country that writes otherwise"},
      {"", "de-LI", "de", "a country that does not matter"},
      {"", "ja, fr;q=0.5", "fr", "the first that there is"},
      {"", "fr;q=0.3, es;q=0.8", "es", "weights count, not the order"},
      {"", "fr;q=0, es", "es", "weight nothing is not wanted"},
      {"", "FR-ca", "fr-CA", "case counts for nothing"},
      {"", "*", "en", "anything"},
      {"", "ja,zh", "en", "none that there is"},
      {"", ";;q=,,=;, ,en-us;q=x", "en", "rubbish says nothing"},
      {"es", "de, es-MX;q=0.1", "es-MX", "what was chosen wins, its country as the header has it"},
      {"fr", "de", "fr", "chosen, and not in the header"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(negotiated_locale(row.chosen, row.header) == row.locale);
  }
  CHECK(negotiated_locale("", std::string(100'000, ',') + "de") == "en");  // only its beginning is read
}

TEST_CASE("numbers and dates are written as the locale writes them") {
  struct Row {
    const char* tag;
    const char* number;
    const char* fraction;
    const char* day;
    const char* month;
    const char* language;
  };
  const Row rows[] = {
      {"en", "1,234,567", "1.3", "14 February 2020", "February 2020", "German"},
      {"en-US", "1,234,567", "1.3", "February 14, 2020", "February 2020", "German"},
      {"de", "1.234.567", "1,3", "14. Februar 2020", "Februar 2020", "Deutsch"},
      {"fr", "1\u202f234\u202f567", "1,3", "14 février 2020", "février 2020", "allemand"},
      {"es", "1.234.567", "1,3", "14 de febrero de 2020", "febrero de 2020", "alemán"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.tag);
    const Locale locale(row.tag);
    CHECK(locale.number(std::uint64_t{1'234'567}) == row.number);
    CHECK(locale.number(1.26) == row.fraction);
    CHECK(locale.day({1'581'638'400, Precision::day, 0, false}) == row.day);
    CHECK(locale.period("2020-02") == row.month);
    CHECK(locale.period("2020-02-14") == row.day);
    CHECK(locale.language_name("de") == row.language);
    CHECK(locale.is_one(1));
    CHECK_FALSE(locale.is_one(2));
  }
}

TEST_CASE("a day is that of the clock beside the time, and what is no date stays as it is") {
  const Locale locale("en");
  CHECK(locale.day({1'581'720'000, Precision::second, 60, true}) == "14 February 2020");   // 22:40 UTC
  CHECK(locale.day({1'581'720'000, Precision::second, 120, true}) == "15 February 2020");  // after midnight two hours east
  CHECK(locale.day({-14'831'769'600, Precision::day, 0, false}) == "1 January 1500");  // no calendar but ours
  CHECK(locale.day({}) == "");
  CHECK(locale.exact({1'581'638'400, Precision::day, 0, false}, "no time given") == "Friday, 14 February 2020, no time given");
  CHECK(locale.exact({1'581'720'000, Precision::second, 60, true}, "").find("2020-02-14T23:40:00+01:00") != std::string::npos);
  for (const char* text : {"2020", "-30d", "today", "2020-13", "2020-02-31", "2020-xx", "", "<b>"}) CHECK(locale.period(text) == text);
  for (const char* tag : {"xx-bogus", "", "<script>", "de-"}) CHECK_NOTHROW(locale.language_name(tag));
}
