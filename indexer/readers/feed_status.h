// What an entry of a feed says of its own use: drafts, embargoes, validity. All fail closed.
#pragma once

#include "indexer/readers/feed_entry.h"

namespace dateline {

// app:draft, prism:embargoDate, prism:killDate and dcterms:valid: a validity or a use that is over cancels (that is how some systems withdraw what they
// sent), one that has not begun holds, and what cannot be read withholds. To be called when the entry's dates are final.
void take_feed_status(const FeedElements& elements, FeedEntry& entry);

}  // namespace dateline
