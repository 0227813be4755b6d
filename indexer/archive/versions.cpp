#include "indexer/archive/versions.h"

#include <algorithm>
#include <compare>
#include <string_view>

namespace dateline {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The run of digits, or of other characters, at the start of `text`, which loses it.
std::string_view take_run(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && is_digit(text[end]) == is_digit(text.front())) ++end;
  const std::string_view run = text.substr(0, end);
  text.remove_prefix(end);
  return run;
}

// Digits as numbers of any length, all else as it stands.
std::strong_ordering compare_versions(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    std::string_view left = take_run(a), right = take_run(b);
    if (is_digit(left.front()) && is_digit(right.front())) {
      left.remove_prefix(std::min(left.find_first_not_of('0'), left.size()));
      right.remove_prefix(std::min(right.find_first_not_of('0'), right.size()));
      if (left.size() != right.size()) return left.size() <=> right.size();
    }
    if (left != right) return left <=> right;
  }
  return a.size() <=> b.size();
}

Age age(std::strong_ordering order) { return order < 0 ? Age::older : order > 0 ? Age::newer : Age::same; }

}  // namespace

VersionKey version_key(const Article& article) {
  const bool canceled = article.status == Status::canceled;
  // When an article was first published says nothing of when it was killed.
  const Moment& moment = article.updated.known() || canceled ? article.updated : article.published;
  return {article.version, moment.seconds, moment.known(), canceled};
}

Age age_of(const VersionKey& a, const VersionKey& b) {
  Age out = Age::same;
  const bool numbered = !a.version.empty() && !b.version.empty();
  if (numbered) out = age(compare_versions(a.version, b.version));
  if (out == Age::same && numbered && a.canceled != b.canceled) return a.canceled ? Age::newer : Age::older;
  if (out == Age::same && a.timed && b.timed) out = age(a.time <=> b.time);
  if (out == Age::same && a.canceled != b.canceled) out = a.canceled ? Age::newer : Age::older;
  return out;
}

bool is_listed_before(const VersionKey& a, const VersionKey& b) {
  if (a.timed != b.timed) return a.timed;
  if (a.timed && a.time != b.time) return a.time > b.time;
  return compare_versions(a.version, b.version) > 0;
}

Article tombstone_of(const Article& canceled) {
  Article out;
  out.id = canceled.id;
  out.version = canceled.version;
  out.evolved_from = canceled.evolved_from;
  out.published = canceled.published;
  out.updated = canceled.updated;
  out.status = Status::canceled;
  out.status_note = canceled.status_note;
  out.visible_from = kNeverVisible;
  out.source = canceled.source;
  out.lang = canceled.lang;
  out.origin = canceled.origin;
  return out;
}

}  // namespace dateline
