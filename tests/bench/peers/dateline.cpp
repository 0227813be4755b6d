// Dateline itself: the installed programs, with the defaults that a newsroom gets.
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "tests/bench/peers/peer.h"

namespace dateline {
namespace {

std::string words_of(const LoggedQuery& query) {
  std::string out;
  for (const std::string& word : query.words) {
    if (!out.empty()) out += query.kind == QueryClass::any ? " OR " : " ";
    out += word;
  }
  if (query.kind == QueryClass::phrase) return '"' + out + '"';
  return query.kind == QueryClass::prefix || query.kind == QueryClass::typing ? out + "*" : out;
}

std::optional<std::string> target_of(const LoggedQuery& query) {
  if (query.kind == QueryClass::completions) return "/api/v1/suggest?q=" + url_encoded(words_of(query));
  std::string out = "/api/v1/search?q=" + url_encoded(words_of(query));
  if (query.kind == QueryClass::newest) out += "&sort=newest";
  if (!query.source.empty()) out += "&source=" + url_encoded(query.source);
  if (query.from_year > 0) out += "&from=" + std::to_string(query.from_year);
  if (query.kind == QueryClass::facets) out += "&facets=source,published:year";
  return out;
}

// The number behind `name` in a text; 0 when it is not there.
double number_behind(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(name);
  return at == std::string_view::npos ? 0 : std::strtod(text.data() + at + name.size(), nullptr);
}

// "partial" and "total" stand before anything that an article may have said.
PeerAnswer read_answer(const AnswerView& answer) {
  PeerAnswer out;
  out.inside_ms = number_behind(answer.head, "total;dur=");
  out.partial = answer.body.find("\"partial\":true") != std::string_view::npos;
  out.hits = std::min<std::size_t>(10, static_cast<std::size_t>(number_behind(answer.body, "\"total\":")));
  if (answer.body.find("\"suggestions\":[{") != std::string_view::npos) out.hits = 1;
  return out;
}

PeerServer serve(const std::string& folder) {
  PeerServer out;
  out.program = std::make_unique<RunningProgram>(std::vector<std::string>{
      DATELINE_SERVE, "--archive", folder + "/archive", "--listen", "127.0.0.1:0", "--access-log", "off"});
  const std::string line = out.program->read_line();
  out.port = static_cast<std::uint16_t>(std::atoi(line.c_str() + line.rfind(':') + 1));
  out.target = target_of;
  out.read = read_answer;
  return out;
}

}  // namespace

std::vector<Peer> dateline_peers() {
  Peer out;
  out.name = out.asked = "Dateline";
  out.key = "dateline";
  out.version = DATELINE_VERSION;
  out.build = [](const std::string& input, const std::string& folder) {
    become({DATELINE_INDEX, "--quiet", "--archive", folder + "/archive", "--format", "jsonl", input});
  };
  out.serve = serve;
  return {out};
}

}  // namespace dateline
