// The word that was probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The one of `known` that `word` is the fewest mistypings away from; empty when none is near.
std::string nearest_word(std::string_view word, const std::vector<std::string_view>& known);

// "'hedline' is not known; did you mean 'headline'?", or what is known when nothing is near.
std::string not_known(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace dateline
