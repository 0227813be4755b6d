// Finished answers that are given again as they are, as long as nothing that they depend on has changed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/api/answer.h"

namespace dateline {

// Of an AnswerCache, since the start.
struct CacheCounts {
  std::uint64_t hits = 0;     // answers that were given again, or that another request was already at
  std::uint64_t misses = 0;   // answers that had to be made
  std::uint64_t entries = 0;  // kept now
  std::uint64_t bytes = 0;    // of them, with what keeping them costs
};

// What is asked of an AnswerCache.
struct WantedAnswer {
  std::string key;    // everything of the request that the answer depends on
  std::string state;  // everything else that it depends on: answers of another state are dropped, all at once
  std::chrono::steady_clock::time_point until;  // how long to wait for one who is already making it
};

struct MadeAnswer {
  Answer answer;
  bool lasting = false;  // may be given again in that state
};

struct GivenAnswer {
  std::shared_ptr<const Answer> answer;  // never null
  bool again = false;                    // it was not made for this request
};

// Safe from any thread. Bounded in bytes: what has been asked for once leaves before what has been asked for again, and of each the longest unused.
class AnswerCache {
 public:
  // Holds at most so many bytes, an eighth of them for one answer; 0 keeps nothing.
  explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}
  AnswerCache(const AnswerCache&) = delete;
  AnswerCache& operator=(const AnswerCache&) = delete;

  // The kept answer, or what `make` gives on this thread. Of several threads that want the same at once one makes it; when its answer does not last,
  // fails or takes longer than they wait, the others make their own. Throws what `make` throws.
  GivenAnswer get(const WantedAnswer& wanted, const std::function<MadeAnswer()>& make);

  CacheCounts counts() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Answer> answer;
    std::size_t bytes = 0;
    bool again = false;  // is in again_
  };
  using Entries = std::list<Entry>;

  // An answer that somebody is making.
  struct Flight {
    std::condition_variable landed;
    bool over = false;
    std::shared_ptr<const Answer> answer;  // null when it does not last
  };
  class Pilot;

  std::shared_ptr<const Answer> found(const std::string& key);
  void keep(const std::string& key, const std::shared_ptr<const Answer>& answer);
  void drop_last();
  void enter(const std::string& state, Entries& dropped);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::string state_;
  Entries once_, again_;  // the last used first
  std::unordered_map<std::string_view, Entries::iterator> places_;  // by the entries' own keys
  std::unordered_map<std::string, std::shared_ptr<Flight>> flights_;
  std::size_t again_bytes_ = 0;
  CacheCounts counts_;
};

}  // namespace dateline
