// Asks the seeds of the fuzzer, and many mutations of them, without a fuzzer: the same ones in every run with one NUMBER.
//
//   search_replay CORPUS COUNT [FILE [NUMBER]]     FILE: one more seed a line
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/search_checks.h"

namespace {

using Random = std::mt19937;

std::vector<std::string> seeds_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

void add_lines(const std::string& path, std::vector<std::string>& seeds) {
  std::ifstream file(path);
  if (!file) std::printf("left out: there is no %s\n", path.c_str());
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) seeds.push_back(line);
}

std::string piece_of(const std::string& text, Random& random) {
  if (text.empty()) return {};
  const std::size_t begin = random() % text.size();
  return text.substr(begin, 1 + random() % std::min<std::size_t>(24, text.size() - begin));
}

std::string mutated(std::string q, const std::vector<std::string>& seeds, Random& random) {
  for (std::size_t left = 1 + random() % 4; left > 0; --left) {
    const std::size_t at = q.empty() ? 0 : random() % (q.size() + 1);
    switch (random() % 5) {
      case 0: q.insert(at, seeds[random() % seeds.size()].substr(0, 64)); break;
      case 1: q.insert(at, piece_of(seeds[random() % seeds.size()], random)); break;
      case 2: q.erase(at, 1 + random() % 8); break;
      case 3: q.insert(at, 1, static_cast<char>(random())); break;
      default:
        if (at < q.size()) q[at] = " \"()*?-:~&|!<"[random() % 13];
    }
  }
  return q;
}

bool ask(const dateline::SearchChecks& checks, const std::string& q) {
  const std::string fault = checks.fault_of(q);
  if (fault.empty()) return true;
  std::printf("FAILED: %s\n  query:", fault.c_str());
  for (const char c : q) std::printf(c >= ' ' && c <= '~' ? "%c" : "\\x%02x", static_cast<unsigned char>(c));
  std::printf("\n");
  return false;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const dateline::SearchChecks checks;
  std::vector<std::string> seeds = seeds_of(arguments[1]);
  if (seeds.empty()) return 2;
  if (count > 3) add_lines(arguments[3], seeds);
  const long wanted = std::atol(arguments[2]);
  long failed = 0;
  for (const std::string& seed : seeds) failed += !ask(checks, seed);
  Random random(count > 4 ? static_cast<unsigned>(std::atol(arguments[4])) : 1);
  for (long left = wanted; left > 0 && failed < 20; --left)
    failed += !ask(checks, mutated(seeds[random() % seeds.size()], seeds, random));
  std::printf("%zu seeds, %ld mutations, %ld failed\n", seeds.size(), wanted, failed);
  return failed == 0 ? 0 : 1;
}
