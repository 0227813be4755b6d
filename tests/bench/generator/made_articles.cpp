// made_articles: writes articles with the statistics of news to standard output, as JSON Lines, and their number and size to standard error.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/bench/generator/articles.h"

int main(int count, char** arguments) {
  dateline::MakingOptions options;
  std::uint64_t first = 0, most = 0;
  for (int at = 1; at + 1 < count; at += 2) {
    const std::string_view name = arguments[at];
    const char* const value = arguments[at + 1];
    if (name == "--articles") options.articles = std::strtoull(value, nullptr, 10);
    else if (name == "--seed") options.seed = std::strtoull(value, nullptr, 10);
    else if (name == "--copies") options.copies = std::strtod(value, nullptr);
    else if (name == "--median-words") options.median_words = std::strtod(value, nullptr);
    else if (name == "--first") first = std::strtoull(value, nullptr, 10);
    else if (name == "--count") most = std::strtoull(value, nullptr, 10);
    else count = 0;
  }
  if (count % 2 == 0) {
    std::fputs("made_articles [--articles N] [--seed N] [--first N] [--count N] [--copies SHARE] [--median-words N]\n", stderr);
    return 64;
  }
  const std::uint64_t end = most > 0 ? first + most : options.articles;
  std::uint64_t text = 0, bytes = 0;
  for (std::uint64_t number = first; number < end; ++number) {
    const dateline::MadeArticle article = dateline::make_article(number, options);
    const std::string line = dateline::json_line(article);
    text += dateline::text_bytes(article);
    bytes += line.size();
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
  }
  if (std::fflush(stdout) != 0) return 1;
  std::fprintf(stderr, "{\"articles\": %llu, \"text_bytes\": %llu, \"bytes\": %llu}\n", static_cast<unsigned long long>(end - first),
               static_cast<unsigned long long>(text), static_cast<unsigned long long>(bytes));
  return 0;
}
