// An engine that is measured: how it is given the articles, and how it is asked.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/peers/http_client.h"
#include "tests/bench/peers/process.h"
#include "tests/bench/peers/queries.h"

namespace dateline {

// What an engine answered.
struct PeerAnswer {
  std::size_t hits = 0;  // on the first page, at most ten: a look whether engines understand a query alike
  double inside_ms = 0;  // what the engine itself says that it took; 0: it does not say
  bool partial = false;  // the engine gave up before it had looked at everything
};

// Asks one engine. For one thread.
class PeerAsker {
 public:
  virtual ~PeerAsker() = default;
  // The ten best hits with marked passages. nullopt for a query that the engine cannot answer. Throws std::exception when it fails.
  virtual std::optional<PeerAnswer> ask(const LoggedQuery& query) = 0;
  // Seconds of processor time that answering has cost so far. Only differences mean something.
  virtual double cpu_seconds() = 0;
};

// A server that answers searches over HTTP.
struct PeerServer {
  std::unique_ptr<RunningProgram> program;
  std::uint16_t port = 0;
  std::function<std::optional<std::string>(const LoggedQuery&)> target;  // path and query; nullopt: cannot be asked
  std::function<PeerAnswer(const AnswerView&)> read;
};

struct Peer {
  std::string name;  // as tables of builds call it
  std::string asked;  // as tables of queries call it: how it is asked, too
  std::string key;  // name of its folder, and for --only
  std::string version;  // of the engine; empty: it is not installed and left out
  // Writes the articles (a file of prepare_articles) in the form that the engine reads. Not measured; may be empty.
  std::function<void(const std::string& articles, const std::string& input)> prepare;
  // Builds an index in the empty folder. Called in a child process and measured there; may become another program. Empty: the engine answers
  // from the index of `shares`.
  std::function<void(const std::string& input, const std::string& folder)> build;
  std::string shares;  // key of the peer whose index it reads; empty: its own
  // Opens an index for questions; one of the two, or none when only the build is of interest.
  std::function<std::unique_ptr<PeerAsker>(const std::string& folder)> open;
  std::function<PeerServer(const std::string& folder)> serve;
};

// One per file of this folder.
std::vector<Peer> dateline_peers();
std::vector<Peer> xapian_peers();
std::vector<Peer> plain_server_peers();
std::vector<Peer> sqlite_peers();
std::vector<Peer> groonga_peers();
std::vector<Peer> omega_peers();

// All that are installed. The engine itself, which others are compared with, comes first. `only`: keys separated by commas, empty for all.
std::vector<Peer> installed_peers(const std::string& only);
inline constexpr const char* kFloorKey = "xapian-parts";

// Asks `peer` whichever way it is asked; over HTTP on one kept connection.
std::unique_ptr<PeerAsker> open_peer(const Peer& peer, const std::string& folder);

// Builds a peer's index of `articles` in `folder`, which is emptied first, and says what that cost.
ChildCost build_peer(const Peer& peer, const std::string& articles, const std::string& folder);

// The first line that a program prints for --version, or "" when it is not installed.
std::string version_of_program(const std::string& program);

}  // namespace dateline
