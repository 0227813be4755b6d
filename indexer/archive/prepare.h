// Article -> what a segment needs of it. The part of indexing that needs no lock.
#pragma once

#include <string>
#include <string_view>

#include "indexer/analysis/copies.h"
#include "indexer/analysis/tokenizer.h"
#include "indexer/archive/columns.h"
#include "indexer/archive/stored_article.h"
#include "indexer/archive/word_sequence.h"
#include "indexer/article.h"

namespace dateline {

struct PreparedArticle {
  std::string id;
  std::string lang;
  bool title_derived = false;  // its words are the body's: they count there
  ColumnRow row;
  KeywordValues keywords;
  WordSequence words;  // codes are ids in the preparer's form table
  ArticleRecord record;
  CopySignature signature;  // of the body
};

// One a thread.
class ArticlePreparer {
 public:
  // Analyses the article and encodes its record.
  PreparedArticle prepare(const Article& article);

  const FormTable& forms() const { return tokenizer_.forms(); }
  // XXH3-64 of a form that an article has been prepared with.
  std::uint64_t form_hash(std::uint32_t form) const { return form_hashes_[form]; }

 private:
  void add_unit(std::string_view text, WordSequence& words);

  CopySignature sign(const WordSequence& words);

  Tokenizer tokenizer_;
  Casing casing_ = Casing::usual;  // of the article at work
  std::vector<Token> tokens_;
  std::vector<std::uint64_t> form_hashes_, word_hashes_;
};

inline constexpr std::string_view kBylineSeparator = " · ";

// The text of the byline unit: the names with the separator between them.
std::string byline_text(const Article& article);

}  // namespace dateline
