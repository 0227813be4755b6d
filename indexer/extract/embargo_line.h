// Embargoes that stand in the text itself: "EMBARGOED UNTIL 00:01 GMT, 3 May 2027", "Sperrfrist: 3. Mai 2027, 10:00 Uhr". Pure functions, safe
// from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The end of the embargo that a line of its own says, as read_date() can read it; as written where that cannot; empty where it names no end
// ("NOT FOR PUBLICATION"). nullopt: the line is no embargo. Known are the phrases of English, German, French, Spanish, Italian, Portuguese and
// Dutch. A line must begin with one, as a label does; prose about embargoes ("Embargo on oil widens") is none. "Embargo: none" is none either.
std::optional<std::string> embargo_of_line(std::string_view line);

struct EmbargoLine {
  std::size_t first = 0, last = 0;  // indices of its lines; the end may stand on the line below
  std::string until;                // as embargo_of_line() gives it
};

// The embargoes among the first eight and the last four of the lines that are not empty.
std::vector<EmbargoLine> embargo_lines(std::span<const std::string_view> lines);

}  // namespace dateline
