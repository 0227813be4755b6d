// A token's spelling -> its form, the text that words are compared by. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// How an article's language lower-cases I and İ. Turkish and Azerbaijani have a dotless i.
enum class Casing { usual, turkic };

// `lang`: a BCP 47 primary subtag; empty: usual.
Casing casing_of(std::string_view lang);

// The form of a token as the tokenizer cuts it: exact_form() of a word without its possessive 's and without a hyphen at a line's end; a number
// without the marks between its thousands and with a point for its decimal comma; an initialism without its points. Those that are everyday
// words too (US, IT, WHO) keep their points as forms, also when they were written in capitals without them. `spelling` is not empty.
std::string form_of_spelling(std::string_view spelling);

// The spelling as Turkish means it: I as ı and İ as i; initialisms with points as they are.
std::string turkic_spelling(std::string_view spelling);

// True for two or more ASCII capitals and nothing else.
bool all_capitals(std::string_view spelling);

// The sizes in bytes of the words that capitals show in a hashtag or name ("BlackLivesMatter": 5 5 6). Empty: it is one word, or its parts are too
// short or too common to be told from one. ASCII letters only.
std::vector<std::size_t> camel_parts(std::string_view spelling);

}  // namespace dateline
