#include "server/config.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

#include "server/api/nearest.h"
#include "server/config_file.h"
#include "server/http/policy.h"

namespace dateline {
namespace {

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string> words_of(std::string text) {
  std::replace(text.begin(), text.end(), ',', ' ');
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool is_plain_text(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

bool is_valid(const ConfigKey& key, const std::string& text) {
  switch (key.kind) {
    case ConfigKind::text: return is_plain_text(text);
    case ConfigKind::address: return read_address(text).has_value();
    case ConfigKind::choice: return std::find(key.choices.begin(), key.choices.end(), text) != key.choices.end();
    case ConfigKind::number: {
      const auto number = whole_number(text);
      return number && *number >= key.least && *number <= key.most;
    }
    case ConfigKind::origin: return is_origin(text);
    case ConfigKind::origins: {
      const auto words = words_of(text);
      return std::all_of(words.begin(), words.end(), [](const std::string& word) { return is_origin(word); });
    }
    case ConfigKind::ancestors: return !frame_ancestors_of(text).empty();
  }
  return false;
}

// Reads a layer over the ones below it.
class Layers {
 public:
  Layers() {
    for (const ConfigKey& key : config_keys()) settings_.push_back({key.default_text, "default"});
  }

  void set(std::size_t at, const std::string& text, const std::string& origin) {
    const ConfigKey& key = config_keys()[at];
    if (is_valid(key, text)) settings_[at] = {text, origin};
    else wrong_.push_back(origin + ": " + key.name + " takes " + expected_values(key) + ", not \"" + text + "\"");
  }

  void set_by_name(const std::string& name, const std::string& text, const std::string& origin) {
    const auto keys = config_keys();
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const ConfigKey& k) { return k.name == name; });
    if (key != keys.end()) return set(static_cast<std::size_t>(key - keys.begin()), text, origin);
    std::vector<std::string_view> names;
    for (const ConfigKey& k : keys) names.push_back(k.name);
    const auto near = nearest(name, names);
    wrong_.push_back(origin + ": unknown key \"" + name + "\"" +
                     (near.empty() ? "" : "; did you mean \"" + std::string(near) + "\"?"));
  }

  std::vector<Setting> result() const {
    if (!wrong_.empty()) throw ConfigError(wrong_);
    return settings_;
  }

 private:
  std::vector<Setting> settings_;
  std::vector<std::string> wrong_;
};

const std::string& text_of(std::span<const Setting> settings, std::string_view name) {
  const auto keys = config_keys();
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const ConfigKey& k) { return k.name == name; });
  return settings[static_cast<std::size_t>(key - keys.begin())].text;
}

std::uint64_t number_of(std::span<const Setting> settings, std::string_view name) {
  return whole_number(text_of(settings, name)).value_or(0);
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

}  // namespace

ConfigError::ConfigError(std::vector<std::string> all) : std::runtime_error(joined_lines(all)), lines(std::move(all)) {}

std::vector<Setting> read_settings(const Pairs& flags, const Environment& environment, const std::string& file) {
  Layers layers;
  if (!file.empty())
    for (const FileEntry& entry : read_config_file(file))
      layers.set_by_name(entry.name, entry.text, file + ":" + std::to_string(entry.line));
  for (std::size_t at = 0; at < config_keys().size(); ++at) {
    const std::string variable = config_keys()[at].variable();
    const char* value = environment(variable.c_str());
    if (value != nullptr && *value != '\0') layers.set(at, value, variable);
  }
  for (const auto& [name, value] : flags) {
    const auto keys = config_keys();
    const auto key = std::find_if(keys.begin(), keys.end(), [&n = name](const ConfigKey& k) { return k.name == n; });
    layers.set_by_name(name, value, key == keys.end() ? name : key->flag());
  }
  return layers.result();
}

Config config_of(std::span<const Setting> settings) {
  Config config;
  config.archive = text_of(settings, "archive");
  config.listen = read_address(text_of(settings, "listen")).value_or(Address{});
  config.public_url = text_of(settings, "public_url");
  config.aliases = text_of(settings, "aliases");
  config.web = text_of(settings, "web");
  config.access_log = text_of(settings, "access_log");
  config.log_format = text_of(settings, "log_format") == "json" ? LogFormat::json : LogFormat::text;
  config.cors_origins = words_of(text_of(settings, "cors_origins"));
  config.frame_ancestors = frame_ancestors_of(text_of(settings, "frame_ancestors"));
  config.time_limit = std::chrono::milliseconds(number_of(settings, "time_limit_ms"));
  config.answer_cache_bytes = static_cast<std::size_t>(number_of(settings, "answer_cache_bytes"));
  for (const HttpLimitRow& row : http_limit_rows()) {
    const std::uint64_t value = number_of(settings, row.name);
    if (row.count != nullptr) config.limits.*row.count = static_cast<std::size_t>(value);
    else config.limits.*row.time = std::chrono::milliseconds(value);
  }
  return config;
}

std::string settings_text(std::span<const Setting> settings) {
  std::string text;
  for (std::size_t at = 0; at < settings.size(); ++at) {
    const ConfigKey& key = config_keys()[at];
    const Setting& setting = settings[at];
    const std::string value = key.kind == ConfigKind::number ? setting.text : quoted(setting.text);
    const bool unset = setting.text.empty();  // such a key has no value to give: its default is what `help` says
    text += (unset ? "# " : "") + key.name + " = " + value + "  # " + setting.origin + "\n";
  }
  return text;
}

}  // namespace dateline
