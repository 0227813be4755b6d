#include "server/command_line.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "server/api/nearest.h"
#include "server/config.h"

namespace dateline {
namespace {

struct OwnFlag {
  std::string_view flag;
  std::string_view help;
};

constexpr std::array kOwnFlags = {
    OwnFlag{"--config", "FILE: read this TOML file (or the one that DATELINE_CONFIG names)"},
    OwnFlag{"--check-config", "print the configuration and where each value comes from, and exit"},
    OwnFlag{"--health-check", "[URL]: exit 0 when the server at URL (default: at --listen) is ready, else 1"},
    OwnFlag{"--help", "print this and exit"},
    OwnFlag{"--version", "print the version and exit"},
};

const ConfigKey* key_of(std::string_view flag) {
  for (const ConfigKey& key : config_keys())
    if (key.flag() == flag) return &key;
  return nullptr;
}

[[noreturn]] void unknown(const std::string& flag) {
  std::vector<std::string> names;
  for (const OwnFlag& own : kOwnFlags) names.emplace_back(own.flag);
  for (const ConfigKey& key : config_keys()) names.push_back(key.flag());
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto near = nearest(flag, views);
  throw UsageError("unknown option " + flag + (near.empty() ? "" : "; did you mean " + std::string(near) + "?"));
}

class Reader {
 public:
  explicit Reader(std::span<const char* const> arguments) : arguments_(arguments.begin(), arguments.end()) {}

  CommandLine read() {
    while (at_ < arguments_.size()) take(arguments_[at_++]);
    return result_;
  }

 private:
  void take(const std::string& argument) {
    if (!argument.starts_with("--")) throw UsageError("unexpected argument " + argument);
    const std::size_t equals = argument.find('=');
    const std::string flag = argument.substr(0, equals);
    inline_value_.reset();
    if (equals != std::string::npos) inline_value_ = argument.substr(equals + 1);
    if (const ConfigKey* key = key_of(flag)) result_.flags.emplace_back(key->name, value(flag));
    else if (flag == "--config") result_.config = value(flag);
    else take_action(flag);
  }

  void take_action(const std::string& flag) {
    if (flag == "--health-check") {
      result_.action = Action::health_check;
      const bool follows = at_ < arguments_.size() && !arguments_[at_].starts_with("--");
      if (inline_value_ || follows) result_.health_url = value(flag);
      return;
    }
    if (inline_value_) throw UsageError(flag + " takes no value");
    if (flag == "--help") result_.action = Action::help;
    else if (flag == "--version") result_.action = Action::version;
    else if (flag == "--check-config") result_.action = Action::check_config;
    else unknown(flag);
  }

  std::string value(const std::string& flag) {
    if (inline_value_) return *inline_value_;
    if (at_ >= arguments_.size()) throw UsageError(flag + " needs a value");
    return arguments_[at_++];
  }

  std::vector<std::string> arguments_;
  std::size_t at_ = 0;
  std::optional<std::string> inline_value_;
  CommandLine result_;
};

std::string help_line(std::string flag, std::string_view help) {
  constexpr std::size_t column = 28;
  flag.resize(std::max(flag.size() + 1, column), ' ');
  return "  " + flag + std::string(help) + "\n";
}

}  // namespace

CommandLine read_command_line(std::span<const char* const> arguments) { return Reader(arguments).read(); }

std::string help_text() {
  std::string text = "Usage: dateline-serve [OPTION]...\nServes a Dateline archive: search page and HTTP API.\n\n";
  for (const OwnFlag& own : kOwnFlags) text += help_line(std::string(own.flag), own.help);
  text += "\nConfiguration; also as DATELINE_ variables (DATELINE_LISTEN) and keys of the TOML file (listen):\n";
  for (const ConfigKey& key : config_keys()) {
    const std::string fallback = key.default_text.empty() ? "" : " (" + key.default_text + ")";
    text += help_line(key.flag() + " VALUE", key.help + fallback);
  }
  return text + "\nExit: 0 stopped by a signal, 64 usage, 66 no archive, 69 cannot listen, 78 configuration.\n";
}

}  // namespace dateline
