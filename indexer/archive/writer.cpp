#include "indexer/archive/writer.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>

#include "indexer/archive/manifest.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;


// A thread's memory of forms begins anew beyond this many.
constexpr std::size_t kHandForms = 60'000;

// Articles between two times at which the pages of the segments are let go in which versions and copies were looked for.
constexpr std::uint64_t kLetGoEvery = 4096;

bool is_below(const std::string& path, const std::string& root) {
  return path == root || root == "/" || (path.size() > root.size() && path.starts_with(root) && path[root.size()] == '/');
}

// Eight hexadecimal digits that tell one path from another.
std::string hash_text(const std::string& path) {
  char out[9];
  std::snprintf(out, sizeof out, "%08x", static_cast<unsigned>(id_hash(path)));
  return out;
}

}  // namespace

ArchiveWriter::ArchiveWriter(const std::string& folder, const WriterOptions& options)
    : folder_(folder), scratch_(folder + "/scratch"), options_(options), lock_(folder), now_(std::time(nullptr)) {
  const std::vector<Article> tombstones = open_published(options.rebuild);
  if (!foreign_) clean();
  fs::remove_all(scratch_);
  fs::create_directories(scratch_);
  fs::create_directories(segments_folder());
  keep_tombstones(tombstones);
}

ArchiveWriter::~ArchiveWriter() {
  batches_.clear();
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
}

// What is published, to go on with. Of an archive that is built anew only its kills are taken over, which are given back: the files that told of them
// may be gone.
std::vector<Article> ArchiveWriter::open_published(bool rebuild) {
  std::vector<Article> tombstones;
  if (!read_manifest_bytes(folder_)) return tombstones;
  try {
    const auto archive = Archive::open(folder_);
    manifest_ = archive->manifest();
    for (const LiveSegment& live : archive->segments()) {
      if (!rebuild || live.opens_at != kNeverVisible) continue;
      for (std::uint32_t article = 0; article < live.segment->size(); ++article)
        if (Article card = live.segment->articles().card(article); !live.is_dead(article) && card.status == Status::canceled)
          tombstones.push_back(std::move(card));
    }
    if (rebuild) return tombstones;
    for (const LiveSegment& live : archive->segments()) segments_.push_back({live, std::vector<bool>(live.segment->size()), false});
    if (!manifest_.sources.empty()) sources_ = read_sources(folder_ + "/" + manifest_.sources);
  } catch (const ArchiveError&) {
    if (!rebuild) throw;
    foreign_ = true;
  } catch (const ArchiveCorrupt&) {
    sources_ = {};
  }
  return tombstones;
}

void ArchiveWriter::keep_tombstones(const std::vector<Article>& tombstones) {
  ArticlePreparer preparer;
  FormMap map;
  for (const Article& tombstone : tombstones) put(preparer.prepare(tombstone), about(tombstone), tombstone.id, true, {preparer.forms(), map});
}

// Removes whatever the published manifest does not name.
void ArchiveWriter::clean() const {
  std::set<std::string> named;
  for (const ManifestSegment& segment : manifest_.segments) named.insert(segment.name);
  fs::remove_all(scratch_);
  if (!fs::exists(segments_folder())) return;
  for (const auto& entry : fs::directory_iterator(segments_folder()))
    if (!named.contains(entry.path().filename())) fs::remove_all(entry.path());
  for (const ManifestSegment& segment : manifest_.segments)
    for (const auto& entry : fs::directory_iterator(segments_folder() + "/" + segment.name))
      if (entry.path().filename().string().starts_with("dead-") && entry.path().filename() != segment.dead) fs::remove(entry.path());
  for (const auto& entry : fs::directory_iterator(folder_))
    if (entry.path().filename().string().starts_with("sources-") && entry.path().filename() != manifest_.sources) fs::remove(entry.path());
}

// True when the article's id was made of its path and a file that is still there has given an article of that id.
bool ArchiveWriter::belongs_to_another_file(const Article& article) {
  if (!article.id_from_path) return false;
  const std::vector<Known> versions = known(article.id);
  const Known* const last = newest(versions);
  return last != nullptr && last->about.path != article.origin.path && is_there(last->about.path);
}

// Another file's article took the place of one of `loser`: should the winner go some day, the loser has to be read again.
void ArchiveWriter::shadow(const std::string& loser, const std::string& winner) {
  if (loser != winner) sources_.shadowed.insert(loser);
}

Outcome ArchiveWriter::add(const Article& given, WriterHand& hand) {
  const bool killed = given.status == Status::canceled;
  const Article tombstone = killed ? tombstone_of(given) : Article();
  const Article& article = killed ? tombstone : given;
  if (hand.preparer.forms().size() > kHandForms) hand = {};
  PreparedArticle prepared = hand.preparer.prepare(article);
  const std::lock_guard guard(mutex_);
  if (++taken_ % kLetGoEvery == 0)
    for (const Owned& owned : segments_) owned.live.segment->let_go();
  const bool renames = belongs_to_another_file(article), unlinks = closes_circle(article);
  if (!renames && !unlinks) return take(article, std::move(prepared), hand);
  Article renamed = article;
  if (renames) renamed.id += "~" + hash_text(article.origin.path);
  if (unlinks) renamed.evolved_from.clear();
  return take(renamed, hand.preparer.prepare(renamed), hand);
}

Outcome ArchiveWriter::take(const Article& article, PreparedArticle&& prepared, WriterHand& hand) {
  const std::vector<Known> versions = known(article.id);
  for (const Known& version : versions) {
    if (content_hash_of(version) != prepared.row.content_hash) continue;
    if (version.owned != nullptr) version.owned->seen[version.number] = true;
    return Outcome::unchanged;
  }
  prepared.row.group = group_of(prepared, hand.preparer);
  std::set<std::string> continued;  // what the versions before this one continued
  for (const Known& version : versions)
    if (!version.about.evolved_from.empty()) continued.insert(version.about.evolved_from);
  const About facts = about(article);
  bool away = false;
  const Outcome outcome = settle(facts, versions, article.id, away);
  if (outcome == Outcome::older && !away) return outcome;
  changed_ = true;
  Batch& batch = batch_for(away ? kNeverVisible : article.visible_from);
  if (hand.batch != batch.serial) hand.map.clear();
  hand.batch = batch.serial;
  put(std::move(prepared), facts, article.id, away, {hand.preparer.forms(), hand.map});
  continued.erase(facts.evolved_from);
  for (const std::string& id : continued) promote(id);
  return outcome;
}

bool ArchiveWriter::skip_unchanged(const std::string& path, const SourceState& state) {
  const std::lock_guard guard(mutex_);
  visited_.insert(path);
  const auto found = sources_.files.find(path);
  if (found == sources_.files.end()) return false;
  if (found->second == state) {
    protected_.insert(path);
    return true;
  }
  sources_.files.erase(found);
  sources_changed_ = true;
  return false;
}

void ArchiveWriter::remember(const std::string& path, const SourceState& state) {
  const std::lock_guard guard(mutex_);
  SourceState& known = sources_.files[path];
  sources_changed_ = sources_changed_ || known != state;
  known = state;
}

void ArchiveWriter::protect(const std::string& path) {
  const std::lock_guard guard(mutex_);
  protected_.insert(path);
}

bool ArchiveWriter::is_protected(const std::string& path) const {
  if (protected_.contains(path)) return true;
  for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash > 0; slash = path.rfind('/', slash - 1))
    if (protected_.contains(path.substr(0, slash))) return true;
  return false;
}

std::uint64_t ArchiveWriter::prune(const std::vector<std::string>& roots) {
  const std::lock_guard guard(mutex_);
  const auto is_given = [&](const std::string& path) {
    return std::any_of(roots.begin(), roots.end(), [&](const std::string& root) { return is_below(path, root); });
  };
  std::erase_if(sources_.files, [&](const auto& file) { return is_given(file.first) && !visited_.contains(file.first) && !is_protected(file.first); });
  std::vector<Article> gone;
  for (Owned& owned : segments_) {
    const KeywordColumn& origins = owned.live.segment->columns().keyword("origin");
    std::vector<bool> doomed(origins.texts());
    for (std::uint32_t origin = 0; origin < origins.texts(); ++origin) {
      const std::string path(origins.text(origin));
      doomed[origin] = !is_protected(path) && is_given(path);
    }
    for (std::uint32_t article = 0; article < owned.live.segment->size(); ++article) {
      if (owned.seen[article] || owned.live.is_dead(article)) continue;
      const auto from = origins.values(article);
      if (from.empty() || !doomed[from.front()]) continue;
      Article card = owned.live.segment->articles().card(article);
      if (keeps_when_pruned(owned, card)) continue;
      kill(owned, article);
      gone.push_back(std::move(card));
    }
  }
  for (const Article& card : gone) {
    promote(card.id);
    if (!card.evolved_from.empty()) promote(card.evolved_from);
  }
  if (!gone.empty()) {
    for (const std::string& path : sources_.shadowed) sources_.files.erase(path);
    sources_.shadowed.clear();
  }
  return gone.size();
}

void ArchiveWriter::publish(const std::string& report) {
  const std::lock_guard guard(mutex_);
  absorb_small();
  while (!batches_.empty()) finish(*batches_.front());
  sync_folder(segments_folder());
  manifest_ = next_manifest(report);
  publish_manifest(manifest_, folder_);
  foreign_ = false;
  clean();
}

std::uint64_t ArchiveWriter::live() const {
  const std::lock_guard guard(mutex_);
  std::uint64_t out = 0;
  for (const auto& batch : batches_)
    if (batch->opens_at != kNeverVisible) out += batch->builder->size();
  for (const Owned& owned : segments_)
    if (owned.live.opens_at != kNeverVisible) out += owned.live_articles();
  return out;
}

}  // namespace dateline
