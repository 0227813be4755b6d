// The reader's language, and numbers and dates as it writes them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "indexer/article.h"

namespace dateline {

// The languages that the pages speak: en de fr es. Static storage.
std::span<const std::string_view> page_languages();

// The language's own name: "Deutsch".
std::string_view own_name(std::string_view language);

// Which locale to answer in: "en", "en-US", "de-AT". One of a fixed list. `chosen`: one of page_languages(), or empty; it wins over `accept_language`,
// the header's value (RFC 9110), of which at most the first 500 bytes are read. English when nothing fits.
std::string negotiated_locale(std::string_view chosen, std::string_view accept_language);

// One locale. Safe from any thread. Makes texts by ICU.
class Locale {
 public:
  // `tag` as negotiated_locale gives it.
  explicit Locale(const std::string& tag);
  ~Locale();
  Locale(const Locale&) = delete;
  Locale& operator=(const Locale&) = delete;

  const std::string& tag() const { return tag_; }
  std::string_view language() const { return std::string_view(tag_).substr(0, 2); }

  // With at most one digit behind the point.
  std::string number(double value) const;
  std::string number(std::uint64_t value) const;

  // True when the singular goes with it.
  bool is_one(std::uint64_t value) const;

  // "14 February 2020", the day on the clock of the zone that was written beside the time. Empty: nobody knows.
  std::string day(const Moment& moment) const;

  // The same with weekday, time and zone, in full. `no_time` is said where only the day is known.
  std::string exact(const Moment& moment, std::string_view no_time) const;

  // "2020" as it is, "2020-02" as "February 2020", "2020-02-14" as "14 February 2020"; anything else as it is.
  std::string period(const std::string& text) const;

  // "German" for "de". The tag itself where there is no name.
  std::string language_name(const std::string& tag) const;

  // Weekday and day of `now` in UTC.
  std::string today(std::int64_t now) const;

 private:
  struct Formats;
  std::string tag_;
  std::unique_ptr<Formats> formats_;
};

}  // namespace dateline
