#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <stdexcept>

#include "tests/bench/peers/peer.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

class ServerAsker : public PeerAsker {
 public:
  explicit ServerAsker(PeerServer server) : server_(std::move(server)), client_(server_.port) {}

  std::optional<PeerAnswer> ask(const LoggedQuery& query) override {
    const auto target = server_.target(query);
    if (!target) return std::nullopt;
    const AnswerView answer = client_.get(*target);
    if (answer.status != 200) throw std::runtime_error("status " + std::to_string(answer.status) + " for " + *target);
    return server_.read(answer);
  }

  double cpu_seconds() override { return cpu_of(server_.program->pid()); }

 private:
  PeerServer server_;
  HttpClient client_;
};

bool is_listed(const std::string& list, const std::string& key) {
  return ("," + list + ",").find("," + key + ",") != std::string::npos;
}

}  // namespace

std::vector<Peer> installed_peers(const std::string& only) {
  std::vector<Peer> out;
  for (const auto peers : {xapian_peers, dateline_peers, plain_server_peers, sqlite_peers, groonga_peers, omega_peers})
    for (Peer& peer : peers())
      if (!peer.version.empty() && (only.empty() || is_listed(only, peer.key))) out.push_back(std::move(peer));
  return out;
}

std::unique_ptr<PeerAsker> open_peer(const Peer& peer, const std::string& folder) {
  if (peer.open) return peer.open(folder);
  return std::make_unique<ServerAsker>(peer.serve(folder));
}

ChildCost build_peer(const Peer& peer, const std::string& articles, const std::string& folder) {
  const std::string input = peer.prepare ? folder + ".input" : articles;
  fs::remove_all(folder);
  fs::create_directories(folder);
  if (peer.prepare) peer.prepare(articles, input);
  const ChildCost cost = cost_of([&] { peer.build(input, folder); });
  if (peer.prepare) fs::remove(input);
  return cost;
}

std::string version_of_program(const std::string& program) {
  std::FILE* const pipe = ::popen((program + " --version 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return {};
  char line[256] = "";
  const bool got = std::fgets(line, sizeof line, pipe) != nullptr;
  while (std::fgetc(pipe) != EOF) {
  }
  const bool well = ::pclose(pipe) == 0;
  std::string out = line;
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return got && well ? out : std::string();
}

}  // namespace dateline
