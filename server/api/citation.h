// How an article is cited. Pure functions, safe from any thread. Any text makes a well-formed citation: control characters and line ends become blanks, what
// a format would read as its own signs is escaped, and what is not known is left out rather than guessed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "indexer/article.h"

namespace dateline {

// In the order of citation_formats().
enum class CitationFormat : std::uint8_t { text, bibtex, ris, csl_json };

// "text", "bibtex", "ris", "csl-json". Static storage.
std::span<const std::string_view> citation_formats();

// Content type of a citation.
std::string_view citation_type(CitationFormat format);

// The citation, ended by a line end. `address` is where this server shows the article: it stands where the source's own address is none on the web. Dates
// are days in the zone that the source wrote.
//   text      Jane Doe and John Roe, “Harbour Opens,” Courier, 14 February 2020, https://courier.example/harbour.
//             Without a date "n.d."; of more than three authors the first, "et al."
//   bibtex    @article with the source as journal, @misc where there is none
//   ris       TY  - NEWS
//   csl-json  an array of one article-newspaper
std::string citation(const Article& article, const std::string& address, CitationFormat format);

// A key such as doe2020harbour, of a-z and 0-9: first author or source, year or "nd", first long word of the headline.
std::string citation_key(const Article& article);

// The key with the format's ending, for a download; empty for text, which is to be read.
std::string citation_file_name(const Article& article, CitationFormat format);

}  // namespace dateline
