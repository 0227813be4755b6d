// Words that carry no subject of their own: "the", "what", "been".
#pragma once

#include <string_view>

namespace dateline {

// True when a word, as typed, is a function word of the language (BCP 47 primary subtag: en de fr es it pt nl; no others have any). One that
// begins with a capital is (it may begin a sentence), but not what is then a name or an initialism: May, Will, US, WHO. `spelling` is valid UTF-8. Any
// thread.
bool is_stopword(std::string_view spelling, std::string_view lang);

}  // namespace dateline
