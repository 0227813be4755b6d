// What dateline-serve was told to do.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "server/api/answer.h"

namespace dateline {

enum class Action : unsigned char { serve, help, version, check_config, health_check };

struct CommandLine {
  Action action = Action::serve;
  Pairs flags;             // name of a configuration key and its value, in order; later ones win
  std::string config;      // --config; empty: none was given
  std::string health_url;  // of --health-check; empty: what `listen` says
};

// The command line cannot be understood; what() is one sentence.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// `arguments` without the program's name. Flags are "--name value" or "--name=value". Throws UsageError that names the nearest
// known flag.
CommandLine read_command_line(std::span<const char* const> arguments);

// What --help prints.
std::string help_text();

}  // namespace dateline
