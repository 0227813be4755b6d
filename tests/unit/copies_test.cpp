// indexer/analysis/copies.h: which re-publications are found, what is not taken for one, and that keys and orders lead to them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "indexer/analysis/copies.h"

using namespace dateline;

namespace {

using Words = std::vector<std::uint64_t>;

// `count` words of a story; another seed tells another story.
Words story(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  Words out(count);
  std::generate(out.begin(), out.end(), random);
  return out;
}

Words joined(std::initializer_list<Words> parts) {
  Words out;
  for (const Words& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

Words part(const Words& words, std::size_t begin, std::size_t end) {
  return {words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end)};
}

// One word in `every` replaced by another.
Words edited(Words words, std::size_t every) {
  for (std::size_t at = every / 2; at < words.size(); at += every) words[at] = ~words[at];
  return words;
}

std::vector<CopySignature> signatures_of(const std::vector<Words>& stories) {
  std::vector<CopySignature> out;
  for (const Words& words : stories) out.push_back(sign_words(words));
  return out;
}

// Signatures with the orders of their bands, as a segment holds them.
struct Signed {
  std::vector<CopySignature> signatures;
  std::array<std::vector<std::uint32_t>, kCopyBands> orders;

  explicit Signed(std::vector<CopySignature> given) : signatures(std::move(given)) {
    for (std::size_t band = 0; band < kCopyBands; ++band) orders[band] = band_order(signatures, band);
  }
  SignedArticles view() const {
    SignedArticles out{signatures, {}};
    for (std::size_t band = 0; band < kCopyBands; ++band) out.orders[band] = orders[band];
    return out;
  }
};

std::vector<std::uint32_t> candidates_in(const SignedArticles& articles, const CopySignature& signature) {
  std::vector<std::uint32_t> out;
  find_candidates(articles, signature, out);
  return out;
}

std::vector<std::uint32_t> candidates_in(const CopyIndex& index, const CopySignature& signature) {
  std::vector<std::uint32_t> out;
  index.candidates(signature, out);
  return out;
}

}  // namespace

TEST_CASE("Re-publications are copies, whatever an editor does to them") {
  struct Row {
    std::string why;
    Words (*make)(const Words&, std::uint64_t);
  };
  const std::vector<Row> rows = {
      {"the same body under another headline", [](const Words& words, std::uint64_t) { return words; }},
      {"an agency line before it", [](const Words& words, std::uint64_t seed) { return joined({story(~seed, 5), words}); }},
      {"another first paragraph", [](const Words& words, std::uint64_t seed) { return joined({story(~seed, 45), part(words, 40, words.size())}); }},
      {"one word in twenty replaced", [](const Words& words, std::uint64_t) { return edited(words, 20); }},
      {"the second half cut off", [](const Words& words, std::uint64_t) { return part(words, 0, words.size() / 2); }},
      {"a copyright line and links behind it", [](const Words& words, std::uint64_t seed) { return joined({words, story(~seed, 30)}); }},
      {"two paragraphs inserted",
       [](const Words& words, std::uint64_t seed) {
         return joined({part(words, 0, 120), story(~seed, 50), part(words, 120, 200), story(seed + 9999, 50), part(words, 200, words.size())});
       }},
      {"two paragraphs in another order",
       [](const Words& words, std::uint64_t) { return joined({part(words, 0, 100), part(words, 180, 260), part(words, 100, 180), part(words, 260, words.size())}); }},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    int copies = 0, met = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      const Words words = story(seed, 400);
      const CopySignature original = sign_words(words), copy = sign_words(row.make(words, seed));
      CHECK(are_copies(original, copy) == are_copies(copy, original));
      copies += are_copies(original, copy);
      met += !candidates_in(Signed({original}).view(), copy).empty();
    }
    CHECK(copies >= 99);
    CHECK(met >= 99);
  }
}

TEST_CASE("A key leads to the same articles in memory and in a mapped file") {
  std::vector<Words> stories;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    stories.push_back(story(seed, 100 + seed));
    if (seed % 3 == 0) stories.push_back(edited(stories.back(), 15));
  }
  const Signed articles(signatures_of(stories));
  CopyIndex index;
  for (std::uint32_t at = 0; at < articles.signatures.size(); ++at) index.add(at, articles.signatures[at]);
  for (const CopySignature& signature : articles.signatures) {
    std::vector<std::uint32_t> plain;
    for (std::uint32_t at = 0; at < articles.signatures.size(); ++at)
      for (std::size_t band = 0; band < kCopyBands; ++band)
        if (band_key(signature, band) != kNoKey && band_key(signature, band) == band_key(articles.signatures[at], band)) {
          plain.push_back(at);
          break;
        }
    CHECK(candidates_in(articles.view(), signature) == plain);
    CHECK(candidates_in(index, signature) == plain);
  }
}
