// Where the article collections lie that are not part of the project; tests that need them are skipped where they are absent.
#pragma once

#include <cstdlib>
#include <filesystem>

// The folder that DATELINE_SHARED names, else `shared` beside the source tree. It need not exist.
inline std::filesystem::path shared_folder() {
  const char* named = std::getenv("DATELINE_SHARED");
  return named != nullptr ? std::filesystem::path(named) : std::filesystem::path(DATELINE_SOURCE_DIR).parent_path() / "shared";
}
