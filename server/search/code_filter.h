// A quick look at an article's encoded words that says no for most articles that a leaf is not found in, without decoding them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/vocabulary.h"
#include "server/search/pattern.h"

namespace dateline {

// A leaf in one segment's codes. Immutable; any number of threads may use it.
class CodeFilter {
 public:
  CodeFilter(const Leaf& leaf, const Vocabulary& vocabulary);

  // False: no match of the leaf is in these words (see WordReader::encoded_codes). True: look.
  bool may_match(std::string_view codes) const;

 private:
  using Encoded = std::vector<std::string>;  // codes of the forms of one class
  // Two words that stand side by side in a match, or the only word of one. The rarer of the two is looked for.
  struct Sign {
    Encoded sought, neighbours;
    bool neighbours_before = false;
    bool alone = false;

    bool is_in(std::string_view codes) const;
    bool fits(std::string_view codes, std::size_t at, std::size_t size) const;
  };
  // A match has one of them; empty: nothing can be told.
  using Signs = std::vector<Sign>;
  class Chooser;

  std::vector<Signs> patterns_;
};

}  // namespace dateline
