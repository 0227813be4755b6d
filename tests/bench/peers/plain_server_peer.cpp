// The server of plain_server.cpp, over the floor's own index.
#include <algorithm>
#include <cstdlib>

#include "tests/bench/peers/peer.h"

namespace dateline {
namespace {

std::optional<std::string> target_of(const LoggedQuery& query) {
  if (query.kind == QueryClass::completions) return std::nullopt;
  std::string out = "/search?kind=" + std::to_string(static_cast<int>(query.kind)) + "&words=";
  for (const std::string& word : query.words) out += word + "+";
  if (!query.source.empty()) out += "&source=" + url_encoded(query.source);
  if (query.from_year > 0) out += "&from=" + std::to_string(query.from_year);
  return out;
}

PeerAnswer read_answer(const AnswerView& answer) {
  const std::size_t at = answer.body.find("\"total\":");
  const std::size_t total = at == std::string_view::npos ? 0 : std::strtoul(answer.body.data() + at + 8, nullptr, 10);
  return {.hits = std::min<std::size_t>(10, total)};
}

PeerServer serve(const std::string& folder) {
  PeerServer out;
  out.program = std::make_unique<RunningProgram>(std::vector<std::string>{BENCH_PLAIN_SERVER, folder + "/all"});
  out.port = static_cast<std::uint16_t>(std::atoi(out.program->read_line().c_str()));
  out.target = target_of;
  out.read = read_answer;
  return out;
}

}  // namespace

std::vector<Peer> plain_server_peers() {
  Peer out;
  out.name = "Xapian behind cpp-httplib";
  out.asked = "Xapian behind cpp-httplib, cheapest snippets";
  out.key = "plain-server";
  out.version = BENCH_HTTPLIB;
  out.shares = kFloorKey;
  out.serve = serve;
  return {out};
}

}  // namespace dateline
