#include "server/search/completions.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

constexpr std::uint32_t kBetweenLooks = 256;

// How many times as much the use of something is worth that is in all new articles, or in none.
constexpr double kMostTrend = 2.0, kLeastTrend = 0.7;

}  // namespace

SegmentUse::SegmentUse(const Snapshot& snapshot, std::uint32_t segment, std::shared_ptr<const SegmentIndex> index, std::int64_t now, std::stop_token stop)
    : index_(std::move(index)) {
  WordSequence words;
  for (std::uint32_t article = 0; article < index_->segment->size(); ++article) {
    if (article % kBetweenLooks == 0 && stop.stop_requested()) return;
    if (snapshot.is_visible(segment, article, now)) ++articles_;
    else hide(article, words);
  }
}

// `words` is memory to use again.
void SegmentUse::hide(std::uint32_t article, WordSequence& words) {
  const bool recent = article < index_->orders.recent();
  const auto count = [&](Use& use) {
    ++use.articles;
    use.recent += recent ? 1 : 0;
  };
  index_->segment->words(article, words);
  std::sort(words.codes.begin(), words.codes.end());
  const auto end = std::unique(words.codes.begin(), words.codes.end());
  for (auto code = words.codes.begin(); code != end; ++code) count(forms_[*code]);
  const ValueIndex& values = index_->orders.values;
  for (std::size_t column = 0; column < kCompletedColumns.size(); ++column)
    for (const std::uint32_t ordinal : values.values_of(column).values(article)) count(values_[values.number(column, ordinal)]);
}

Use SegmentUse::without(Use all, const Hidden& hidden, std::uint32_t number) {
  const auto found = hidden.find(number);
  if (found == hidden.end()) return all;
  return {all.articles - std::min(all.articles, found->second.articles), all.recent - std::min(all.recent, found->second.recent)};
}

Use SegmentUse::of_form(std::uint32_t rank) const {
  return without({index_->segment->vocabulary().articles(rank), index_->orders.recent_of_form(rank)}, forms_, rank);
}

Use SegmentUse::of_value(std::uint32_t value) const {
  return without({index_->orders.values.articles(value), index_->orders.values.recent(value)}, values_, value);
}

Completions::Completions(std::shared_ptr<const Snapshot> snapshot, std::int64_t now, const Completions* before, std::stop_token stop)
    : snapshot_(std::move(snapshot)) {
  for (std::uint32_t number = 0; number < snapshot_->segments(); ++number) {
    const auto& segment = snapshot_->live(number).segment;
    std::shared_ptr<const SegmentIndex> index;
    for (std::uint32_t other = 0; before != nullptr && other < before->snapshot().segments(); ++other)
      if (before->snapshot().uuid(other) == snapshot_->uuid(number)) index = before->segment(other).share_index();
    if (!index) index = std::make_shared<const SegmentIndex>(segment);
    segments_.push_back(std::make_unique<const SegmentUse>(*snapshot_, number, std::move(index), now, stop));
    if (stop.stop_requested()) throw Stopped();
    recent_ += segments_.back()->index().orders.recent();
    articles_ += segments_.back()->articles();
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
    const std::uint32_t value = segment->index().orders.values.find(column, text);
    if (value == segment->index().orders.values.values()) continue;
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
