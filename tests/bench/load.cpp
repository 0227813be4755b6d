// bench_load: many connections at once, against Dateline and against other engines that have an HTTP server, with and without a writer at work.
//
//   scripts/bench load [--limit N] [--connections 1,8,64,512] [--seconds N] [--rounds N] [--seed N] [--only KEYS] [--keep FOLDER] [--json FILE]
//                      ARTICLES.jsonl...
//
// The client runs on the same machine and takes its share of it. Queries are a mixed log without repetition.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/bench/peers/load_client.h"
#include "tests/bench/peers/options.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLog = 100'000;  // queries, or as many different ones as the articles give
constexpr std::size_t kBatch = 200;  // articles that the writer adds in a run

// A newsroom's feed: as long as it lives, dateline-index runs again and again and adds articles that are not there yet.
class Feed {
 public:
  Feed(std::string articles, std::string archive, std::string scratch)
      : articles_(std::move(articles)),
        archive_(std::move(archive)),
        batch_(scratch + "/batch.jsonl"),
        thread_([this] { run(); }) {}

  ~Feed() { stop(); }

  // Runs of dateline-index that came to their end.
  std::size_t stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
    return runs_;
  }

 private:
  // New articles: the words of two that are there, one of each in turn, so that they are no copies of what is there.
  void write_batch(std::ifstream& from) {
    std::ofstream to(batch_);
    nlohmann::json other = next_of(from);
    for (std::size_t at = 0; at < kBatch; ++at) {
      nlohmann::json article = next_of(from);
      std::istringstream one(article.at("body").get<std::string>()), two(other.at("body").get<std::string>());
      std::string body;
      for (std::string word; one >> word || two >> word;) {
        body += word + ' ';
        if (two >> word) body += word + ' ';
      }
      other = article;
      article["body"] = body;
      article["id"] = "feed-" + std::to_string(turn_) + "-" + article.at("id").get<std::string>();
      to << article.dump() << '\n';
    }
  }

  nlohmann::json next_of(std::ifstream& from) {
    std::string line;
    if (!std::getline(from, line)) {
      from = std::ifstream(articles_);
      ++turn_;
      if (!std::getline(from, line)) throw std::runtime_error(articles_ + ": is gone");
    }
    return nlohmann::json::parse(line);
  }

  void run() {
    std::ifstream from(articles_);
    for (; !stop_; ++runs_) {
      write_batch(from);
      cost_of([&] { become({DATELINE_INDEX, "--quiet", "--archive", archive_, "--format", "jsonl", batch_}); });
    }
  }

  std::string articles_, archive_, batch_;
  std::size_t turn_ = 0;
  std::atomic<bool> stop_ = false;
  std::atomic<std::size_t> runs_ = 0;
  std::thread thread_;
};

struct Setting {
  const Peer* peer;
  std::size_t connections;
  bool with_writer;
};

struct Measured {
  LoadResult load;
  double cpu_s = 0;
  ResidentMemory memory;
  std::size_t partial = 0;  // answers
  std::size_t runs = 0;  // of the writer
  bool repeated = false;  // the log was too short
};

class LoadBench {
 public:
  LoadBench(const PeerOptions& options, PeerWorkshop& workshop) : options_(options), workshop_(workshop) {
    QueryDrawer drawer(workshop.articles().path, options.seed);
    log_ = drawer.draw(QueryClass::mixed, kLog);
  }

  Measured measure(const Setting& setting) {
    std::string folder = workshop_.folder_of(*setting.peer);
    if (setting.with_writer) folder = copy_of(folder);
    Measured out;
    {
      const PeerServer server = setting.peer->serve(folder);
      // Waits until the server answers.
      HttpClient(server.port).get(*server.target(log_.front()));
      std::unique_ptr<Feed> feed;
      if (setting.with_writer) feed = std::make_unique<Feed>(workshop_.articles().path, folder + "/archive", folder);
      ask(setting, server, out);
      out.memory = memory_of(server.program->pid());
      if (feed) out.runs = feed->stop();
    }
    if (setting.with_writer) fs::remove_all(folder);
    return out;
  }

 private:
  std::string copy_of(const std::string& folder) {
    const std::string to = workshop_.folder() + "/written-to";
    fs::remove_all(to);
    fs::copy(folder, to, fs::copy_options::recursive);
    return to;
  }

  // Every measurement has a new server and begins at the log's beginning, so that all are asked the same.
  void ask(const Setting& setting, const PeerServer& server, Measured& out) {
    std::size_t asked = 0;
    double before = 0;
    LoadCalls calls;
    calls.next = [&] { return *server.target(log_[asked++ % log_.size()]); };
    calls.seen = [&](const AnswerView& answer) { out.partial += server.read(answer).partial; };
    calls.measuring = [&] {
      const double now = cpu_of(server.program->pid());
      out.cpu_s = now - before;
      before = now;
    };
    const LoadOptions load{server.port, setting.connections, std::min(1.0, options_.seconds), options_.seconds};
    out.load = put_load(load, calls);
    out.repeated = asked > log_.size();
  }

  const PeerOptions& options_;
  PeerWorkshop& workshop_;
  std::vector<LoggedQuery> log_;
};

// What went wrong in a measurement, and how often.
struct Failures {
  std::map<int, std::size_t> statuses;
  std::size_t partial = 0, cut_off = 0, unanswered = 0;

  void add(const Measured& round) {
    for (const auto& [status, count] : round.load.other) statuses[status] += count;
    partial += round.partial;
    cut_off += round.load.cut_off;
    unanswered += round.load.unanswered;
  }

  std::string text() const {
    std::string out;
    const auto tell = [&](std::size_t count, const std::string& what) {
      if (count > 0) out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + what;
    };
    for (const auto& [status, count] : statuses) tell(count, "with " + std::to_string(status));
    tell(partial, "partial");
    tell(cut_off, "cut off");
    tell(unanswered, "connections without any");
    return out.empty() ? "none" : out;
  }
};

Cells row_of(const Setting& setting, const std::vector<Measured>& rounds) {
  std::vector<double> rate, p50, p99, cpu, anonymous;
  Failures failures;
  std::size_t runs = 0;
  bool repeated = false;
  for (const Measured& round : rounds) {
    const auto answers = static_cast<double>(round.load.answered);
    rate.push_back(answers / round.load.seconds);
    p50.push_back(percentile(round.load.milliseconds, .5));
    p99.push_back(percentile(round.load.milliseconds, .99));
    cpu.push_back(answers > 0 ? round.cpu_s * 1e3 / answers : 0);
    anonymous.push_back(round.memory.anonymous_mb);
    failures.add(round);
    runs += round.runs;
    repeated |= round.repeated;
  }
  Cells out{{"engine", setting.peer->asked + (setting.with_writer ? ", a writer at work" : "")},
            {"connections", setting.connections},
            {"q/s", rounded(median(rate), 0)},
            {"p50 ms", rounded(median(p50), 2)},
            {"p99 ms", rounded(median(p99), 2)},
            {"CPU ms/query", rounded(median(cpu))},
            {"failures", failures.text()},
            {"server MB beside files", rounded(median(anonymous), 0)}};
  if (setting.with_writer) out["runs of the writer"] = runs;
  if (repeated) out["queries repeated"] = true;
  return out;
}

std::vector<Setting> settings_of(const std::vector<Peer>& peers, const std::string& connections) {
  std::vector<Setting> out;
  std::istringstream numbers(connections);
  for (std::string number; std::getline(numbers, number, ',');) {
    for (const Peer& peer : peers) out.push_back({&peer, std::stoul(number), false});
    for (const Peer& peer : peers)
      if (peer.key == "dateline") out.push_back({&peer, std::stoul(number), true});
  }
  return out;
}

void run(const PeerOptions& options) {
  const std::vector<Peer> all = installed_peers("");
  std::vector<Peer> peers = installed_peers(options.only);
  std::erase_if(peers, [](const Peer& peer) { return !peer.serve; });
  PeerWorkshop workshop(options);
  for (const Peer& peer : all)
    if (std::any_of(peers.begin(), peers.end(),
                    [&](const Peer& wanted) { return wanted.key == peer.key || wanted.shares == peer.key; }))
      workshop.need(peer);
  LoadBench bench(options, workshop);
  const std::vector<Setting> settings = settings_of(peers, options.connections);
  std::vector<std::vector<Measured>> measured(settings.size());
  for (int round = 0; round < std::max(options.rounds, 1); ++round)
    for (std::size_t at = 0; at < settings.size(); ++at) measured[at].push_back(bench.measure(settings[at]));
  Table table{"Load; medians of " + std::to_string(std::max(options.rounds, 1)) + " rounds of " +
                  std::to_string(static_cast<int>(options.seconds)) + " s",
              {}};
  for (std::size_t at = 0; at < settings.size(); ++at) table.rows.push_back(row_of(settings[at], measured[at]));
  print(table);
  write_json(options, {{"bench", "load"},
                       {"surroundings", surroundings(workshop.articles(), peers)},
                       {"seconds", options.seconds},
                       {"rows", table.rows}});
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) {
  return dateline::run_bench("bench_load",
                             "bench_load [--limit N] [--connections 1,8,64,512] [--seconds N] [--rounds N] [--seed N] "
                             "[--only KEYS] [--keep FOLDER] [--json FILE] "
                             "ARTICLES.jsonl...",
                             count, arguments, dateline::run);
}
