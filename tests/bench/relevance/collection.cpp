#include "tests/bench/relevance/collection.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "indexer/readers/reader.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path.string() + ": cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Keeper : ArticleSink {
  std::vector<Article>& articles;
  explicit Keeper(std::vector<Article>& to) : articles(to) {}
  void article(Article&& article) override { articles.push_back(std::move(article)); }
  void reject(BadArticle&&) override {}
  void skip(BadArticle&&) override {}
};

void read_articles(const fs::path& path, const std::string& name, std::vector<Article>& to) {
  const std::string bytes = bytes_of(path);
  Input input{path.string(), bytes};
  input.name = name;
  Keeper keeper(to);
  if (const Format* format = format_of(input)) format->read(input, {}, keeper);
}

// The rows of a table of tabs, without its head.
std::vector<std::vector<std::string>> rows_of(const fs::path& path) {
  std::istringstream lines(bytes_of(path));
  std::vector<std::vector<std::string>> out;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    auto& row = out.emplace_back();
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
  }
  if (!out.empty()) out.erase(out.begin());
  return out;
}

void keep_judged(Collection& collection) {
  std::erase_if(collection.topics, [](const Topic& topic) { return topic.judged.empty(); });
}

double gain(const Topic& topic, const std::string& id) {
  const auto found = topic.judged.find(id);
  return found == topic.judged.end() ? 0 : found->second;
}

}  // namespace

Collection read_collection(const std::string& folder) {
  Collection out;
  out.name = fs::path(folder).filename().string();
  read_articles(fs::path(folder) / "corpus.jsonl", "corpus.jsonl", out.articles);
  std::map<std::string, Topic> topics;
  std::istringstream lines(bytes_of(fs::path(folder) / "queries.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    const auto topic = nlohmann::json::parse(line);
    topics[topic.at("_id").get<std::string>()] = {topic.at("_id").get<std::string>(), topic.at("text").get<std::string>(), {}};
  }
  for (const auto& row : rows_of(fs::path(folder) / "qrels.tsv"))
    if (const int grade = std::stoi(row.at(2)); grade > 0) topics[row.at(0)].judged[row.at(1)] = grade;
  for (auto& [id, topic] : topics) out.topics.push_back(std::move(topic));
  keep_judged(out);
  return out;
}

Collection read_corpus_judgements(const std::string& folder) {
  Collection out;
  out.name = fs::path(folder).filename().string();
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().parent_path() != fs::path(folder)) read_articles(entry.path(), fs::relative(entry.path(), folder).string(), out.articles);
  std::map<std::string, Topic> topics;
  for (const auto& row : rows_of(fs::path(folder) / "judgements.tsv")) {
    Topic& topic = topics[row.at(0)];
    topic.id = topic.q = row.at(0);
    if (std::stoi(row.at(2)) > 0) topic.judged[row.at(1)] = 1;
  }
  for (auto& [id, topic] : topics) out.topics.push_back(std::move(topic));
  keep_judged(out);
  return out;
}

Scores score(const Topic& topic, const std::vector<std::string>& ranking) {
  Scores out;
  double seen = 0;
  std::vector<double> ideal;
  for (const auto& [id, grade] : topic.judged) ideal.push_back(grade);
  std::sort(ideal.rbegin(), ideal.rend());
  const auto wanted = static_cast<double>(ideal.size());
  double dcg = 0, best = 0;
  for (std::size_t at = 0; at < ranking.size(); ++at) {
    const double rank = static_cast<double>(at) + 1, worth = gain(topic, ranking[at]);
    if (at < 10) dcg += worth / std::log2(rank + 1);
    if (worth <= 0) continue;
    ++seen;
    if (out.mrr == 0) out.mrr = 1 / rank;
    if (at < 100) out.recall100 += 1 / wanted;
    out.map += seen / rank / wanted;
  }
  for (std::size_t at = 0; at < std::min<std::size_t>(10, ideal.size()); ++at) best += ideal[at] / std::log2(static_cast<double>(at) + 2);
  out.ndcg10 = dcg / best;
  return out;
}

Scores mean(const std::vector<Scores>& all) {
  Scores out;
  const auto count = static_cast<double>(std::max<std::size_t>(all.size(), 1));
  for (const Scores& one : all) {
    out.map += one.map / count;
    out.ndcg10 += one.ndcg10 / count;
    out.mrr += one.mrr / count;
    out.recall100 += one.recall100 / count;
  }
  return out;
}

bool is_held_out(const Topic& topic) {
  std::uint32_t hash = 2166136261;
  for (const unsigned char c : topic.q) hash = (hash ^ c) * 16777619;
  return (hash >> 16 & 1) != 0;
}

}  // namespace dateline
