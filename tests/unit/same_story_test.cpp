// indexer/analysis/same_story.h: which of the texts that share most of their words tell the same story.
#include <doctest/doctest.h>
#include <xxhash.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/analysis/same_story.h"

using namespace dateline;

namespace {

constexpr std::int64_t kDay = 86'400;

using Story = std::vector<std::string>;

// A text of `count` words of its own, with `name` as every thirtieth.
Story story(const std::string& own, std::size_t count, const std::string& name = "meeting") {
  Story out;
  for (std::size_t at = 0; at < count; ++at) out.push_back(at % 30 == 10 ? name : own + std::to_string(at) + own);
  return out;
}

Story joined(Story first, const Story& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Story part(const Story& text, std::size_t begin, std::size_t end) {
  return {text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end)};
}

Story with(Story text, const std::string& from, const std::string& to) {
  std::replace(text.begin(), text.end(), from, to);
  return text;
}

TextComparison compared(const Story& a, const Story& b) {
  return compare_texts(std::vector<std::string_view>(a.begin(), a.end()), std::vector<std::string_view>(b.begin(), b.end()));
}

StoryText story_text(const Story& text) {
  std::vector<std::uint64_t> hashes;
  for (const std::string& word : text) hashes.push_back(XXH3_64bits(word.data(), word.size()));
  return {hashes, [&text](std::size_t at) { return std::string_view(text[at]); }};
}

struct Pair {
  std::string why;
  Story first, second;
  Circumstances known;
  bool same;
};

void check_pairs(const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    CAPTURE(pair.why);
    CHECK(tells_same_story(compared(pair.first, pair.second), pair.known) == pair.same);
    CHECK(tells_same_story(compared(pair.second, pair.first), pair.known) == pair.same);
    CHECK(tells_same_story(story_text(pair.first), story_text(pair.second), pair.known) == pair.same);
    CHECK(tells_same_story(story_text(pair.second), story_text(pair.first), pair.known) == pair.same);
  }
}

Circumstances known(std::optional<std::int64_t> apart, bool same_source = false) { return {apart, same_source}; }

}  // namespace

TEST_CASE("What an editor does to a wire story leaves the same story") {
  const Story wire = story("a", 300);
  check_pairs({
      {"nothing at all", wire, wire, known(0), true},
      {"cut in half", wire, part(wire, 0, 150), known(kDay), true},
      {"a paragraph of another story put in", wire, joined(joined(part(wire, 0, 100), story("b", 50, "somerton")), part(wire, 100, 300)), known(0), true},
      {"a copyright line behind it", wire, joined(wire, story("c", 20)), known(0), true},
      {"the other spelling of a word it keeps using", with(wire, "meeting", "colour"), with(wire, "meeting", "color"), known(0), true},
      {"one word for two", with(wire, "meeting", "percent"), with(wire, "meeting", "cent"), known(0), true},
      {"another form of a word", with(wire, "meeting", "senator"), with(wire, "meeting", "senators"), known(0), true},
      {"other figures, as an agency corrects them", with(wire, "meeting", "14.50"), with(wire, "meeting", "16.75"), known(0), true},
  });
}

TEST_CASE("A form filled in anew is another story") {
  const Story form = story("a", 300);
  check_pairs({
      {"another town all over the text", with(form, "meeting", "somerton"), with(form, "meeting", "millersburg"), known(kDay), false},
      {"whatever letters the two have in common inside", with(form, "meeting", "bethany"), with(form, "meeting", "than"), known(0), false},
      {"short names are names", with(form, "meeting", "iran"), with(form, "meeting", "iraq"), known(0), false},
      {"a name of no Latin letters", with(form, "meeting", "москва"), with(form, "meeting", "киев"), known(0), false},
      {"the same weeks apart, from one house", story("a", 95), joined(part(story("a", 95), 0, 88), story("b", 7)), known(30 * kDay, true), false},
  });
}

TEST_CASE("A house's own forms are told by a name used twice, another's by one used three times") {
  const Story form = story("a", 68, "somerton"), other = with(form, "somerton", "millersburg");
  REQUIRE(std::count(form.begin(), form.end(), "somerton") == 2);
  check_pairs({
      {"of two sources", form, other, known(0), true},
      {"of one", form, other, known(0, true), false},
  });
}

TEST_CASE("Texts far apart in time have to be all but equal") {
  const Story text = story("a", 300), edited = joined(part(text, 0, 250), story("b", 50)), nearly = joined(part(text, 0, 295), story("b", 5));
  check_pairs({
      {"two sources, ten days", text, edited, known(10 * kDay), true},
      {"in either order", text, edited, known(-10 * kDay), true},
      {"two sources, a month", text, edited, known(30 * kDay), false},
      {"one source, two days", text, edited, known(2 * kDay, true), true},
      {"one source, ten days", text, edited, known(10 * kDay, true), false},
      {"not known when", text, edited, known({}), false},
      {"all but equal, a month", text, nearly, known(30 * kDay), true},
      {"all but equal, not known when", text, nearly, known({}), true},
  });
}

TEST_CASE("A part of a text is no copy of it") {
  const Story text = story("a", 1000);
  check_pairs({
      {"a tenth", text, part(text, 0, 100), known(0), false},
      {"two fifths", text, part(text, 0, 400), known(0), true},
      {"half of it is about something else", joined(part(text, 0, 150), story("b", 150)), part(text, 0, 300), known(0), false},
      {"empty texts", {}, {}, known(0), false},
      {"an empty text", text, {}, known(0), false},
      {"three words", part(text, 0, 3), part(text, 0, 3), known(0), false},
  });
}

TEST_CASE("What is counted of two texts is said exactly") {
  const Story text = story("a", 103);
  const TextComparison same = compared(text, text);
  CHECK(same.containment == 1);
  CHECK(same.length_ratio == 1);
  CHECK(same.foreign_uses == 0);
  CHECK(same.words == 103);
  const TextComparison half = compared(text, joined(part(text, 0, 53), story("b", 47, "somerton")));
  CHECK(half.containment == doctest::Approx(50.0 / 97));
  CHECK(half.length_ratio == doctest::Approx(100.0 / 103));
  CHECK(half.foreign_uses == 2);
  CHECK(half.words == 100);
  const TextComparison known_word = compared(with(text, "meeting", "somerton"), joined(text, {"somerton"}));
  CHECK(known_word.foreign_uses == 0);
}

TEST_CASE("Signatures say what is worth a look before anything is read") {
  const auto signature = [](std::size_t shared) {
    std::vector<std::uint64_t> words;
    for (std::uint64_t at = 0; at < 400; ++at) words.push_back((at + (at < shared ? 1 : 100'000)) * 0x9E3779B97F4A7C15);
    return sign_words(words);
  };
  const CopySignature whole = signature(400);
  CHECK(is_worth_a_look(whole, whole, known({})));
  CHECK(is_worth_a_look(whole, signature(300), known(kDay)));
  CHECK_FALSE(is_worth_a_look(whole, signature(240), known(60 * kDay)));
  CHECK_FALSE(is_worth_a_look(whole, signature(80), known(kDay)));
}

TEST_CASE("Foreign words without end are looked up in a bounded number") {
  Story a, b;
  for (int at = 0; at < 20'000; ++at) {
    const std::string number = std::to_string(at);
    std::string word = "abc";
    for (const char digit : number) word += static_cast<char>('d' + digit - '0');
    for (int use = 0; use < 3; ++use) {
      a.push_back(word + "xyz");
      b.push_back(word + "uvw");
    }
  }
  CHECK(compared(a, b).foreign_uses == 3);
}
