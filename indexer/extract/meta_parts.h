// The parts of html_meta.cpp, one a subject. Internal to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/html_meta.h"

namespace dateline {

// One line of the page as a reader sees it: what stands between the ends of blocks.
struct PageLine {
  std::string text;            // white space squeezed, never empty
  const Node* node = nullptr;  // the element in which it begins
  std::size_t words = 0;       // of the page before it, as PlacedNode counts them
};

// What the parts share.
struct MetaClues {
  const MetaScan& scan;
  const LinkedData& linked;
  std::string_view address;             // of the page; empty: not known
  std::vector<std::string> site_names;  // letters_key of what the site goes by, the most telling first
  std::size_t headline_words = 0;       // of the page before the visible headline
  std::vector<PageLine> near = {};      // the lines around the visible headline; none when there is no such
};

// The lines of the page from a little before `headline` to the first paragraphs behind it, without navigation and the headline itself.
std::vector<PageLine> lines_near(const Node& headline, std::size_t headline_words);

// How far a place is from the headline, in words; what stands before it counts double.
std::size_t distance_to_headline(std::size_t words, const MetaClues& clues);

// `clues.near`, ordered by that distance.
std::vector<const PageLine*> nearest_first(const MetaClues& clues);

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

// `title` without the site's name in front or behind.
std::string without_site(std::string_view title, const MetaClues& clues);

// Each fills its members of `meta`; the later ones use what the earlier found.
void find_headline(const MetaClues& clues, PageMeta& meta);
void find_dates(const MetaClues& clues, PageMeta& meta);
void find_byline(const MetaClues& clues, PageMeta& meta);

}  // namespace dateline
