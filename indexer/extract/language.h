// The language of a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// BCP 47 primary subtag in lower case ("en", "de", "ja") of most of the text, or empty when it is too short or too mixed to tell. Valid UTF-8;
// reads at most the first 4 KiB. Method: Compact Language Detector 2 (naive Bayes over quadgrams). Any number of threads.
std::string detect_language(std::string_view text);

// What was declared ("en-GB", "EN_us", "eng", "German", "deutsch") as a primary subtag; empty when it names no language that is known here.
std::string normal_language(std::string_view declared);

}  // namespace dateline
