// Article: the plain value that every reader fills and every later step reads.
//
// All strings are valid UTF-8 without NUL bytes by the time an Article leaves a reader (the reader
// calls `repair_text` of extract/text.h or rejects). Values only: copy, move and share at will.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace dateline {

// How much of a point in time the source said.
enum class Precision : std::uint8_t { none = 0, day = 1, second = 2 };

// A point in time as a newsroom writes it.
struct Moment {
  // UTC seconds since 1970-01-01T00:00:00Z; may be negative. For Precision::day: 00:00 UTC of that calendar day.
  std::int64_t seconds = 0;
  Precision precision = Precision::none;  // none: nobody knows; the other members mean nothing
  // Zone that was written beside the time, minutes east of UTC (-840..840). False: none was written and UTC is assumed.
  std::int16_t offset_minutes = 0;
  bool zone_known = false;

  bool known() const { return precision != Precision::none; }
  friend bool operator==(const Moment&, const Moment&) = default;
};

// Where an article came from.
struct Origin {
  std::string path;        // as the indexer was given it, made absolute; "-" for standard input
  std::uint32_t line = 0;  // 1-based first line of the article in that file; 0 when the article is the whole file

  friend bool operator==(const Origin&, const Origin&) = default;
};

// One piece of the input that is not in the article's searchable text, and why.
struct Dropped {
  std::string reason;      // "boilerplate", "comment", "metadata", "caption", "teaser", "unreadable_date", ...
  std::uint32_t line = 0;  // 1-based line in the file; 0 when it has none
  std::string text;        // what was dropped, cut to 500 bytes at a code point border

  friend bool operator==(const Dropped&, const Dropped&) = default;
};

// Where the reader found what a field says; for people who look at a reading, never stored.
struct FoundIn {
  std::string field;  // member of Article: "title", "byline", "published", "visible_from", ...
  std::string where;  // "og:title", "h1", "newsItem/itemMeta/embargoed", "line 3", "front matter"

  friend bool operator==(const FoundIn&, const FoundIn&) = default;
};

// What the publisher says of an article's use.
enum class Status : std::uint8_t {
  usable = 0,
  corrected = 1,  // usable, and mends an earlier version
  withheld = 2,   // not to be used until a newer version says otherwise; drafts are withheld as well
  canceled = 3,   // killed: must not be used any more, nor any version before it
};

// Article::visible_from of an article that anybody may see, and of one that nobody may.
inline constexpr std::int64_t kAlwaysVisible = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kNeverVisible = std::numeric_limits<std::int64_t>::max();

struct Article {
  std::string id;    // given, or from url, or from the path; stable across runs; 1..512 bytes, see extract/identity.h
  bool id_from_path = false;  // true: the id is made of the path, and another file's article may have the same; not stored
  std::string url;   // empty: none
  std::string title;
  bool title_derived = false;       // true: made from the first sentence since the source has no headline
  std::vector<std::string> byline;  // one name an element, without "By"
  std::string source;               // publication or agency
  std::string section;
  Moment published;
  Moment updated;
  std::string lang;  // BCP 47 primary subtag in lower case ("en", "de", "ja"); empty: not known
  std::vector<std::string> tags;
  std::vector<std::string> persons, orgs, places;  // named by the source's own mark-up and subjects, never guessed
  std::vector<std::string> body;  // paragraphs in order, none empty, no line breaks inside
  Status status = Status::usable;
  std::string status_note;  // why it is corrected, withheld or canceled, in the publisher's words; empty: nobody said
  // UTC seconds before which nobody may find it; kAlwaysVisible, kNeverVisible. Set through readers/embargo.h, which fails closed.
  std::int64_t visible_from = kAlwaysVisible;
  std::string version;       // of this id, as the source counts ("3"); empty: it does not
  std::string evolved_from;  // the id of the article that this one continues; empty: none
  std::string copyright;     // holder or notice
  Origin origin;
  std::vector<Dropped> dropped;
  std::vector<FoundIn> found_in;

  friend bool operator==(const Article&, const Article&) = default;
};

}  // namespace dateline
