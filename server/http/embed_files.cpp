#include "server/http/embed_files.h"

#include <array>
#include <charconv>

namespace dateline {
namespace {

constexpr std::string_view kFolder = "/embed/";

// Numbers separated by dots, without leading zeros; the first `count` of `numbers` are set. nullopt: `text` is none of the kind.
struct Version {
  std::array<unsigned, 3> numbers{};
  std::size_t count = 0;
};

std::optional<Version> version_of(std::string_view text) {
  Version version;
  for (;;) {
    const std::string_view digits = text.substr(0, text.find('.'));
    if (version.count == version.numbers.size() || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), version.numbers[version.count++]);
    if (error != std::errc() || end != digits.end()) return std::nullopt;
    if (digits.size() == text.size()) return version;
    text.remove_prefix(digits.size() + 1);
  }
}

std::string newest(unsigned major, std::string_view name, const StaticFiles& files) {
  std::string found;
  std::optional<Version> best;
  for (const std::string_view path : files.below(kFolder)) {
    const std::string_view rest = path.substr(kFolder.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos || rest.substr(slash) != name) continue;
    const auto version = version_of(rest.substr(0, slash));
    if (!version || version->count != 3 || version->numbers[0] != major) continue;
    if (best && version->numbers < best->numbers) continue;
    best = version;
    found = path;
  }
  return found;
}

}  // namespace

std::optional<EmbedFile> embed_file(std::string_view path, const StaticFiles& files) {
  if (!path.starts_with(kFolder) || !path.substr(kFolder.size()).starts_with('v')) return std::nullopt;
  const std::string_view rest = path.substr(kFolder.size() + 1);
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto version = version_of(rest.substr(0, slash));
  if (!version || version->count == 2) return std::nullopt;
  const bool lasting = version->count == 3;
  EmbedFile file{lasting ? std::string(kFolder).append(rest) : newest(version->numbers[0], rest.substr(slash), files), lasting};
  return files.find(file.path) == nullptr ? std::nullopt : std::optional(file);
}

}  // namespace dateline
