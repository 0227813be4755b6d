// server/config.h, config_file.h and command_line.h: four layers over one table of keys.
#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "server/command_line.h"
#include "server/config.h"
#include "server/config_file.h"
#include "tests/unit/source_files.h"

using namespace dateline;

namespace {

Environment environment(const std::map<std::string, std::string>& variables) {
  return [variables](const char* name) -> const char* {
    const auto at = variables.find(name);
    return at == variables.end() ? nullptr : at->second.c_str();
  };
}

const Environment kNone = environment({});

std::string setting(const std::vector<Setting>& settings, std::string_view name, bool origin = false) {
  for (std::size_t at = 0; at < settings.size(); ++at)
    if (config_keys()[at].name == name) return origin ? settings[at].origin : settings[at].text;
  return "no such key";
}

std::vector<std::string> complaints(const Pairs& flags, const Environment& variables, const std::string& file) {
  try {
    read_settings(flags, variables, file);
  } catch (const ConfigError& error) {
    return error.lines;
  }
  return {};
}

std::string usage_error(std::vector<const char*> arguments) {
  try {
    read_command_line(arguments);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

CommandLine command(std::vector<const char*> arguments) { return read_command_line(arguments); }

}  // namespace

TEST_CASE("every default is a value that its key takes") {
  const auto settings = read_settings({}, kNone, "");
  REQUIRE(settings.size() == config_keys().size());
  for (const ConfigKey& key : config_keys()) {
    CAPTURE(key.name);
    CHECK(setting(settings, key.name, true) == "default");
    if (key.default_text.empty()) continue;
    CHECK(complaints({{key.name, key.default_text}}, kNone, "").empty());
    CHECK(complaints({}, environment({{key.variable(), key.default_text}}), "").empty());
  }
}

TEST_CASE("the defaults of the limits are those of the front") {
  const Config config = config_of(read_settings({}, kNone, ""));
  const HttpLimits defaults;
  for (const HttpLimitRow& row : http_limit_rows()) {
    CAPTURE(row.name);
    if (row.count != nullptr) CHECK(config.limits.*row.count == defaults.*row.count);
    else CHECK(config.limits.*row.time == defaults.*row.time);
  }
}

TEST_CASE("a flag wins over a variable, a variable over the file, the file over the default") {
  const TemporaryFolder folder;
  const std::string file = folder.write("dateline.toml", "listen = \"127.0.0.1:1\"\nlog_format = \"json\"\n\nqueue = 7\n");
  const auto settings = read_settings({{"listen", "127.0.0.1:3"}},
                                      environment({{"DATELINE_LISTEN", "127.0.0.1:2"}, {"DATELINE_LOG_FORMAT", "text"},
                                                   {"DATELINE_QUEUE", ""}}),
                                      file);
  CHECK(setting(settings, "listen") == "127.0.0.1:3");
  CHECK(setting(settings, "listen", true) == "--listen");
  CHECK(setting(settings, "log_format") == "text");
  CHECK(setting(settings, "log_format", true) == "DATELINE_LOG_FORMAT");
  CHECK(setting(settings, "queue") == "7");
  CHECK(setting(settings, "queue", true) == file + ":4");
  CHECK(setting(settings, "archive", true) == "default");
}

TEST_CASE("a file's mistakes are told all at once, each with its line") {
  const TemporaryFolder folder;
  const std::string file = folder.write("dateline.toml",
                                        "# comment\nlissten = \"127.0.0.1:1\"\nqueue = 0\n[table]\nx = 1\n");
  const auto wrong = complaints({}, kNone, file);
  REQUIRE(wrong.size() == 3);
  CHECK(wrong[0] == file + ":2: unknown key \"lissten\"; did you mean \"listen\"?");
  CHECK(wrong[1] == file + ":3: queue takes a whole number from 1 to 1000000, not \"0\"");
  CHECK(wrong[2].starts_with(file + ":4: unknown key \"table\""));
}

TEST_CASE("a file that cannot be read is told with the place") {
  const TemporaryFolder folder;
  const std::string broken = folder.write("broken.toml", "queue = 1\nlisten = \n");
  CHECK(complaints({}, kNone, broken).at(0).starts_with(broken + ":2: "));
  const std::string twice = folder.write("twice.toml", "queue = 1\nqueue = 2\n");
  CHECK(complaints({}, kNone, twice).at(0).starts_with(twice + ":2: "));
  const std::string typed = folder.write("typed.toml", "queue = 1.5\nweb = true\n");
  CHECK(complaints({}, kNone, typed).size() == 2);
  const std::string large = folder.write("large.toml", std::string((1 << 20) + 1, '#'));
  CHECK(complaints({}, kNone, large).at(0).find("1 MiB") != std::string::npos);
  CHECK(complaints({}, kNone, (folder.path() / "absent.toml").string()).at(0).find("cannot be read") != std::string::npos);
  CHECK(complaints({}, kNone, folder.path().string()).size() == 1);
}

TEST_CASE("values are held against what their key takes") {
  struct Row {
    const char* key;
    const char* value;
    bool good;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"listen", "127.0.0.1:0", true, "any free port"},
      {"listen", "[::1]:8080", true, "IPv6"},
      {"listen", "localhost:8080", true, "a name"},
      {"listen", "8080", false, "no host"},
      {"listen", "127.0.0.1", false, "no port"},
      {"listen", "127.0.0.1:", false, "an empty port"},
      {"listen", "127.0.0.1:65536", false, "no such port"},
      {"listen", "127.0.0.1:-1", false, "no such port"},
      {"listen", "::1:8080", false, "IPv6 needs brackets"},
      {"listen", "http://a:80", false, "a URL"},
      {"log_format", "xml", false, "no such format"},
      {"time_limit_ms", "0", false, "no time at all"},
      {"time_limit_ms", "2s", false, "a unit"},
      {"cors_origins", "https://a.example, http://localhost:3000", true, "two origins"},
      {"cors_origins", "https://a.example/", false, "a path is no part of an origin"},
      {"cors_origins", "*", false, "everybody is not a list"},
      {"cors_origins", "https://A.example", false, "browsers send lower case"},
      {"cors_origins", "null", false, "null stands for every sandboxed page"},
      {"public_url", "https://archive.news.example", true, "an origin"},
      {"public_url", "http://localhost:8080", true, "with a port"},
      {"public_url", "https://news.example/archive", false, "a path is no part of an origin"},
      {"public_url", "archive.news.example", false, "no scheme"},
      {"public_url", "https://news.example\"><b>", false, "markup"},
      {"frame_ancestors", "none", true, "nobody"},
      {"frame_ancestors", "self https://cms.example", true, "ourselves and another"},
      {"frame_ancestors", "none https://cms.example", false, "nobody and somebody"},
      {"frame_ancestors", "https://a.example; script-src *", false, "no other directive can be smuggled in"},
      {"frame_ancestors", " ", false, "nothing"},
      {"archive", "", false, "an empty name"},
      {"archive", "a\nb", false, "a control character"},
      {"header_time", "3600000", true, "an hour"},
      {"header_time", "3600001", false, "more than an hour"},
      {"threads", "0", true, "the program chooses"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.key);
    CAPTURE(row.value);
    CAPTURE(row.why);
    CHECK(complaints({{row.key, row.value}}, kNone, "").empty() == row.good);
  }
}

TEST_CASE("the settings reach the configuration") {
  const Config config = config_of(read_settings({{"listen", "[::1]:81"},
                                                 {"cors_origins", "https://a.example,https://b.example"},
                                                 {"frame_ancestors", "self https://cms.example"},
                                                 {"log_format", "json"},
                                                 {"time_limit_ms", "77"},
                                                 {"header_time", "5"},
                                                 {"queue", "9"}},
                                                kNone, ""));
  CHECK(config.listen.host == "::1");
  CHECK(config.listen.port == 81);
  CHECK(config.cors_origins == std::vector<std::string>{"https://a.example", "https://b.example"});
  CHECK(config.frame_ancestors == "'self' https://cms.example");
  CHECK(config.log_format == LogFormat::json);
  CHECK(config.time_limit.count() == 77);
  CHECK(config.limits.header_time.count() == 5);
  CHECK(config.limits.queue == 9);
}

TEST_CASE("what --check-config prints is itself a configuration file that means the same") {
  const auto settings = read_settings({{"listen", "[::1]:81"}, {"archive", "a \"b\" \\ c"}}, kNone, "");
  const TemporaryFolder folder;
  const auto again = read_settings({}, kNone, folder.write("printed.toml", settings_text(settings)));
  for (std::size_t at = 0; at < settings.size(); ++at) {
    CAPTURE(config_keys()[at].name);
    CHECK(again[at].text == settings[at].text);
  }
}

TEST_CASE("an array of the file is a list") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.toml", "cors_origins = [\"https://a.example\", \"https://b.example\"]\n");
  CHECK(config_of(read_settings({}, kNone, file)).cors_origins.size() == 2);
}

TEST_CASE("the command line gives actions and flags") {
  CHECK(command({}).action == Action::serve);
  CHECK(command({"--help"}).action == Action::help);
  CHECK(command({"--version"}).action == Action::version);
  CHECK(command({"--check-config", "--config", "x.toml"}).config == "x.toml");
  CHECK(command({"--health-check"}).action == Action::health_check);
  CHECK(command({"--health-check", "--listen", "a:1"}).health_url.empty());
  CHECK(command({"--health-check", "http://a:1/readyz"}).health_url == "http://a:1/readyz");
  CHECK(command({"--archive", "a", "--archive=b", "--time-limit-ms", "5"}).flags ==
        Pairs{{"archive", "a"}, {"archive", "b"}, {"time_limit_ms", "5"}});
  CHECK(setting(read_settings(command({"--archive", "a", "--archive=b"}).flags, kNone, ""), "archive") == "b");
}

TEST_CASE("a command line that is not understood names the nearest option") {
  CHECK(usage_error({"--lisen", "a:1"}) == "unknown option --lisen; did you mean --listen?");
  CHECK(usage_error({"--qqqqqqqqq"}) == "unknown option --qqqqqqqqq");
  CHECK(usage_error({"--listen"}) == "--listen needs a value");
  CHECK(usage_error({"--help=yes"}) == "--help takes no value");
  CHECK(usage_error({"archive"}) == "unexpected argument archive");
}

TEST_CASE("--help and docs/configuration.md tell of every key") {
  const std::string help = help_text();
  const std::string page = source_file("docs/configuration.md");
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| `"); at != std::string::npos; at = page.find("\n| `", at + 1)) ++rows;
  CHECK(rows == config_keys().size());
  for (const ConfigKey& key : config_keys()) {
    CAPTURE(key.name);
    CHECK(help.find("  " + key.flag() + " VALUE") != std::string::npos);
    const std::string fallback = key.default_text.empty() ? "" : "`" + key.default_text + "`";
    const std::string row =
        "\n| `" + key.name + "` | " + expected_values(key) + " | " + fallback + " | " + key.help + " |\n";
    CAPTURE(row);
    CHECK(page.find(row) != std::string::npos);
  }
}
