// What is being typed, as completion sees it: the words, the one at the end that may be unfinished, and the query language around it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokenizer.h"
#include "server/search/search.h"

namespace dateline {

struct InputWord {
  std::string plain;  // exact form without accents
  std::uint32_t begin = 0, end = 0;  // bytes of TypedText::text
};

// Beyond these nothing is completed.
inline constexpr std::size_t kMostTypedBytes = 1'000;
inline constexpr std::size_t kMostTypedWords = 32;

struct TypedText {
  std::string text;               // valid UTF-8
  std::vector<InputWord> words;   // those before the one at the end, and it; field names, and what is in quotation marks before, are not among them
  bool open = false;              // the last word may go on; false: a blank or a mark stands behind it
  std::uint32_t item = 0;         // where what is being typed begins: behind the last blank, quotation mark included
  bool quoted = false;            // it is a phrase whose second mark is missing
  std::string field;              // the query name of the field that it is typed for; empty: none
  std::uint32_t value = 0;        // with a field: where its value begins
  bool plain = true;              // what is being typed is one word, and words alone stand before it, nothing of the query language
  bool joined = false;            // the last word stands right behind another one: "New-Yo", "COM1"
  bool closed = false;            // nothing can be completed: it is excluded, or there is no word
};

// Reads what was typed. Linear. Never throws but for memory.
TypedText read_typed(std::string_view q, Tokenizer& tokenizer);

// The query for what has been typed so far: its last word, where it may go on, or any word that begins with it. Anything but plain words, and words
// of one letter, are left as they are.
std::string with_open_end(const std::string& q, Tokenizer& tokenizer);

// Marks in `text` what was typed of it: words of `text` that are among `words`, and the beginning of those that begin like the last one, where
// `open`. Marks are whole code points.
MarkedText mark_typed(std::string text, const std::vector<InputWord>& words, bool open, Tokenizer& tokenizer);

// The exact forms of a text's words without accents.
std::vector<std::string> plain_words(std::string_view text, Tokenizer& tokenizer);

}  // namespace dateline
