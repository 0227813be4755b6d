#include "indexer/archive/sources.h"

#include <cstring>
#include <filesystem>

#include "indexer/archive/section_file.h"

namespace dateline {

bool is_there(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (fs::exists(path, ignored)) return true;
  for (fs::path outer = fs::path(path).parent_path(); outer.has_relative_path(); outer = outer.parent_path()) {
    const fs::file_status status = fs::status(outer, ignored);
    if (fs::exists(status)) return fs::is_regular_file(status);
  }
  return false;
}

void write_sources(const std::string& path, const Sources& sources) {
  std::string out;
  put_varint(out, sources.files.size());
  for (const auto& [name, state] : sources.files) {
    put_text(out, name);
    put_varint(out, state.size);
    put_varint(out, zigzag(state.modified_ns));
    put_fixed<std::uint64_t>(out, state.reading);
  }
  put_varint(out, sources.shadowed.size());
  for (const std::string& name : sources.shadowed) put_text(out, name);
  SectionWriter file(path);
  file.begin("sources");
  file.write(out);
  file.finish();
}

Sources read_sources(const std::string& path) {
  const SectionFile file(path);
  file.verify();
  ByteReader in(file.bytes("sources"));
  Sources out;
  for (std::uint64_t left = in.varint(); left > 0; --left) {
    std::string name(in.text());
    SourceState state;
    state.size = in.varint();
    state.modified_ns = unzigzag(in.varint());
    std::memcpy(&state.reading, in.take(sizeof state.reading).data(), sizeof state.reading);
    out.files.emplace_hint(out.files.end(), std::move(name), state);
  }
  for (std::uint64_t left = in.varint(); left > 0; --left) out.shadowed.emplace(in.text());
  return out;
}

}  // namespace dateline
