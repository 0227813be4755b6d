#include "server/search/snapshot.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>

namespace dateline {
namespace {

constexpr std::size_t kMostLanguages = 8;
// In a language of fewer than one article in so many, words are found in the form that is typed: stems of one language are words of others.
constexpr std::uint64_t kRareLanguage = 50;
constexpr std::size_t kIdleHands = 64;
// A hand whose tokenizer has seen this many forms (of queries and of marked articles) begins anew.
constexpr std::size_t kTokenizerForms = 8'000;

std::vector<std::string> count_languages(const Archive& archive, const std::vector<std::uint32_t>& open) {
  std::map<std::string, std::uint64_t> counts;
  for (const std::uint32_t segment : open) {
    const LiveSegment& live = archive.segments()[segment];
    const KeywordColumn& column = live.segment->columns().keyword("lang");
    std::vector<std::uint64_t> sums(column.texts());
    for (std::uint32_t article = 0; article < live.segment->size(); ++article)
      for (const std::uint32_t value : column.values(article)) ++sums[value];
    for (std::uint32_t value = 0; value < column.texts(); ++value) counts[std::string(column.text(value))] += sums[value];
  }
  std::uint64_t all = 0;
  for (const auto& [lang, count] : counts) all += count;
  std::vector<std::string> out;
  for (const auto& [lang, count] : counts)
    if (Stemmer::stems(lang) && count * kRareLanguage >= all) out.push_back(lang);
  std::stable_sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) { return counts[a] > counts[b]; });
  if (out.size() > kMostLanguages) out.resize(kMostLanguages);
  if (out.empty()) out.emplace_back("en");
  return out;
}

Xapian::Database open_postings(const LiveSegment& live) {
  try {
    return Xapian::Database(live.segment->postings_path());
  } catch (const Xapian::Error& error) {
    throw ArchiveError("the postings of segment " + live.name + " cannot be opened (" + error.get_msg() +
                       "); build the archive again with dateline-index --rebuild");
  }
}

}  // namespace

Snapshot::Snapshot(std::shared_ptr<const Archive> archive, std::int64_t now) : archive_(std::move(archive)) {
  look_at_times(now);
  languages_ = count_languages(*archive_, open_);
  for (std::uint32_t segment = 0; segment < segments(); ++segment) {
    const auto words = live(segment).segment->columns().words;
    articles_ += words.size();
    words_ = std::accumulate(words.begin(), words.end(), words_);
  }
  idle_.push_back(make_hand());
  for (const Xapian::Database& postings : idle_.back()->segments) uuids_.push_back(postings.get_uuid());
}

// Which segments are open, and when that or the visibility of an article in them changes next.
void Snapshot::look_at_times(std::int64_t now) {
  std::uint64_t opened = 0;
  for (std::uint32_t number = 0; number < archive_->segments().size(); ++number) {
    const LiveSegment& live = archive_->segments()[number];
    if (live.opens_at > now) {
      next_change_ = std::min(next_change_, live.opens_at);
      continue;
    }
    open_.push_back(number);
    if (live.opens_at == kAlwaysVisible) continue;
    for (const std::int64_t visible_from : live.segment->columns().visible_from) {
      if (visible_from > now) next_change_ = std::min(next_change_, visible_from);
      else ++opened;
    }
  }
  revision_ = archive_->revision();
  if (opened == 0) return;
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(id_hash(revision_ + "+" + std::to_string(opened))));
  revision_ = text;
}

std::optional<ArticlePlace> Snapshot::find(const std::string& id, std::int64_t now) const {
  for (const ArticlePlace place : archive_->with_id(id)) {
    const auto segment = static_cast<std::uint32_t>(std::find(open_.begin(), open_.end(), place.segment) - open_.begin());
    if (segment < segments() && is_visible(segment, place.article, now)) return ArticlePlace{segment, place.article};
  }
  return std::nullopt;
}

std::unique_ptr<SearchHand> Snapshot::make_hand() const {
  auto hand = std::make_unique<SearchHand>();
  for (std::uint32_t segment = 0; segment < segments(); ++segment) {
    hand->segments.push_back(open_postings(live(segment)));
    hand->database.add_database(hand->segments.back());
  }
  return hand;
}

std::unique_ptr<SearchHand, std::function<void(SearchHand*)>> Snapshot::take_hand() const {
  std::unique_ptr<SearchHand> hand;
  {
    const std::lock_guard guard(mutex_);
    if (!idle_.empty()) {
      hand = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!hand) hand = make_hand();
  if (hand->tokenizer.forms().size() > kTokenizerForms) hand->tokenizer = Tokenizer();
  return {hand.release(), [self = shared_from_this()](SearchHand* used) {
            std::unique_ptr<SearchHand> back(used);
            const std::lock_guard guard(self->mutex_);
            if (self->idle_.size() < kIdleHands) self->idle_.push_back(std::move(back));
          }};
}

}  // namespace dateline
