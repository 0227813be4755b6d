// The manifest: which segments make up a generation. Replacing it by one rename publishes the generation.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace dateline {

// Raised when the files of an archive change in a way that an older program cannot read.
inline constexpr std::uint32_t kArchiveFormat = 4;
// Raised when the same text gives other words or terms than before.
inline constexpr std::uint32_t kAnalysisVersion = 2;

struct ManifestSegment {
  std::string name;             // folder below segments/
  std::uint32_t articles = 0;   // dead ones included
  std::string dead;             // file below segments/NAME that lists the dead; empty: none
  std::uint32_t dead_count = 0;
  // UTC seconds before which no reader searches the segment: the first moment at which one of its articles may be found. kAlwaysVisible for most;
  // kNeverVisible for the one that keeps what is withheld, killed, or superseded by a newer version.
  std::int64_t opens_at = std::numeric_limits<std::int64_t>::min();
};

struct Manifest {
  std::uint64_t generation = 0;  // counts up by one with each publication
  std::int64_t published_at = 0;  // UTC seconds
  std::vector<ManifestSegment> segments;
  std::string sources;   // file below the archive folder with what was read from where; empty: none
  std::string last_run;  // the last run's report, a JSON object

  // Articles that can be found now or some day: without dead ones and those of segments that never open.
  std::uint64_t live() const;
};

std::string manifest_path(const std::string& archive);

// Bytes of the manifest file; nullopt when there is none.
std::optional<std::string> read_manifest_bytes(const std::string& archive);

// Throws ArchiveError (archive.h) with a message that says what to do when the text is broken or of a version that does not fit.
Manifest parse_manifest(const std::string& bytes, const std::string& archive);

// Writes beside, syncs, renames, syncs the folder. Throws std::system_error.
void publish_manifest(const Manifest& manifest, const std::string& archive);

}  // namespace dateline
