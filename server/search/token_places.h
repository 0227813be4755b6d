// Where the tokens of a text are, as far as somebody wants to know: what a Tokenizer finds, without the forms.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokenizer.h"
#include "server/search/search.h"

namespace dateline {

// Goes over the text once, as far as it is asked: about a nanosecond a byte. One thread.
class TokenPlaces {
 public:
  // Both must outlive it. `text` is valid UTF-8, under 4 GiB.
  TokenPlaces(std::string_view text, Tokenizer& tokenizer) : text_(text), tokenizer_(&tokenizer) {}

  std::string_view text() const { return text_; }

  // The first tokens of the text, in order: all up to number `token` (from 0), all that begin no more than `bytes` behind the begin of that one, and maybe
  // some more. Valid until the next call.
  std::span<const Span> up_to(std::uint32_t token, std::uint32_t bytes);

  // All of them.
  std::span<const Span> all() { return up_to(0, 0xffffffff); }

 private:
  void go_on();
  bool plain_word();
  void other_words();

  std::string_view text_;
  Tokenizer* tokenizer_;
  std::uint32_t at_ = 0;  // no token reaches across
  std::vector<Span> found_;
  std::vector<Token> tokens_;  // memory to use again
};

}  // namespace dateline
