// Learns which files change, by inotify where that works and by looking again and again where it does not.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <set>
#include <string>

#include "indexer/inputs.h"

namespace dateline {

// What has changed since it was asked last.
struct FileChanges {
  bool all = false;             // nobody knows what: look at everything
  std::set<std::string> paths;  // files and folders that are new, changed or gone
  bool any() const { return all || !paths.empty(); }
  void add(const FileChanges& others);
};

// One thread.
class FolderWatch {
 public:
  using Clock = std::chrono::steady_clock;

  // Begins to listen at once. `inputs` must outlive it.
  explicit FolderWatch(const Inputs& inputs);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Waits until something has changed and is no longer being written, until `latest`, or until `stop`, whichever comes first. A file counts as written
  // when its writer has closed it, when nobody has written for 300 ms, or after 10 s.
  FileChanges next(Clock::time_point latest, const std::atomic<bool>& stop);

  // Why it looks again and again instead of listening; empty: it listens.
  const std::string& why_polling() const { return why_polling_; }
  std::size_t folders() const { return by_path_.size(); }

 private:
  struct Settling {
    Clock::time_point due, latest;
  };
  struct Base {
    bool there = false;
    unsigned long long device = 0, inode = 0;
    bool deaf = false;  // it cannot be listened to
    bool is(const Base& other) const { return there == other.there && device == other.device && inode == other.inode; }
  };
  struct Event;

  void listen(const std::string& path);
  void listen_to(const std::string& folder);
  void forget_below(const std::string& path);
  void poll_instead(std::string why);
  bool time_to_look(Clock::time_point now);
  void read_events();
  void take(const Event& event);
  void settle(const std::string& path, std::chrono::milliseconds wait);
  void settle_all();
  void look_at_bases();
  FileChanges due(Clock::time_point now);
  Clock::time_point wake_up(Clock::time_point latest) const;

  const Inputs& inputs_;
  int queue_ = -1;
  std::string why_polling_;
  std::map<int, std::string> by_watch_;
  std::map<std::string, int> by_path_;
  std::map<std::string, Base> bases_;  // the roots and the folders that they lie in: they may vanish and come back
  std::map<std::string, Settling> settling_;
  bool all_ = false;
  Clock::time_point all_due_ = {}, next_look_ = {}, looked_ = {};
};

}  // namespace dateline
