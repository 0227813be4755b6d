// The addresses of what other pages embed. The folder embed/1.2.3 of the web folder holds version 1.2.3, and keeps it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/static_files.h"

namespace dateline {

struct EmbedFile {
  std::string path;      // in the web folder, with a slash in front
  bool lasting = false;  // the address says the whole version: what is there never changes
};

// "/embed/v1.2.3/NAME" is the file NAME of that version, "/embed/v1/NAME" that of the newest 1.x.y that has one. `path` is decoded.
// nullopt: there is no such version or file. Cost: a look at each file below embed/ for the short form.
std::optional<EmbedFile> embed_file(std::string_view path, const StaticFiles& files);

}  // namespace dateline
