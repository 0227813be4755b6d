#include "server/search/completions.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

// The newest articles of a segment that count as new, in all and of its articles.
constexpr std::uint32_t kMostRecent = 1'000;
constexpr std::uint32_t kRecentShare = 8;
constexpr std::uint32_t kBetweenLooks = 256;

// How many times as much the use of something is worth that is in all new articles, or in none.
constexpr double kMostTrend = 2.0, kLeastTrend = 0.7;

void count_codes(const Segment& segment, std::uint32_t article, WordSequence& words, std::unordered_map<std::uint32_t, std::uint32_t>& counts) {
  segment.words(article, words);
  std::sort(words.codes.begin(), words.codes.end());
  const auto end = std::unique(words.codes.begin(), words.codes.end());
  for (auto code = words.codes.begin(); code != end; ++code) ++counts[*code];
}

std::uint32_t value_of(const std::unordered_map<std::uint32_t, std::uint32_t>& counts, std::uint32_t rank) {
  const auto found = counts.find(rank);
  return found == counts.end() ? 0 : found->second;
}

// The number of the article behind the newest ones of a segment; documents are ordered by date.
std::uint32_t recent_of(const Segment& segment) { return std::min(kMostRecent, segment.size() / kRecentShare); }

}  // namespace

SegmentUse::SegmentUse(const Snapshot& snapshot, std::uint32_t segment, std::shared_ptr<const SegmentIndex> index, std::uint32_t recent,
                       std::int64_t now, std::stop_token stop)
    : index_(std::move(index)) {
  count_forms(snapshot, segment, recent, now, stop);
  count_values(snapshot, segment, recent, now);
  for (const std::uint32_t value : index_->values.entries()) value_keys_.push_back(~(values_[value].articles + values_[value].recent));
  value_order_ = RangeOrder(value_keys_);
}

void SegmentUse::count_forms(const Snapshot& snapshot, std::uint32_t segment, std::uint32_t recent, std::int64_t now, std::stop_token stop) {
  WordSequence words;
  for (std::uint32_t article = 0; article < index_->segment->size(); ++article) {
    if (article % kBetweenLooks == 0 && stop.stop_requested()) return;
    if (!snapshot.is_visible(segment, article, now)) count_codes(*index_->segment, article, words, hidden_);
    else if (article < recent) count_codes(*index_->segment, article, words, recent_);
  }
}

void SegmentUse::count_values(const Snapshot& snapshot, std::uint32_t segment, std::uint32_t recent, std::int64_t now) {
  values_.resize(index_->values.values());
  for (std::uint32_t article = 0; article < index_->segment->size(); ++article) {
    if (!snapshot.is_visible(segment, article, now)) continue;
    for (std::size_t column = 0; column < kCompletedColumns.size(); ++column)
      for (const std::uint32_t ordinal : index_->values.values_of(column).values(article)) {
        Use& use = values_[index_->values.number(column, ordinal)];
        ++use.articles;
        if (article < recent) ++use.recent;
      }
  }
}

Use SegmentUse::of_form(std::uint32_t rank) const {
  const std::uint32_t all = index_->segment->vocabulary().articles(rank), hidden = value_of(hidden_, rank);
  return {all > hidden ? all - hidden : 0, value_of(recent_, rank)};
}

Completions::Completions(std::shared_ptr<const Snapshot> snapshot, std::int64_t now, const Completions* before, std::stop_token stop)
    : snapshot_(std::move(snapshot)) {
  for (std::uint32_t number = 0; number < snapshot_->segments(); ++number) {
    const auto& segment = snapshot_->live(number).segment;
    std::shared_ptr<const SegmentIndex> index;
    for (std::uint32_t other = 0; before != nullptr && other < before->snapshot().segments(); ++other)
      if (before->snapshot().uuid(other) == snapshot_->uuid(number)) index = before->segment(other).share_index();
    if (!index) index = std::make_shared<const SegmentIndex>(segment, stop);
    segments_.push_back(std::make_unique<const SegmentUse>(*snapshot_, number, std::move(index), recent_of(*segment), now, stop));
    if (stop.stop_requested()) throw Stopped();
    recent_ += recent_of(*segment);
    for (std::uint32_t article = 0; article < segment->size(); ++article) articles_ += snapshot_->is_visible(number, article, now) ? 1 : 0;
  }
}

Use Completions::of_form(std::string_view form) const {
  Use out;
  for (const auto& segment : segments_) {
    const auto rank = segment->index().segment->vocabulary().rank_of(form);
    if (!rank) continue;
    const Use use = segment->of_form(*rank);
    out.articles += use.articles;
    out.recent += use.recent;
  }
  return out;
}

Use Completions::of_value(std::size_t column, std::string_view text) const {
  Use out;
  for (const auto& segment : segments_) {
    const std::uint32_t value = segment->index().values.find(column, text);
    if (value == segment->index().values.values()) continue;
    out.articles += segment->of_value(value).articles;
    out.recent += segment->of_value(value).recent;
  }
  return out;
}

double Completions::weight(const Use& use) const {
  if (recent_ == 0 || articles_ == 0) return use.articles;
  const double expected = static_cast<double>(use.articles) * static_cast<double>(recent_) / static_cast<double>(articles_);
  return use.articles * std::clamp(std::sqrt((use.recent + 1) / (expected + 1)), kLeastTrend, kMostTrend);
}

CompletionShelf::~CompletionShelf() {
  stop_.request_stop();
  if (made_.valid()) made_.wait();
}

void CompletionShelf::begin(const std::shared_ptr<const Snapshot>& snapshot, std::int64_t now) {
  snapshot_ = snapshot;
  made_ = std::async(std::launch::async, [snapshot, now, before = last_, stop = stop_.get_token()]() -> std::shared_ptr<const Completions> {
            try {
              return std::make_shared<const Completions>(snapshot, now, before.get(), stop);
            } catch (const Completions::Stopped&) {
              return nullptr;
            }
          }).share();
}

std::shared_ptr<const Completions> CompletionShelf::of(const std::shared_ptr<const Snapshot>& snapshot, std::int64_t now,
                                                       std::chrono::steady_clock::time_point until) {
  const auto is_at_work = [](const Made& made) { return made.valid() && made.wait_for(std::chrono::seconds(0)) != std::future_status::ready; };
  Made made;
  for (bool mine = false; !mine;) {
    {
      const std::lock_guard guard(mutex_);
      // What is being made for another snapshot is made first: it is needed for this one, and an archive that changes all the time gets done.
      if (snapshot_ != snapshot && !is_at_work(made_)) begin(snapshot, now);
      made = made_;
      mine = snapshot_ == snapshot;
    }
    if (!mine && made.wait_until(until) != std::future_status::ready) return nullptr;
  }
  if (made.wait_until(until) != std::future_status::ready) return nullptr;
  const std::lock_guard guard(mutex_);
  try {
    auto ready = made.get();
    if (ready && snapshot_ == snapshot) last_ = ready;
    return ready;
  } catch (...) {
    if (snapshot_ == snapshot) snapshot_ = nullptr;
    throw;
  }
}

}  // namespace dateline
