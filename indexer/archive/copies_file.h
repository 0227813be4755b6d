// The signatures of a segment's articles, by which the writer recognises copies. Written and read by the functions side by side here; readers of an
// archive do not need them. Layout: docs/archive-format.md.
#pragma once

#include <string>
#include <vector>

#include "indexer/analysis/copies.h"
#include "indexer/archive/section_file.h"

namespace dateline {

// Writes the file: the signatures in the order of articles, and for each band their order by key. Throws std::system_error.
void write_copies(const std::string& path, const std::vector<CopySignature>& signatures);

// Views into a mapped file, which must outlive them. Throws ArchiveCorrupt when it does not hold `articles` signatures.
SignedArticles read_copies(const SectionFile& file, std::size_t articles);

}  // namespace dateline
