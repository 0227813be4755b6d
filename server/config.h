// The configuration: flags win over DATELINE_* variables, these over the TOML file, this over the defaults. One table of keys
// drives all four, --help, --check-config and docs/configuration.md (a test compares).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/answer.h"
#include "server/http/access_log.h"
#include "server/http/address.h"
#include "server/http/limits.h"

namespace dateline {

enum class ConfigKind : std::uint8_t {
  text,     // anything without control characters, from 1 byte
  address,  // HOST:PORT, with an IPv6 address in brackets
  choice,   // one of `choices`
  number,   // decimal digits, from `least` to `most`
  origin,   // one such as https://news.example, or nothing
  origins,  // origins such as https://news.example, in an array or separated by commas or spaces
  ancestors,  // none, or self and origins, as above
};

struct ConfigKey {
  std::string name;  // in the file: "time_limit_ms"; flag and variable are made from it
  ConfigKind kind = ConfigKind::text;
  std::string default_text;  // empty: see `help`
  std::string help;          // one line
  std::uint64_t least = 0, most = 0;            // number only
  std::vector<std::string_view> choices = {};  // choice only

  std::string flag() const;      // "--time-limit-ms"
  std::string variable() const;  // "DATELINE_TIME_LIMIT_MS"
};

// All rows: those of the program, then one for every HTTP limit. Static storage.
std::span<const ConfigKey> config_keys();

// The values that a key takes, in words: "a whole number from 1 to 100".
std::string expected_values(const ConfigKey& key);

// A value and where it came from.
struct Setting {
  std::string text;
  std::string origin;  // "default", "dateline.toml:3", "DATELINE_LISTEN", "--listen"
};

// Everything that is wrong with a configuration, a line each.
struct ConfigError : std::runtime_error {
  explicit ConfigError(std::vector<std::string> all);
  std::vector<std::string> lines;
};

// Value of an environment variable; nullptr when it is not set. Like std::getenv.
using Environment = std::function<const char*(const char* name)>;

// The settings in the order of config_keys(). `flags` are name and value, of known names; `file` is empty for none. An empty
// variable counts as not set. Throws ConfigError with all that is wrong, each with its origin.
std::vector<Setting> read_settings(const Pairs& flags, const Environment& environment, const std::string& file);

// The settings as the program uses them.
struct Config {
  std::string archive;
  Address listen;
  std::string public_url;  // an origin; empty: made from each request
  std::string aliases;  // a file; empty: none
  std::string web;  // empty: look for it
  std::string access_log;
  LogFormat log_format = LogFormat::text;
  std::vector<std::string> cors_origins;
  std::string frame_ancestors;  // a CSP source list
  std::chrono::milliseconds time_limit{0};
  std::size_t answer_cache_bytes = 0;
  HttpLimits limits;
};

// `settings` come from read_settings.
Config config_of(std::span<const Setting> settings);

// The settings as a TOML file, each with its origin as a comment: what --check-config prints.
std::string settings_text(std::span<const Setting> settings);

}  // namespace dateline
