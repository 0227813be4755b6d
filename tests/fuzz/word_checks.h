// Whether what is marked for one plain word is that word, told by other means than the search's own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/terms.h"
#include "indexer/analysis/tokenizer.h"
#include "server/search/search.h"

namespace dateline {

class WordChecks {
 public:
  // Whether `q` is one word of Latin letters that no alias has: only then anything is told of its marks.
  bool is_plain_word(std::string_view q);

  // What is wrong with the marks of a whole text for that word: each goes from the beginning of a token to the end of one, and consists of the
  // word's forms, also in two halves. Empty: nothing.
  std::string fault_of(const std::string& word, const MarkedText& marked);

  // The same for a word or phrase that is looked for exactly, without other words between: each mark begins and ends with its forms in order.
  std::string fault_of_exact(const std::string& phrase, const MarkedText& marked);

 private:
  struct MarkedForms {
    std::vector<std::string> forms;
    bool whole = false;  // from the beginning of a token to the end of one
  };
  MarkedForms forms_in(const Span& mark, const std::vector<Token>& tokens) const;
  std::vector<Token> tokens_of(std::string_view text);
  bool alike(const std::string& one, const std::string& other);
  bool alike_in_halves(const std::string& word, const std::string& left, const std::string& right);
  std::size_t pieces_at(const std::string& word, const std::vector<std::string>& forms, std::size_t at);
  bool is_made_of(const std::string& word, const std::vector<std::string>& forms);

  Tokenizer tokenizer_;
  Stemmer stemmer_;
};

}  // namespace dateline
