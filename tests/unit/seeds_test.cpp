// Five real scraped articles and what a person found in them: ../shared/seeds, which is not part of the project.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "indexer/extract/text.h"
#include "indexer/readers/reader.h"
#include "tests/unit/shared_folder.h"

using namespace dateline;

namespace {

namespace fs = std::filesystem;

fs::path seeds_folder() {
  return shared_folder() / "seeds";
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Collected : ArticleSink {
  std::vector<Article> articles;
  void article(Article&& article) override { articles.push_back(std::move(article)); }
  void skip(BadArticle&& what) override { FAIL(what.path << ": " << what.reason); }
  void reject(BadArticle&& bad) override { FAIL(bad.path << ":" << bad.line << ": " << bad.reason); }
};

Article read_seed(const fs::path& path, const std::string& bytes) {
  const Input input = {path.string(), bytes};
  const Format* format = format_of(input);
  REQUIRE(format != nullptr);
  CHECK(format->name == "text");
  Collected sink;
  format->read(input, {}, sink);
  REQUIRE(sink.articles.size() == 1);
  return sink.articles.front();
}

struct Score {
  int right = 0, of = 0;

  void add(bool agrees) {
    right += agrees ? 1 : 0;
    ++of;
  }
  Score& operator+=(const Score& other) {
    right += other.right;
    of += other.of;
    return *this;
  }
  std::string text() const { return std::to_string(right) + "/" + std::to_string(of); }
};

struct Scores {
  Score title, byline, date, kept, dropped;
};

std::string day_of(const Moment& moment) {
  if (!moment.known()) return {};
  using namespace std::chrono;
  const year_month_day day(floor<days>(sys_seconds(seconds(moment.seconds))));
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text;
}

std::string text_or_empty(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

Scores score_of(const nlohmann::json& truth, const Article& article, const std::string& bytes) {
  Scores scores;
  const std::string title = text_or_empty(truth["title"]);
  scores.title.add(title.empty() ? article.title_derived : !article.title_derived && article.title == title);
  const std::string byline = text_or_empty(truth["byline"]);
  scores.byline.add(article.byline == (byline.empty() ? std::vector<std::string>{} : std::vector<std::string>{byline}));
  scores.date.add(day_of(article.published) == text_or_empty(truth["published"]));
  const auto lines = split_lines(bytes);
  std::set<std::string> body;
  for (const auto& number : truth["body_lines"]) {
    const std::string line = squeeze_spaces(lines[number.get<std::size_t>() - 1].text);
    scores.kept.add(std::find(article.body.begin(), article.body.end(), line) != article.body.end());
    body.insert(line);
  }
  const std::size_t title_line = truth["title_line"].is_number() ? truth["title_line"].get<std::size_t>() : 0;
  for (const Line& line : lines) {
    const std::string text = squeeze_spaces(line.text);
    if (text.empty() || line.number == title_line || body.count(text) != 0) continue;
    scores.dropped.add(std::find(article.body.begin(), article.body.end(), text) == article.body.end());
  }
  return scores;
}

void print_row(const std::string& name, const Scores& s) {
  std::printf("  %-26s title %s  byline %s  date %s  body lines kept %s  other lines dropped %s\n", name.c_str(),
              s.title.text().c_str(), s.byline.text().c_str(), s.date.text().c_str(), s.kept.text().c_str(),
              s.dropped.text().c_str());
}

void check_all(const Scores& s) {
  for (const Score& score : {s.title, s.byline, s.date, s.kept, s.dropped}) CHECK(score.right == score.of);
}

}  // namespace

TEST_CASE("the five seeds are read as a person reads them") {
  const fs::path folder = seeds_folder();
  if (!fs::exists(folder / "truth.json")) {
    std::printf("SKIPPED: no seeds in %s\n", folder.c_str());
    return;
  }
  const auto truth = nlohmann::json::parse(read_file(folder / "truth.json"));
  Scores total;
  std::printf("Seeds against truth.json:\n");
  for (const auto& file : truth["files"]) {
    const std::string name = file["file"];
    CAPTURE(name);
    const std::string bytes = read_file(folder / name);
    const Article article = read_seed(folder / name, bytes);
    const Scores scores = score_of(file, article, bytes);
    print_row(name, scores);
    check_all(scores);
    total.title += scores.title;
    total.byline += scores.byline;
    total.date += scores.date;
    total.kept += scores.kept;
    total.dropped += scores.dropped;
  }
  print_row("total", total);
  CHECK(total.title.of == 5);
}
