// The command line and the surroundings that bench_index, bench_query and bench_load have in common.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/layouts/measure.h"
#include "tests/bench/peers/peer.h"
#include "tests/bench/peers/plain_articles.h"

namespace dateline {

struct PeerOptions {
  std::vector<std::string> articles;  // JSON Lines files
  std::size_t limit = 1'000'000'000;  // articles
  std::string json;  // file for the figures; empty: none
  std::string keep;  // folder in which indexes stay for the next run; empty: a temporary one
  std::string only;  // keys of engines, separated by commas; empty: all
  std::uint64_t seed = 1;
  std::size_t queries = 100;  // query: of each class and round
  int rounds = 0;  // 0: the program's own number
  double seconds = 5;  // load: of each measurement
  std::string connections = "1,8,64,512";  // load: at the same time
};

// Throws std::runtime_error that says what is wrong.
PeerOptions read_peer_options(int count, char** arguments);

// Where a run works: its folder, and the articles as every engine gets them.
class PeerWorkshop {
 public:
  explicit PeerWorkshop(const PeerOptions& options);
  ~PeerWorkshop();
  PeerWorkshop(const PeerWorkshop&) = delete;
  PeerWorkshop& operator=(const PeerWorkshop&) = delete;

  const PlainSet& articles() const { return articles_; }
  std::string folder_of(const Peer& peer) const {
    return folder_ + "/" + (peer.shares.empty() ? peer.key : peer.shares);
  }
  std::string folder() const { return folder_; }

  // Builds the peer's index unless it is there already, of the same articles.
  void need(const Peer& peer);

 private:
  std::string folder_;
  bool temporary_;
  PlainSet articles_;
};

// Machine, commit, engines with versions, articles: what belongs to every figure.
Cells surroundings(const PlainSet& articles, const std::vector<Peer>& peers);

// Bytes that the files below a folder take on disk; holes in files do not count.
std::uint64_t bytes_on_disk(const std::string& folder);

// Writes `figures` to the file that was asked for, if one was.
void write_json(const PeerOptions& options, const Cells& figures);

// Runs a program's body and turns what it throws into a message and an exit code.
int run_bench(const char* name, const char* usage, int count, char** arguments, void (*body)(const PeerOptions&));

}  // namespace dateline
