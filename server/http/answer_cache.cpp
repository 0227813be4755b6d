#include "server/http/answer_cache.h"

#include <iterator>
#include <utility>

namespace dateline {
namespace {

// Of one entry: its nodes in the list and the table, the answer's own members, and what the allocator adds to each.
constexpr std::size_t kEntryBytes = 384;
constexpr std::size_t kHeaderBytes = 2 * (sizeof(std::string) + 16);
// Of these parts of the memory one is left for answers that were asked for once.
constexpr std::size_t kParts = 5;
constexpr std::size_t kLargest = 8;  // one answer takes at most this part

std::size_t held(const std::string& key, const Answer& answer) {
  std::size_t bytes = kEntryBytes + key.size() + answer.content_type.capacity() + answer.body.capacity();
  for (const auto& [name, value] : answer.headers) bytes += kHeaderBytes + name.capacity() + value.capacity();
  return bytes;
}

}  // namespace

// Whoever makes an answer that others may wait for. Tells them when it is over, however it ends.
class AnswerCache::Pilot {
 public:
  // Under the cache's lock.
  Pilot(AnswerCache& cache, const WantedAnswer& wanted) : cache_(cache), wanted_(wanted), flight_(std::make_shared<Flight>()) {
    cache_.flights_[wanted.key] = flight_;
  }
  Pilot(const Pilot&) = delete;
  Pilot& operator=(const Pilot&) = delete;

  // Without the lock.
  ~Pilot() {
    const std::lock_guard lock(cache_.mutex_);
    flight_->over = true;
    flight_->landed.notify_all();
    const auto place = cache_.flights_.find(wanted_.key);
    if (place != cache_.flights_.end() && place->second == flight_) cache_.flights_.erase(place);
  }

  void land(const std::shared_ptr<const Answer>& answer) {
    const std::lock_guard lock(cache_.mutex_);
    flight_->answer = answer;
    if (cache_.state_ == wanted_.state) cache_.keep(wanted_.key, answer);
  }

 private:
  AnswerCache& cache_;
  const WantedAnswer& wanted_;
  std::shared_ptr<Flight> flight_;
};

GivenAnswer AnswerCache::get(const WantedAnswer& wanted, const std::function<MadeAnswer()>& make) {
  Entries dropped;  // ends without the lock
  std::unique_lock lock(mutex_);
  if (most_bytes_ > 0) {
    enter(wanted.state, dropped);
    auto answer = found(wanted.key);
    const auto place = flights_.find(wanted.key);
    const auto flight = answer || place == flights_.end() ? nullptr : place->second;
    if (flight && flight->landed.wait_until(lock, wanted.until, [&] { return flight->over; })) answer = flight->answer;
    if (answer) {
      ++counts_.hits;
      return {std::move(answer), true};
    }
  }
  ++counts_.misses;
  if (most_bytes_ == 0 || flights_.contains(wanted.key) || state_ != wanted.state) {
    lock.unlock();
    return {std::make_shared<const Answer>(make().answer), false};
  }
  Pilot pilot(*this, wanted);
  lock.unlock();
  dropped.clear();
  MadeAnswer made = make();
  made.answer.body.shrink_to_fit();
  auto answer = std::make_shared<const Answer>(std::move(made.answer));
  if (made.lasting) pilot.land(answer);
  return {std::move(answer), false};
}

CacheCounts AnswerCache::counts() const {
  const std::lock_guard lock(mutex_);
  CacheCounts out = counts_;
  out.entries = places_.size();
  return out;
}

void AnswerCache::enter(const std::string& state, Entries& dropped) {
  if (state == state_) return;
  state_ = state;
  places_.clear();
  flights_.clear();
  dropped.splice(dropped.end(), once_);
  dropped.splice(dropped.end(), again_);
  counts_.bytes = again_bytes_ = 0;
}

std::shared_ptr<const Answer> AnswerCache::found(const std::string& key) {
  const auto place = places_.find(key);
  if (place == places_.end()) return nullptr;
  const Entries::iterator entry = place->second;
  again_.splice(again_.begin(), entry->again ? again_ : once_, entry);
  if (!entry->again) again_bytes_ += entry->bytes;
  entry->again = true;
  while (again_bytes_ > most_bytes_ - most_bytes_ / kParts) {
    const Entries::iterator last = std::prev(again_.end());
    last->again = false;
    again_bytes_ -= last->bytes;
    once_.splice(once_.begin(), again_, last);
  }
  return entry->answer;
}

void AnswerCache::keep(const std::string& key, const std::shared_ptr<const Answer>& answer) {
  const std::size_t bytes = held(key, *answer);
  if (bytes > most_bytes_ / kLargest || places_.contains(key)) return;
  once_.push_front({key, answer, bytes, false});
  places_.emplace(once_.front().key, once_.begin());
  counts_.bytes += bytes;
  while (counts_.bytes > most_bytes_) drop_last();
}

// What was asked for again never fills the memory, and one answer is less than what it leaves: there is a last one, and another before it.
void AnswerCache::drop_last() {
  const Entry& last = once_.back();
  places_.erase(last.key);
  counts_.bytes -= last.bytes;
  once_.pop_back();
}

}  // namespace dateline
