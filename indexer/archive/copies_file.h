// The signatures of a segment's articles, by which the writer recognises copies. Written and read by the functions side by side here; readers of an
// archive do not need them. Layout: docs/archive-format.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/analysis/copies.h"
#include "indexer/archive/section_file.h"

namespace dateline {

// Writes the file: the signatures in the order of articles, and for each band their order by key. Keeps 40 bytes an article until the end. Throws
// std::system_error.
class CopiesWriter {
 public:
  explicit CopiesWriter(const std::string& path);
  void add(const CopySignature& signature);
  void finish();

 private:
  SectionWriter file_;
  std::array<std::vector<std::uint32_t>, kCopyBands> keys_;
};

// Views into a mapped file, which must outlive them. Throws ArchiveCorrupt when it does not hold `articles` signatures.
SignedArticles read_copies(const SectionFile& file, std::size_t articles);

}  // namespace dateline
