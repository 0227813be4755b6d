// Normalisation of words and values: NFKC, lower case, diacritics. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// How two keyword values are compared: NFKC, case folded, runs of white space as one space, trimmed. Diacritics stay.
// `value` is valid UTF-8.
std::string fold_value(std::string_view value);

// A word's exact form: NFKC, lower case, apostrophes, soft hyphens and zero-width characters removed. Diacritics stay,
// but for the dot that the lower case of İ keeps.
std::string exact_form(std::string_view word);

// A form without its diacritics (Latin and Greek letters; Cyrillic only io; Arabic and Hebrew points), ligatures and
// letters such as ß, ø, ł, æ spelled out.
std::string fold_accents(std::string_view form);

}  // namespace dateline
