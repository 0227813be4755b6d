// Which articles are copies of one text, decided when an article comes in.
#include <algorithm>
#include <limits>
#include <set>
#include <span>

#include "indexer/analysis/same_story.h"
#include "indexer/archive/writer.h"

namespace dateline {
namespace {

// Articles whose words are compared with those of one that comes in. Forms that are sent every day have more that look alike.
constexpr std::size_t kMostLooks = 40;

using BodyWords = std::vector<std::string_view>;

// The forms of the body's words in order; `text_of` tells the form of a code.
template <typename TextOf>
BodyWords body_words(const WordSequence& words, TextOf text_of) {
  BodyWords out;
  for (std::uint32_t unit = kFirstBodyUnit; unit < words.units(); ++unit)
    for (const std::uint32_t code : words.unit(unit)) out.push_back(text_of(code));
  return out;
}

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
  Comparison(const PreparedArticle& article, const FormTable& forms) : article_(article), forms_(forms) {}

  // Whether an article of `group` is a copy, and of a group that has none yet: one is enough. `other_words` is called only when signatures and
  // circumstances leave it open.
  template <typename OtherWords>
  bool same_story(std::uint64_t group, const CopySignature& other, const Circumstances& known, OtherWords other_words) {
    if (groups_.contains(group) || looks_ == kMostLooks || !is_worth_a_look(article_.signature, other, known)) return false;
    ++looks_;
    if (words_.empty()) words_ = body_words(article_.words, [&](std::uint32_t code) { return forms_.text(code); });
    const bool same = tells_same_story(compare_texts(words_, other_words()), known);
    if (same) groups_.insert(group);
    return same;
  }

 private:
  const PreparedArticle& article_;
  const FormTable& forms_;
  BodyWords words_;
  std::set<std::uint64_t> groups_;  // of the copies that were found
  std::size_t looks_ = 0;
};

}  // namespace

std::uint64_t ArchiveWriter::source_hash(const PreparedArticle& prepared) {
  const std::vector<std::string>& source = prepared.keywords[keyword_column("source")];
  return source.empty() ? 0 : id_hash(source.front());
}

// The group of an article that is being taken in: that of the oldest article which it is a copy of, whoever may see that.
std::uint64_t ArchiveWriter::group_of(const PreparedArticle& prepared, const FormTable& forms) {
  Comparison comparison(prepared, forms);
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
            return body_words(words, [&](std::uint32_t rank) { return segment.vocabulary().form(rank); });
          }))
        matches.push_back(match_of(columns.group[article], columns.published[article], columns.id_hash(article)));
    }
  }
  for (const auto& batch : batches_) {
    found.clear();
    batch->copies.candidates(prepared.signature, found);
    for (const std::uint32_t number : found) {
      if (batch->builder->is_forgotten(number)) continue;
      const ColumnRow& row = batch->builder->row(number);
      const auto known = circumstances(prepared.row.published, row.published, source != 0 && batch->sources[number] == source);
      if (comparison.same_story(row.group, batch->builder->signature(number), known, [&] {
            words = batch->builder->words(number);
            return body_words(words, [&](std::uint32_t code) { return batch->builder->table().text(code); });
          }))
        matches.push_back(match_of(row.group, row.published, row.id_hash));
    }
  }
  return copy_group(matches, prepared.row.id_hash);
}

}  // namespace dateline
