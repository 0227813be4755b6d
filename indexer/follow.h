// --watch: run after run, each of what has changed.
#pragma once

#include <atomic>

#include "indexer/inputs.h"
#include "indexer/options.h"

namespace dateline {

// Reads the inputs as any run does, then follows them and publishes what changes until `stop`. What a run cannot do (the disk is full, somebody else
// writes) is told on standard error and tried again. Throws as `run_index` does when the first run cannot begin: a given path is not there, the archive
// does not fit.
void follow(const IndexOptions& options, const Inputs& inputs, const std::atomic<bool>& stop);

}  // namespace dateline
