// Versions of one id, and articles that continue others: which is found, and which is put away.
#include <algorithm>

#include "indexer/archive/writer.h"

namespace dateline {
namespace {

// How far back a kill follows the articles that the killed one continues.
constexpr int kLongestChain = 100;

bool are_numbered_apart(const VersionKey& a, const VersionKey& b) {
  return !a.version.empty() && !b.version.empty() && a.version != b.version;
}

}  // namespace

ArchiveWriter::About ArchiveWriter::about(const Article& article) {
  return {version_key(article), article.origin.path, article.origin.line, article.evolved_from == article.id ? std::string() : article.evolved_from, article.visible_from};
}

std::vector<ArchiveWriter::Known> ArchiveWriter::known(const std::string& id) {
  std::vector<Known> out;
  const std::uint64_t hash = id_hash(id);
  for (auto [at, end] = pending_.equal_range(hash); at != end; ++at) {
    const auto [batch, number] = at->second;
    if (batch->builder->is_forgotten(number)) continue;
    if (const Article card = batch->builder->card(number); card.id == id) out.push_back({nullptr, batch, number, about(card), batch->opens_at == kNeverVisible});
  }
  for (Owned& owned : segments_)
    for (const std::uint32_t number : owned.live.segment->columns().with_id_hash(hash)) {
      if (owned.live.is_dead(number)) continue;
      const Article card = owned.live.segment->articles().card(number);
      if (card.id == id) out.push_back({&owned, nullptr, number, about(card), owned.live.opens_at == kNeverVisible});
    }
  return out;
}

const ArchiveWriter::Known* ArchiveWriter::newest(const std::vector<Known>& versions) {
  const Known* out = nullptr;
  for (const Known& version : versions) {
    const Age age = out == nullptr ? Age::newer : age_of(version.about.key, out->about.key);
    if (age == Age::newer || (age == Age::same && out->put_away && !version.put_away)) out = &version;
  }
  return out;
}

bool ArchiveWriter::is_continued(const std::string& id) {
  const std::uint64_t hash = id_hash(id);
  for (auto [at, end] = pending_continues_.equal_range(hash); at != end; ++at) {
    const auto [batch, number] = at->second;
    if (batch->builder->is_forgotten(number)) continue;
    if (const Article card = batch->builder->card(number); card.evolved_from == id && card.id != id) return true;
  }
  for (const Owned& owned : segments_)
    for (const std::uint32_t number : owned.live.segment->columns().continuing(hash))
      if (!owned.live.is_dead(number)) {
        const Article card = owned.live.segment->articles().card(number);
        if (card.evolved_from == id && card.id != id) return true;
      }
  return false;
}

// Whether what the article continues says, at some remove, that it continues the article.
bool ArchiveWriter::closes_circle(const Article& article) {
  std::string id = article.evolved_from;
  for (int left = kLongestChain; !id.empty() && left > 0; --left) {
    if (id == article.id) return true;
    const std::vector<Known> versions = known(id);
    const Known* const last = newest(versions);
    id = last == nullptr ? std::string() : last->about.evolved_from;
  }
  return false;
}

std::uint64_t ArchiveWriter::content_hash_of(const Known& version) const {
  return version.owned != nullptr ? version.owned->live.segment->columns().content_hash[version.number]
                                  : version.batch->builder->row(version.number).content_hash;
}

// Makes room for an article. `away`: it is to be kept as an older version; Outcome::older without it: it is not to be kept at all.
Outcome ArchiveWriter::settle(const About& article, const std::vector<Known>& versions, const std::string& id, bool& away) {
  const Outcome outcome = versions.empty() ? Outcome::added : settle_beside(article, versions, id, away);
  if (outcome == Outcome::older) return outcome;
  if (!article.key.canceled && is_continued(id)) {
    away = true;
    return Outcome::older;
  }
  settle_ancestors(article);
  return outcome;
}

Outcome ArchiveWriter::settle_beside(const About& article, const std::vector<Known>& versions, const std::string& id, bool& away) {
  const Known last = *newest(versions);
  const Age age = age_of(article.key, last.about.key);
  if (last.about.key.canceled && !article.key.canceled && age != Age::newer) return Outcome::older;
  if (article.key.canceled && age == Age::newer) {
    for (const Known& version : versions) remove(version, id);
    return Outcome::replaced;
  }
  const bool same_file = last.about.path == article.path && !are_numbered_apart(article.key, last.about.key);
  // The file as it is now counts, and within it the later line of two that tell nothing else apart, in whatever order threads bring them.
  const bool met = last.owned == nullptr || last.owned->fresh || last.owned->seen[last.number];
  const bool edited = same_file && (!met || age == Age::same);
  if (edited && met && article.line < last.about.line) return Outcome::older;
  // The same version once more from elsewhere: the stricter of the two wins.
  const bool looser = age == Age::same && last.about.visible_from > std::max(article.visible_from, now_);
  if (!edited && (age == Age::older || looser)) {
    away = true;
    return Outcome::older;
  }
  if (!edited && age == Age::newer && !last.about.key.canceled) {
    if (!last.put_away) move(last, id, true);
    return Outcome::replaced;
  }
  shadow(last.about.path, article.path);
  remove(last, id);
  return Outcome::replaced;
}

// What the article continues becomes an older version, or goes with it when it is killed.
void ArchiveWriter::settle_ancestors(const About& article) {
  std::string id = article.evolved_from;
  for (int left = kLongestChain; !id.empty() && left > 0; --left) {
    const std::vector<Known> versions = known(id);
    const Known* const last = newest(versions);
    if (last == nullptr) return;
    const std::string next = last->about.evolved_from;
    if (!article.key.canceled) {
      if (!last->put_away) move(Known(*last), id, true);
      return;
    }
    bury(Known(*last), versions, id);
    id = next;
  }
}

// Puts a tombstone in the place of all versions of an article that was killed together with what continues it.
void ArchiveWriter::bury(const Known& last, const std::vector<Known>& versions, const std::string& id) {
  if (last.about.key.canceled) return;
  Article grave;
  grave.id = id;
  grave.version = last.about.key.version;
  grave.evolved_from = last.about.evolved_from;
  grave.status = Status::canceled;
  grave.visible_from = kNeverVisible;
  grave.origin.path = last.about.path;
  for (const Known& version : versions) remove(version, id);
  ArticlePreparer preparer;
  FormMap map;
  PreparedArticle prepared = preparer.prepare(grave);
  put(std::move(prepared), about(grave), id, true, {preparer.forms(), map});
}

void ArchiveWriter::remove(const Known& version, const std::string& id) {
  if (version.owned != nullptr) {
    version.owned->seen[version.number] = true;
    return kill(*version.owned, version.number);
  }
  version.batch->builder->forget(version.number);
  for (auto [at, end] = pending_.equal_range(id_hash(id)); at != end; ++at)
    if (at->second.batch == version.batch && at->second.number == version.number) return void(pending_.erase(at));
}

// Puts a version away, or brings it back where its publisher wants it.
void ArchiveWriter::move(const Known& version, const std::string& id, bool away) {
  FormMap map;
  if (version.owned == nullptr) {
    const FormTable& forms = version.batch->builder->table();
    PreparedArticle prepared = version.batch->builder->take_back(version.number);
    remove(version, id);
    return put(std::move(prepared), version.about, id, away, {forms, map});
  }
  ArticlePreparer preparer;
  PreparedArticle prepared = preparer.prepare(version.owned->live.segment->articles().whole(version.number));
  prepared.row.group = version.owned->live.segment->columns().group[version.number];
  remove(version, id);
  put(std::move(prepared), version.about, id, away, {preparer.forms(), map});
}

// Kills stay whatever happens to the file that told of them, and older versions as long as there is a newer one.
bool ArchiveWriter::keeps_when_pruned(const Owned& owned, const Article& card) {
  if (owned.live.opens_at != kNeverVisible) return false;
  if (card.status == Status::canceled || is_continued(card.id)) return true;
  const std::vector<Known> versions = known(card.id);
  const Known* const last = newest(versions);
  return last != nullptr && (!last->put_away || age_of(last->about.key, version_key(card)) == Age::newer);
}

// The newest version of the id is gone: the one before it is found again, if its file is still there.
void ArchiveWriter::promote(const std::string& id) {
  std::string continued;
  for (std::vector<Known> versions = known(id); !versions.empty() && !is_continued(id); versions = known(id)) {
    const Known last = *newest(versions);
    if (!last.put_away || last.about.key.canceled) return;
    if (is_there(last.about.path)) {
      if (last.about.visible_from != kNeverVisible) move(last, id, false);
      return;
    }
    continued = last.about.evolved_from;
    remove(last, id);
  }
  if (!continued.empty()) promote(continued);
}

}  // namespace dateline
