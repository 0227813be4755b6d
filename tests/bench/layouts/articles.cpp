#include "tests/bench/layouts/articles.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace dateline {
namespace {

std::string text_at(const nlohmann::json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> paragraphs_of(const std::string& body) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    if (end > begin) out.push_back(body.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

Moment moment_of(const std::string& date) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (std::sscanf(date.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) return {};
  const std::chrono::sys_days days = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  Moment out;
  out.precision = Precision::day;
  out.seconds = std::chrono::sys_seconds(days).time_since_epoch().count();
  return out;
}

}  // namespace

Corpus read_corpus(const std::string& path, std::size_t limit) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": cannot be read");
  Corpus out;
  for (std::string text; out.articles.size() < limit && std::getline(file, text);) {
    const auto line = nlohmann::json::parse(text);
    Article article;
    article.id = text_at(line, "id");
    if (article.id.empty()) article.id = std::to_string(out.articles.size());
    article.title = text_at(line, "title");
    article.body = paragraphs_of(text_at(line, "body"));
    article.source = text_at(line, "source");
    article.section = text_at(line, "section");
    if (const std::string byline = text_at(line, "byline"); !byline.empty()) article.byline = {byline};
    article.lang = "en";
    article.published = moment_of(text_at(line, "published"));
    out.text_bytes += article.title.size();
    for (const std::string& paragraph : article.body) out.text_bytes += paragraph.size();
    out.articles.push_back(std::move(article));
  }
  return out;
}

}  // namespace dateline
