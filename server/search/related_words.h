// What an article is about, as words with weights, and how much another one has of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/tokenizer.h"
#include "indexer/article.h"
#include "server/search/snapshot.h"

namespace dateline {

// Words of an article that tell what it is about. One thread.
class TellingWords {
 public:
  struct Word {
    std::string term;        // in the postings
    std::string text;        // as the article writes it
    double weight = 0;       // how often and where it stands, times how few articles have it
    double use = 0;          // the first factor
    std::uint32_t articles = 0;  // that have it
  };

  // Of the article that `segment` has under that number: any segment of the archive. Counts are those of the snapshot's open segments. Reads the
  // article's first thousands of words. Throws ArchiveCorrupt.
  TellingWords(const Segment& segment, std::uint32_t article, const Article& text, const Snapshot& snapshot, SearchHand& hand);

  // The most telling first.
  const std::vector<Word>& words() const { return words_; }

  struct Likeness {
    double cosine = 0;  // of the weighted words of both, 0..1
    std::vector<std::pair<double, std::size_t>> shared;  // what each word gave to it, and its number in words(); most first
  };
  // How alike the article at a place of the snapshot is.
  Likeness likeness(const Snapshot& snapshot, ArticlePlace place);

 private:
  struct Spoken;
  void collect(const Segment& segment, std::uint32_t article, const Article& text, SearchHand& hand, std::map<std::string, Spoken>& found) const;
  const std::unordered_map<std::uint32_t, std::uint32_t>& numbers_in(const Snapshot& snapshot, std::uint32_t segment);

  std::vector<Word> words_;
  double norm_ = 0;
  std::map<std::uint32_t, std::unordered_map<std::uint32_t, std::uint32_t>> numbers_;  // by open segment: rank -> number in words_
  WordReader reader_;
  WordSequence sequence_;
};

}  // namespace dateline
