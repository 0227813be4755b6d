// server/search/token_places.h against the tokenizer, which it has to agree with on every text.
#include "server/search/token_places.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace dateline;

namespace {

std::vector<Span> places_by_tokenizer(const std::string& text) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.tokenize(text, tokens);
  std::vector<Span> out;
  for (const Token& token : tokens) out.push_back({token.begin, token.end});
  return out;
}

}  // namespace

TEST_CASE("Tokens are found where the tokenizer finds them, whatever stands side by side") {
  const std::vector<std::string> pieces = {" ",  " ",  " ",    "a",    "b.",  "word", "Word's", "U.S.", "U.S", "e.g.", "-",   "-\n",  "- \n ", "\n",    "\r\n",   "\t",   ",",   ".",   "1",
                                           "12", "1,000", "1'000", "%", "#MeToo", "#BlackLivesMatter", "@nytTimes", "l'", "d’eau", "é", "\u00AD", "\u0301", "\u00A0", "東京", "ไทย", "—", "“", "”",
                                           "14.02.2020", "TS33.128", "0", "_", "/", "x-\n  y", "state-of-the-art", "O'Brien", "ab12", "12ab", "A", "\u200B", "\u3000", "'", "’s", "s"};
  std::mt19937 random(17);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t left = 1 + random() % 14; left > 0; --left) text += pieces[random() % pieces.size()];
    Tokenizer tokenizer;
    TokenPlaces places(text, tokenizer);
    CAPTURE(text);
    const auto found = places.all();
    REQUIRE(std::vector<Span>(found.begin(), found.end()) == places_by_tokenizer(text));
  }
  std::string run;
  for (int letters = 1; letters < 200; ++letters) {
    run += letters % 7 == 0 ? "\u00E9" : "q";
    Tokenizer tokenizer;
    TokenPlaces places(run, tokenizer);
    const auto found = places.all();
    CHECK(std::vector<Span>(found.begin(), found.end()) == places_by_tokenizer(run));
  }
}

TEST_CASE("As many tokens are given as are asked for, and those so many bytes behind") {
  std::string text;
  for (int word = 0; word < 1000; ++word) text += word % 5 == 0 ? "élan " : "words ";
  const std::vector<Span> all = places_by_tokenizer(text);
  for (const std::uint32_t token : {0u, 1u, 17u, 500u, 999u, 2000u}) {
    for (const std::uint32_t bytes : {0u, 1u, 6u, 300u, 100'000u}) {
      Tokenizer tokenizer;
      TokenPlaces places(text, tokenizer);
      const auto found = places.up_to(token, bytes);
      REQUIRE(found.size() <= all.size());
      CHECK(std::equal(found.begin(), found.end(), all.begin()));
      for (std::size_t at = 0; at < all.size(); ++at) {
        const bool wanted = at <= token || all[at].begin - all[token].begin <= bytes;
        if (wanted) CHECK(at < found.size());
      }
    }
  }
}
