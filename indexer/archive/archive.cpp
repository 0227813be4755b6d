#include "indexer/archive/archive.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>

namespace dateline {
namespace {

// How often a reader tries again when a writer removes a generation while it is being opened.
constexpr int kOpenTries = 10;

std::string hexadecimal(std::uint64_t value) {
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(value));
  return out;
}

}  // namespace

std::uint64_t id_hash(const std::string& id) { return XXH3_64bits(id.data(), id.size()); }

void write_dead(const std::string& path, const std::vector<bool>& dead) {
  std::vector<std::uint32_t> list;
  for (std::uint32_t article = 0; article < dead.size(); ++article)
    if (dead[article]) list.push_back(article);
  SectionWriter file(path);
  file.section("dead", list);
  file.finish();
}

std::vector<bool> read_dead(const std::string& path, std::uint32_t articles) {
  const SectionFile file(path);
  file.verify();
  std::vector<bool> out(articles);
  for (const std::uint32_t article : file.array<std::uint32_t>("dead")) {
    if (article >= articles) throw ArchiveCorrupt(path + ": names an article that is not there");
    out[article] = true;
  }
  return out;
}

std::shared_ptr<const Archive> Archive::open(const std::string& folder) {
  std::string bytes;
  for (int left = kOpenTries;; --left) {
    const auto read = read_manifest_bytes(folder);
    if (!read) throw ArchiveError(folder + ": there is no archive here; make one with dateline-index --archive " + folder + " PATH...");
    const bool unchanged = *read == bytes;
    bytes = *read;
    try {
      return std::shared_ptr<const Archive>(new Archive(folder, bytes));
    } catch (const ArchiveCorrupt& error) {
      if (unchanged || left == 0)
        throw ArchiveError(std::string(error.what()) + "; build the archive again with dateline-index --rebuild");
    }
  }
}

bool Archive::exists(const std::string& folder) { return read_manifest_bytes(folder).has_value(); }

Archive::Archive(const std::string& folder, const std::string& manifest_bytes)
    : manifest_(parse_manifest(manifest_bytes, folder)), revision_(hexadecimal(XXH3_64bits(manifest_bytes.data(), manifest_bytes.size()))) {
  for (const ManifestSegment& row : manifest_.segments) {
    const std::string path = folder + "/segments/" + row.name;
    LiveSegment live;
    live.name = row.name;
    live.opens_at = row.opens_at;
    live.segment = std::make_shared<const Segment>(path);
    if (live.segment->size() != row.articles) throw ArchiveCorrupt(path + ": does not hold the articles that the manifest names");
    if (!row.dead.empty()) live.dead = read_dead(path + "/" + row.dead, row.articles);
    live.dead_count = static_cast<std::uint32_t>(std::count(live.dead.begin(), live.dead.end(), true));
    if (live.dead_count != row.dead_count) throw ArchiveCorrupt(path + "/" + row.dead + ": does not list the articles that the manifest counts");
    segments_.push_back(std::move(live));
  }
}

std::vector<ArticlePlace> Archive::with_id(const std::string& id) const {
  std::vector<ArticlePlace> out;
  const std::uint64_t hash = id_hash(id);
  for (std::uint32_t number = 0; number < segments_.size(); ++number)
    for (const std::uint32_t article : segments_[number].segment->columns().with_id_hash(hash))
      if (!segments_[number].is_dead(article) && card({number, article}).id == id) out.push_back({number, article});
  return out;
}

std::vector<ArticlePlace> Archive::continuing(const std::string& id) const {
  std::vector<ArticlePlace> out;
  const std::uint64_t hash = id_hash(id);
  for (std::uint32_t number = 0; number < segments_.size(); ++number)
    for (const std::uint32_t article : segments_[number].segment->columns().continuing(hash))
      if (!segments_[number].is_dead(article) && card({number, article}).evolved_from == id) out.push_back({number, article});
  return out;
}

void Archive::verify() const {
  for (const LiveSegment& live : segments_) live.segment->verify();
}

}  // namespace dateline
