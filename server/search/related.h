// Articles on the same story or subject as one.
#pragma once

#include <cstdint>
#include <optional>

#include "server/search/deadline.h"
#include "server/search/help.h"
#include "server/search/snapshot.h"

namespace dateline {

// The articles most like the one with `request.id` among those that may be seen at `now` (UTC seconds): never itself, a copy of it or an older version, of
// copies of one text only one, and none that is less alike than some floor. nullopt and `gone` as for Searcher::article. The engine finds a bounded number
// of candidates by the article's most telling words; those are compared with all its words. Without took_ms.
std::optional<RelatedAnswer> related(const RelatedRequest& request, const Snapshot& snapshot, std::int64_t now, const Deadline& deadline);

}  // namespace dateline
