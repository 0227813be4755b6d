// The rows of server/config.h.
#include "server/config.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMostMilliseconds = 3'600'000;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 40;
constexpr std::uint64_t kMostThreads = 1024;
constexpr std::uint64_t kMostThings = 1'000'000;

std::uint64_t most_of(std::string_view unit) {
  if (unit == "ms") return kMostMilliseconds;
  if (unit == "bytes") return kMostBytes;
  return unit == "threads" ? kMostThreads : kMostThings;
}

std::vector<ConfigKey> program_keys() {
  using enum ConfigKind;
  return {
      {"archive", text, "archive", "folder of the archive that dateline-index writes"},
      {"listen", address, "127.0.0.1:8080", "where to listen: HOST:PORT, [::1]:8080; port 0 takes any free one"},
      {"public_url", origin, "", "origin that readers reach the server at, for absolute addresses; default: http:// and the host that was asked"},
      {"aliases", text, "", "file of a newsroom's own aliases, on top of those that ship; default: none"},
      {"web", text, "", "folder of the search page; default: beside the program or in the source tree; none: no page"},
      {"access_log", text, "-", "a line for each request: a file, - for standard error, off for none"},
      {"log_format", choice, "text", "of the access log", 0, 0, {"text", "json"}},
      {"cors_origins", origins, "", "origins whose pages may read the API; default: none"},
      {"frame_ancestors", ancestors, "none", "who may show the page in a frame: none, or self and origins"},
      {"time_limit_ms", number, "2000", "milliseconds after which a search answers with what it has", 1, 60'000},
      {"answer_cache_bytes", number, "16777216", "memory for answers that are given again until the archive changes; 0: none", 0, kMostBytes},
  };
}

ConfigKey limit_key(const HttpLimitRow& row) {
  const HttpLimits defaults;
  const std::uint64_t value =
      row.count != nullptr ? defaults.*row.count : static_cast<std::uint64_t>((defaults.*row.time).count());
  ConfigKey key{std::string(row.name), ConfigKind::number, std::to_string(value), std::string(row.meaning)};
  key.help = "limit, in " + std::string(row.unit) + ": " + key.help;
  if (key.help.ends_with('.')) key.help.pop_back();
  key.least = value == 0 ? 0 : 1;
  key.most = most_of(row.unit);
  return key;
}

}  // namespace

std::span<const ConfigKey> config_keys() {
  static const std::vector<ConfigKey> keys = [] {
    std::vector<ConfigKey> all = program_keys();
    for (const HttpLimitRow& row : http_limit_rows()) all.push_back(limit_key(row));
    return all;
  }();
  return keys;
}

std::string ConfigKey::flag() const {
  std::string text = "--" + name;
  for (char& c : text)
    if (c == '_') c = '-';
  return text;
}

std::string ConfigKey::variable() const {
  std::string text = "DATELINE_" + name;
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string expected_values(const ConfigKey& key) {
  switch (key.kind) {
    case ConfigKind::text: return "text without control characters";
    case ConfigKind::address: return "HOST:PORT, an IPv6 address in brackets";
    case ConfigKind::choice: {
      std::string words;
      for (const auto word : key.choices) words += (words.empty() ? "" : " or ") + std::string(word);
      return words;
    }
    case ConfigKind::number:
      return "a whole number from " + std::to_string(key.least) + " to " + std::to_string(key.most);
    case ConfigKind::origin: return "an origin such as https://news.example";
    case ConfigKind::origins: return "origins such as https://news.example";
    case ConfigKind::ancestors: return "none, or self and origins such as https://news.example";
  }
  return {};
}

}  // namespace dateline
