// A segment: the immutable files that hold some articles, newest first. Layout: docs/archive-format.md.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/columns.h"
#include "indexer/archive/completions_file.h"
#include "indexer/archive/copies_file.h"
#include "indexer/archive/section_file.h"
#include "indexer/archive/stored_article.h"
#include "indexer/archive/vocabulary.h"
#include "indexer/archive/word_sequence.h"

namespace dateline {

// The files of a segment's folder.
inline constexpr const char* kPostingsFile = "postings";      // a Xapian database in one file
inline constexpr const char* kWordsFile = "words";            // section file: words, words.first
inline constexpr const char* kVocabularyFile = "vocabulary";  // section file: see vocabulary.h, and the seal of the postings
inline constexpr const char* kColumnsFile = "columns";        // section file: see columns.h
inline constexpr const char* kArticlesFile = "articles";      // section file: see stored_article.h
inline constexpr const char* kCopiesFile = "copies";          // section file: see copies_file.h
inline constexpr const char* kCompletionsFile = "completions";  // section file: see completions_file.h

// The section that tells size and XXH3 of the postings file, which has no table of its own.
inline constexpr const char* kPostingsSeal = "postings";

// Size and XXH3 of a file's bytes. Throws std::system_error.
std::vector<std::uint64_t> seal_of(const std::string& path);

// Articles are numbered from 0; the document of article n in the postings is n + 1. Immutable; any number of threads may read.
class Segment {
 public:
  // Maps the segment in `folder` and reads its vocabulary and columns whole, since their numbers are trusted from then on; what is wrong in
  // an article's words or record is found when it is read. Throws ArchiveCorrupt that names the file at fault.
  explicit Segment(const std::string& folder);
  ~Segment();
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  std::uint32_t size() const { return columns_.size(); }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const Columns& columns() const { return columns_; }
  const ArticleStore& articles() const { return articles_; }
  const SignedArticles& copies() const { return copies_; }

  // Its orders. Reads the file whole; throws ArchiveCorrupt that names it when it is broken. The segment must outlive them.
  CompletionOrders completions() const;

  // The blob of an article's words, (word_sequence.h). Throws ArchiveCorrupt when broken.
  std::string_view encoded_words(std::uint32_t article) const;
  // An article's words; `words` is overwritten, its memory used again. Throws ArchiveCorrupt when broken.
  void words(std::uint32_t article, WordSequence& words) const;

  // A path that opens the postings as long as this object lives, even after the folder was removed.
  std::string postings_path() const;

  // Gives back the memory of what was read of the files; see SectionFile::let_go.
  void let_go() const;

  // Reads every byte and compares hashes; throws ArchiveCorrupt.
  void verify() const;

 private:
  std::string folder_;
  SectionFile words_file_, vocabulary_file_, columns_file_, articles_file_, copies_file_, completions_file_;
  Vocabulary vocabulary_;
  Columns columns_;
  ArticleStore articles_;
  SignedArticles copies_;
  std::string_view words_;
  std::span<const std::uint64_t> words_first_;
  int postings_ = -1;
};

}  // namespace dateline
