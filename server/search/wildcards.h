// Words with '*' and '?' in them, and which words of the archive fit them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokenizer.h"
#include "server/search/snapshot.h"

namespace dateline {

// Whether the whole of `text` fits: '*' stands for any number of code points, '?' for one, all else for itself. Both are valid UTF-8. Takes time in
// proportion to the product of both sizes at worst.
bool fits_wildcards(std::string_view pattern, std::string_view text);

// A token of a word that was typed with wildcards. Accents count for nothing: "dvor*" fits "dvořák".
class WildToken {
 public:
  // `typed`: a token's spelling, valid UTF-8.
  explicit WildToken(std::string_view typed);

  bool is_wild() const { return wild_; }
  // What is typed before the first wildcard, as an exact form.
  const std::string& start() const { return start_; }
  // The whole as an exact form, its wildcards as typed.
  const std::string& text() const { return exact_; }
  // Whether the exact form fits.
  bool fits(std::string_view form) const;

 private:
  std::string exact_, folded_, start_;
  bool wild_ = false;
};

// The tokens of `text`, in which masked_wildcards (query_text.h) tells what is a wildcard. Those of wildcards alone are left out.
std::vector<WildToken> wild_tokens(std::string_view text, Tokenizer& tokenizer);

struct FittingForms {
  std::vector<std::string> forms;  // the most frequent first
  bool cut = false;  // there may be more
};

// How many forms may be looked at for all wildcards of one query.
inline constexpr std::size_t kMostFormsLookedAt = 400'000;

// The forms of the archive that fit, at most 128, the most frequent ones. With less than two letters before the first wildcard
// only the most frequent words of the archive are looked at. Looks at some 100,000 forms, and at most at `left`, which it counts down.
FittingForms forms_that_fit(const WildToken& token, const Snapshot& snapshot, std::size_t& left);

}  // namespace dateline
