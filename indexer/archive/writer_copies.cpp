// Which articles are copies of one text, decided when an article comes in.
#include <xxhash.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "indexer/analysis/same_story.h"
#include "indexer/archive/writer.h"

namespace dateline {
namespace {

// Articles whose words are compared with those of one that comes in. Forms that are sent every day have more that look alike.
constexpr std::size_t kMostLooks = 40;

// The body of an article for a comparison, from what tells hash and form of its codes. The words have to stay.
template <typename HashOf, typename TextOf>
StoryText body_of(const WordSequence& words, HashOf hash_of, TextOf text_of) {
  const std::size_t first = words.units() > kFirstBodyUnit ? words.unit_ends[kFirstBodyUnit - 1] : words.codes.size();
  std::vector<std::uint64_t> hashes;
  hashes.reserve(words.codes.size() - first);
  for (std::size_t at = first; at < words.codes.size(); ++at) hashes.push_back(hash_of(words.codes[at]));
  return StoryText(std::move(hashes), [&words, first, text_of](std::size_t at) { return text_of(words.codes[first + at]); });
}

std::uint64_t hash_of_text(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

Circumstances circumstances(std::int64_t published, std::int64_t other, bool same_source) {
  Circumstances out;
  if (published != kNoDate && other != kNoDate) out.apart = published - other;
  out.same_source = same_source;
  return out;
}

// What has no date counts as the youngest.
CopyMatch match_of(std::uint64_t group, std::int64_t published, std::uint64_t id_hash) {
  return {group, published == kNoDate ? std::numeric_limits<std::int64_t>::max() : published, id_hash};
}

// An article that is compared with one after the other: by signature first, then by its words.
class Comparison {
 public:
  Comparison(const PreparedArticle& article, const ArticlePreparer& preparer) : article_(article), preparer_(preparer) {}

  // Whether an article of `group` is a copy, and of a group that has none yet: one is enough. `other_body` is called only when signatures and
  // circumstances leave it open.
  template <typename OtherBody>
  bool same_story(std::uint64_t group, const CopySignature& other, const Circumstances& known, OtherBody other_body) {
    if (groups_.contains(group) || looks_ == kMostLooks || !is_worth_a_look(article_.signature, other, known)) return false;
    ++looks_;
    if (!body_)
      body_ = body_of(article_.words, [&](std::uint32_t form) { return preparer_.form_hash(form); },
                      [&](std::uint32_t form) { return preparer_.forms().text(form); });
    const bool same = tells_same_story(*body_, other_body(), known);
    if (same) groups_.insert(group);
    return same;
  }

 private:
  const PreparedArticle& article_;
  const ArticlePreparer& preparer_;
  std::optional<StoryText> body_;
  std::set<std::uint64_t> groups_;  // of the copies that were found
  std::size_t looks_ = 0;
};

}  // namespace

std::uint64_t ArchiveWriter::source_hash(const PreparedArticle& prepared) {
  const std::vector<std::string>& source = prepared.keywords[keyword_column("source")];
  return source.empty() ? 0 : id_hash(source.front());
}

// The group of an article that is being taken in: that of the oldest article which it is a copy of, whoever may see that.
std::uint64_t ArchiveWriter::group_of(const PreparedArticle& prepared, const ArticlePreparer& preparer) {
  Comparison comparison(prepared, preparer);
  const std::uint64_t source = source_hash(prepared);
  std::vector<CopyMatch> matches;
  std::vector<std::uint32_t> found;
  WordSequence words;
  for (const Owned& owned : segments_) {
    found.clear();
    const Segment& segment = *owned.live.segment;
    find_candidates(segment.copies(), prepared.signature, found);
    const Columns& columns = segment.columns();
    for (const std::uint32_t article : found) {
      if (owned.live.is_dead(article)) continue;
      const auto sources = columns.keyword("source").values(article);
      const bool same_source = source != 0 && !sources.empty() && id_hash(std::string(columns.keyword("source").text(sources.front()))) == source;
      const auto known = circumstances(prepared.row.published, columns.published[article], same_source);
      if (comparison.same_story(columns.group[article], segment.copies().signatures[article], known, [&] {
            segment.words(article, words);
            const auto form = [&](std::uint32_t rank) { return segment.vocabulary().form(rank); };
            return body_of(words, [&](std::uint32_t rank) { return hash_of_text(form(rank)); }, form);
          }))
        matches.push_back(match_of(columns.group[article], columns.published[article], columns.id_hash(article)));
    }
  }
  for (const auto& batch : batches_) {
    SegmentBuilder& builder = *batch->builder;
    for (const auto& [at, signature] : batch->copies.met(prepared.signature)) {
      const std::uint32_t number = at;
      if (builder.is_forgotten(number)) continue;
      const ColumnRow& row = builder.row(number);
      const auto known = circumstances(prepared.row.published, row.published, source != 0 && batch->sources[number] == source);
      if (comparison.same_story(row.group, *signature, known, [&] {
            builder.words(number, words);
            return body_of(words, [&](std::uint32_t form) { return builder.form_hash(form); }, [&](std::uint32_t form) { return builder.table().text(form); });
          }))
        matches.push_back(match_of(row.group, row.published, row.id_hash));
    }
  }
  return copy_group(matches, prepared.row.id_hash);
}

}  // namespace dateline
