// From articles that wait to segments: batches, merging, and the next manifest.
#include <malloc.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <map>

#include "indexer/archive/writer.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

// A segment joins the run's new articles when it has at most this many times as many, so that segments grow by powers of it: few of them
// to search, and each article is written again but a few times in its life.
constexpr std::uint64_t kGrowth = 3;

// A segment with more than one dead article in this many is written again.
constexpr std::uint32_t kDeadShare = 3;

// Segments that open at some time to come, one a time. Beyond, times share one, which opens with the first of them; the gate still tells them apart.
constexpr std::size_t kMostTimed = 12;

bool is_timed(std::int64_t opens_at) { return opens_at != kAlwaysVisible && opens_at != kNeverVisible; }

}  // namespace

ArchiveWriter::Batch& ArchiveWriter::batch_for(std::int64_t visible_from) {
  const std::int64_t opens_at = visible_from <= now_ ? kAlwaysVisible : visible_from;
  Batch* nearest = nullptr;
  std::size_t timed = 0;
  for (const auto& batch : batches_) {
    if (batch->opens_at == opens_at) return *batch;
    if (!is_timed(batch->opens_at)) continue;
    ++timed;
    if (nearest == nullptr || std::llabs(batch->opens_at - opens_at) < std::llabs(nearest->opens_at - opens_at)) nearest = batch.get();
  }
  if (is_timed(opens_at) && timed >= kMostTimed) {
    nearest->opens_at = std::min(nearest->opens_at, opens_at);
    return *nearest;
  }
  auto batch = std::make_unique<Batch>();
  batch->serial = ++batches_made_;
  batch->opens_at = opens_at;
  const std::string folder = scratch_ + "/" + std::to_string(batch->serial);
  fs::create_directories(folder);
  batch->builder = std::make_unique<SegmentBuilder>(folder);
  batches_.push_back(std::move(batch));
  return *batches_.back();
}

std::uint32_t ArchiveWriter::put_in_batch(Batch& batch, PreparedArticle&& prepared, const About& about, bool away, const Numbering& numbering) {
  prepared.row.visible_from = away ? kNeverVisible : about.visible_from <= now_ ? kAlwaysVisible : about.visible_from;
  const CopySignature signature = prepared.signature;
  batch.sources.push_back(source_hash(prepared));
  const std::uint32_t number = batch.builder->add(std::move(prepared), numbering.forms, numbering.map);
  batch.copies.add(number, signature);
  return number;
}

void ArchiveWriter::put(PreparedArticle&& prepared, const About& about, const std::string& id, bool away, const Numbering& numbering) {
  Batch& batch = batch_for(away ? kNeverVisible : about.visible_from);
  const std::uint32_t number = put_in_batch(batch, std::move(prepared), about, away, numbering);
  pending_.emplace(id_hash(id), Pending{&batch, number});
  if (!about.evolved_from.empty()) pending_continues_.emplace(id_hash(about.evolved_from), Pending{&batch, number});
  finish_when_full();
}

// Builds a segment of the largest batch once what waits in all of them reaches the bounds on memory.
void ArchiveWriter::finish_when_full() {
  std::uint64_t articles = 0, forms = 0;
  for (const auto& one : batches_) {
    articles += one->builder->size();
    forms += one->builder->forms();
  }
  if (articles < options_.segment_articles && forms < options_.segment_forms) return;
  finish(**std::max_element(batches_.begin(), batches_.end(), [](const auto& a, const auto& b) { return a->builder->size() < b->builder->size(); }));
}

// Builds a segment of what waits in the batch and opens it: until the end of the run its articles can still be replaced.
void ArchiveWriter::finish(Batch& batch) {
  for (auto* const waiting : {&pending_, &pending_continues_}) std::erase_if(*waiting, [&](const auto& entry) { return entry.second.batch == &batch; });
  batch.copies = {};
  ::malloc_trim(0);
  if (batch.builder->size() > 0) {
    std::string name;
    do name = std::to_string(manifest_.generation + 1) + "-" + std::to_string(batches_made_++);
    while (fs::exists(segments_folder() + "/" + name));
    batch.builder->build(segments_folder() + "/" + name, options_.threads);
    LiveSegment live;
    live.name = name;
    live.opens_at = batch.opens_at;
    live.segment = std::make_shared<const Segment>(segments_folder() + "/" + name);
    segments_.push_back({live, std::vector<bool>(live.segment->size(), true), true});
  }
  std::erase_if(batches_, [&](const auto& one) { return one.get() == &batch; });
  ::malloc_trim(0);
}

void ArchiveWriter::kill(Owned& owned, std::uint32_t article) {
  if (owned.live.is_dead(article)) return;
  owned.live.dead.resize(owned.live.segment->size());
  owned.live.dead[article] = true;
  ++owned.live.dead_count;
  changed_ = true;
}

// Takes the segment's live articles into the batches that they belong in now.
void ArchiveWriter::absorb(Owned& owned) {
  ArticlePreparer preparer;
  std::map<std::uint64_t, FormMap> maps;
  const bool away = owned.live.opens_at == kNeverVisible;
  for (std::uint32_t article = 0; article < owned.live.segment->size(); ++article) {
    if (owned.live.is_dead(article)) continue;
    const Article whole = owned.live.segment->articles().whole(article);
    const About facts = about(whole);
    Batch& batch = batch_for(away ? kNeverVisible : facts.visible_from);
    PreparedArticle prepared = preparer.prepare(whole);
    prepared.row.group = owned.live.segment->columns().group[article];
    put_in_batch(batch, std::move(prepared), facts, away, {preparer.forms(), maps[batch.serial]});
    finish_when_full();
  }
}

// Whether an older segment is to be written again together with `fresh` new articles of its kind, within the bounds on memory.
bool ArchiveWriter::is_small(const Owned& owned, std::uint64_t fresh) const {
  std::size_t forms = 0;
  for (const auto& batch : batches_) forms += batch->builder->forms();
  return !owned.fresh && fresh > 0 && owned.live_articles() <= fresh * kGrowth &&
         fresh + owned.live_articles() <= options_.segment_articles && forms + owned.live.segment->vocabulary().size() <= options_.segment_forms;
}

void ArchiveWriter::absorb_small() {
  std::sort(segments_.begin(), segments_.end(), [](const Owned& a, const Owned& b) { return a.live_articles() < b.live_articles(); });
  const auto timed = std::count_if(segments_.begin(), segments_.end(), [&](const Owned& owned) { return is_timed(class_of(owned)); });
  std::map<std::int64_t, std::uint64_t> fresh;
  for (const auto& batch : batches_) fresh[batch->opens_at] += batch->builder->size();
  std::vector<Owned> kept, absorbed;
  for (Owned& owned : segments_) {
    const std::int64_t kind = class_of(owned);
    const bool mostly_dead = !owned.fresh && owned.live.dead_count * kDeadShare > owned.live.segment->size();
    const bool crowded = is_timed(kind) && static_cast<std::size_t>(timed) > kMostTimed && !owned.fresh;
    if (owned.live_articles() > 0 && !is_small(owned, fresh[kind]) && !mostly_dead && !crowded) {
      kept.push_back(std::move(owned));
      continue;
    }
    fresh[kind] += owned.live_articles();
    absorbed.push_back(std::move(owned));
  }
  segments_ = std::move(kept);
  for (Owned& owned : absorbed) absorb(owned);
}

Manifest ArchiveWriter::next_manifest(const std::string& report) {
  Manifest next;
  next.generation = manifest_.generation + 1;
  next.published_at = std::time(nullptr);
  next.last_run = report;
  next.sources = "sources-" + std::to_string(next.generation);
  write_sources(folder_ + "/" + next.sources, sources_);
  for (const Owned& owned : segments_) {
    ManifestSegment row{owned.live.name, owned.live.segment->size(), "", owned.live.dead_count, owned.live.opens_at};
    if (owned.live.dead_count > 0) {
      const std::string folder = segments_folder() + "/" + row.name;
      row.dead = "dead-" + std::to_string(next.generation);
      write_dead(folder + "/" + row.dead, owned.live.dead);
      sync_folder(folder);
    }
    next.segments.push_back(row);
  }
  return next;
}

}  // namespace dateline
