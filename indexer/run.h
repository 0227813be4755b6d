// One run of the indexer: files -> readers -> articles -> writer, on all cores with bounded memory.
#pragma once

#include <atomic>

#include "indexer/archive/writer.h"
#include "indexer/options.h"
#include "indexer/report.h"

namespace dateline {

// Reads everything that `options.paths` names and publishes it. `stop` may become true at any time (a signal): what was read until then is
// published and nothing is pruned. Returns true when the run was not stopped. Throws ArchiveLocked, ArchiveError, std::system_error (the
// archive then is as it was).
bool run_index(const IndexOptions& options, Report& report, const std::atomic<bool>& stop);

}  // namespace dateline
