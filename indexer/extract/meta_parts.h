// The parts of html_meta.cpp, one a subject. Internal to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/html_meta.h"

namespace dateline {

// One line of the page as a reader sees it: what stands between the ends of blocks.
struct PageLine {
  std::string text;  // white space squeezed, never empty
  const Node* node = nullptr;  // the element in which it begins
  std::size_t words = 0;  // of the page before it, as PlacedNode counts them
};

// What the parts share.
struct MetaClues {
  const MetaScan& scan;
  const LinkedData& linked;
  std::string_view address;  // of the page; empty: not known
  std::vector<std::string> site_names;  // letters_key of what the site goes by, the most telling first
  std::size_t headline_words = 0;  // of the page before the visible headline
  std::string lang = {};  // of the page, as PageMeta::lang
  std::vector<PageLine> near = {};  // the lines around the visible headline; none when there is no such
};

// The lines of the page from a little before `headline` to the first paragraphs behind it, without navigation and the headline itself.
std::vector<PageLine> lines_near(const Node& headline, std::size_t headline_words);

// How far a place is from the headline, in words; what stands before it counts double.
std::size_t distance_to_headline(std::size_t words, const MetaClues& clues);

// `clues.near`, ordered by that distance.
std::vector<const PageLine*> nearest_first(const MetaClues& clues);

// What a date is that of.
enum class DateRole : std::uint8_t { unknown, published, updated };

// What the words before a date call it ("Published", "aktualisiert am").
DateRole role_of(std::string_view text);

// A date as metadata write it, with seconds and milliseconds since 1970; nullopt for what is no date, and for days that nobody means.
std::optional<Moment> read_written(std::string_view text);

// Whether somebody may mean that day: from 1900 to 2099, but for 1970-01-01.
bool is_plausible(const Moment& moment);

// Whether a text is digits and nothing else.
bool is_digits(std::string_view text);

// Days since 1970 in the zone that was written.
std::int64_t day_of(const Moment& moment);

// "5/4/2020" as "2020-05-04" where a day may stand first or second and the page's language tells which, and years of two digits with four ("11.05.23");
// other texts as they are.
std::string settled_numerals(std::string_view text, std::string_view lang);

// A date in a short text.
struct TextDate {
  Moment moment;
  std::size_t begin = 0, end = 0;  // bytes of the text
};

// The first date that a text holds, as the longest run of words that reads as one; nullopt: none from byte `from` on. Of "9:24 pm ET" the clock
// is read as a time without a zone.
std::optional<TextDate> first_date_in(std::string_view text, std::size_t from);

// Names of the site: og:site_name, the publisher, the host.
std::vector<std::string> site_names_of(const MetaScan& scan, const LinkedData& linked, std::string_view address);

// Where a title is parted by " | ", " - " and the like; npos: nowhere.
struct SplitAt {
  std::size_t at = std::string_view::npos, size = 0;  // bytes
};
SplitAt last_separator(std::string_view title);

// `title` without the site's name in front or behind.
std::string without_site(std::string_view title, const MetaClues& clues);

// Whether a name is one that the site goes by.
bool names_this_site(std::string_view name, const MetaClues& clues);

// The names in a text that is a byline: without jobs, addresses and places of work; empty when none is left.
std::vector<std::string> read_names(std::string_view text, const MetaClues& clues);

// The names of a line such as "By Ruth Ames on Monday, May 4th, 2020" or "Posted May 4, 2020 by Ruth Ames"; empty when it is no byline.
std::vector<std::string> names_of_line(std::string_view line, const MetaClues& clues);

// The text up to "|", "•", a dash and the like, behind which no name stands.
std::string_view before_marks(std::string_view text);

// The text without the marks and words at its end that lead to a date ("Ruth Ames, on").
std::string_view without_connective(std::string_view text);

// Whether the text as a whole is what stands before a name ("By", "Von:").
bool is_lead_in(std::string_view text);

// Whether a name is what systems call whoever looks after them ("admin").
bool is_login(const std::string& name);

// Each fills its members of `meta`; the later ones use what the earlier found.
void find_headline(const MetaClues& clues, PageMeta& meta);
void find_dates(const MetaClues& clues, PageMeta& meta);
void find_byline(const MetaClues& clues, PageMeta& meta);

}  // namespace dateline
