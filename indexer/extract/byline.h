// Bylines: who wrote it, from a metadata field or from a line of the text. Pure functions, safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The names in a text that is known to be a byline: "By Ruben Fields and Ann Lee, Staff Writers" gives two.
// Lead-in words ("By", "Von", "Par", "Por", "Text:") and job titles are left out, "and", "und", "et", "y", "&", ";",
// and commas separate. Agencies and "Staff" are names as they stand. Empty when no name is left.
std::vector<std::string> read_byline(std::string_view text);

// The names of a line that says by its first word that it is a byline ("By ...", "Words by ...", "Von ...",
// "(Reporting by ...; Editing by ...)"), or nullopt when the line does not, is too long, or what follows are no names.
std::optional<std::vector<std::string>> byline_of_line(std::string_view line);

// Whether the whole text has the shape of one to three persons' names: each two to five words that start with a
// capital ("Ludwig van Beethoven" too), no digits, no sentence mark. A title in capitals has it as well: ask what
// stands beside it.
bool looks_like_names(std::string_view text);

// Whether the text as a whole names a news agency or an unnamed desk ("Reuters", "dpa", "Staff", "Redaktion").
bool is_agency(std::string_view text);

}  // namespace dateline
