// bench_updates: one article after the other published into a finished archive, and into one Xapian database changed in place.
// See docs/decisions/0002-updates.md.
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "indexer/archive/archive.h"
#include "indexer/archive/writer.h"
#include "tests/bench/layouts/measure.h"
#include "tests/bench/layouts/term_lists.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  std::string articles;
  std::size_t limit = 10'000;
  std::size_t runs = 500;
};

// What the runs cost, one by one.
struct Costs {
  std::vector<double> cpu_ms, wall_ms;

  void time(const std::function<void()>& work) {
    const auto start = Clock::now();
    const double cpu = process_cpu();
    work();
    cpu_ms.push_back((process_cpu() - cpu) * 1e3);
    wall_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }

  Cells row(const std::string& name) const {
    return {{"update", name},
            {"CPU ms median", rounded(median(cpu_ms), 1)},
            {"mean", rounded(mean(cpu_ms), 1)},
            {"p95", rounded(p95(cpu_ms), 1)},
            {"most", rounded(*std::max_element(cpu_ms.begin(), cpu_ms.end()), 1)},
            {"wall ms median", rounded(median(wall_ms), 1)},
            {"p95 ", rounded(p95(wall_ms), 1)},
            {"most ", rounded(*std::max_element(wall_ms.begin(), wall_ms.end()), 1)}};
  }
};

// A new article each time, with the text of one of the corpus.
Article fresh_article(const Corpus& corpus, std::size_t run) {
  Article out = corpus.articles[run * 37 % corpus.articles.size()];
  out.id = "update-" + std::to_string(run);
  return out;
}

Cells update_archive(const Corpus& corpus, const std::string& folder, std::size_t runs) {
  {
    ArchiveWriter writer(folder, {.rebuild = true, .threads = std::max(1u, std::thread::hardware_concurrency())});
    WriterHand hand;
    for (const Article& article : corpus.articles) writer.add(article, hand);
    writer.publish("{}");
  }
  Costs costs;
  std::size_t most_segments = 0, sum_segments = 0;
  for (std::size_t run = 0; run < runs; ++run) {
    const Article article = fresh_article(corpus, run);
    costs.time([&] {
      ArchiveWriter writer(folder, {});
      WriterHand hand;
      writer.add(article, hand);
      writer.publish("{}");
    });
    const std::size_t segments = Archive::open(folder)->segments().size();
    most_segments = std::max(most_segments, segments);
    sum_segments += segments;
  }
  Cells out = costs.row("a segment and a new manifest");
  out["segments mean"] = rounded(static_cast<double>(sum_segments) / static_cast<double>(runs), 1);
  out["segments most"] = most_segments;
  return out;
}

Xapian::Document make_document(const Article& article, const CountedTerms& terms) {
  Xapian::Document out;
  for (const auto& [term, count] : terms) out.add_term(std::string(term), count);
  out.add_boolean_term("Q" + article.id);
  const ArticleRecord record = encode_article(article);
  out.set_data(record.card + record.rest);
  return out;
}

Cells update_in_place(const Corpus& corpus, const std::string& folder, std::size_t runs) {
  const TermLists terms(corpus);
  {
    Xapian::WritableDatabase database(folder, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    for (std::size_t at = 0; at < corpus.articles.size(); ++at) {
      database.add_document(make_document(corpus.articles[at], terms.lists[at]));
      if (at % 500 == 499) database.commit();
    }
    database.commit();
  }
  Costs costs;
  Xapian::Database reader(folder);
  const auto read = [&](const CountedTerms& list, std::size_t run) {
    Xapian::Enquire enquire(reader);
    enquire.set_query(Xapian::Query(std::string(list[run % list.size()].first)));
    const Xapian::MSet hits = enquire.get_mset(0, 10);
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) hit.get_document().get_data();
  };
  std::size_t broken_reads = 0;
  for (std::size_t run = 0; run < runs; ++run) {
    const Article article = fresh_article(corpus, run);
    const CountedTerms& list = terms.lists[run * 37 % corpus.articles.size()];
    costs.time([&] {
      Xapian::WritableDatabase database(folder, Xapian::DB_OPEN);
      database.replace_document("Q" + article.id, make_document(article, list));
      database.commit();
      database.close();
    });
    try {
      read(list, run);
    } catch (const Xapian::DatabaseModifiedError&) {
      ++broken_reads;
      reader.reopen();
    }
  }
  Cells out = costs.row("one Xapian database in place");
  out["DatabaseModifiedError"] = broken_reads;
  return out;
}

Options read_options(int count, char** arguments) {
  Options out;
  for (int at = 1; at < count; ++at) {
    const std::string_view name = arguments[at];
    const std::string value = at + 1 < count ? arguments[at + 1] : "";
    if (name == "--limit") out.limit = std::stoul(value), ++at;
    else if (name == "--runs") out.runs = std::stoul(value), ++at;
    else out.articles = name;
  }
  return out;
}

void run(const Options& options, const std::string& scratch) {
  const Corpus corpus = read_corpus(options.articles, options.limit);
  if (corpus.articles.empty()) throw std::runtime_error(options.articles + ": holds no articles");
  Table out{std::to_string(options.runs) + " updates of one article, of an archive of " + std::to_string(corpus.articles.size()), {}};
  out.rows.push_back(update_archive(corpus, scratch + "/archive", options.runs));
  out.rows.push_back(update_in_place(corpus, scratch + "/in-place", options.runs));
  print(out);
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) {
  const dateline::Options options = dateline::read_options(count, arguments);
  if (options.articles.empty()) {
    std::puts("bench_updates ARTICLES.jsonl [--limit N] [--runs N]");
    return 64;
  }
  std::string scratch = (std::filesystem::temp_directory_path() / "dateline-bench-XXXXXX").string();
  if (::mkdtemp(scratch.data()) == nullptr) return 1;
  int status = 0;
  try {
    dateline::run(options, scratch);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_updates: %s\n", error.what());
    status = 1;
  }
  std::filesystem::remove_all(scratch);
  return status;
}
