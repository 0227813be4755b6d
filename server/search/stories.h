// What stands under an id: the article that is found, an older version of it, a tombstone, or nothing that anybody may know of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

struct Story {
  enum class Kind : std::uint8_t {
    absent,  // nothing, or nothing that may be seen now: withheld, under embargo, or continued by something that is
    found,   // `place` is what searches find
    older,   // `place` is an older version, by its own id or by `version`
    gone,    // killed; `tombstone` says when and why
  };
  Kind kind = Kind::absent;
  ArticlePlace place;  // numbered among all segments of the archive
  Article tombstone;
  std::string superseded_by;  // of an older version: the id under which the newest is found
  std::vector<VersionEntry> versions;  // all that may be seen, the newest first; empty when there is only one
};

// What may be seen under `id` at `now` (UTC seconds). `version`: a version number, or the time that stands for one, as `versions` lists them; empty:
// the newest. Follows at most 100 articles that continue each other.
Story story_of(const std::string& id, const std::string& version, const Snapshot& snapshot, std::int64_t now);

}  // namespace dateline
