// Which passages of an article are shown, and how they are cut and marked. Pure functions on plain values; texts are
// valid UTF-8. Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "server/search/search.h"

namespace dateline {

// A place where a query leaf matched. Sorted by `token` within a paragraph; several may begin at one token.
struct TokenMatch {
  std::uint32_t token = 0;  // index of the first token in its paragraph
  std::uint32_t length = 1;  // in tokens, 1..4096: a phrase reaches from its first to its last token
  std::uint8_t leaf = 0;  // 0..63: which part of the query it shows
  float weight = 1;  // what showing that leaf is worth, above 0
};

struct ParagraphMatches {
  std::uint32_t tokens = 0;  // how many tokens the paragraph has
  std::span<const TokenMatch> matches;
};

// What a passage has to show, and how far it may reach for the sake of whole sentences.
struct Window {
  std::uint32_t paragraph = 0;
  std::uint32_t first = 0, last = 0;  // tokens of the first and the last match, inclusive
  std::uint32_t from = 0, to = 0;  // tokens that the passage may use, inclusive; those of two windows never overlap
  friend bool operator==(const Window&, const Window&) = default;
};

// Up to `count` windows of at most about `width` tokens that show most of the distinct leaves close together; early
// ones are preferred, and later windows those that show what the first ones do not. In the order of the text. Empty: no
// matches. O(matches * count).
std::vector<Window> choose_windows(std::span<const ParagraphMatches> paragraphs, std::size_t count,
                                   std::uint32_t width);

// A paragraph's text and where its tokens are: the first ones, sorted by `begin`, on code point borders.
struct ParagraphText {
  std::string_view text;
  std::span<const Span> tokens;
};

// The passage around a window of `paragraph`, about `length` code points long and never longer but for "…" and for a
// single word that is: whole sentences where they fit, else cut between words with "…". Marks are the matches inside,
// joined where they overlap or touch. Looks at no more of the text than about four times `length` around the window;
// of the tokens it needs those that tokens_around() tells.
Passage cut_passage(const ParagraphText& paragraph, std::span<const TokenMatch> matches, const Window& window,
                    std::uint32_t length);

// The tokens that a passage around a window needs: all up to number `token`, and all that begin no more than `bytes` behind
// the begin of that one.
struct TokenReach {
  std::uint32_t token = 0, bytes = 0;
};
TokenReach tokens_around(const Window& window, std::uint32_t length);

// Gives the text of a paragraph and at least those of its tokens; what it returns has to live until the next call.
using TextOf = std::function<ParagraphText(std::uint32_t paragraph, const TokenReach& reach)>;

// The beginning of a text of so many paragraphs, for a hit without a match: the first ones, joined by a space until
// about `length` code points are there, cut as above, without marks. An empty text: no paragraphs.
Passage cut_lead(std::size_t paragraphs, const TextOf& text_of, std::uint32_t length);

// Both steps: up to `count` passages in the order of the text, none of which overlaps another or says the same. Asks
// only for the paragraphs that are shown. Without matches, the lead: one passage of paragraph 0 and those that follow
// it.
std::vector<Passage> make_passages(std::span<const ParagraphMatches> paragraphs, const TextOf& text_of,
                                   std::size_t count, std::uint32_t length);

}  // namespace dateline
