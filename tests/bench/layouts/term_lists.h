// The posting terms of articles with their counts, as they stand in Dateline's postings.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "indexer/analysis/terms.h"
#include "indexer/analysis/tokenizer.h"
#include "indexer/archive/postings.h"
#include "tests/bench/layouts/articles.h"

namespace dateline {

// One list an article, in the corpus's order. The views in it live as long as the object.
class TermLists {
 public:
  explicit TermLists(const Corpus& corpus) {
    for (const Article& article : corpus.articles) {
      std::map<std::string_view, std::uint32_t> counts;
      add(article.title, counts);
      for (const std::string& paragraph : article.body) add(paragraph, counts);
      lists.emplace_back(counts.begin(), counts.end());
    }
  }

  std::vector<CountedTerms> lists;

 private:
  void add(std::string_view text, std::map<std::string_view, std::uint32_t>& counts) {
    tokens_.clear();
    tokenizer_.tokenize(text, tokens_);
    for (const Token& token : tokens_) {
      for (std::uint32_t form = static_cast<std::uint32_t>(stems_.size()); form <= token.form; ++form)
        stems_.push_back(stemmer_.term(tokenizer_.forms().text(form), "en"));
      ++counts[stems_[token.form]];
    }
  }

  Tokenizer tokenizer_;
  Stemmer stemmer_;
  std::deque<std::string> stems_;
  std::vector<Token> tokens_;
};

}  // namespace dateline
