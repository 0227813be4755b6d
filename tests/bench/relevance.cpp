// bench_relevance: how well hits are ranked on judged collections: stock Xapian, ours, and ours with one part switched off.
//
//   scripts/bench relevance [--json FILE] [--only NAME] [--set PART=VALUE]... FOLDER...
//
// A FOLDER has corpus.jsonl, queries.jsonl and qrels.tsv, or is the sample archive with judgements.tsv.
#include <xapian.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>

#include "indexer/archive/writer.h"
#include "server/search/search.h"
#include "tests/bench/layouts/measure.h"
#include "tests/bench/relevance/collection.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDepth = 1000;

using Ranking = std::function<std::vector<std::string>(const std::string& q)>;

// The engine as its own documentation shows it: TermGenerator, QueryParser, BM25, all defaults, English.
class Stock {
 public:
  Stock(const Collection& collection, const std::string& folder) : database_(folder, Xapian::DB_CREATE_OR_OVERWRITE) {
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("english"));
    for (const Article& article : collection.articles) {
      Xapian::Document document;
      generator.set_document(document);
      generator.index_text(article.title);
      for (const std::string& paragraph : article.body) {
        generator.increase_termpos();
        generator.index_text(paragraph);
      }
      document.set_data(article.id);
      database_.add_document(document);
    }
    database_.commit();
  }

  std::vector<std::string> rank(const std::string& q) {
    Xapian::QueryParser parser;
    parser.set_stemmer(Xapian::Stem("english"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_database(database_);
    Xapian::Enquire enquire(database_);
    try {
      enquire.set_query(parser.parse_query(q));
    } catch (const Xapian::QueryParserError&) {
      return {};
    }
    std::vector<std::string> out;
    const Xapian::MSet hits = enquire.get_mset(0, kDepth);
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) out.push_back(hit.get_document().get_data());
    return out;
  }

 private:
  Xapian::WritableDatabase database_;
};

struct Variant {
  std::string name;
  std::function<void(SearchRequest&)> change;
};

std::map<std::string, double RankingWeights::*> parts() {
  return {{"k1", &RankingWeights::k1},       {"b", &RankingWeights::b},         {"whole_headline", &RankingWeights::whole_headline},
          {"headline", &RankingWeights::headline}, {"near", &RankingWeights::near},   {"exact", &RankingWeights::exact},
          {"lead", &RankingWeights::lead},   {"freshness", &RankingWeights::freshness}, {"feedback", &RankingWeights::feedback}};
}

std::vector<Variant> variants() {
  std::vector<Variant> out = {{"ours", [](SearchRequest&) {}}};
  for (const auto& [name, member] : parts())
    if (name != "k1" && name != "b") out.push_back({"without " + name, [member](SearchRequest& request) { request.ranking.*member = 0; }});
  out.push_back({"words of the postings alone", [](SearchRequest& request) {
                   for (const auto& [name, member] : parts())
                     if (name != "k1" && name != "b") request.ranking.*member = 0;
                 }});
  out.push_back({"all words wanted", [](SearchRequest& request) { request.match = Match::all; }});
  out.push_back({"never all words wanted", [](SearchRequest& request) { request.match = Match::most; }});
  return out;
}

std::vector<std::string> ours(const Searcher& searcher, const std::string& q, const Variant& variant, const RankingWeights& weights) {
  SearchRequest request;
  request.q = q;
  request.per_page = kDepth;
  request.snippets = 0;
  request.spelling = Spelling::off;
  request.time_limit = std::chrono::minutes(1);
  request.ranking = weights;
  variant.change(request);
  std::vector<std::string> out;
  for (const Hit& hit : searcher.search(request).hits) out.push_back(hit.article.id);
  return out;
}

void add_row(Table& table, const std::string& collection, const std::string& name, const Collection& of, const Ranking& ranking) {
  std::vector<Scores> all, tuning, held_out;
  for (const Topic& topic : of.topics) {
    const Scores scores = score(topic, ranking(topic.q));
    all.push_back(scores);
    (is_held_out(topic) ? held_out : tuning).push_back(scores);
  }
  const Scores sum = mean(all), one = mean(tuning), other = mean(held_out);
  table.rows.push_back({{"collection", collection}, {"ranking", name}, {"topics", all.size()}, {"MAP", rounded(sum.map, 4)}, {"nDCG@10", rounded(sum.ndcg10, 4)},
                        {"MRR", rounded(sum.mrr, 4)}, {"recall@100", rounded(sum.recall100, 4)}, {"MAP tuning", rounded(one.map, 4)},
                        {"MAP held out", rounded(other.map, 4)}, {"nDCG tuning", rounded(one.ndcg10, 4)}, {"nDCG held out", rounded(other.ndcg10, 4)}});
}

struct Options {
  std::string json, only;
  RankingWeights weights;
  std::vector<std::string> folders;
};

Options read_options(int count, char** values) {
  Options out;
  for (int at = 1; at < count; ++at) {
    const std::string name = values[at];
    if (!name.starts_with("--")) {
      out.folders.push_back(name);
      continue;
    }
    if (at + 1 == count) throw std::runtime_error(name + " needs a value");
    const std::string value = values[++at];
    if (name == "--json") out.json = value;
    else if (name == "--only") out.only = value;
    else if (name == "--set") out.weights.*parts().at(value.substr(0, value.find('='))) = std::atof(value.substr(value.find('=') + 1).c_str());
    else throw std::runtime_error("there is no option " + name);
  }
  if (out.folders.empty()) throw std::runtime_error("name a folder with corpus.jsonl, queries.jsonl and qrels.tsv, or the sample archive");
  return out;
}

void measure(const Options& options, const std::string& folder, const std::string& scratch, Table& table) {
  const Collection collection =
      fs::exists(fs::path(folder) / "judgements.tsv") ? read_corpus_judgements(folder) : read_collection(folder);
  if (options.only.empty() || options.only == "stock Xapian") {
    Stock stock(collection, fresh_folder(scratch, "stock"));
    add_row(table, collection.name, "stock Xapian", collection, [&](const std::string& q) { return stock.rank(q); });
  }
  const std::string archive = fresh_folder(scratch, "archive");
  ArchiveWriter writer(archive, {.rebuild = true, .threads = 2});
  WriterHand hand;
  for (const Article& article : collection.articles) writer.add(article, hand);
  writer.publish("{}");
  const Searcher searcher(archive);
  for (const Variant& variant : variants())
    if (options.only.empty() || options.only == variant.name)
      add_row(table, collection.name, variant.name, collection, [&](const std::string& q) { return ours(searcher, q, variant, options.weights); });
}

int run(int count, char** values) {
  const Options options = read_options(count, values);
  const std::string scratch = fresh_folder(fs::temp_directory_path().string(), "dateline-bench-relevance");
  Table table{"Relevance; 1,000 hits a topic", {}};
  for (const std::string& folder : options.folders) measure(options, folder, scratch, table);
  print(table);
  if (!options.json.empty()) std::ofstream(options.json) << Cells(table.rows).dump(1) << "\n";
  fs::remove_all(scratch);
  return 0;
}

}  // namespace
}  // namespace dateline

int main(int count, char** values) {
  try {
    return dateline::run(count, values);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_relevance: %s\n", error.what());
    return 1;
  }
}
