// How long completions and related articles take: headlines of the archive typed letter by letter.
//
//   scripts/bench suggest ARCHIVE [HEADLINES]
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "server/search/help.h"

namespace dateline {
namespace {

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> cpu, wall;
  std::string slowest;

  template <typename Work>
  void measure(const std::string& what, Work work) {
    const auto start = std::chrono::steady_clock::now();
    const double before = cpu_ms();
    work();
    cpu.push_back(cpu_ms() - before);
    wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    if (cpu.back() >= *std::max_element(cpu.begin(), cpu.end())) slowest = what;
  }

  static double at(std::vector<double>& times, double share) {
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
  }

  void print(const std::string& name) {
    std::printf("%-22s %6zu   cpu ms p50 %6.2f p95 %6.2f p99 %6.2f max %7.2f   wall p50 %6.2f p95 %6.2f   slowest: %s\n", name.c_str(), cpu.size(),
                at(cpu, .5), at(cpu, .95), at(cpu, .99), at(cpu, 1), at(wall, .5), at(wall, .95), slowest.c_str());
  }
};

// Headlines from all over the archive.
std::vector<Article> some_articles(const Searcher& searcher, std::size_t count) {
  SearchRequest request;
  request.per_page = 100;
  request.snippets = 0;
  request.sort = Sort::newest;
  std::vector<Article> all;
  for (request.page = 1; request.page <= 100; ++request.page) {
    const SearchAnswer answer = searcher.search(request);
    for (const Hit& hit : answer.hits) all.push_back(hit.article);
    if (answer.hits.empty()) break;
  }
  std::shuffle(all.begin(), all.end(), std::mt19937(7));
  if (all.size() > count) all.resize(count);
  return all;
}

void run(const std::string& archive, std::size_t count) {
  const Searcher searcher(archive);
  const std::vector<Article> articles = some_articles(searcher, count);
  SuggestRequest request;
  request.q = "a";
  request.time_limit = std::chrono::minutes(1);
  Times first, all, related;
  first.measure("", [&] { searcher.suggest(request); });
  first.print("first (makes them)");
  std::map<std::size_t, Times> by_length;
  for (const Article& article : articles) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(article.title.size(), 40); ++length) {
      request.q = article.title.substr(0, length);
      const std::size_t group = length <= 4 ? length : length <= 8 ? 8 : length <= 16 ? 16 : length <= 24 ? 24 : 40;
      by_length[group].measure(request.q, [&] { searcher.suggest(request); });
      all.measure(request.q, [&] { searcher.suggest(request); });
    }
    related.measure(article.id, [&] { searcher.related({article.id, 5, std::chrono::minutes(1)}); });
  }
  for (auto& [length, times] : by_length) times.print("up to " + std::to_string(length) + " letters");
  all.print("all");
  related.print("related");
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "scripts/bench suggest ARCHIVE [HEADLINES]\n");
    return 64;
  }
  dateline::run(argv[1], argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 100);
}
