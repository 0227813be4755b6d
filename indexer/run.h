// One run of the indexer: files -> readers -> articles -> writer, on all cores with bounded memory.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/archive/writer.h"
#include "indexer/inputs.h"
#include "indexer/options.h"
#include "indexer/report.h"

namespace dateline {

// How much of the inputs a run looks at.
struct RunScope {
  bool whole = true;
  bool again = false;  // the inputs have been read before: a root that is not there is waited for, and does not end the run
  std::vector<std::string> paths = {};  // when not whole: files and folders that have changed or gone
};

struct RunEnd {
  bool whole = true;       // it was not stopped
  std::uint64_t live = 0;  // articles that are found now
};

// Reads the inputs, as far as `scope` goes, and publishes what is new. `stop` may become true at any time (a signal): what was read until then is
// published and nothing is pruned. Throws ArchiveLocked, ArchiveError, FileGone (a root is not there),
// std::exception (the archive then is as it was).
RunEnd run_index(const IndexOptions& options, const Inputs& inputs, const RunScope& scope, Report& report, const std::atomic<bool>& stop);

}  // namespace dateline
