// bench_query: what a search costs in Dateline, in other engines, and in Xapian itself without anything around it (the floor), query by query in turn.
//
//   scripts/bench query [--limit N] [--queries N] [--rounds N] [--seed N] [--only KEYS] [--keep FOLDER] [--json FILE] ARTICLES.jsonl...
//
// No query is asked twice, so that no cache of answers has a part in it. Every round draws new ones.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include "tests/bench/peers/options.h"

namespace dateline {
namespace {

constexpr const char* kInside = ", inside the server";
constexpr std::size_t kWarmUp = 20;  // queries of each class that are asked before and do not count

struct Samples {
  std::vector<double> wall, inside, cpu;  // milliseconds
  double cpu_sum = 0;  // milliseconds, with what was still to do when the answer had come
  std::size_t hits = 0;
};

struct Engine {
  const Peer* peer;
  std::unique_ptr<PeerAsker> asker;
  std::map<QueryClass, Samples> samples;
};

void ask(Engine& engine, const LoggedQuery& query, Samples& to) {
  const double cpu = engine.asker->cpu_seconds();
  const auto begin = std::chrono::steady_clock::now();
  const auto answer = engine.asker->ask(query);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  if (!answer) return;
  to.wall.push_back(wall.count());
  to.cpu.push_back((engine.asker->cpu_seconds() - cpu) * 1e3);
  to.hits += answer->hits;
  if (answer->inside_ms > 0) to.inside.push_back(answer->inside_ms);
}

// All engines answer a query before the next one; each query begins with another engine.
void ask_class(std::vector<Engine>& engines, QueryClass kind, const std::vector<LoggedQuery>& queries,
               std::size_t turn) {
  std::vector<double> before;
  for (Engine& engine : engines) before.push_back(engine.asker->cpu_seconds());
  for (const LoggedQuery& query : queries) {
    for (std::size_t at = 0; at < engines.size(); ++at) {
      Engine& engine = engines[(at + turn) % engines.size()];
      ask(engine, query, engine.samples[kind]);
    }
    ++turn;
  }
  for (std::size_t at = 0; at < engines.size(); ++at)
    engines[at].samples[kind].cpu_sum += (engines[at].asker->cpu_seconds() - before[at]) * 1e3;
}

void ask_all(std::vector<Engine>& engines, const PeerOptions& options, const std::string& articles) {
  QueryDrawer drawer(articles, options.seed);
  for (const QueryClass kind : kQueryClasses) ask_class(engines, kind, drawer.draw(kind, kWarmUp), 0);
  for (Engine& engine : engines) engine.samples.clear();
  const int rounds = options.rounds > 0 ? options.rounds : 3;
  for (int round = 0; round < rounds; ++round)
    for (const QueryClass kind : kQueryClasses)
      ask_class(engines, kind, drawer.draw(kind, options.queries), static_cast<std::size_t>(round));
}

Cells figures_of(const std::string& engine, QueryClass kind, const std::vector<double>& wall, const Samples& samples) {
  const auto count = static_cast<double>(samples.wall.size());
  return {{"engine", engine},
          {"class", name_of(kind)},
          {"queries", samples.wall.size()},
          {"p50_ms", rounded(percentile(wall, .5))},
          {"p95_ms", rounded(percentile(wall, .95))},
          {"p99_ms", rounded(percentile(wall, .99))},
          {"cpu_ms", rounded(samples.cpu_sum / count)},
          {"cpu_p50_ms", rounded(percentile(samples.cpu, .5))},
          {"cpu_p95_ms", rounded(percentile(samples.cpu, .95))},
          {"hits", rounded(static_cast<double>(samples.hits) / count, 2)}};
}

double ratio(const Cells& of, const Cells& to, const char* name) {
  const double below = to.at(name).get<double>();
  return below > 0 ? rounded(of.at(name).get<double>() / below, 2) : 0;
}

Cells ratios(const Cells& row, const Cells& floor) {
  Cells out;
  for (const char* name : {"p50_ms", "p95_ms", "p99_ms", "cpu_ms", "cpu_p50_ms", "cpu_p95_ms"})
    out[name] = ratio(row, floor, name);
  return out;
}

// One row for each engine and class, and one for what Dateline says that it took inside, without the way through HTTP.
Cells all_figures(std::vector<Engine>& engines) {
  Cells out = Cells::array();
  const std::string floor = engines.front().peer->key == kFloorKey ? engines.front().peer->asked : "none";
  for (const QueryClass kind : kQueryClasses) {
    std::vector<Cells> rows;
    for (Engine& engine : engines) {
      const Samples& samples = engine.samples[kind];
      if (samples.wall.empty()) continue;
      rows.push_back(
          figures_of(engine.peer->asked + (samples.inside.empty() ? "" : " over HTTP"), kind, samples.wall, samples));
      if (!samples.inside.empty())
        rows.push_back(figures_of(engine.peer->asked + kInside, kind, samples.inside, samples));
    }
    for (Cells& row : rows) {
      if (rows.front().at("engine") == floor) row["to_floor"] = ratios(row, rows.front());
      out.push_back(row);
    }
  }
  return out;
}

std::string text_of(double value) {
  char out[32];
  std::snprintf(out, sizeof out, value < 10 ? "%.2f" : "%.1f", value);
  return out;
}

std::string cell(const Cells& row, const std::vector<const char*>& names) {
  std::string out;
  for (const char* name : names) out += (out.empty() ? "" : " / ") + text_of(row.at(name).get<double>());
  return out;
}

struct Shown {
  const char* title;
  std::vector<const char*> names;
  bool ratios = false;  // to the floor
  bool inside = true;  // with the rows of what servers say of themselves; their CPU is that of the row before
};

// Engines down, classes across.
void print_figures(const Cells& figures, const Shown& shown) {
  Table table{shown.title, {}};
  std::map<std::string, std::size_t> lines;
  for (const Cells& row : figures) {
    const std::string engine = row.at("engine");
    if ((shown.ratios && !row.contains("to_floor")) || (!shown.inside && engine.ends_with(kInside))) continue;
    const auto [line, added] = lines.emplace(engine, table.rows.size());
    if (added) table.rows.push_back({{"engine", engine}});
    table.rows[line->second][row.at("class").get<std::string>()] =
        cell(shown.ratios ? row.at("to_floor") : row, shown.names);
  }
  print(table);
}

void run(const PeerOptions& options) {
  std::vector<Peer> peers = installed_peers(options.only);
  std::erase_if(peers, [](const Peer& peer) { return !peer.open && !peer.serve; });
  PeerWorkshop workshop(options);
  for (const Peer& peer : peers) workshop.need(peer);
  std::vector<Engine> engines;
  for (const Peer& peer : peers) engines.push_back({&peer, open_peer(peer, workshop.folder_of(peer)), {}});
  ask_all(engines, options, workshop.articles().path);
  const Cells figures = all_figures(engines);
  print_figures(figures, {"Milliseconds until the answer is there: p50 / p95 / p99", {"p50_ms", "p95_ms", "p99_ms"}});
  print_figures(figures, {"The same in times the floor", {"p50_ms", "p95_ms", "p99_ms"}, true});
  print_figures(figures,
                {"CPU milliseconds a query: mean / p50 / p95", {"cpu_ms", "cpu_p50_ms", "cpu_p95_ms"}, false, false});
  print_figures(figures, {"The same in times the floor", {"cpu_ms", "cpu_p50_ms", "cpu_p95_ms"}, true, false});
  print_figures(figures, {"Hits on the first page, mean", {"hits"}, false, false});
  write_json(options, {{"bench", "query"},
                       {"surroundings", surroundings(workshop.articles(), peers)},
                       {"queries", options.queries},
                       {"seed", options.seed},
                       {"rows", figures}});
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) {
  return dateline::run_bench("bench_query",
                             "bench_query [--limit N] [--queries N] [--rounds N] [--seed N] [--only KEYS] [--keep "
                             "FOLDER] [--json FILE] ARTICLES.jsonl...",
                             count, arguments, dateline::run);
}
