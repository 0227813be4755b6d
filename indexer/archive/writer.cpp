#include "indexer/archive/writer.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>

#include "indexer/archive/manifest.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

// A segment joins the run's new articles when it has at most this many times as many, so that segments grow by powers of it: few of them
// to search, and each article is written again but a few times in its life.
constexpr std::uint64_t kGrowth = 3;

// A thread's memory of forms begins anew beyond this many.
constexpr std::size_t kHandForms = 1'000'000;

// A segment with more than one dead article in this many is written again.
constexpr std::uint32_t kDeadShare = 3;

bool is_below(const std::string& path, const std::string& root) {
  return path == root || root == "/" || (path.size() > root.size() && path.starts_with(root) && path[root.size()] == '/');
}

// Eight hexadecimal digits that tell one path from another.
std::string hash_text(const std::string& path) {
  char out[9];
  std::snprintf(out, sizeof out, "%08x", static_cast<unsigned>(id_hash(path)));
  return out;
}

std::string segments_folder(const std::string& archive) { return archive + "/segments"; }

}  // namespace

ArchiveWriter::ArchiveWriter(const std::string& folder, const WriterOptions& options)
    : folder_(folder), scratch_(folder + "/scratch"), options_(options), lock_(folder) {
  open_published(options.rebuild);
  if (!foreign_) clean();
  fs::remove_all(scratch_);
  fs::create_directories(scratch_);
  fs::create_directories(segments_folder(folder_));
}

ArchiveWriter::~ArchiveWriter() {
  builder_.reset();
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
}

void ArchiveWriter::open_published(bool rebuild) {
  if (!read_manifest_bytes(folder_)) return;
  try {
    const auto archive = Archive::open(folder_);
    manifest_ = archive->manifest();
    if (rebuild) return;
    for (const LiveSegment& live : archive->segments()) segments_.push_back({live, std::vector<bool>(live.segment->size()), false});
    if (!manifest_.sources.empty()) sources_ = read_sources(folder_ + "/" + manifest_.sources);
  } catch (const ArchiveError&) {
    if (!rebuild) throw;
    foreign_ = true;
  } catch (const ArchiveCorrupt&) {
    sources_ = {};
  }
}

// Removes whatever the published manifest does not name.
void ArchiveWriter::clean() const {
  std::set<std::string> named;
  for (const ManifestSegment& segment : manifest_.segments) named.insert(segment.name);
  fs::remove_all(scratch_);
  if (!fs::exists(segments_folder(folder_))) return;
  for (const auto& entry : fs::directory_iterator(segments_folder(folder_)))
    if (!named.contains(entry.path().filename())) fs::remove_all(entry.path());
  for (const ManifestSegment& segment : manifest_.segments)
    for (const auto& entry : fs::directory_iterator(segments_folder(folder_) + "/" + segment.name))
      if (entry.path().filename().string().starts_with("dead-") && entry.path().filename() != segment.dead) fs::remove(entry.path());
  for (const auto& entry : fs::directory_iterator(folder_))
    if (entry.path().filename().string().starts_with("sources-") && entry.path().filename() != manifest_.sources) fs::remove(entry.path());
}

void ArchiveWriter::start_batch() {
  builder_ = std::make_unique<SegmentBuilder>(scratch_);
  ++batch_;
}

// Builds a segment of what has been taken in and opens it: until the end of the run its articles can still be replaced.
void ArchiveWriter::finish_batch() {
  pending_.clear();
  const std::unique_ptr<SegmentBuilder> builder = std::move(builder_);
  if (!builder || builder->size() == 0) return;
  std::string name;
  do name = std::to_string(manifest_.generation + 1) + "-" + std::to_string(batch_++);
  while (fs::exists(segments_folder(folder_) + "/" + name));
  builder->build(segments_folder(folder_) + "/" + name, options_.threads);
  LiveSegment live;
  live.name = name;
  live.segment = std::make_shared<const Segment>(segments_folder(folder_) + "/" + name);
  segments_.push_back({live, std::vector<bool>(live.segment->size(), true), true});
}

void ArchiveWriter::kill(Owned& owned, std::uint32_t article) {
  if (owned.live.is_dead(article)) return;
  owned.live.dead.resize(owned.live.segment->size());
  owned.live.dead[article] = true;
  ++owned.live.dead_count;
  changed_ = true;
}

ArchiveWriter::Owned* ArchiveWriter::find(const Article& article, std::uint32_t& number) {
  const std::uint64_t hash = id_hash(article.id);
  for (Owned& owned : segments_)
    for (const std::uint32_t candidate : owned.live.segment->columns().with_id_hash(hash))
      if (!owned.live.is_dead(candidate) && owned.live.segment->articles().card(candidate).id == article.id) {
        number = candidate;
        return &owned;
      }
  return nullptr;
}

// True when the article's id was made of its path and a file that is still there has given an article of that id.
bool ArchiveWriter::belongs_to_another_file(const Article& article) {
  if (!article.id_from_path) return false;
  std::string path;
  std::uint32_t number = 0;
  if (const auto waiting = pending_.find(article.id); waiting != pending_.end()) path = waiting->second.path;
  else if (const Owned* owned = find(article, number)) path = owned->live.segment->articles().card(number).origin.path;
  std::error_code ignored;
  return !path.empty() && path != article.origin.path && fs::exists(path, ignored);
}

// Another file's article took the place of one of `loser`: should the winner go some day, the loser has to be read again.
void ArchiveWriter::shadow(const std::string& loser, const std::string& winner) {
  if (loser != winner) sources_.shadowed.insert(loser);
}

Outcome ArchiveWriter::add(const Article& article, WriterHand& hand) {
  if (hand.preparer.forms().size() > kHandForms) hand = {};
  PreparedArticle prepared = hand.preparer.prepare(article);
  const std::lock_guard guard(mutex_);
  if (!belongs_to_another_file(article)) return take(article, std::move(prepared), hand);
  Article renamed = article;
  renamed.id += "~" + hash_text(article.origin.path);
  return take(renamed, hand.preparer.prepare(renamed), hand);
}

Outcome ArchiveWriter::take(const Article& article, PreparedArticle&& prepared, WriterHand& hand) {
  Outcome outcome = Outcome::added;
  if (const auto waiting = pending_.find(article.id); waiting != pending_.end()) {
    if (builder_->row(waiting->second.number).content_hash == prepared.row.content_hash) return Outcome::unchanged;
    builder_->forget(waiting->second.number);
    shadow(waiting->second.path, article.origin.path);
    outcome = Outcome::replaced;
  }
  std::uint32_t number = 0;
  if (Owned* owned = find(article, number)) {
    owned->seen[number] = true;
    if (owned->live.segment->columns().content_hash[number] == prepared.row.content_hash) return Outcome::unchanged;
    shadow(owned->live.segment->articles().card(number).origin.path, article.origin.path);
    kill(*owned, number);
    outcome = Outcome::replaced;
  }
  if (!builder_) start_batch();
  if (hand.batch != batch_) {
    hand.map.clear();
    hand.batch = batch_;
  }
  changed_ = true;
  pending_[article.id] = {builder_->add(std::move(prepared), hand.preparer.forms(), hand.map), article.origin.path};
  if (builder_->size() >= options_.segment_articles || builder_->forms() >= options_.segment_forms) finish_batch();
  return outcome;
}

bool ArchiveWriter::skip_unchanged(const std::string& path, const SourceState& state, const std::string& reading) {
  const std::lock_guard guard(mutex_);
  if (sources_.reading != reading) sources_ = {reading, {}, {}};
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
  std::uint64_t removed = 0;
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
      kill(owned, article);
      ++removed;
    }
  }
  if (removed > 0) {
    for (const std::string& path : sources_.shadowed) sources_.files.erase(path);
    sources_.shadowed.clear();
  }
  return removed;
}

// Takes the segment's live articles into the current batch.
void ArchiveWriter::absorb(Owned& owned) {
  if (!builder_) start_batch();
  ArticlePreparer preparer;
  FormMap map;
  for (std::uint32_t article = 0; article < owned.live.segment->size(); ++article) {
    if (owned.live.is_dead(article)) continue;
    builder_->add(preparer.prepare(owned.live.segment->articles().whole(article)), preparer.forms(), map);
  }
}

// Whether an older segment is to be written again together with `fresh` new articles, within the bounds on memory.
bool ArchiveWriter::is_small(const Owned& owned, std::uint64_t fresh) const {
  const std::size_t forms = builder_ ? builder_->forms() : 0;
  return !owned.fresh && fresh > 0 && owned.live_articles() <= fresh * kGrowth &&
         fresh + owned.live_articles() <= options_.segment_articles &&
         forms + owned.live.segment->vocabulary().size() <= options_.segment_forms;
}

void ArchiveWriter::absorb_small() {
  std::sort(segments_.begin(), segments_.end(), [](const Owned& a, const Owned& b) { return a.live_articles() < b.live_articles(); });
  std::uint64_t fresh = builder_ ? builder_->size() : 0;
  std::vector<Owned> kept;
  for (Owned& owned : segments_) {
    const bool mostly_dead = !owned.fresh && owned.live.dead_count * kDeadShare > owned.live.segment->size();
    if (owned.live_articles() > 0 && !is_small(owned, fresh) && !mostly_dead) {
      kept.push_back(std::move(owned));
      continue;
    }
    absorb(owned);
    fresh += owned.live_articles();
  }
  segments_ = std::move(kept);
}

Manifest ArchiveWriter::next_manifest(const std::string& report) {
  Manifest next;
  next.generation = manifest_.generation + 1;
  next.published_at = std::time(nullptr);
  next.last_run = report;
  next.sources = "sources-" + std::to_string(next.generation);
  write_sources(folder_ + "/" + next.sources, sources_);
  for (const Owned& owned : segments_) {
    ManifestSegment row{owned.live.name, owned.live.segment->size(), "", owned.live.dead_count};
    if (owned.live.dead_count > 0) {
      const std::string folder = segments_folder(folder_) + "/" + row.name;
      row.dead = "dead-" + std::to_string(next.generation);
      write_dead(folder + "/" + row.dead, owned.live.dead);
      sync_folder(folder);
    }
    next.segments.push_back(row);
  }
  return next;
}

void ArchiveWriter::publish(const std::string& report) {
  const std::lock_guard guard(mutex_);
  absorb_small();
  finish_batch();
  sync_folder(segments_folder(folder_));
  manifest_ = next_manifest(report);
  publish_manifest(manifest_, folder_);
  foreign_ = false;
  clean();
}

std::uint64_t ArchiveWriter::live() const {
  const std::lock_guard guard(mutex_);
  std::uint64_t out = builder_ ? builder_->size() : 0;
  for (const Owned& owned : segments_) out += owned.live_articles();
  return out;
}

}  // namespace dateline
