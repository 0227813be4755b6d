// Articles as the words that signatures are made of, and what is certain of two of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline {

using WordHashes = std::vector<std::uint64_t>;

// A body by paragraphs. Very long paragraphs, as of sources that lost their line breaks, are cut into pieces of some 60 words.
struct HashedText {
  std::string id, source;
  std::optional<std::int64_t> published;  // seconds UTC
  std::vector<WordHashes> paragraphs;

  WordHashes words() const;
  std::size_t size() const;  // words
  bool held_out() const;     // one of the half that nothing is tuned on; decided by the id
};

// The words behind the hashes.
using WordForms = std::unordered_map<std::uint64_t, std::string>;

// A word and its hash, which is remembered in `forms`.
std::uint64_t hash_of(std::string_view form, WordForms& forms);

// The forms of words, valid as long as `forms` is.
std::vector<std::string_view> forms_of(const WordHashes& words, const WordForms& forms);

struct HashedTexts {
  std::vector<HashedText> texts;
  WordForms forms;
};

// The bodies of files of JSON lines (see read_corpus), with the tokenizer that articles are indexed with.
HashedTexts read_texts(const std::vector<std::string>& files, std::size_t limit);

// What signatures estimate, counted over all distinct shingles.
struct ExactOverlap {
  double containment = 0;  // of the one with fewer shingles in the other
  double jaccard = 0;
};
ExactOverlap exact_overlap(const WordHashes& a, const WordHashes& b);

}  // namespace dateline
