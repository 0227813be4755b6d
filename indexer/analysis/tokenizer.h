// Text -> tokens: the one code path for articles and for typed queries.
//
// Words are runs of letters, numbers are runs of digits; "TS33.128" is [ts][33.128], "£169m" is [169][m], "back-door" is
// [back][door], "12.5%" is [12.5][%], "#BlackLivesMatter" is [black][lives][matter]. What was written together is told apart from what was written apart by nothing: a query leaf of several
// tokens is a phrase. See docs/archive-format.md, "Words".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/analysis/text_ids.h"
#include "indexer/analysis/word_form.h"

namespace dateline {

struct Token {
  std::uint32_t begin = 0;  // bytes in the text that was given
  std::uint32_t end = 0;    // a possessive 's, the last point of an initialism and combining marks belong to the token
  std::uint32_t form = 0;   // id in the tokenizer's form table
};

// True when the form is a character of a script that puts no spaces between words.
bool is_unspaced_form(std::string_view form);

// Interned exact forms (see `exact_form` in fold.h), numbered from 0 in order of first sight.
class FormTable {
 public:
  std::uint32_t intern(std::string_view form);
  std::string_view text(std::uint32_t id) const { return texts_.text(id); }
  // True for one character of a script that puts no spaces between words; such neighbours also make pairs (terms.h).
  bool unspaced(std::uint32_t id) const { return unspaced_[id]; }
  std::size_t size() const { return texts_.size(); }

 private:
  TextIds texts_;
  std::vector<bool> unspaced_;
};

// Keeps a memo from spellings to forms. One a thread. Forms grow with every new word seen; owners that live long and read
// hostile text replace the tokenizer now and then (`forms().size()` tells).
class Tokenizer {
 public:
  // Appends the tokens of `text` (valid UTF-8; under 4 GiB) to `out`. Linear. The number of tokens of a text never depends on
  // what was read before. Never throws but for memory.
  // `casing` changes forms alone, never where tokens begin and end.
  void tokenize(std::string_view text, std::vector<Token>& out, Casing casing = Casing::usual);

  const FormTable& forms() const { return forms_; }

 private:
  friend class Scan;
  std::uint32_t form_of(std::string_view spelling);

  FormTable forms_;
  TextIds spellings_;
  std::vector<std::uint32_t> forms_of_spellings_;
};

}  // namespace dateline
