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
// Dutch, and the labels of Japanese. A line must begin with one, as a label does, or have one with a date behind a dash or a full stop; prose about
// embargoes ("Embargo on oil widens") is none. "Embargo: none" is none either. Full-width letters, invisible characters, pictures and tags do not hide one.
std::optional<std::string> embargo_of_line(std::string_view line);

struct EmbargoLine {
  std::size_t first = 0, last = 0;  // indices of its lines; the end may stand on the line below
  std::string until;                // as embargo_of_line() gives it
};

// The embargo on lines[at], whose end may stand on the next line that is not empty. `at` must be less than lines.size().
std::optional<EmbargoLine> embargo_at(std::span<const std::string_view> lines, std::size_t at);

// Whether a line is nothing but the word of a wire that its text must not be used ("KILL KILL KILL", "MANDATORY KILL"), in capitals.
bool is_kill_line(std::string_view line);

// The embargoes among the first eight and the last four of the lines that are not empty.
std::vector<EmbargoLine> embargo_lines(std::span<const std::string_view> lines);

}  // namespace dateline
