// What is compared.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/layouts/articles.h"
#include "tests/bench/layouts/measure.h"
#include "tests/bench/layouts/questions.h"

namespace dateline {

// Answers questions from one built layout: the ten best hits and their stored articles are fetched.
class Asker {
 public:
  virtual ~Asker() = default;
  // The exact number of hits; nullopt when the layout cannot answer that kind of question.
  virtual std::optional<std::uint64_t> ask(const Question& question) = 0;
};

struct Layout {
  std::string name;
  std::function<void(const Corpus&, const std::string& folder)> build;
  std::function<std::unique_ptr<Asker>(const std::string& folder)> open;
};

// Plain Xapian in the four shapes that were in question.
std::vector<Layout> xapian_layouts();
// Dateline's archive, asked through the whole search, and its postings and word sequences asked directly.
std::vector<Layout> own_layouts();

// One question each, with everything else as in Dateline.
Table compare_parts(const Corpus& corpus, const std::string& scratch);
Table compare_record_codecs(const Corpus& corpus);
Table compare_word_codes(const Corpus& corpus);
Table compare_orders(const Corpus& corpus, const std::string& scratch);

}  // namespace dateline
