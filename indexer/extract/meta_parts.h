// The parts of html_meta.cpp, one a subject. Internal to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/html_meta.h"

namespace dateline {

// What the parts share.
struct MetaClues {
  const MetaScan& scan;
  const LinkedData& linked;
  std::string_view address;             // of the page; empty: not known
  std::vector<std::string> site_names;  // letters_key of what the site goes by, the most telling first
};

// Names of the site: og:site_name, the publisher, the host.
std::vector<std::string> site_names_of(const MetaScan& scan, const LinkedData& linked, std::string_view address);

// `title` without the site's name in front or behind.
std::string without_site(std::string_view title, const MetaClues& clues);

// Each fills its members of `meta`; the later ones use what the earlier found.
void find_headline(const MetaClues& clues, PageMeta& meta);
void find_dates(const MetaClues& clues, PageMeta& meta);
void find_byline(const MetaClues& clues, PageMeta& meta);

}  // namespace dateline
