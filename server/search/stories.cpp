#include "server/search/stories.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <set>

#include "indexer/archive/versions.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestChain = 100;

struct Version {
  ArticlePlace place;
  Article card;
  bool open = false;  // in a segment that opens some day: not put away as an older version

  bool may_be_seen(std::int64_t now) const { return card.status < Status::withheld && card.visible_from <= now; }
};

// All versions of an id, the newest first.
std::vector<Version> versions_of(const std::string& id, const Archive& archive) {
  std::vector<Version> out;
  for (const ArticlePlace place : archive.with_id(id))
    out.push_back({place, archive.card(place), archive.segments()[place.segment].opens_at != kNeverVisible});
  std::stable_sort(out.begin(), out.end(), [](const Version& a, const Version& b) {
    return a.open != b.open ? a.open : is_listed_before(version_key(a.card), version_key(b.card));
  });
  return out;
}

// The id of the newest article of the chain that continues `id`; `id` itself when nothing does.
std::string head_of(const std::string& id, const Archive& archive) {
  std::string head = id;
  std::set<std::string> met = {id};
  while (met.size() <= kLongestChain) {
    std::optional<Article> next;
    for (const ArticlePlace place : archive.continuing(head)) {
      Article card = archive.card(place);
      if (!met.contains(card.id) && (!next || age_of(version_key(card), version_key(*next)) == Age::newer)) next = std::move(card);
    }
    if (!next) break;
    head = next->id;
    met.insert(head);
  }
  return head;
}

std::string utc_label(std::int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds time{std::chrono::seconds(seconds)};
  const year_month_day date(floor<days>(time));
  const hh_mm_ss clock(time - floor<days>(time));
  char out[48];
  std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out;
}

// The source's own number, or the time of the change where it does not count.
std::string version_label(const Article& card) {
  if (!card.version.empty()) return card.version;
  const Moment& moment = card.updated.known() ? card.updated : card.published;
  return moment.known() ? utc_label(moment.seconds) : std::string();
}

VersionEntry entry_of(const Version& version, bool current) {
  const Article& card = version.card;
  return {card.id, version_label(card), card.title, card.published, card.updated, card.status, current};
}

// The head's versions and those of what it continues.
std::vector<VersionEntry> list_versions(const std::vector<Version>& head, const Archive& archive, std::int64_t now) {
  std::vector<VersionEntry> out;
  std::set<std::string> met;
  std::vector<Version> versions = head;
  while (!versions.empty() && met.insert(versions.front().card.id).second && met.size() <= kLongestChain) {
    for (const Version& version : versions)
      if (version.may_be_seen(now)) out.push_back(entry_of(version, out.empty()));
    const std::string before = versions.front().card.evolved_from;
    versions = before.empty() ? std::vector<Version>() : versions_of(before, archive);
  }
  if (out.size() < 2) out.clear();
  return out;
}

}  // namespace

Story story_of(const std::string& id, const std::string& version, const Snapshot& snapshot, std::int64_t now) {
  const Archive& archive = snapshot.archive();
  Story out;
  const std::vector<Version> own = versions_of(id, archive);
  if (own.empty()) return out;
  const std::string head_id = head_of(id, archive);
  const std::vector<Version> head = head_id == id ? own : versions_of(head_id, archive);
  if (head.front().card.status == Status::canceled || own.front().card.status == Status::canceled) {
    out.kind = Story::Kind::gone;
    out.tombstone = head.front().card.status == Status::canceled ? head.front().card : own.front().card;
    return out;
  }
  if (!snapshot.find(head_id, now)) return out;
  const auto wanted = version.empty() ? own.begin() : std::find_if(own.begin(), own.end(), [&](const Version& one) {
    return one.may_be_seen(now) && version_label(one.card) == version;
  });
  if (wanted == own.end() || !wanted->may_be_seen(now)) return out;
  out.kind = head_id == id && wanted == own.begin() ? Story::Kind::found : Story::Kind::older;
  out.place = wanted->place;
  if (out.kind == Story::Kind::older) out.superseded_by = head_id;
  out.versions = list_versions(head, archive, now);
  return out;
}

}  // namespace dateline
