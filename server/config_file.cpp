#include "server/config_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

#include "server/config.h"

namespace dateline {
namespace {

constexpr std::streamsize kLargest = 1 << 20;

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(kLargest) + 1, '\0');
  file.read(text.data(), kLargest + 1);
  if (!file.is_open() || file.bad()) throw ConfigError({path + ": cannot be read"});
  if (file.gcount() > kLargest) throw ConfigError({path + ": is larger than 1 MiB"});
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

std::optional<std::string> joined(const toml::array& array) {
  std::string text;
  for (const toml::node& element : array) {
    const auto word = element.value_exact<std::string>();
    if (!word) return std::nullopt;
    text += (text.empty() ? "" : " ") + *word;
  }
  return text;
}

std::optional<std::string> text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const toml::array* array = node.as_array()) return joined(*array);
  return std::nullopt;
}

std::string place(const std::string& path, const toml::source_region& source) {
  return path + ":" + std::to_string(source.begin.line) + ": ";
}

toml::table parsed(const std::string& path) {
  try {
    return toml::parse(contents(path), path);
  } catch (const toml::parse_error& error) {
    throw ConfigError({place(path, error.source()) + std::string(error.description())});
  }
}

}  // namespace

std::vector<FileEntry> read_config_file(const std::string& path) {
  std::vector<FileEntry> entries;
  std::vector<std::string> wrong;
  const toml::table table = parsed(path);
  for (const auto& [key, node] : table) {
    const auto line = static_cast<int>(key.source().begin.line);
    const std::string name(key.str());
    if (node.is_table()) entries.push_back({name, "", line});
    else if (auto text = text_of(node)) entries.push_back({name, *text, line});
    else wrong.push_back(place(path, key.source()) + name + " has to be a string, a whole number or an array of strings");
  }
  if (!wrong.empty()) throw ConfigError(wrong);
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return entries;
}

}  // namespace dateline
