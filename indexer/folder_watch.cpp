#include "indexer/folder_watch.h"

#include <linux/magic.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "indexer/file_bytes.h"

namespace dateline {
namespace {

using namespace std::chrono_literals;

constexpr auto kQuiet = 300ms;        // without a write: the file is whole, for now
constexpr auto kClosed = 50ms;        // after a file was closed or renamed: others may come with it
constexpr auto kLongestWait = 10s;    // a file that is written without end is read in between
constexpr auto kLook = 1s;            // between looks at the roots
constexpr auto kPoll = 3s;            // between looks at everything, where nobody tells
constexpr auto kBreath = 20ms;
constexpr auto kNap = 200ms;          // between looks at `stop`

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF |
                                  IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

// Changes that other machines make to these are not told to this one.
bool is_of_the_network(const std::string& path) {
  struct statfs system {};
  if (::statfs(path.c_str(), &system) != 0) return false;
  constexpr std::array<std::uint32_t, 8> kinds = {NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC,
                                                  CEPH_SUPER_MAGIC, V9FS_MAGIC, AFS_SUPER_MAGIC, FUSE_SUPER_MAGIC};
  return std::find(kinds.begin(), kinds.end(), static_cast<std::uint32_t>(system.f_type)) != kinds.end();
}

std::string folder_of(const std::string& path) { return path.substr(0, std::max<std::size_t>(path.rfind('/'), 1)); }

}  // namespace

void FileChanges::add(const FileChanges& others) {
  all = all || others.all;
  paths.insert(others.paths.begin(), others.paths.end());
}

struct FolderWatch::Event {
  std::string path;
  std::uint32_t mask = 0;
  bool about_itself = false;  // about the folder that is listened to, and not about a name in it
};

FolderWatch::FolderWatch(const Inputs& inputs) : inputs_(inputs), queue_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (queue_ < 0) poll_instead("the system gives no more inotify instances (fs.inotify.max_user_instances)");
  for (const InputRoot& root : inputs_.roots())
    if (queue_ >= 0 && is_of_the_network(root.path)) poll_instead(readable_path(root.path) + " may lie on another machine, whose changes are not told");
  for (const InputRoot& root : inputs_.roots()) listen(root.path);
  if (queue_ >= 0) look_at_bases();
}

FolderWatch::~FolderWatch() {
  if (queue_ >= 0) ::close(queue_);
}

void FolderWatch::poll_instead(std::string why) {
  why_polling_ = std::move(why);
  if (queue_ >= 0) ::close(queue_);
  queue_ = -1;
  by_watch_.clear();
  by_path_.clear();
  bases_.clear();
  settling_.clear();
  next_look_ = Clock::now() + kPoll;
}

// Listens to a root or to a folder below one, to everything below it, and, for a root, to the folder that it lies in.
void FolderWatch::listen(const std::string& path) {
  const InputRoot* const root = inputs_.root_of(path);
  if (root == nullptr || path == kStandardInput) return;
  if (root->path == path) {
    bases_.try_emplace(path);
    bases_.try_emplace(folder_of(path));
    listen_to(folder_of(path));
  }
  inputs_.folders(path, [&](const std::string& folder) { listen_to(folder); });
}

void FolderWatch::listen_to(const std::string& folder) {
  if (queue_ < 0) return;
  const int watch = ::inotify_add_watch(queue_, folder.c_str(), kEvents);
  if (watch < 0) {
    if (errno == ENOSPC) poll_instead("more folders than may be listened to; raise fs.inotify.max_user_watches");
    return;
  }
  if (const auto old = by_watch_.find(watch); old != by_watch_.end() && old->second != folder) by_path_.erase(old->second);
  by_watch_[watch] = folder;
  by_path_[folder] = watch;
}

void FolderWatch::forget_below(const std::string& path) {
  for (auto at = by_path_.lower_bound(path); at != by_path_.end() && at->first.starts_with(path);) {
    if (!lies_below(at->first, path)) {
      ++at;
      continue;
    }
    ::inotify_rm_watch(queue_, at->second);
    by_watch_.erase(at->second);
    at = by_path_.erase(at);
  }
}

void FolderWatch::settle(const std::string& path, std::chrono::milliseconds wait) {
  const auto now = Clock::now();
  Settling& settling = settling_.try_emplace(path, Settling{now, now + kLongestWait}).first->second;
  settling.due = std::min(now + wait, settling.latest);
}

// Folders may have come unseen as well.
void FolderWatch::settle_all() {
  for (const InputRoot& root : inputs_.roots()) listen(root.path);
  if (!all_) all_due_ = Clock::now() + kQuiet;
  all_ = true;
}

void FolderWatch::read_events() {
  alignas(inotify_event) std::array<char, 64 << 10> buffer;
  for (;;) {
    if (queue_ < 0) return;
    const ssize_t got = ::read(queue_, buffer.data(), buffer.size());
    if (got <= 0) return;
    for (ssize_t at = 0; at < got;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* const name = buffer.data() + at + sizeof event;
      at += static_cast<ssize_t>(sizeof event + event.len);
      if ((event.mask & IN_Q_OVERFLOW) != 0) {
        settle_all();
        continue;
      }
      const auto folder = by_watch_.find(event.wd);
      if (folder == by_watch_.end()) continue;
      const std::string above = folder->second == "/" ? "" : folder->second;
      take({event.len > 0 ? above + "/" + name : folder->second, event.mask, event.len == 0});
    }
  }
}

void FolderWatch::take(const Event& event) {
  if (event.about_itself) {
    if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)) == 0) return;
    if (bases_.contains(event.path)) next_look_ = {};
    if ((event.mask & (IN_IGNORED | IN_UNMOUNT)) == 0) return;
    if (const auto at = by_path_.find(event.path); at != by_path_.end()) {
      by_watch_.erase(at->second);
      by_path_.erase(at);
    }
    return;
  }
  const InputRoot* const root = inputs_.root_of(event.path);
  if (root == nullptr) return;
  if (event.path == root->path && root->folder) {
    next_look_ = {};
    return;
  }
  if (event.path.ends_with(std::string("/") + kIgnoreFile)) return settle_all();
  if (inputs_.leaves_out(event.path)) return;
  if ((event.mask & IN_ISDIR) != 0) {
    if ((event.mask & IN_ATTRIB) != 0 && by_path_.contains(event.path)) return;
    forget_below(event.path);
    if ((event.mask & (IN_CREATE | IN_MOVED_TO | IN_ATTRIB)) != 0) listen(event.path);
    return settle(event.path, kQuiet);
  }
  settle(event.path, (event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 ? std::chrono::milliseconds(kClosed) : std::chrono::milliseconds(kQuiet));
}

// Roots, and the folders that they lie in, may vanish, come back, or be replaced by others of the same name: then no event tells of it.
void FolderWatch::look_at_bases() {
  next_look_ = Clock::now() + kLook;
  std::set<std::string> changed;
  for (auto& [path, known] : bases_) {
    struct stat info {};
    Base now;
    if (::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) now = {true, info.st_dev, info.st_ino};
    const bool listening = !now.there || known.deaf || by_path_.contains(path);
    if (now.is(known) && listening) continue;
    const bool first = !known.there && listening;
    if (known.there) forget_below(path);
    known = now;
    if (now.there && !first) changed.insert(path);
  }
  for (const std::string& path : changed)
    for (const InputRoot& root : inputs_.roots()) {
      if (!lies_below(root.path, path)) continue;
      listen(root.path);
      settle(root.path, kQuiet);
    }
  for (const std::string& path : changed)
    if (const auto base = bases_.find(path); base != bases_.end()) base->second.deaf = !by_path_.contains(path);
}

FileChanges FolderWatch::due(Clock::time_point now) {
  FileChanges out;
  if (all_ && all_due_ <= now) {
    out.all = true;
    all_ = false;
    settling_.clear();
    return out;
  }
  for (auto at = settling_.begin(); at != settling_.end();) {
    if (at->second.due > now) {
      ++at;
      continue;
    }
    out.paths.insert(at->first);
    at = settling_.erase(at);
  }
  return out;
}

FolderWatch::Clock::time_point FolderWatch::wake_up(Clock::time_point latest) const {
  auto at = std::min({latest, next_look_, Clock::now() + kNap});
  if (all_) at = std::min(at, all_due_);
  for (const auto& [path, settling] : settling_) at = std::min(at, settling.due);
  return at;
}

// Looking takes as long as the run takes that it leads to, and most of the time is left to others.
bool FolderWatch::time_to_look(Clock::time_point now) {
  if (looked_ != Clock::time_point{}) next_look_ = now + std::max<Clock::duration>(kPoll, 5 * (now - looked_));
  looked_ = {};
  if (now < next_look_) return false;
  looked_ = now;
  return true;
}

FileChanges FolderWatch::next(Clock::time_point latest, const std::atomic<bool>& stop) {
  while (!stop) {
    const auto now = Clock::now();
    if (queue_ < 0) {
      if (time_to_look(now)) return {true, {}};
    } else {
      read_events();
      if (Clock::now() >= next_look_ && queue_ >= 0) look_at_bases();
      if (FileChanges changes = due(Clock::now()); changes.any()) return changes;
    }
    if (now >= latest) return {};
    auto wait = std::chrono::ceil<std::chrono::milliseconds>(wake_up(latest) - Clock::now());
    // While files are written, a look now and then is enough.
    const bool busy = !settling_.empty();
    if (busy) wait = std::min(wait, kBreath);
    pollfd ready = {queue_, POLLIN, 0};
    ::poll(&ready, queue_ >= 0 && !busy ? 1 : 0, static_cast<int>(std::max<std::int64_t>(wait.count(), 1)));
  }
  return {};
}

}  // namespace dateline
