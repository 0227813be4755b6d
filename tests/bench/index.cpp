// bench_index: what building an index of the same articles costs Dateline and other engines, one process each, in turn.
//
//   scripts/bench index [--limit N] [--rounds N] [--only KEYS] [--json FILE] ARTICLES.jsonl...
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "tests/bench/peers/options.h"

namespace dateline {
namespace {

constexpr const char* kBaseline = "xapian";  // the plain single writer

struct Built {
  std::vector<double> wall, cpu, peak;
  std::uint64_t disk = 0;
};

std::vector<Peer> builders(const std::string& only) {
  std::vector<Peer> out = installed_peers(only);
  std::erase_if(out, [](const Peer& peer) { return !peer.build; });
  return out;
}

// Every round begins with another engine.
std::map<std::string, Built> build_all(const std::vector<Peer>& peers, const PeerWorkshop& workshop, int rounds) {
  std::map<std::string, Built> out;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t at = 0; at < peers.size(); ++at) {
      const Peer& peer = peers[(at + static_cast<std::size_t>(round)) % peers.size()];
      const std::string folder = workshop.folder() + "/index-" + peer.key;
      const ChildCost cost = build_peer(peer, workshop.articles().path, folder);
      Built& built = out[peer.key];
      built.wall.push_back(cost.wall_s);
      built.cpu.push_back(cost.cpu_s);
      built.peak.push_back(cost.peak_mb);
      built.disk = bytes_on_disk(folder);
      std::filesystem::remove_all(folder);
    }
  }
  return out;
}

Cells row_of(const Peer& peer, const Built& built, const PlainSet& articles, const std::map<std::string, Built>& all) {
  const double cpu = std::max(median(built.cpu), 1e-6), wall = std::max(median(built.wall), 1e-6),
               text = static_cast<double>(articles.text_bytes);
  Cells out{{"engine", peer.name},
            {"CPU s", rounded(cpu, 2)},
            {"wall s", rounded(wall, 2)},
            {"articles/s", rounded(static_cast<double>(articles.count) / wall, 0)},
            {"MB/CPU s", rounded(text / 1e6 / cpu, 2)},
            {"peak MB", rounded(median(built.peak), 0)},
            {"disk/text", rounded(static_cast<double>(built.disk) / text, 2)}};
  if (const auto base = all.find(kBaseline); base != all.end())
    out["times less CPU than one writer"] = rounded(median(base->second.cpu) / cpu, 2);
  return out;
}

void run(const PeerOptions& options) {
  const std::vector<Peer> peers = builders(options.only);
  const PeerWorkshop workshop(options);
  const int rounds = options.rounds > 0 ? options.rounds : 3;
  const auto built = build_all(peers, workshop, rounds);
  Table table{"Building; medians of " + std::to_string(rounds) + " rounds", {}};
  for (const Peer& peer : peers) table.rows.push_back(row_of(peer, built.at(peer.key), workshop.articles(), built));
  print(table);
  write_json(options, {{"bench", "index"},
                       {"surroundings", surroundings(workshop.articles(), peers)},
                       {"rounds", rounds},
                       {"rows", table.rows}});
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) {
  return dateline::run_bench("bench_index",
                             "bench_index [--limit N] [--rounds N] [--only KEYS] [--json FILE] ARTICLES.jsonl...",
                             count, arguments, dateline::run);
}
