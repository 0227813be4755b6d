#include "tests/bench/peers/options.h"

#include <sys/stat.h>
#include <sys/utsname.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::string first_line(const std::string& command) {
  std::FILE* const pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
  char line[256] = "";
  if (pipe == nullptr) return {};
  if (std::fgets(line, sizeof line, pipe) == nullptr) line[0] = 0;
  ::pclose(pipe);
  std::string out = line;
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string processor() { return first_line("sed -n 's/^model name[^:]*: //p' /proc/cpuinfo"); }

// Programs that wanted a processor, on average of the last five minutes, this one with them.
double load_average() {
  double averages[2] = {};
  return ::getloadavg(averages, 2) == 2 ? averages[1] : 0;
}

// What an index was built of, and by what; an index with another note is built again.
std::string note_of(const PlainSet& articles, const Peer& peer) {
  std::string out = std::to_string(articles.count) + " articles, " + std::to_string(articles.text_bytes) +
                    " bytes of text, " + peer.name + " " + peer.version;
  // Our own program changes without a new version.
  if (peer.key == "dateline")
    out += ", " + std::to_string(fs::last_write_time(DATELINE_INDEX).time_since_epoch().count());
  return out + "\n";
}

}  // namespace

PeerOptions read_peer_options(int count, char** arguments) {
  PeerOptions out;
  for (int at = 1; at < count; ++at) {
    const std::string name = arguments[at];
    if (!name.starts_with("--")) {
      out.articles.push_back(name);
      continue;
    }
    if (at + 1 == count) throw std::runtime_error(name + " needs a value");
    const std::string value = arguments[++at];
    if (name == "--json")
      out.json = value;
    else if (name == "--keep")
      out.keep = value;
    else if (name == "--only")
      out.only = value;
    else if (name == "--limit")
      out.limit = std::stoul(value);
    else if (name == "--seed")
      out.seed = std::stoul(value);
    else if (name == "--queries")
      out.queries = std::stoul(value);
    else if (name == "--rounds")
      out.rounds = std::stoi(value);
    else if (name == "--seconds")
      out.seconds = std::stod(value);
    else if (name == "--connections")
      out.connections = value;
    else
      throw std::runtime_error("there is no option " + name);
  }
  if (out.articles.empty()) throw std::runtime_error("name the articles");
  return out;
}

PeerWorkshop::PeerWorkshop(const PeerOptions& options) : folder_(options.keep), temporary_(options.keep.empty()) {
  if (temporary_) {
    folder_ = (fs::temp_directory_path() / "dateline-bench-XXXXXX").string();
    if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  }
  fs::create_directories(folder_);
  articles_ = prepare_articles(options.articles, options.limit, folder_ + "/articles.jsonl");
  std::printf("%zu articles, %.1f MB of text\n", articles_.count, static_cast<double>(articles_.text_bytes) / 1e6);
  std::fflush(stdout);
}

PeerWorkshop::~PeerWorkshop() {
  std::error_code ignored;
  if (temporary_) fs::remove_all(folder_, ignored);
}

void PeerWorkshop::need(const Peer& peer) {
  if (!peer.build) return;
  const std::string note = folder_of(peer) + ".built";
  if (content_of(note) == note_of(articles_, peer)) return;
  fs::remove(note);
  const ChildCost cost = build_peer(peer, articles_.path, folder_of(peer));
  std::ofstream(note) << note_of(articles_, peer);
  std::fprintf(stderr, "%s: built in %.1f s\n", peer.name.c_str(), cost.wall_s);
}

Cells surroundings(const PlainSet& articles, const std::vector<Peer>& peers) {
  utsname system{};
  ::uname(&system);
  Cells versions = Cells::object();
  for (const Peer& peer : peers) versions[peer.name] = peer.version;
  return {{"processor", processor()},
          {"cores", std::thread::hardware_concurrency()},
          {"load_average", rounded(load_average(), 1)},
          {"kernel", std::string(system.sysname) + " " + system.release},
          {"commit", first_line("git rev-parse HEAD")},
          {"changed", !first_line("git status --porcelain --untracked-files=no").empty()},
          {"date", first_line("date -u +%Y-%m-%dT%H:%M:%SZ")},
          {"articles", articles.count},
          {"text_bytes", articles.text_bytes},
          {"engines", versions}};
}

std::uint64_t bytes_on_disk(const std::string& folder) {
  std::uint64_t out = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat file {};
    if (entry.is_regular_file() && ::stat(entry.path().c_str(), &file) == 0)
      out += static_cast<std::uint64_t>(file.st_blocks) * 512;
  }
  return out;
}

void write_json(const PeerOptions& options, const Cells& figures) {
  if (options.json.empty()) return;
  std::ofstream file(options.json);
  file << figures.dump(1) << '\n';
  if (!file.flush()) throw std::runtime_error(options.json + ": cannot be written");
}

int run_bench(const char* name, const char* usage, int count, char** arguments, void (*body)(const PeerOptions&)) {
  PeerOptions options;
  try {
    options = read_peer_options(count, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n%s\n", name, error.what(), usage);
    return 64;
  }
  try {
    body(options);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", name, error.what());
    return 1;
  }
}

}  // namespace dateline
