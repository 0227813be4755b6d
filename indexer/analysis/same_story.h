// The second look at two texts that their signatures call copies (copies.h): with all their words. A form letter with another town in it
// is, by its shingles, a copy of the last one; what tells them apart is a word that the one keeps using and the other does not know, and
// that weeks lie between them. Pure functions, safe from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/analysis/copies.h"

namespace dateline {

// What two texts have in common, counted, not estimated.
struct TextComparison {
  double containment = 0;   // distinct shingles (of kShingleWords words) of the shorter text that the longer has, 0..1
  double length_ratio = 0;  // words of the shorter by words of the longer, 0..1
  // How often the shorter text uses the most frequent of its words that the longer one does not know, in no spelling: words of letters, four
  // bytes or more. Spellings: at most two letters apart behind the third, or up to three more at one end (cent, percent). Never 1.
  std::uint32_t foreign_uses = 0;
  std::uint32_t words = 0;  // of the shorter text
};

// Compares two bodies, word for word: exact forms in the order of the text, those whose hashes sign_words had. Symmetric. n log n in the words,
// and at most a few spellings sought in the vocabulary of the longer text. About 80 us for two texts of 400 words.
TextComparison compare_texts(std::span<const std::string_view> a, std::span<const std::string_view> b);

// A body that is compared with one after the other: what has been worked out of it is kept. One thread.
class StoryText {
 public:
  using TextOf = std::function<std::string_view(std::size_t at)>;

  // `word_hashes`: XXH3-64 of each word (as for compare_texts) in the order of the text. `text_of` tells the word at a place, below their number,
  // and has to work as long as this lives.
  StoryText(std::vector<std::uint64_t> word_hashes, TextOf text_of);

  // A word of the text, all its uses together.
  struct UsedWord {
    std::uint64_t hash;
    std::uint32_t at;  // where the text has it
    std::uint32_t uses;
    bool operator<(const UsedWord& other) const { return hash < other.hash; }
  };

  std::size_t size() const { return hashes_.size(); }
  std::uint64_t hash(std::size_t at) const { return hashes_[at]; }
  std::string_view word(std::size_t at) const { return text_of_(at); }
  // Each word once, by hash; hashes of the shingles, ascending, each once.
  const std::vector<UsedWord>& words() const;
  const std::vector<std::uint64_t>& shingles() const;

 private:
  std::vector<std::uint64_t> hashes_;
  TextOf text_of_;
  mutable std::vector<UsedWord> words_;
  mutable std::vector<std::uint64_t> shingles_;
};

// Where the lines are drawn.
struct StoryLine {
  double containment = 0.6;         // of texts that were published close to one another
  double containment_apart = 0.95;  // of others: old texts come back unchanged, forms come back filled in anew
  double length_ratio = 0.3;        // less of a long text is a quotation of it
  std::uint32_t foreign_uses = 3;   // of one word, in texts of up to 800 words; in proportion in longer ones
  std::uint32_t foreign_uses_same_source = 2;  // the same: forms are filled in anew by the house that wrote them
};

// True when two texts, by their signatures, may well tell the same story: below that the second look is not worth its time.
bool is_worth_a_look(const CopySignature& a, const CopySignature& b, const Circumstances& known, const StoryLine& line = {});

// True when the one text is a re-publication of the other.
bool tells_same_story(const TextComparison& compared, const Circumstances& known, const StoryLine& line = {});
// The same of the two texts themselves, without what the answer does not need.
bool tells_same_story(const StoryText& a, const StoryText& b, const Circumstances& known, const StoryLine& line = {});

}  // namespace dateline
