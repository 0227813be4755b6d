#include "tests/bench/peers/plain_articles.h"

#include <cstdlib>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unordered_set>

namespace dateline {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& line, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto found = line.find(name); found != line.end() && found->is_string()) return found->get<std::string>();
  return {};
}

PlainArticle article_of(const Json& line) {
  PlainArticle out;
  out.id = text_at(line, {"id", "url"});
  out.title = text_at(line, {"title", "headline"});
  out.body = text_at(line, {"body", "text", "content"});
  out.source = text_at(line, {"source", "publication"});
  out.section = text_at(line, {"section", "category"});
  out.date = text_at(line, {"published", "date", "published_at"}).substr(0, 10);
  if (out.day() == 0) out.date.clear();
  return out;
}

}  // namespace

int PlainArticle::day() const {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return 0;
  return std::atoi(date.c_str()) * 10'000 + std::atoi(date.c_str() + 5) * 100 + std::atoi(date.c_str() + 8);
}

int PlainArticle::year() const { return day() / 10'000; }

std::string line_of(const PlainArticle& article) {
  Json out{{"id", article.id}, {"title", article.title}, {"body", article.body}, {"lang", "en"}};
  if (!article.source.empty()) out["source"] = article.source;
  if (!article.section.empty()) out["section"] = article.section;
  if (!article.date.empty()) out["published"] = article.date;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

PlainSet prepare_articles(const std::vector<std::string>& paths, std::size_t limit, const std::string& to) {
  PlainSet out{to};
  std::ofstream file(to);
  std::unordered_set<std::string> known;
  for (const std::string& path : paths) {
    std::ifstream from(path);
    if (!from) throw std::runtime_error(path + ": cannot be read");
    for (std::string line; out.count < limit && std::getline(from, line);) {
      PlainArticle article = article_of(Json::parse(line));
      if (article.id.empty()) article.id = "article-" + std::to_string(out.count);
      if (article.text_bytes() == 0 || !known.insert(article.id).second) continue;
      file << line_of(article);
      ++out.count;
      out.text_bytes += article.text_bytes();
    }
  }
  if (!file.flush()) throw std::runtime_error(to + ": cannot be written");
  if (out.count == 0) throw std::runtime_error("there are no articles");
  return out;
}

void for_each_article(const std::string& path, const std::function<void(const PlainArticle&)>& use) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": cannot be read");
  for (std::string line; std::getline(file, line);) use(article_of(Json::parse(line)));
}

}  // namespace dateline
