// What the exports of WordPress (WXR, an RSS with elements of its own) say of their items beyond what feeds say.
#pragma once

#include "indexer/readers/feed_entry.h"

namespace dateline {

// The type of the item, its password, its date of publication in UTC and the embargoes that plug-ins keep in its metadata. An item that is neither a post nor a
// page is passed over. Fails closed. To be called when the entry's dates are final.
void take_wordpress(FeedEntry& entry);

}  // namespace dateline
