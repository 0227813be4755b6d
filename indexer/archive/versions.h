// Which of several articles of one id is the newest. Pure functions, safe from any thread.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/article.h"

namespace dateline {

// What an article says about its place among the versions of its id.
struct VersionKey {
  std::string version;      // as the source counts; empty: it does not
  std::int64_t time = 0;    // UTC seconds of the last change, else of the publication; of a kill, of the kill alone
  bool timed = false;       // false: neither is known
  bool canceled = false;
};

VersionKey version_key(const Article& article);

enum class Age { older, same, newer };

// `a` beside `b`. Version numbers decide where both have one ("10" is newer than "9", "2.1" than "2"), then times. Of two of one number, of one time,
// or that cannot be compared, a canceled one counts as newer: what was killed stays so until something says that it came later. Not transitive.
Age age_of(const VersionKey& a, const VersionKey& b);

// An order for lists of versions, the newest first: by time, those without one last, then by number. A strict weak order.
bool is_listed_before(const VersionKey& a, const VersionKey& b);

// How the archive keeps `canceled`: id, version, dates, status, reason and origin, and no word of the text.
Article tombstone_of(const Article& canceled);

}  // namespace dateline
