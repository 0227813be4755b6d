// server/search/leaf_scan.h: what is found in encoded words is what is found in decoded ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "indexer/archive/word_sequence.h"
#include "server/search/leaf_scan.h"
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
constexpr std::uint32_t kRanks[] = {0, 1, 127, 128, 129, 255, 256, 16'256, 16'383, 16'384, 16'385, 16'511};

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

  Leaf leaf() {
    Leaf out;
    for (std::uint32_t patterns = pick(6) == 0 ? 2 : 1; patterns > 0; --patterns) out.patterns.push_back(pattern());
    out.distance = 3;
    constexpr Scope kScopes[] = {Scope::title, Scope::byline, Scope::body};
    if (pick(4) == 0) out.scope = kScopes[pick(3)];
    return out;
  }

  // Two words at each of seven places, which are more ways than are listed.
  Pattern wide_pattern() {
    Pattern out;
    out.places = 7;
    for (std::uint32_t at = 0; at < out.places; ++at)
      for (int two = 0; two < 2; ++two) add_edge(out, at, at + 1, 1);
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

namespace {

std::string blob_of(const WordSequence& words) {
  std::string out;
  encode_words(words, out);
  return out;
}

}  // namespace

TEST_CASE("What is found in encoded words is what is found in decoded ones") {
  const NumberedVocabulary numbered;
  const SectionFile file(numbered.path());
  const Vocabulary vocabulary(file);
  Maker maker;
  WordSequence scratch;
  std::size_t present = 0, several = 0;
  for (int round = 0; round < 20'000; ++round) {
    const Leaf leaf = maker.leaf();
    const LeafScan scan(leaf, vocabulary);
    const LeafMatcher matcher(leaf, vocabulary);
    for (int article = 0; article < 3; ++article) {
      const WordSequence words = maker.words();
      const std::string blob = blob_of(words);
      CAPTURE(round);
      REQUIRE(scan.matches(blob, scratch) == matcher.matches(words));
      std::vector<TokenSpan> wanted = {{7, 9}}, found = wanted;
      matcher.find(words, wanted);
      const std::uint32_t typed = maker.rank();
      const std::uint32_t as_typed = scan.find(blob, found, scratch, typed);
      REQUIRE(found == wanted);
      REQUIRE(as_typed == std::count_if(wanted.begin() + 1, wanted.end(), [&](const TokenSpan& span) { return span.end == span.begin + 1 && words.codes[span.begin] == typed; }));
      present += wanted.size() > 1;
      several += wanted.size() > 2;
    }
  }
  CHECK(present > 10'000);
  CHECK(several > 5'000);
}

TEST_CASE("Classes of many words, and patterns of many ways, are found as those of few") {
  const NumberedVocabulary numbered;
  const SectionFile file(numbered.path());
  const Vocabulary vocabulary(file);
  Maker maker;
  WordSequence scratch;
  for (int round = 0; round < 2'000; ++round) {
    Leaf leaf = maker.leaf();
    for (Pattern& pattern : leaf.patterns)
      for (WordClass& words : pattern.classes)
        for (std::uint32_t more = maker.pick(3) == 0 ? 40 : 0; more > 0; --more) words.forms.push_back(form_of(maker.pick(kForms)));
    if (round % 4 == 0) leaf.patterns = {maker.wide_pattern()};
    const LeafScan scan(leaf, vocabulary);
    const WordSequence words = maker.words();
    const std::string blob = blob_of(words);
    CAPTURE(round);
    REQUIRE(scan.matches(blob, scratch) == scan.matcher().matches(words));
    std::vector<TokenSpan> wanted, found;
    scan.matcher().find(words, wanted);
    scan.find(blob, found, scratch);
    REQUIRE(found == wanted);
  }
}

TEST_CASE("Broken blobs are refused or looked through, and never read outside of them") {
  const NumberedVocabulary numbered;
  const SectionFile file(numbered.path());
  const Vocabulary vocabulary(file);
  Maker maker;
  WordSequence scratch;
  std::vector<TokenSpan> found;
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    const LeafScan scan(maker.leaf(), vocabulary);
    std::string blob = blob_of(maker.words());
    for (std::uint32_t changes = 1 + maker.pick(4); changes > 0; --changes) blob[maker.pick(static_cast<std::uint32_t>(blob.size()))] = static_cast<char>(maker.pick(256));
    const std::vector<char> exact(blob.begin(), blob.begin() + maker.pick(static_cast<std::uint32_t>(blob.size())) + 1);
    const std::string_view broken(exact.data(), exact.size());
    try {
      scan.matches(broken, scratch);
      scan.find(broken, found, scratch);
      decode_words(broken, scratch);
    } catch (const ArchiveCorrupt&) {
      ++refused;
    }
  }
  CHECK(refused > 10'000);
}

TEST_CASE("Numbers are counted and passed over in bytes of any length") {
  Maker maker;
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    std::vector<std::size_t> ends = {0};
    for (std::uint32_t left = maker.pick(round == 0 ? 1 : 6'000); left > 0; --left) {
      encode_code(maker.rank(), bytes);
      ends.push_back(bytes.size());
    }
    const std::uint32_t some = maker.pick(static_cast<std::uint32_t>(ends.size()));
    REQUIRE(count_numbers(bytes) == ends.size() - 1);
    REQUIRE(count_numbers(std::string_view(bytes).substr(ends[some])) == ends.size() - 1 - some);
    REQUIRE(skip_numbers(bytes, some) == ends[some]);
    REQUIRE(skip_numbers(bytes, ends.size() - 1) == bytes.size());
    REQUIRE_THROWS_AS(skip_numbers(bytes, ends.size()), ArchiveCorrupt);
  }
}

TEST_CASE("The first words of a blob are as if it ended there") {
  Maker maker;
  WordReader reader;
  WordSequence first;
  for (int round = 0; round < 2'000; ++round) {
    const WordSequence words = maker.words();
    const std::string blob = blob_of(words);
    reader.start(blob);
    REQUIRE(reader.size() == words.codes.size());
    REQUIRE(reader.size_to(kTitleUnit) == words.unit_ends.front());
    for (std::uint32_t count = 0; count < reader.size(); count += 1 + maker.pick(9)) {
      reader.read(count, first);
      REQUIRE(std::equal(first.codes.begin(), first.codes.end(), words.codes.begin()));
      REQUIRE(first.codes.size() == count);
      REQUIRE(first.unit_ends.back() == count);
    }
    reader.read(reader.size() + 5, first);
    REQUIRE(first.codes == words.codes);
    REQUIRE(first.unit_ends == words.unit_ends);
  }
}

TEST_CASE("A blob that is cut short, or goes on, is refused") {
  WordSequence words;
  words.codes = {0, 127, 128, 16'383, 16'384, 2'097'151, 2'097'152, 268'435'455, 268'435'456, 4'000'000'000u};
  words.unit_ends = {3, 3, 10};
  const std::string blob = blob_of(words);
  WordSequence out;
  for (std::size_t size = 0; size < blob.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(decode_words(std::string_view(blob).substr(0, size), out), ArchiveCorrupt);
  }
  CHECK_THROWS_AS(decode_words(blob + '\x01', out), ArchiveCorrupt);
  CHECK_THROWS_AS(decode_words(blob + '\x81', out), ArchiveCorrupt);
  decode_words(blob, out);
  CHECK(out.codes == words.codes);
}
