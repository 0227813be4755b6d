// Dates as news texts and their metadata write them. Pure functions, safe from any thread and in any locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/article.h"

namespace dateline {

// The moment that `text` as a whole says, or nullopt. A date is read and never guessed: what may be two dates
// ("02/03/2020"), has no year, is impossible ("31 April 2020") or has words that are no part of a date is refused.
//
// Read are ISO 8601 in its calendar, week and ordinal shapes, basic and extended; RFC 822, 850 and 2822, asctime; days
// with the month in words, in English, German, French, Spanish, Italian, Portuguese, Dutch and the languages named in
// date_words.cpp, in any order that has a day, a month and a year of four digits; "14.02.2020"; "14/02/2020" and "2/14/2020" (one part above 12); years first;
// 2020年2月14日 and 2020년 2월 14일.
//
// A date alone has Precision::day. A time gives Precision::second, in the zone that is written, else in UTC with
// zone_known false. With a zone whose name several places share ("IST", "ET") only the day is kept.
std::optional<Moment> read_date(std::string_view text);

// The moment of a bare number in metadata: yyyymmdd when it is a day of 1900..2099, else seconds since 1970, or
// milliseconds from 100,000,000,000 on. nullopt for numbers that are neither.
std::optional<Moment> moment_of_number(double number);

}  // namespace dateline
