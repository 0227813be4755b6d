// Builds one segment from articles that come in any order.
//
// Articles wait in a spool until all are there, are put in order (newest first), inverted in parts of some hundred on all
// cores, and the parts' postings are merged into one file. Memory: about 130 bytes a form of the vocabulary, and 80 an article.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/terms.h"
#include "indexer/analysis/tokenizer.h"
#include "indexer/analysis/text_ids.h"
#include "indexer/archive/form_terms.h"
#include "indexer/archive/spool.h"

namespace dateline {

// From one preparer's form ids to the builder's. Kept by whoever calls `add`; starts empty for each builder.
using FormMap = std::vector<std::uint32_t>;

class SegmentBuilder {
 public:
  // `folder` holds temporary files and must exist.
  explicit SegmentBuilder(std::string folder);

  // Takes an article in; returns its number. `forms` is the table of the preparer that made it. One thread at a time.
  std::uint32_t add(PreparedArticle article, const FormTable& forms, FormMap& map);

  // Leaves article `number` out of the segment.
  void forget(std::uint32_t number);

  // Leaves article `number` out and gives it back; its words are numbered in `table()`.
  PreparedArticle take_back(std::uint32_t number);

  std::uint32_t size() const { return live_; }   // articles that will be in the segment
  std::size_t forms() const { return forms_.size(); }
  const FormTable& table() const { return forms_; }
  // XXH3-64 of a form of `table()`.
  std::uint64_t form_hash(std::uint32_t form) const { return facts_[form].hash; }
  // The words of article `number`, numbered in `table()`; `words` is overwritten.
  void words(std::uint32_t number, WordSequence& words);
  const ColumnRow& row(std::uint32_t number) const { return waiting_[number].row; }
  bool is_forgotten(std::uint32_t number) const { return waiting_[number].forgotten; }
  // Article `number` as it will be stored, without its body.
  Article card(std::uint32_t number);

  // Writes the segment's files into the new folder `target` with `threads` at work. Throws std::exception; the folder is then
  // to be thrown away. Call once, with size() > 0.
  void build(const std::string& target, unsigned threads);

 private:
  struct Waiting {
    ColumnRow row;
    std::uint64_t offset = 0;
    bool forgotten = false;
  };
  struct FormFacts {
    std::uint64_t hash = 0;  // XXH3-64
    std::uint32_t uses = 0;
    std::uint32_t articles = 0;
    std::uint32_t last_article = 0;  // number + 1 of the last article that had it
  };
  struct Part;
  struct Files;
  class TermCounter;

  void learn_form(std::uint32_t form, LanguageTerms& terms, std::string_view lang);
  std::vector<std::uint32_t> newest_first() const;
  void rank_forms();
  void sort_terms();
  std::string sample_dictionary(const std::vector<std::uint32_t>& order) const;
  Part make_part(const std::vector<std::uint32_t>& numbers, const std::string& path, std::string_view dictionary) const;
  void write_forms(const std::string& target) const;
  std::vector<std::string> write_parts(const std::string& target, unsigned threads);

  std::string folder_;
  Spool spool_;
  std::deque<Waiting> waiting_;
  std::uint32_t live_ = 0;
  FormTable forms_;
  std::vector<FormFacts> facts_;
  std::vector<std::uint32_t> rank_, by_rank_;
  Stemmer stemmer_;
  std::map<std::string, LanguageTerms, std::less<>> terms_by_language_;
  TextIds terms_;
  std::vector<std::uint32_t> terms_sorted_;  // ids in byte order; from then on a term's number is its place here
};

}  // namespace dateline
