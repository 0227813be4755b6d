#include "server/http/static_files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "server/http/compression.h"
#include "server/http/conditional.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".woff2", "font/woff2"},
}};

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(fs::file_size(path), '\0');
  if (text.size() > StaticFiles::kLargestFile) throw std::runtime_error(path.string() + " is larger than 4 MiB");
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || !file.is_open()) throw std::runtime_error("cannot read " + path.string());
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

StaticFile loaded(const fs::path& path, const Compressor& compressor) {
  StaticFile file;
  file.content_type = content_type_of(path.filename().string());
  file.body = contents(path);
  file.etag = etag_of({file.body});
  if (worth_compressing(file.content_type, file.body.size())) file.gzip = compressor.gzipped(file.body);
  if (file.gzip.size() >= file.body.size()) file.gzip.clear();
  file.gzip.shrink_to_fit();
  return file;
}

}  // namespace

StaticFiles::StaticFiles(const std::string& folder) {
  const Compressor compressor(kBestGzip);
  std::size_t total = 0;
  fs::recursive_directory_iterator entries(folder);  // does not follow symbolic links
  for (; entries != fs::recursive_directory_iterator(); ++entries) {
    const fs::path& path = entries->path();
    if (path.filename().string().starts_with('.')) {
      entries.disable_recursion_pending();
      continue;
    }
    if (entries->symlink_status().type() != fs::file_type::regular) continue;
    StaticFile file = loaded(path, compressor);
    total += file.body.size();
    if (files_.size() >= kMostFiles || total > kLargestTotal)
      throw std::runtime_error(folder + " has more than 1000 files or 64 MiB: is it the web folder?");
    files_.emplace("/" + path.lexically_relative(folder).generic_string(), std::move(file));
  }
}

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto at = files_.find(path);
  return at == files_.end() ? nullptr : &at->second;
}

std::vector<std::string_view> StaticFiles::below(std::string_view prefix) const {
  std::vector<std::string_view> paths;
  for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.starts_with(prefix); ++at) paths.push_back(at->first);
  return paths;
}

std::string StaticFiles::take(std::string_view path) {
  const auto at = files_.find(path);
  if (at == files_.end()) return {};
  std::string body = std::move(at->second.body);
  files_.erase(at);
  return body;
}

std::string_view content_type_of(std::string_view name) {
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

}  // namespace dateline
