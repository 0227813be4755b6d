// dateline-serve: reads the configuration, builds the objects, waits for a signal.
#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "indexer/archive/archive.h"
#include "server/command_line.h"
#include "server/config.h"
#include "server/http/front.h"
#include "server/http/health_check.h"
#include "server/http/service.h"
#include "server/page/pages.h"
#include "server/search/search.h"

namespace dateline {
namespace {

// sysexits.h
constexpr int kUsage = 64;
constexpr int kNoInput = 66;
constexpr int kUnavailable = 69;
constexpr int kSoftware = 70;
constexpr int kConfig = 78;

// Ends the program with a code of its own.
struct Ending {
  int code;
  std::string message;
};

void complain(const std::string& message) { std::fprintf(stderr, "dateline-serve: %s\n", message.c_str()); }

// SIGTERM and SIGINT, blocked in every thread that is started from now on so that StopThread alone gets them.
sigset_t blocked_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  return signals;
}

// Stops the front at the first of the signals, or when it is destroyed itself.
class StopThread {
 public:
  StopThread(HttpFront& front, sigset_t signals) : thread_([&front, signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    front.stop();
  }) {}
  StopThread(const StopThread&) = delete;
  StopThread& operator=(const StopThread&) = delete;

  ~StopThread() {
    pthread_kill(thread_.native_handle(), SIGTERM);  // of no effect when a signal has come before
    thread_.join();
  }

 private:
  std::thread thread_;
};

// The page's folder: as configured, else beside the installed program, else in the source tree above a build folder.
std::string web_folder(const Config& config) {
  namespace fs = std::filesystem;
  if (!config.web.empty()) return config.web;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* way : {"../share/dateline/web", "../../../web"}) {
    const fs::path folder = (program / way).lexically_normal();
    if (fs::is_regular_file(folder / "page.mustache", error)) return folder.string();
  }
  complain("the folder of the search page is not found; --web names it. Serving the API alone.");
  return "none";
}

StaticFiles web_files(const Config& config) {
  const std::string folder = web_folder(config);
  try {
    return folder == "none" ? StaticFiles() : StaticFiles(folder);
  } catch (const std::exception& error) {
    throw Ending{kConfig, "web: " + std::string(error.what())};
  }
}

// The pages, made from files that are not served themselves. Null: there is no web folder.
std::unique_ptr<const Pages> pages_of(StaticFiles& files) {
  if (files.count() == 0) return nullptr;
  const std::string page = files.take("/page.mustache"), texts = files.take("/texts.json");
  if (page.empty() || texts.empty()) throw Ending{kConfig, "web: the folder has no page.mustache or no texts.json: is it the web folder?"};
  std::vector<std::string> scripts;
  for (const std::string_view path : files.below("/"))
    if (path.rfind('/') == 0 && path.ends_with(".js") && path != "/main.js") scripts.emplace_back(path);
  try {
    return std::make_unique<const Pages>(PageFiles{page, texts, scripts});
  } catch (const std::exception& error) {
    throw Ending{kConfig, "web: " + std::string(error.what())};
  }
}

Config configuration(const CommandLine& line, std::vector<Setting>& settings) {
  const char* named = std::getenv("DATELINE_CONFIG");
  const std::string file = !line.config.empty() ? line.config : named != nullptr ? named : "";
  settings = read_settings(line.flags, [](const char* name) -> const char* { return std::getenv(name); }, file);
  return config_of(settings);
}

// The newsroom's own table of aliases; empty: there is none.
std::string aliases_text(const Config& config) {
  if (config.aliases.empty()) return {};
  std::ifstream file(config.aliases, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) throw Ending{kConfig, "aliases: cannot read " + config.aliases};
  return text;
}

// The table of aliases with the newsroom's own on top.
AliasTable aliases_of(const Config& config, const std::string& text) {
  if (config.aliases.empty()) return {};
  try {
    return AliasTable(text, config.aliases);
  } catch (const AliasError& error) {
    throw Ending{kConfig, "aliases: " + std::string(error.what())};
  }
}

SearchCalls calls_of(const Searcher& searcher) {
  SearchCalls calls;
  calls.search = [&searcher](const SearchRequest& request) { return searcher.search(request); };
  calls.list = [&searcher](const SearchRequest& request) { return searcher.list(request); };
  calls.article = [&searcher](const std::string& id, const std::string& q, const std::string& version) { return searcher.article(id, q, version); };
  calls.stats = [&searcher] { return searcher.stats(); };
  calls.suggest = [&searcher](const SuggestRequest& request) { return searcher.suggest(request); };
  calls.related = [&searcher](const RelatedRequest& request) { return searcher.related(request); };
  calls.revision = [&searcher] { return searcher.revision(); };
  return calls;
}

ServiceOptions options_of(const Config& config, const std::string& aliases) {
  return {{config.cors_origins, config.frame_ancestors}, config.time_limit, config.answer_cache_bytes, {config.public_url, ""}, config.limits.streams, aliases};
}

int bound_port(HttpFront& front, const Address& address) {
  try {
    return front.bind(address.host, address.port);
  } catch (const std::exception& error) {
    throw Ending{kUnavailable, error.what()};
  }
}

std::unique_ptr<AccessLog> access_log(const Config& config) {
  try {
    return std::make_unique<AccessLog>(config.access_log, config.log_format);
  } catch (const std::exception& error) {
    throw Ending{kConfig, error.what()};
  }
}

int serve(const Config& config) {
  const sigset_t signals = blocked_stop_signals();
  const std::string aliases = aliases_text(config);
  const Searcher searcher(config.archive, {aliases_of(config, aliases)});
  StaticFiles files = web_files(config);
  const auto pages = pages_of(files);
  const auto log = access_log(config);
  Service service(options_of(config, aliases), calls_of(searcher), files, pages.get(), *log);
  HttpFront front(
      config.limits, [&service](const Call& call) { return service.handle(call); },
      [&service](const Refused& refused) { return service.refuse(refused); });
  service.watch([&front] { return front.counters(); });
  const int port = bound_port(front, config.listen);
  service.listens_at(url_of({config.listen.host, port}));
  const auto articles = static_cast<unsigned long long>(searcher.stats().articles);
  std::printf("Dateline %s serves %llu articles at %s\n", DATELINE_VERSION, articles,
              url_of({config.listen.host, port}).c_str());
  std::fflush(stdout);
  const StopThread stop_thread(front, signals);
  front.run();
  return 0;
}

int check_health(const CommandLine& line, const Config& config) {
  HealthTarget target{config.listen, "/readyz"};
  if (target.address.host == "0.0.0.0") target.address.host = "127.0.0.1";
  if (target.address.host == "::") target.address.host = "::1";
  if (!line.health_url.empty()) {
    const auto read = read_health_url(line.health_url);
    if (!read) throw UsageError("--health-check takes a URL such as http://127.0.0.1:8080/readyz");
    target = *read;
  }
  return is_healthy(target) ? 0 : 1;
}

int run(const CommandLine& line) {
  if (line.action == Action::help) {
    std::fputs(help_text().c_str(), stdout);
    return 0;
  }
  if (line.action == Action::version) {
    std::puts("dateline-serve " DATELINE_VERSION);
    return 0;
  }
  std::vector<Setting> settings;
  const Config config = configuration(line, settings);
  if (line.action == Action::health_check) return check_health(line, config);
  if (line.action == Action::serve) return serve(config);
  std::fputs(settings_text(settings).c_str(), stdout);
  return 0;
}

int run_guarded(std::span<const char* const> arguments) {
  try {
    return run(read_command_line(arguments));
  } catch (const UsageError& error) {
    complain(std::string(error.what()) + " (--help lists all options)");
    return kUsage;
  } catch (const ConfigError& error) {
    for (const std::string& wrong : error.lines) complain(wrong);
    return kConfig;
  } catch (const Ending& ending) {
    complain(ending.message);
    return ending.code;
  } catch (const ArchiveError& error) {
    complain(error.what());
    return kNoInput;
  } catch (const std::exception& error) {
    complain(error.what());
    return kSoftware;
  }
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  const std::span<const char* const> all(argv, static_cast<std::size_t>(argc));
  return dateline::run_guarded(all.subspan(all.empty() ? 0 : 1));
}
