// Status and embargo, the same for every format, and failing closed: what is present and cannot be read withholds the
// article. All calls only ever narrow: an article that one of them has made invisible until a later time stays so.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/article.h"

namespace dateline {

// A field that says until when an article is under embargo: `written` is its text, empty for a field that is there and says nothing, which is
// an embargo without end. A time without a zone has passed when it has passed everywhere on Earth (12 hours later than in UTC), and so has a day
// (its beginning). `where` names the field for the ledger. What cannot be read makes the article withheld, with an entry "unreadable_embargo".
void hold_until(std::string_view written, std::string_view where, std::uint32_t line, Article& article);

// The same for a moment that has been read.
void hold_until(const Moment& moment, std::string_view where, std::uint32_t line, Article& article);

// An article whose publication lies in the future (after `now`, UTC seconds) is held until then, as long as an embargo of
// the same words: a day until it has begun everywhere. Called by the readers of formats whose date is the
// publisher's own, when `article.published` is final.
void hold_until_published(std::int64_t now, std::uint32_t line, Article& article);

// Takes a status word ("usable", "stat:canceled", "Corrected", "draft", "killed", "publish"). Unknown words withhold, with an entry
// "unreadable_status"; an empty one does nothing. Never turns a stronger status into a weaker one.
void take_status(std::string_view written, std::string_view where, std::uint32_t line, Article& article);

}  // namespace dateline
