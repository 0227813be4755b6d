// Whether two pieces of text are about the same thing, told by the words that they share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dateline {

// The words of `text` that carry meaning, in lower case: four letters or more, without the commonest words of English,
// German, French and Spanish; of scripts without spaces every pair of neighbouring letters. In order, with repetitions.
std::vector<std::string> subject_words(std::string_view text);

// The share of `words` that is in `known`, 0..1; 1 when there are no words.
double shared_subject(const std::vector<std::string>& words, const std::unordered_set<std::string>& known);

}  // namespace dateline
