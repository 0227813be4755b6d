// Articles as the words that signatures are made of, and what is certain of two of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

using WordHashes = std::vector<std::uint64_t>;

// A body by paragraphs. Very long paragraphs, as of sources that lost their line breaks, are cut into pieces of some 60 words.
struct HashedText {
  std::string id;
  std::string source;
  std::vector<WordHashes> paragraphs;

  WordHashes words() const;
  std::size_t size() const;  // words
  bool held_out() const;     // one of the half that nothing is tuned on; decided by the id
};

// The bodies of files of JSON lines (see read_corpus), with the tokenizer that articles are indexed with.
std::vector<HashedText> read_texts(const std::vector<std::string>& files, std::size_t limit);

// What signatures estimate, counted over all distinct shingles.
struct ExactOverlap {
  double containment = 0;  // of the one with fewer shingles in the other
  double jaccard = 0;
};
ExactOverlap exact_overlap(const WordHashes& a, const WordHashes& b);

}  // namespace dateline
