#include <xapian.h>

#include <algorithm>

#include "tests/bench/layouts/subjects.h"
#include "tests/bench/layouts/term_lists.h"

namespace dateline {
namespace {

// Writes the postings in parts and merges them; returns the bytes of the result.
std::uint64_t write(const std::vector<CountedTerms>& lists, const std::string& folder, std::size_t part_articles, bool termlist) {
  const int flags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC |
                    (termlist ? 0 : Xapian::DB_NO_TERMLIST);
  Xapian::Database all;
  for (std::size_t begin = 0; begin < lists.size(); begin += part_articles) {
    const std::string path = folder + "/part-" + std::to_string(begin);
    Xapian::WritableDatabase part(path, flags);
    for (std::size_t at = begin; at < std::min(begin + part_articles, lists.size()); ++at) {
      Xapian::Document document;
      for (const auto& [term, count] : lists[at]) document.add_term(std::string(term), count);
      part.add_document(document);
    }
    part.commit();
    part.close();
    all.add_database(Xapian::Database(path));
  }
  all.compact(folder + "/all", Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
  return total_size(folder + "/all");
}

}  // namespace

Table compare_parts(const Corpus& corpus, const std::string& scratch) {
  const TermLists terms(corpus);
  Table out{"Postings in parts of so many articles, merged by compact", {}};
  const auto add = [&](std::size_t articles, bool termlist) {
    std::vector<double> cpu;
    Cells built;
    for (int round = 0; round < 3; ++round) {
      built = in_child([&] { return Cells{{"bytes", write(terms.lists, fresh_folder(scratch, "parts"), articles, termlist)}}; });
      cpu.push_back(built.at("cpu_s"));
    }
    out.rows.push_back({{"part", articles},
                        {"termlist", termlist ? "kept" : "none"},
                        {"CPU s", median(cpu)},
                        {"peak MB", built.at("peak_mb")},
                        {"bytes / text", rounded(built.at("bytes").get<double>() / static_cast<double>(corpus.text_bytes))}});
  };
  for (const std::size_t articles : {100u, 250u, 500u, 1000u, 2500u}) add(articles, false);
  add(500, true);
  return out;
}

}  // namespace dateline
