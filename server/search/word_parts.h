// Where a word may be cut into words of the archive: backdoor, stateoftheart, blacklivesmatter.
#pragma once

#include <string>
#include <vector>

#include "server/search/leaf_words.h"

namespace dateline {

// True for a word that may be half of a compound: letters, three or more bytes, not too common.
bool is_word_part(std::string_view form);

// First halves that are too short otherwise: by-election, co-operative, e-mail, O'Brien.
bool is_short_prefix(std::string_view form);

// L'Oreal, D'Angelo; but l'oro (gold) is not loro (their): such a half is taken for one only where the archive does not know the other reading.
bool is_elided_article(std::string_view form);

// The cut into two whose rarer half is in the most articles. Empty: there is none.
std::vector<std::string> two_parts(const std::string& form, const LeafWords& words);

// The cut into the fewest parts, three to five, whose rarest is in the most articles. Short and common words are parts too when no article has the
// whole, or when it was typed as a hashtag, which is cut into two as well. Empty: there is none, or the word has fewer than 9 (tag: 5) or more
// than 40 bytes, or is a usual one.
std::vector<std::string> many_parts(const std::string& form, const LeafWords& words, bool is_tag);

}  // namespace dateline
