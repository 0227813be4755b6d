// server/search/code_filter.h and WordReader: quick looks at encoded words say the same as reading all of them.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "indexer/archive/word_sequence.h"
#include "server/search/code_filter.h"
#include "tests/unit/source_files.h"

using namespace dateline;

namespace {

// Forms 0..n-1 of ranks that are written in one, two and three bytes; each is its own posting term.
constexpr std::uint32_t kForms = 17'000;

std::string form_of(std::uint32_t rank) { return "w" + std::to_string(rank); }

class NumberedVocabulary {
 public:
  NumberedVocabulary() : path_((folder_.path() / "vocabulary").string()) {
    std::vector<std::string> forms;
    for (std::uint32_t rank = 0; rank < kForms; ++rank) forms.push_back(form_of(rank));
    std::vector<VocabularyEntry> entries;
    for (std::uint32_t rank = 0; rank < kForms; ++rank) entries.push_back({forms[rank], kForms - rank, {rank}});
    SectionWriter writer(path_);
    write_vocabulary(writer, entries, forms);
    writer.finish();
  }

  std::string path() const { return path_; }

 private:
  TemporaryFolder folder_;
  std::string path_;
};

// Ranks that meet often, from every size of code and from their borders.
constexpr std::uint32_t kRanks[] = {0, 1, 175, 176, 177, 431, 432, 16'559, 16'560, 16'561};

class Maker {
 public:
  std::uint32_t pick(std::uint32_t below) { return std::uniform_int_distribution<std::uint32_t>(0, below - 1)(random_); }
  std::uint32_t rank() { return kRanks[pick(std::size(kRanks))]; }

  WordSequence words() {
    WordSequence out;
    for (std::uint32_t units = 1 + pick(4); units > 0; --units) {
      for (std::uint32_t left = pick(40); left > 0; --left) out.codes.push_back(rank());
      out.unit_ends.push_back(static_cast<std::uint32_t>(out.codes.size()));
    }
    return out;
  }

  // Every place has an edge over it alone; some longer edges and sequences lie beside.
  Pattern pattern() {
    Pattern out;
    out.places = 1 + pick(3);
    for (std::uint32_t at = 0; at < out.places; ++at) {
      add_edge(out, at, at + 1, 1);
      if (pick(3) == 0) add_edge(out, at, at + 1 + pick(out.places - at), 1 + pick(2));
    }
    out.slop = pick(5) == 0 ? 1 : 0;
    return out;
  }

 private:
  void add_edge(Pattern& pattern, std::uint32_t from, std::uint32_t to, std::uint32_t words) {
    PatternEdge edge{from, to, {}};
    for (; words > 0; --words) {
      edge.classes.push_back(static_cast<std::uint32_t>(pattern.classes.size()));
      WordClass& one = pattern.classes.emplace_back();
      for (std::uint32_t forms = 1 + pick(2); forms > 0; --forms) one.forms.push_back(form_of(rank()));
    }
    pattern.edges.push_back(std::move(edge));
  }

  std::mt19937 random_{11};
};

}  // namespace

TEST_CASE("The filter never says no to words in which the leaf is found, and says no to many of the others") {
  const NumberedVocabulary numbered;
  const SectionFile file(numbered.path());
  const Vocabulary vocabulary(file);
  Maker maker;
  WordReader reader;
  std::size_t refused = 0, absent = 0;
  for (int round = 0; round < 20'000; ++round) {
    Leaf leaf;
    for (std::uint32_t patterns = maker.pick(6) == 0 ? 2 : 1; patterns > 0; --patterns) leaf.patterns.push_back(maker.pattern());
    leaf.distance = 3;
    const WordSequence words = maker.words();
    std::string blob;
    encode_words(words, blob);
    reader.start(blob);
    const bool found = LeafMatcher(leaf, vocabulary).matches(words);
    const bool may = CodeFilter(leaf, vocabulary).may_match(reader.encoded_codes());
    CAPTURE(round);
    REQUIRE((may || !found));
    absent += !found;
    refused += !may;
  }
  CHECK(refused * 3 > absent);
}

TEST_CASE("Words read piece by piece are those read at once, and units end where the reading does") {
  Maker maker;
  WordReader reader;
  WordSequence pieces;
  for (int round = 0; round < 2'000; ++round) {
    const WordSequence words = maker.words();
    std::string blob;
    encode_words(words, blob);
    reader.start(blob);
    REQUIRE(reader.size() == words.codes.size());
    REQUIRE(reader.size_to(kTitleUnit) == words.unit_ends.front());
    for (std::uint32_t read = 0; read < reader.size(); read += 1 + maker.pick(9)) {
      reader.read(read, pieces);
      REQUIRE(std::equal(pieces.codes.begin(), pieces.codes.end(), words.codes.begin()));
      REQUIRE(pieces.codes.size() == read);
      REQUIRE(pieces.unit_ends.back() == read);
    }
    reader.read(reader.size() + 5, pieces);
    REQUIRE(pieces.codes == words.codes);
    REQUIRE(pieces.unit_ends == words.unit_ends);
  }
}

TEST_CASE("A blob that is cut short is refused wherever it is cut") {
  WordSequence words;
  words.codes = {0, 175, 176, 16'559, 16'560, 999'423, 4'000'000'000u};
  words.unit_ends = {3, 3, 7};
  std::string blob;
  encode_words(words, blob);
  WordReader reader;
  WordSequence out;
  for (std::size_t size = 0; size < blob.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS((reader.start(std::string_view(blob).substr(0, size)), reader.read(reader.size(), out)), ArchiveCorrupt);
  }
  decode_words(blob, out);
  CHECK(out.codes == words.codes);
}
