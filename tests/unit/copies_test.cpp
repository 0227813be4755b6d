// indexer/analysis/copies.h: which re-publications are found, what is not taken for one, and that keys and orders lead to them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <limits>
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

TEST_CASE("What only shares a part with another text is no copy of it") {
  struct Row {
    std::string why;
    Words (*first)(std::uint64_t);
    Words (*second)(std::uint64_t);
  };
  const std::vector<Row> rows = {
      {"two stories", [](std::uint64_t seed) { return story(seed, 400); }, [](std::uint64_t seed) { return story(~seed, 400); }},
      {"a follow-up with the background of the first", [](std::uint64_t seed) { return story(seed, 400); },
       [](std::uint64_t seed) { return joined({story(~seed, 280), part(story(seed, 400), 280, 400)}); }},
      {"releases with one opening and one closing", [](std::uint64_t seed) { return joined({story(7, 20), story(seed, 250), story(8, 60)}); },
       [](std::uint64_t seed) { return joined({story(7, 20), story(~seed, 250), story(8, 60)}); }},
      {"reports of one shape, every third word another", [](std::uint64_t seed) { return story(seed, 300); },
       [](std::uint64_t seed) { return edited(story(seed, 300), 3); }},
      {"short texts with one phrase", [](std::uint64_t seed) { return joined({story(seed, 20), story(9, 10), story(seed + 1000, 15)}); },
       [](std::uint64_t seed) { return joined({story(~seed, 20), story(9, 10), story(~(seed + 1000), 15)}); }},
      {"a quotation of some length", [](std::uint64_t seed) { return story(seed, 1000); }, [](std::uint64_t seed) { return part(story(seed, 1000), 300, 500); }},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    int copies = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) copies += are_copies(sign_words(row.first(seed)), sign_words(row.second(seed)));
    CHECK(copies == 0);
  }
}

TEST_CASE("Who published, and when, decides how much has to be shared") {
  constexpr std::int64_t kDay = 86'400;
  const CopySignature text = sign_words(story(1, 600)), edited_text = sign_words(edited(story(1, 600), 20));
  REQUIRE(containment(text, edited_text) > 0.7);
  REQUIRE(containment(text, edited_text) < 0.9);
  struct Row {
    std::string why;
    Circumstances known;
    bool edited_is_copy;
  };
  const std::vector<Row> rows = {
      {"another source, on the same day", {0, false}, true},
      {"another source, after two weeks", {14 * kDay, false}, true},
      {"in the other order", {-14 * kDay, false}, true},
      {"another source, after more than two weeks", {14 * kDay + 1, false}, false},
      {"the same source, on the same day: a form", {0, true}, false},
      {"not known when", {{}, false}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(are_copies(text, edited_text, row.known) == row.edited_is_copy);
    CHECK(are_copies(text, text, row.known));
  }
  CHECK(is_close({3 * kDay, true}));
  CHECK_FALSE(is_close({-3 * kDay - 1, true}));
}

TEST_CASE("Containment is estimated without a bias") {
  struct Row {
    std::size_t shared, own_of_a, own_of_b;  // words
    double containment;
  };
  const std::vector<Row> rows = {{300, 0, 300, 1.0}, {240, 60, 360, 0.8}, {150, 150, 450, 0.5}, {90, 210, 210, 0.3}, {0, 300, 300, 0.0}, {60, 15, 60, 0.8}};
  for (const Row& row : rows) {
    CAPTURE(row.containment);
    CAPTURE(row.shared);
    double sum = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      const Words shared = story(seed, row.shared);
      sum += containment(sign_words(joined({shared, story(seed + 1000, row.own_of_a)})), sign_words(joined({shared, story(seed + 2000, row.own_of_b)})));
    }
    CHECK(sum / 200 == doctest::Approx(row.containment).epsilon(0.06).scale(1));
  }
}

TEST_CASE("A text of a few words is not signed and meets nothing") {
  for (const std::size_t words : {0, 1, 3, 4, 32}) {
    const CopySignature signature = sign_words(story(1, words));
    CAPTURE(words);
    CHECK(signature.shingles == 0);
    CHECK(band_keys(signature) == CopyKeys{});
    CHECK_FALSE(are_copies(signature, signature));
    CHECK(containment(signature, sign_words(story(1, 100))) == 0);
    CHECK(length_ratio(signature, signature) == 0);
    CHECK(candidates_in(Signed({signature, signature}).view(), signature).empty());
    CopyIndex index;
    index.add(1, signature);
    CHECK(index.size() == 0);
    CHECK(candidates_in(index, signature).empty());
  }
  CHECK(sign_words(story(1, 33)).shingles == kFewestShingles);
}

TEST_CASE("A text of one word over and over is a copy of itself and of nothing else") {
  const CopySignature one = sign_words(Words(500, 17)), other = sign_words(Words(500, 18));
  CHECK(are_copies(one, one));
  CHECK_FALSE(are_copies(one, other));
  CHECK(candidates_in(Signed({one, other}).view(), one) == std::vector<std::uint32_t>{0});
}

TEST_CASE("Signatures lie in files: their bytes never change without a new version") {
  REQUIRE(kCopySignatureVersion == 1);
  Words words(200);
  for (std::size_t at = 0; at < words.size(); ++at) words[at] = (at + 1) * 0x9E3779B97F4A7C15;
  const CopySignature signature = sign_words(words);
  std::array<unsigned char, sizeof(CopySignature)> bytes{};
  std::memcpy(bytes.data(), &signature, sizeof signature);
  std::string hex;
  for (const unsigned char byte : bytes) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  CHECK(hex ==
        "e6b4b0d7d9ca8ec2dab0e8f4ccddc5faa98ec1bae0f5fae1f8e2e9b0f1ffb8d4d5ffb7f0f782cae6f0b1c5dfe0fff6d3dfead5a35eb6c8d2d2b8fee6c07eaa7aa4"
        "0f2f1a2ff826709528e364a497d08dc5000000");
  CHECK(hex.substr(160) == "c5000000");  // 197 shingles, the low byte first
}

TEST_CASE("Broken orders lead nowhere, and never past the signatures") {
  const CopySignature signature = sign_words(story(1, 200));
  const std::vector<CopySignature> signatures = {signature, sign_words(story(2, 200))};
  const std::vector<std::vector<std::uint32_t>> orders = {{}, {0}, {1, 0}, {0, 0, 0, 0}, {7, 8, 9}, {0, 0xFFFFFFFF, 1}, std::vector<std::uint32_t>(1000, 1)};
  for (const std::vector<std::uint32_t>& order : orders) {
    SignedArticles articles{signatures, {}};
    articles.orders.fill(order);
    for (const std::uint32_t found : candidates_in(articles, signature)) CHECK(found < signatures.size());
    articles.signatures = {};
    CHECK(candidates_in(articles, signature).empty());
  }
}

TEST_CASE("Of very many articles of one key a part is looked at") {
  const CopySignature signature = sign_words(story(1, 200));
  const Signed articles(std::vector<CopySignature>(5000, signature));
  CopyIndex index;
  for (std::uint32_t at = 0; at < 5000; ++at) index.add(at, signature);
  const auto stored = candidates_in(articles.view(), signature), held = candidates_in(index, signature);
  REQUIRE(stored.size() == kMostOfKey);
  CHECK(stored.back() == kMostOfKey - 1);
  REQUIRE(held.size() == kMostOfKey);
  CHECK(held.front() == 5000 - kMostOfKey);
}

TEST_CASE("An index that was emptied is as good as new") {
  CopyIndex index;
  const CopySignature signature = sign_words(story(1, 200));
  index.add(1, signature);
  index.clear();
  CHECK(candidates_in(index, signature).empty());
  index.add(2, signature);
  CHECK(candidates_in(index, signature) == std::vector<std::uint32_t>{2});
}

TEST_CASE("A new article joins the group of its oldest match") {
  struct Row {
    std::string why;
    std::vector<CopyMatch> matches;
    std::uint64_t group;
  };
  const std::vector<Row> rows = {
      {"it is the first of its story", {}, 99},
      {"it is a copy of one", {{5, 100, 1}}, 5},
      {"the group of the match, not the match itself, counts", {{3, 200, 1}, {5, 100, 2}}, 5},
      {"two groups meet in it: they stay apart", {{5, 100, 2}, {3, 200, 1}, {3, 150, 4}}, 5},
      {"two of one second: the smaller hash of the id", {{4, 100, 9}, {6, 100, 8}}, 6},
      {"a date is older than none", {{4, std::numeric_limits<std::int64_t>::max(), 9}, {6, 100, 10}}, 6},
      {"before 1970", {{4, 0, 9}, {6, -5, 8}}, 6},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(copy_group(row.matches, 99) == row.group);
    CHECK(copy_group(std::vector<CopyMatch>(row.matches.rbegin(), row.matches.rend()), 99) == row.group);
  }
}
