// Who wrote an entry of a feed. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The names in what a feed has for an author: "a@b.example (Ann Lee)", "Ann Lee <a@b.example>", "Ann Lee and Tom Ray". Empty when it is an address alone.
std::vector<std::string> people_of(std::string_view text);

// Appends those that `names` does not have yet, up to `most_items` of finish.h.
void add_people(std::vector<std::string> more, std::vector<std::string>& names);

}  // namespace dateline
