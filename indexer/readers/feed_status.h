// What an entry of a feed says of its own use: drafts, embargoes, validity. All fail closed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/feed_entry.h"

namespace dateline {

// Drafts and statuses among the entry's own elements and embargoes in all of them but its text, by their names in any vocabulary; dcterms:available, which
// holds; prism:killDate and dcterms:valid: a validity or a use that is over cancels (that is how some systems withdraw what they
// sent), one that has not begun holds, and what cannot be read withholds. To be called when the entry's dates are final.
void take_feed_status(const FeedElements& elements, FeedEntry& entry);

// The status that an element says in its text or else in its first attribute. "auto-draft" of WordPress is a draft; an element that says nothing cannot be read.
void take_feed_status_word(const Node& node, FeedEntry& entry);

// Whether an element, an attribute or a key of that name, in any letters, speaks of an embargo.
bool names_embargo_of_feed(std::string_view name);

// Names that speak of an embargo, and what they say.
using EmbargoWords = std::vector<std::pair<std::string, std::string>>;

// Holds the entry as those of a JSON object would: see take_visibility().
void take_embargo_words(const EmbargoWords& words, FeedEntry& entry);

}  // namespace dateline
