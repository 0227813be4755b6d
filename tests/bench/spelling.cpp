// bench_spelling: how often the first suggestion for a misspelled word is the right one, how often a right query gets one, and what it costs.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/archive/archive.h"
#include "indexer/archive/writer.h"
#include "server/search/search.h"
#include "tests/bench/layouts/articles.h"
#include "tests/bench/layouts/measure.h"

namespace dateline {
namespace {

constexpr std::size_t kMostHeadlineWords = 12;

struct Options {
  std::string folder;               // of the archive: made of `articles` where there is none
  std::vector<std::string> articles;  // JSON Lines
  std::vector<std::string> pairs;     // "wrong TAB right[, right]" a line
  std::size_t limit = 1'000'000;    // articles read of each file
  std::size_t every = 1;            // of the pairs one in so many is tried
  std::size_t sample = 1000;        // right words and headlines tried
  std::string failures;             // where to write what went wrong
};

struct Misspelling {
  std::string wrong;
  std::vector<std::string> right;  // those that the archive has
  bool tuning = false;             // which half it belongs to
  bool known = false;              // the archive has the wrong form
};

std::uint32_t hash_of(const std::string& text) {
  std::uint32_t hash = 2166136261u;
  for (const unsigned char c : text) hash = (hash ^ c) * 16777619u;
  return hash ^ (hash >> 15);
}

class Words {
 public:
  explicit Words(const std::string& folder) : archive_(Archive::open(folder)) {}

  // The form of a single word; empty for anything else.
  std::string form(const std::string& word) {
    std::vector<Token> tokens;
    tokenizer_.tokenize(word, tokens);
    return tokens.size() == 1 ? std::string(tokenizer_.forms().text(tokens.front().form)) : "";
  }

  std::uint64_t articles(const std::string& form) const {
    std::uint64_t sum = 0;
    for (const LiveSegment& live : archive_->segments())
      if (const auto rank = live.segment->vocabulary().rank_of(form)) sum += live.segment->vocabulary().articles(*rank);
    return sum;
  }

  std::vector<Misspelling> misspellings(const std::string& path, std::size_t every) {
    std::vector<Misspelling> out;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      Misspelling one = read(line);
      if (!one.wrong.empty() && !one.right.empty() && hash_of(one.wrong) % every == 0) out.push_back(std::move(one));
    }
    return out;
  }

  // Words as a reader of the archive meets them: the more articles have one the likelier.
  std::vector<std::string> by_use(std::size_t count) const {
    std::mt19937 random(1);
    const Vocabulary& vocabulary = archive_->segments().front().segment->vocabulary();
    std::vector<double> weights;
    for (std::uint32_t rank = 0; rank < vocabulary.size(); ++rank) weights.push_back(vocabulary.articles(rank));
    std::discrete_distribution<std::uint32_t> draw(weights.begin(), weights.end());
    std::vector<std::string> out;
    while (out.size() < count) out.emplace_back(vocabulary.form(draw(random)));
    return out;
  }

  std::vector<std::string> headlines(std::size_t count) const {
    std::mt19937 random(2);
    const Segment& segment = *archive_->segments().front().segment;
    std::vector<std::string> out;
    for (std::size_t tries = 0; tries < 10 * count && out.size() < count; ++tries) {
      std::istringstream title(segment.articles().card(static_cast<std::uint32_t>(random() % segment.size())).title);
      std::string q;
      std::size_t words = 0;
      for (std::string word; title >> word && words < kMostHeadlineWords; ++words) (q += q.empty() ? "" : " ") += word;
      if (words > 1) out.push_back(q);
    }
    return out;
  }

 private:
  Misspelling read(const std::string& line) {
    Misspelling out;
    const std::size_t tab = std::min(line.find('\t'), line.size());
    out.wrong = form(line.substr(0, tab));
    std::istringstream rights(line.substr(std::min(tab + 1, line.size())));
    for (std::string right; std::getline(rights, right, ',');)
      if (const std::string one = form(right); !one.empty() && articles(one) > 0) out.right.push_back(one);
    if (std::find(out.right.begin(), out.right.end(), out.wrong) != out.right.end()) out.right.clear();
    out.known = articles(out.wrong) > 0;
    out.tuning = !out.right.empty() && (hash_of(out.right.front()) >> 8 & 1u) != 0;
    return out;
  }

  std::shared_ptr<const Archive> archive_;
  Tokenizer tokenizer_;
};

class Trial {
 public:
  Trial(const Searcher& searcher, std::FILE* failures) : searcher_(searcher), failures_(failures) {}

  std::string suggestion(const std::string& q) {
    SearchRequest request;
    request.q = q;
    request.snippets = 0;
    request.time_limit = std::chrono::seconds(20);
    const double start = thread_cpu();
    const SearchAnswer answer = searcher_.search(request);
    const double with = thread_cpu() - start;
    request.spelling = Spelling::off;
    searcher_.search(request);
    times_.push_back(1000 * (2 * with - (thread_cpu() - start)));
    return answer.suggestion.value_or("");
  }

  void pairs(Table& table, const std::string& name, const std::vector<Misspelling>& all) {
    struct Tally {
      std::size_t tried = 0, right = 0, silent = 0;
      std::string share() const { return tried == 0 ? "-" : std::to_string(right) + "/" + std::to_string(tried) + " " + std::to_string(100 * right / tried) + " %"; }
    };
    Tally tallies[2][2];
    times_.clear();
    for (const Misspelling& one : all) {
      const std::string got = suggestion(one.wrong);
      Tally& tally = tallies[one.tuning][one.known];
      const bool right = std::find(one.right.begin(), one.right.end(), got) != one.right.end();
      ++tally.tried;
      tally.right += right;
      tally.silent += got.empty();
      if (!right) note(name, one.wrong + (one.known ? " (known)" : "") + " -> " + got + " not " + one.right.front());
    }
    for (const bool tuning : {true, false}) {
      const Tally &absent = tallies[tuning][0], &known = tallies[tuning][1];
      const Tally both = {absent.tried + known.tried, absent.right + known.right, absent.silent + known.silent};
      table.rows.push_back({{"errors of", name + (tuning ? ", tuning half" : ", held out")}, {"right first", both.share()}, {"wrong form not in the archive", absent.share()},
                            {"in the archive", known.share()}, {"no suggestion", both.silent}, {"ms p50", rounded(median(times_), 2)}, {"ms p95", rounded(p95(times_), 2)}});
    }
  }

  void right_ones(Table& table, const std::string& name, const std::vector<std::string>& all) {
    std::size_t alarms = 0;
    times_.clear();
    for (const std::string& q : all) {
      const std::string got = suggestion(q);
      alarms += !got.empty();
      if (!got.empty()) note(name, q + " -> " + got);
    }
    if (all.empty()) return;
    table.rows.push_back({{"right queries", name}, {"tried", all.size()}, {"suggestions", alarms},
                          {"%", rounded(100.0 * static_cast<double>(alarms) / static_cast<double>(all.size()), 2)}, {"ms p50", rounded(median(times_), 2)}, {"ms p95", rounded(p95(times_), 2)}});
  }

 private:
  void note(const std::string& name, const std::string& what) {
    if (failures_ != nullptr) std::fprintf(failures_, "%s: %s\n", name.c_str(), what.c_str());
  }

  const Searcher& searcher_;
  std::FILE* failures_;
  std::vector<double> times_;  // ms of CPU that looking for a suggestion took
};

void build(const Options& options) {
  ArchiveWriter writer(options.folder, {});
  WriterHand hand;
  for (const std::string& path : options.articles)
    for (const Article& article : read_corpus(path, options.limit).articles) writer.add(article, hand);
  writer.publish("{}");
}

void run(const Options& options) {
  if (!Archive::exists(options.folder)) build(options);
  const Searcher searcher(options.folder);
  Words words(options.folder);
  std::FILE* failures = options.failures.empty() ? nullptr : std::fopen(options.failures.c_str(), "w");
  Trial trial(searcher, failures);
  Table errors{"Misspelled words whose right form is in the archive", {}}, alarms{"Suggestions for what is right", {}};
  std::vector<std::string> common, rare;
  for (const std::string& path : options.pairs) {
    const auto all = words.misspellings(path, options.every);
    trial.pairs(errors, std::filesystem::path(path).stem().string(), all);
    for (const Misspelling& one : all)
      for (const std::string& right : one.right) (words.articles(right) > 5 ? common : rare).push_back(right);
  }
  for (auto* list : {&common, &rare}) {
    std::sort(list->begin(), list->end(), [](const std::string& a, const std::string& b) { return hash_of(a) < hash_of(b) || (hash_of(a) == hash_of(b) && a < b); });
    list->erase(std::unique(list->begin(), list->end()), list->end());
    list->resize(std::min(list->size(), options.sample));
  }
  trial.right_ones(alarms, "right words of the lists, in more than 5 articles", common);
  trial.right_ones(alarms, "right words of the lists, in 1 to 5 articles", rare);
  trial.right_ones(alarms, "words of the archive, by use", words.by_use(options.sample));
  trial.right_ones(alarms, "headlines", words.headlines(options.sample));
  print(errors);
  print(alarms);
  if (failures != nullptr) std::fclose(failures);
}

constexpr const char* kUsage =
    "bench_spelling --archive DIR [--articles FILE.jsonl]... [--limit N] --pairs FILE.tsv... [--every N] [--sample N] [--failures FILE]\n"
    "DIR is made of the articles when it holds no archive.\n";

int main_of(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t at = 0; at + 1 < arguments.size(); at += 2) {
    const std::string &key = arguments[at], &value = arguments[at + 1];
    if (key == "--archive") options.folder = value;
    else if (key == "--articles") options.articles.push_back(value);
    else if (key == "--pairs") options.pairs.push_back(value);
    else if (key == "--limit") options.limit = std::stoul(value);
    else if (key == "--every") options.every = std::max(1ul, std::stoul(value));
    else if (key == "--sample") options.sample = std::stoul(value);
    else if (key == "--failures") options.failures = value;
  }
  if (options.folder.empty()) {
    std::fputs(kUsage, stderr);
    return 64;
  }
  run(options);
  return 0;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  try {
    return dateline::main_of({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_spelling: %s\n", error.what());
    return 1;
  }
}
