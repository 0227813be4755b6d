#include "indexer/archive/manifest.h"

#include <nlohmann/json.hpp>

#include "indexer/archive/archive.h"
#include "indexer/archive/fields.h"
#include "indexer/archive/files.h"

namespace dateline {
namespace {

using nlohmann::json;

// "segments/../x" in a manifest that somebody wrote by hand must not lead out of the archive.
std::string plain_name(const json& value) {
  const auto name = value.get<std::string>();
  if (name.find('/') != std::string::npos || name.starts_with(".")) throw std::runtime_error("a file name leads out of the archive");
  return name;
}

void check_version(const json& document, const char* key, std::uint32_t ours, const std::string& archive) {
  const auto theirs = document.at(key).get<std::uint64_t>();
  if (theirs == ours) return;
  throw ArchiveError(archive + ": this archive has " + key + " version " + std::to_string(theirs) + ", this program reads version " +
                     std::to_string(ours) + "; build it again with dateline-index --rebuild, or use the program that wrote it");
}

Manifest from_json(const json& document) {
  Manifest out;
  out.generation = document.at("generation").get<std::uint64_t>();
  out.published_at = document.at("published_at").get<std::int64_t>();
  out.sources = plain_name(document.at("sources"));
  out.last_run = document.at("last_run").dump(-1, ' ', false, json::error_handler_t::replace);
  for (const json& row : document.at("segments")) {
    ManifestSegment segment;
    segment.name = plain_name(row.at("name"));
    segment.articles = row.at("articles").get<std::uint32_t>();
    segment.dead = plain_name(row.at("dead"));
    segment.dead_count = row.at("dead_count").get<std::uint32_t>();
    segment.opens_at = row.at("opens_at").is_null() ? kAlwaysVisible : row.at("opens_at").get<std::int64_t>();
    out.segments.push_back(std::move(segment));
  }
  return out;
}

}  // namespace

std::uint64_t Manifest::live() const {
  std::uint64_t out = 0;
  for (const ManifestSegment& segment : segments)
    if (segment.opens_at != kNeverVisible) out += segment.articles - segment.dead_count;
  return out;
}

std::string manifest_path(const std::string& archive) { return archive + "/manifest.json"; }

std::optional<std::string> read_manifest_bytes(const std::string& archive) { return read_file(manifest_path(archive)); }

Manifest parse_manifest(const std::string& bytes, const std::string& archive) {
  try {
    const json document = json::parse(bytes);
    check_version(document, "format", kArchiveFormat, archive);
    check_version(document, "fields", kFieldTableVersion, archive);
    check_version(document, "analysis", kAnalysisVersion, archive);
    return from_json(document);
  } catch (const ArchiveError&) {
    throw;
  } catch (const std::exception& error) {
    throw ArchiveError(manifest_path(archive) + " is broken (" + error.what() + "); build the archive again with dateline-index --rebuild");
  }
}

void publish_manifest(const Manifest& manifest, const std::string& archive) {
  json segments = json::array();
  for (const ManifestSegment& segment : manifest.segments)
    segments.push_back({{"name", segment.name},
                        {"articles", segment.articles},
                        {"dead", segment.dead},
                        {"dead_count", segment.dead_count},
                        {"opens_at", segment.opens_at == kAlwaysVisible ? json(nullptr) : json(segment.opens_at)}});
  const json document = {{"format", kArchiveFormat},
                         {"fields", kFieldTableVersion},
                         {"analysis", kAnalysisVersion},
                         {"generation", manifest.generation},
                         {"published_at", manifest.published_at},
                         {"sources", manifest.sources},
                         {"last_run", json::parse(manifest.last_run.empty() ? "{}" : manifest.last_run)},
                         {"segments", segments}};
  write_file_durably(manifest_path(archive), document.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

}  // namespace dateline
