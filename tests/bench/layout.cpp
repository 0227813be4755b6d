// bench_layout: the layouts of the archive that were in question, built of the same articles and asked the same questions.
// See docs/decisions/0001-archive-layout.md.
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/layouts/subjects.h"

namespace dateline {
namespace {

constexpr std::size_t kQuestionsOfAKind = 30;
constexpr int kQueryRounds = 3;

struct Options {
  std::string articles, json;
  std::size_t limit = 10'000;
  int rounds = 1;  // builds of each layout; the median counts
  std::string only;  // layouts, parts, records, words or orders; empty: all
};

std::vector<Layout> all_layouts() {
  std::vector<Layout> out = xapian_layouts();
  for (Layout& layout : own_layouts()) out.push_back(std::move(layout));
  return out;
}

// Where a layout is built; what is asked in another way only stands where the one before it was built.
std::vector<std::string> folders_of(const std::vector<Layout>& layouts, const std::string& scratch) {
  std::vector<std::string> out;
  for (const Layout& layout : layouts) out.push_back(layout.build ? scratch + "/layout-" + std::to_string(out.size()) : out.back());
  return out;
}

Cells build_row(const std::string& name, const std::vector<Cells>& rounds, const std::string& folder, double text) {
  std::vector<double> cpu, peak;
  for (const Cells& round : rounds) {
    cpu.push_back(round.at("cpu_s"));
    peak.push_back(round.at("peak_mb"));
  }
  std::string files;
  std::uint64_t sum = 0;
  for (const auto& [file, size] : file_sizes(folder)) {
    sum += size;
    if (static_cast<double>(size) < text / 1000) continue;
    char part[96];
    std::snprintf(part, sizeof part, "%s%s %.3f", files.empty() ? "" : ", ", std::filesystem::path(file).stem().c_str(), static_cast<double>(size) / text);
    files += part;
  }
  return {{"layout", name},
          {"CPU s", median(cpu)},
          {"MB / CPU s", rounded(text / 1e6 / median(cpu), 2)},
          {"peak MB", median(peak)},
          {"bytes / text", rounded(static_cast<double>(sum) / text)},
          {"of which", files}};
}

Table build_all(const std::vector<Layout>& layouts, const std::vector<std::string>& folders, const Corpus& corpus, int rounds) {
  std::map<std::size_t, std::vector<Cells>> built;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t at = 0; at < layouts.size(); ++at) {
      if (!layouts[at].build) continue;
      std::filesystem::remove_all(folders[at]);
      std::filesystem::create_directories(folders[at]);
      built[at].push_back(in_child([&] {
        layouts[at].build(corpus, folders[at]);
        return Cells::object();
      }));
    }
  }
  Table out{"Build, one thread; peak memory above the articles read; bytes on disk per byte of text", {}};
  for (const auto& [at, rows] : built) out.rows.push_back(build_row(layouts[at].name, rows, folders[at], static_cast<double>(corpus.text_bytes)));
  return out;
}

// Every question is put to all layouts in turn, so that a busy machine slows all of them alike.
Table ask_all(const std::vector<Layout>& layouts, const std::vector<std::string>& folders, const Corpus& corpus) {
  std::vector<std::unique_ptr<Asker>> askers;
  for (std::size_t at = 0; at < layouts.size(); ++at) askers.push_back(layouts[at].open(folders[at]));
  std::map<Kind, std::vector<std::vector<double>>> times;
  std::map<Kind, std::vector<std::uint64_t>> hits;
  for (const Question& question : sample_questions(corpus, kQuestionsOfAKind)) {
    times[question.kind].resize(layouts.size());
    hits[question.kind].resize(layouts.size());
    std::vector<std::vector<double>> rounds(layouts.size());
    for (int round = 0; round < kQueryRounds; ++round) {
      for (std::size_t at = 0; at < layouts.size(); ++at) {
        const double start = thread_cpu();
        const auto found = askers[at]->ask(question);
        if (!found) continue;
        rounds[at].push_back((thread_cpu() - start) * 1e3);
        if (round == 0) hits[question.kind][at] += *found;
      }
    }
    for (std::size_t at = 0; at < layouts.size(); ++at)
      if (!rounds[at].empty()) times[question.kind][at].push_back(median(rounds[at]));
  }
  Table out{"Queries, CPU ms mean / p95 (hits in sum), exact counts, ten hits fetched", {}};
  for (std::size_t at = 0; at < layouts.size(); ++at) {
    Cells row{{"layout", layouts[at].name}};
    for (const Kind kind : kKinds) {
      if (times[kind].empty() || times[kind][at].empty()) continue;
      char cell[96];
      std::snprintf(cell, sizeof cell, "%.3f / %.3f (%llu)", mean(times[kind][at]), p95(times[kind][at]), static_cast<unsigned long long>(hits[kind][at]));
      row[name_of(kind)] = cell;
    }
    out.rows.push_back(row);
  }
  return out;
}

Options read_options(int count, char** arguments) {
  Options out;
  for (int at = 1; at < count; ++at) {
    const std::string_view name = arguments[at];
    const std::string value = at + 1 < count ? arguments[at + 1] : "";
    if (name == "--json") out.json = value, ++at;
    else if (name == "--limit") out.limit = std::stoul(value), ++at;
    else if (name == "--rounds") out.rounds = std::stoi(value), ++at;
    else if (name == "--only") out.only = value, ++at;
    else out.articles = name;
  }
  return out;
}

void run(const Options& options, const std::string& scratch) {
  const Corpus corpus = read_corpus(options.articles, options.limit);
  if (corpus.articles.empty()) throw std::runtime_error(options.articles + ": holds no articles");
  std::printf("%zu articles, %.1f MB of text\n", corpus.articles.size(), static_cast<double>(corpus.text_bytes) / 1e6);
  const auto wanted = [&](const char* name) { return options.only.empty() || options.only == name; };
  Cells all = Cells::array();
  const auto show = [&](const Table& table) {
    print(table);
    all.push_back({{"title", table.title}, {"rows", table.rows}});
  };
  if (wanted("layouts")) {
    const std::vector<Layout> layouts = all_layouts();
    const auto folders = folders_of(layouts, scratch);
    show(build_all(layouts, folders, corpus, options.rounds));
    show(ask_all(layouts, folders, corpus));
  }
  if (wanted("parts")) show(compare_parts(corpus, scratch));
  if (wanted("records")) show(compare_record_codecs(corpus));
  if (wanted("words")) show(compare_word_codes(corpus));
  if (wanted("orders")) show(compare_orders(corpus, scratch));
  if (!options.json.empty()) std::ofstream(options.json) << all.dump(1) << '\n';
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) {
  const dateline::Options options = dateline::read_options(count, arguments);
  if (options.articles.empty()) {
    std::puts("bench_layout ARTICLES.jsonl [--limit N] [--rounds N] [--only layouts|parts|records|words|orders] [--json FILE]");
    return 64;
  }
  std::string scratch = (std::filesystem::temp_directory_path() / "dateline-bench-XXXXXX").string();
  if (::mkdtemp(scratch.data()) == nullptr) return 1;
  int status = 0;
  try {
    dateline::run(options, scratch);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_layout: %s\n", error.what());
    status = 1;
  }
  std::filesystem::remove_all(scratch);
  return status;
}
