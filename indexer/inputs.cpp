#include "indexer/inputs.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "indexer/extract/text.h"
#include "indexer/file_bytes.h"
#include "indexer/terminal.h"

namespace dateline {
namespace {

std::string absolute(const std::string& path) {
  std::string whole = path == kStandardInput ? path : std::filesystem::absolute(path).lexically_normal().string();
  while (whole.size() > 1 && whole.back() == '/') whole.pop_back();
  return whole;
}

// The paths of a list: one a line, or between NULs where it has any.
std::vector<std::string> paths_of(std::string_view list) {
  const bool nuls = list.find('\0') != std::string_view::npos;
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(nuls ? '\0' : '\n'), list.size());
    std::string_view path = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (!nuls && path.ends_with('\r')) path.remove_suffix(1);
    if (!path.empty() && (nuls || path[0] != '#')) out.emplace_back(path);
  }
  return out;
}

std::string name_below(const std::string& root, const std::string& file) {
  return file == root ? std::filesystem::path(file).filename().string() : file.substr(root == "/" ? 1 : root.size() + 1);
}

}  // namespace

bool lies_below(const std::string& path, const std::string& folder) {
  return path == folder || folder == "/" || (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

std::string readable_path(const std::string& path) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    std::size_t end = at;
    const char32_t c = code_point_at(path, end);
    const std::string_view bytes = std::string_view(path).substr(at, end - at);
    if (!steers_terminal(c) && c != 0xFEFF && is_utf8(bytes)) {
      out += bytes;
    } else {
      for (const char byte : bytes) ((out += "\\x") += digits[static_cast<unsigned char>(byte) >> 4]) += digits[byte & 15];
    }
    at = end;
  }
  return out;
}

Inputs::Inputs(const IndexOptions& options, const std::atomic<bool>& stop) {
  if (options.task != IndexTask::explain) archive_ = absolute(options.archive);
  if (!options.report.empty()) report_ = absolute(options.report);
  for (const GivenPath& given : options.paths) {
    const auto reading = std::make_shared<const PathReading>(given.reading);
    if (!given.path.starts_with('@')) {
      add(given.path, reading, false);
      continue;
    }
    const std::string list = given.path.substr(1);
    try {
      const FileBytes content(list, stop);
      for (const std::string& path : paths_of(content.bytes())) add(path, reading, true);
    } catch (const FileGone& fault) {
      throw FileGone(list + ": " + fault.what() + " (a path that begins with '@' names a list; write ./@name for a file)");
    } catch (const FileFault& fault) {
      throw FileFault(list + ": " + fault.what());
    }
  }
}

void Inputs::add(const std::string& path, const std::shared_ptr<const PathReading>& reading, bool listed) {
  InputRoot root = {absolute(path), reading, listed};
  std::error_code ignored;
  root.folder = std::filesystem::is_directory(root.path, ignored);
  if (is_own(root.path)) throw IndexUsageError{path + " lies in the archive's folder; keep articles and archive apart"};
  const auto [known, fresh] = by_path_.emplace(root.path, roots_.size());
  if (fresh) roots_.push_back(root);
  else roots_[known->second] = root;
}

bool Inputs::is_own(const std::string& path) const {
  return (!report_.empty() && path == report_) || (!archive_.empty() && lies_below(path, archive_));
}

const InputRoot* Inputs::root_of(const std::string& path) const {
  if (is_own(path)) return nullptr;
  for (std::string at = path;;) {
    if (const auto found = by_path_.find(at); found != by_path_.end()) return &roots_[found->second];
    const std::size_t slash = at.rfind('/');
    if (slash == std::string::npos || at == "/") return nullptr;
    at.resize(std::max<std::size_t>(slash, 1));
  }
}

bool Inputs::may_have_gone(const std::string& path) const {
  const InputRoot* const root = root_of(path);
  std::error_code ignored;
  return root != nullptr && (!root->folder || std::filesystem::is_directory(root->path, ignored));
}

WalkEars Inputs::ears_for(const InputRoot& root, const InputEars& ears) const {
  return {[this, &root, &ears](const std::string& file) {
            if (root_of(file) == &root) ears.file({file, readable_path(name_below(root.path, file)), root.reading});
          },
          ears.unreadable,
          [this, &root](const std::string& folder) { return root_of(folder) == &root; }};
}

void Inputs::root(const InputRoot& root, const InputEars& ears) const {
  if (root.path == kStandardInput) return ears.file({root.path, root.path, root.reading});
  struct stat info {};
  if (::stat(root.path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return ears.missing(root);
    return ears.unreadable(root.path, "cannot be read (" + std::generic_category().message(errno) + "); check its permissions");
  }
  // A pipe that is named is read; what else is no file says so when it is opened.
  if (!S_ISDIR(info.st_mode)) return ears.file({root.path, readable_path(name_below(root.path, root.path)), root.reading});
  walk(root.path, root.path, ears_for(root, ears));
}

bool Inputs::leaves_out(const std::string& path) const {
  const InputRoot* const root = root_of(path);
  return root == nullptr || is_left_out(root->path, path);
}

void Inputs::require() const {
  for (const InputRoot& each : roots_) {
    std::error_code ignored;
    const bool gone = !each.listed && each.path != kStandardInput && std::filesystem::status(each.path, ignored).type() == std::filesystem::file_type::not_found;
    if (gone) throw FileGone(readable_path(each.path) + ": is not there");
  }
}

void Inputs::all(const InputEars& ears) const {
  for (const InputRoot& each : roots_) root(each, ears);
}

void Inputs::below(const std::string& path, const InputEars& ears) const {
  if (const InputRoot* root = root_of(path)) walk(root->path, path, ears_for(*root, ears));
  for (const InputRoot& inner : roots_)
    if (inner.path != path && lies_below(inner.path, path)) walk(inner.path, inner.path, ears_for(inner, ears));
}

void Inputs::folders(const std::string& path, const std::function<void(const std::string& folder)>& each) const {
  const InputRoot* root = root_of(path);
  if (root == nullptr) return;
  const auto told = [&](const std::string& folder) {
    if (root_of(folder) != root) return false;
    each(folder);
    return true;
  };
  walk(root->path, path, {[](const std::string&) {}, [](const std::string&, const std::string&) {}, told});
}

}  // namespace dateline
