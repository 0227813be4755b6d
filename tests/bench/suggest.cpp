// How long completions, corrections and related articles take, and what memory they need: headlines of the archive typed letter by letter, then wrongly.
//
//   scripts/bench suggest ARCHIVE [HEADLINES]
//   scripts/bench suggest --make ARCHIVE FORMS    makes an archive of so many different words to try it on
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/writer.h"
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

// Memory of this process beside the page cache.
void print_memory(const char* when) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) std::printf("%-22s %s\n", when, line.c_str());
}

// Each number another word, four syllables long.
std::string made_word(std::uint64_t number) {
  constexpr std::string_view consonants = "bcdfghjklmnpqrstvwxz", vowels = "aeiou";
  constexpr std::uint64_t kWords = 100'000'000, kStep = 38'196'601;  // without a common divisor: neighbours are far from each other
  std::string out;
  for (std::uint64_t left = number * kStep % kWords, syllable = 0; syllable < 4; ++syllable, left /= 100) {
    out += consonants[left % 100 / 5];
    out += vowels[left % 5];
  }
  return out;
}

// A thousand words an article: half of them in no other, half from a few thousand that are frequent.
void make_archive(const std::string& path, std::uint64_t forms) {
  constexpr std::uint64_t kOwn = 500, kFrequent = 4000;
  std::mt19937 random(23);
  ArchiveWriter writer(path, {});
  WriterHand hand;
  for (std::uint64_t next = kFrequent, number = 0; next < forms; ++number) {
    Article article;
    article.id = "made-" + std::to_string(number);
    article.lang = "und";
    article.published = {1'000'000'000 + static_cast<std::int64_t>(number) * 60, Precision::second, 0, true};
    std::string body;
    for (std::uint64_t word = 0; word < kOwn; ++word) (((body += made_word(next++)) += ' ') += made_word(random() % (random() % kFrequent + 1))) += ' ';
    for (int word = 0; word < 6; ++word) (article.title += made_word(word < 2 ? next - 1 - random() % kOwn : random() % kFrequent)) += ' ';
    article.body = {std::move(body)};
    writer.add(std::move(article), hand);
  }
  writer.publish("{}");
}

// The first word with two letters the wrong way round.
std::string misspelled(const std::string& title) {
  std::string word = title.substr(0, title.find(' '));
  if (word.size() > 3) std::swap(word[word.size() / 2], word[word.size() / 2 - 1]);
  return word;
}

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
  print_memory("opened");
  const std::vector<Article> articles = some_articles(searcher, count);
  SuggestRequest request;
  request.q = "a";
  request.time_limit = std::chrono::minutes(1);
  print_memory("headlines read");
  Times first, all, related, wrong;
  first.measure("", [&] { searcher.suggest(request); });
  first.print("first");
  print_memory("first completion");
  std::map<std::size_t, Times> by_length;
  for (const Article& article : articles) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(article.title.size(), 40); ++length) {
      request.q = article.title.substr(0, length);
      const std::size_t group = length <= 4 ? length : length <= 8 ? 8 : length <= 16 ? 16 : length <= 24 ? 24 : 40;
      by_length[group].measure(request.q, [&] { searcher.suggest(request); });
      all.measure(request.q, [&] { searcher.suggest(request); });
    }
    SearchRequest search;
    search.q = misspelled(article.title);
    search.time_limit = std::chrono::minutes(1);
    wrong.measure(search.q, [&] { searcher.search(search); });
    related.measure(article.id, [&] { searcher.related({article.id, 5, std::chrono::minutes(1)}); });
  }
  for (auto& [length, times] : by_length) times.print("up to " + std::to_string(length) + " letters");
  all.print("all");
  related.print("related");
  wrong.print("misspelled search");
  print_memory("at the end");
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--make") {
    dateline::make_archive(argv[2], std::strtoull(argv[3], nullptr, 10));
    return 0;
  }
  if (argc < 2) {
    std::fprintf(stderr, "scripts/bench suggest ARCHIVE [HEADLINES]\nscripts/bench suggest --make ARCHIVE FORMS\n");
    return 64;
  }
  dateline::run(argv[1], argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 100);
}
