#include "server/page/locale.h"

#include <unicode/datefmt.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/simpletz.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <vector>

#include "server/api/times.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 4> kLanguages = {"en", "de", "fr", "es"};
constexpr std::array<std::string_view, 4> kOwnNames = {"English", "Deutsch", "Français", "Español"};

// Countries that write dates or numbers otherwise than the language's most usual way.
constexpr std::array<std::string_view, 16> kCountries = {"en-US", "en-GB", "en-CA", "en-AU", "en-IE", "en-IN", "en-NZ", "en-ZA",
                                                         "de-AT", "de-CH", "fr-CA", "fr-CH", "es-MX", "es-AR", "es-US", "es-CL"};

constexpr UDate kFirstMoment = -184'303'902'528'000'000.0;  // the least that ICU counts: no day is Julian

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The locale for one language range of the header; empty: none fits.
std::string locale_of(std::string_view range) {
  const std::string wanted = lower(range);
  for (const std::string_view country : kCountries)
    if (wanted == lower(country)) return std::string(country);
  const std::string language = wanted.substr(0, wanted.find('-'));
  return std::find(kLanguages.begin(), kLanguages.end(), language) == kLanguages.end() ? std::string() : language;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// The weight behind ";q=", 1 without one.
double weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == parameters.npos) return 1;
  double weight = 0;
  const std::string_view digits = parameters.substr(at + 2);
  std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  return weight;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// On the clock of the zone that was written beside the time.
std::int64_t local_seconds(const Moment& moment) {
  constexpr std::int64_t kMinute = 60;
  return moment.seconds + (moment.precision == Precision::day ? 0 : kMinute * moment.offset_minutes);
}

icu::Locale icu_locale(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Locale::forLanguageTag(tag == "en" ? "en-001" : tag, status);
}

// Days of the proleptic Gregorian calendar, as everything else that Dateline writes.
std::unique_ptr<icu::SimpleDateFormat> date_format(const icu::Locale& locale, const char16_t* skeleton) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateTimePatternGenerator> patterns(icu::DateTimePatternGenerator::createInstance(locale, status));
  auto format = std::make_unique<icu::SimpleDateFormat>(patterns->getBestPattern(skeleton, status), locale, status);
  auto calendar = std::make_unique<icu::GregorianCalendar>(*icu::TimeZone::getGMT(), locale, status);
  calendar->setGregorianChange(kFirstMoment, status);
  format->adoptCalendar(calendar.release());
  return format;
}

}  // namespace

std::span<const std::string_view> page_languages() { return kLanguages; }

std::string_view own_name(std::string_view language) {
  const auto at = std::find(kLanguages.begin(), kLanguages.end(), language);
  return at == kLanguages.end() ? std::string_view() : kOwnNames[static_cast<std::size_t>(at - kLanguages.begin())];
}

std::string negotiated_locale(std::string_view chosen, std::string_view accept_language) {
  std::string best;
  double best_weight = 0;
  accept_language = accept_language.substr(0, 500);
  while (!accept_language.empty()) {
    const std::string_view item = trimmed(accept_language.substr(0, accept_language.find(',')));
    accept_language.remove_prefix(std::min(accept_language.size(), accept_language.find(',') == accept_language.npos ? accept_language.size() : accept_language.find(',') + 1));
    const std::size_t semicolon = item.find(';');
    const std::string locale = locale_of(trimmed(item.substr(0, semicolon)));
    const double weight = semicolon == item.npos ? 1 : weight_of(item.substr(semicolon));
    if (locale.empty() || (!chosen.empty() && locale.substr(0, 2) != chosen) || weight <= best_weight) continue;
    best = locale;
    best_weight = weight;
  }
  if (!best.empty()) return best;
  return chosen.empty() ? "en" : std::string(chosen);
}

struct Locale::Formats {
  explicit Formats(const icu::Locale& wanted) : locale(wanted) {
    UErrorCode status = U_ZERO_ERROR;
    numbers = icu::number::NumberFormatter::withLocale(locale).precision(icu::number::Precision::maxFraction(1));
    plurals.reset(icu::PluralRules::forLocale(locale, status));
    day = date_format(locale, u"yMMMMd");
    month = date_format(locale, u"yMMMM");
    weekday = date_format(locale, u"yMMMMEEEEd");
    clock = date_format(locale, u"yMMMMEEEEdjms");
  }

  // The formats are not to be used by two threads at once.
  std::string made(const icu::SimpleDateFormat& format, std::int64_t seconds) {
    icu::UnicodeString text;
    const std::lock_guard lock(mutex);
    format.format(static_cast<UDate>(seconds) * 1000, text);
    return utf8(text);
  }

  icu::Locale locale;
  icu::number::LocalizedNumberFormatter numbers;
  std::unique_ptr<icu::PluralRules> plurals;
  std::unique_ptr<icu::SimpleDateFormat> day, month, weekday, clock;
  std::mutex mutex;
};

Locale::Locale(const std::string& tag) : tag_(tag), formats_(std::make_unique<Formats>(icu_locale(tag))) {}
Locale::~Locale() = default;

std::string Locale::number(double value) const {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(formats_->numbers.formatDouble(value, status).toString(status));
}

std::string Locale::number(std::uint64_t value) const {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(formats_->numbers.formatInt(static_cast<std::int64_t>(value), status).toString(status));
}

bool Locale::is_one(std::uint64_t value) const {
  return formats_->plurals->select(static_cast<double>(value)) == icu::UnicodeString(u"one");
}

std::string Locale::day(const Moment& moment) const {
  if (!moment_text(moment)) return {};
  return formats_->made(*formats_->day, local_seconds(moment));
}

std::string Locale::exact(const Moment& moment, std::string_view no_time) const {
  const auto text = moment_text(moment);
  if (!text) return {};
  if (moment.precision == Precision::day) return formats_->made(*formats_->weekday, moment.seconds) + ", " + std::string(no_time);
  return formats_->made(*formats_->clock, local_seconds(moment)) + " (" + *text + ")";
}

std::string Locale::period(const std::string& text) const {
  int year = 0;
  unsigned month = 1, day = 1;
  char dash = 0;
  const bool has_day = text.size() == 10;
  if (text.size() != 7 && !has_day) return text;
  if (std::sscanf(text.c_str(), "%4d-%2u%c%2u", &year, &month, &dash, &day) != (has_day ? 4 : 2)) return text;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return text;
  const auto seconds = std::chrono::sys_seconds(std::chrono::sys_days(date)).time_since_epoch().count();
  return formats_->made(has_day ? *formats_->day : *formats_->month, seconds);
}

std::string Locale::language_name(const std::string& tag) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale named = icu::Locale::forLanguageTag(tag, status);
  icu::UnicodeString name;
  if (U_FAILURE(status) || named.isBogus()) return tag;
  return utf8(named.getDisplayName(formats_->locale, name));
}

std::string Locale::today(std::int64_t now) const { return formats_->made(*formats_->weekday, now); }

}  // namespace dateline
