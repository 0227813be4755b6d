// server/search/passages.h: which passages are chosen, how they are cut, what is marked.
#include "server/search/passages.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "server/search/text_stretch.h"

using namespace dateline;

namespace {

// A paragraph with its tokens (ASCII letters and digits; every other letter alone) and the matches of given words.
struct Paragraph {
  std::string text;
  std::vector<Span> tokens;
  std::vector<TokenMatch> matches;
};

std::uint32_t code_point_size(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool is_ascii_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// A combining acute accent belongs to the token before it; ideographs are one token each.
std::vector<Span> tokens_of(std::string_view text) {
  std::vector<Span> tokens;
  for (std::uint32_t at = 0; at < text.size();) {
    const std::uint32_t size = code_point_size(text[at]);
    const bool accent = text.substr(at, 2) == "\u0301";
    const bool touches = !tokens.empty() && tokens.back().end == at;
    if ((is_ascii_word(text[at]) || accent) && touches && text[tokens.back().begin] >= 0)
      tokens.back().end = at + size;
    else if (is_ascii_word(text[at]) ||
             (size == 3 && text.substr(at, 2) != "\xe2\x80" && text.substr(at, 2) != "\xe3\x80"))
      tokens.push_back({at, at + size});
    at += size;
  }
  return tokens;
}

Paragraph paragraph(std::string text, const std::vector<std::string>& words) {
  Paragraph made{std::move(text), {}, {}};
  made.tokens = tokens_of(made.text);
  for (std::uint32_t i = 0; i < made.tokens.size(); ++i)
    for (std::size_t leaf = 0; leaf < words.size(); ++leaf)
      if (made.text.substr(made.tokens[i].begin, made.tokens[i].end - made.tokens[i].begin) == words[leaf])
        made.matches.push_back({i, 1, static_cast<std::uint8_t>(leaf), 1});
  return made;
}

std::vector<ParagraphMatches> matches_of(const std::vector<Paragraph>& paragraphs) {
  std::vector<ParagraphMatches> all;
  for (const Paragraph& p : paragraphs) all.push_back({static_cast<std::uint32_t>(p.tokens.size()), p.matches});
  return all;
}

std::vector<Passage> passages_of(const std::vector<Paragraph>& paragraphs, std::size_t count, std::uint32_t length) {
  const auto text_of = [&](std::uint32_t i, const TokenReach&) { return ParagraphText{paragraphs[i].text, paragraphs[i].tokens}; };
  return make_passages(matches_of(paragraphs), text_of, count, length);
}

// With '[' and ']' around the marks.
std::string shown(const MarkedText& marked) {
  std::string text = marked.text;
  for (auto mark = marked.marks.rbegin(); mark != marked.marks.rend(); ++mark) {
    text.insert(mark->end, "]");
    text.insert(mark->begin, "[");
  }
  return text;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

struct Row {
  std::string why;
  std::string text;
  std::vector<std::string> words;
  std::uint32_t length;
  std::string passage;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto passages = passages_of({paragraph(row.text, row.words)}, 1, row.length);
    REQUIRE(passages.size() == 1);
    CHECK(shown(passages[0].marked) == row.passage);
  }
}

}  // namespace

TEST_CASE("A passage is made of whole sentences where they fit") {
  check({
      {"a short text is shown whole", "The ban on Huawei holds.", {"Huawei"}, 240, "The ban on [Huawei] holds."},
      {"the sentence with the match, and what fits around it",
       "One is first. Two has the key here. Three comes after it. Four is the last of all.",
       {"key"},
       50,
       "Two has the [key] here. Three comes after it."},
      {"sentences before it when none behind it fits",
       "One is first. Two has the key.",
       {"key"},
       40,
       "One is first. Two has the [key]."},
      {"abbreviations do not end a passage",
       "It began. The U.S. said Mr. Lee paid $3.83 billion for the key.",
       {"key"},
       56,
       "The U.S. said Mr. Lee paid $3.83 billion for the [key]."},
      {"the closing quotation mark belongs to it",
       "He came. “I have the key.” She left the house at once.",
       {"key"},
       30,
       "He came. “I have the [key].”"},
      {"sentences without white space",
       "第一文です。鍵はここ。第三文はとても長いのでここには入りません。",
       {"鍵"},
       14,
       "第一文です。[鍵]はここ。"},
  });
}

TEST_CASE("A sentence that is too long is cut between words, with an ellipsis") {
  check({
      {"in the middle",
       "alpha beta gamma delta epsilon zeta eta theta KEY iota kappa lambda mu nu xi omicron pi",
       {"KEY"},
       40,
       "…eta theta [KEY] iota kappa lambda mu nu…"},
      {"from its beginning",
       "alpha KEY gamma delta epsilon zeta eta theta iota kappa lambda",
       {"KEY"},
       30,
       "alpha [KEY] gamma delta epsilon…"},
      {"to its end",
       "alpha beta gamma delta epsilon zeta eta theta iota KEY kappa",
       {"KEY"},
       30,
       "…zeta eta theta iota [KEY] kappa"},
      {"no comma hangs before the ellipsis",
       "alpha KEY gamma, delta epsilon zeta eta theta iota",
       {"KEY"},
       18,
       "alpha [KEY] gamma…"},
      {"hyphens and apostrophes are inside words",
       "aaa bbb ccc KEY back-door's ddd eee fff ggg hhh iii",
       {"KEY"},
       22,
       "aaa bbb ccc [KEY]…"},
      {"a word with a combining accent stays whole",
       "aaa bbb KEY cafe\u0301 bbb ccc ddd eee fff ggg",
       {"KEY"},
       17,
       "aaa bbb [KEY] cafe\u0301…"},
      {"scripts without white space are cut between tokens",
       "一二三四五六七八九十鍵一二三四五六七八九十一二三",
       {"鍵"},
       10,
       "…八九十[鍵]一二三四五六…"},
      {"a long address is cut between tokens",
       repeated("abcdef/", 10) + "KEY/" + repeated("ghijkl/", 10),
       {"KEY"},
       40,
       "…/abcdef/[KEY]/ghijkl/ghijkl/ghijkl/ghijkl/…"},
  });
}

TEST_CASE("What is marked is exactly what matched") {
  Paragraph phrase = paragraph("The back door and the front door of the house.", {});
  phrase.matches = {{1, 2, 0, 1}, {6, 1, 1, 1}};
  CHECK(shown(passages_of({phrase}, 1, 240)[0].marked) == "The [back door] and the front [door] of the house.");

  phrase.matches = {{1, 2, 0, 1}, {2, 1, 1, 1}, {3, 1, 2, 1}};
  CHECK_MESSAGE(shown(passages_of({phrase}, 1, 240)[0].marked) == "The [back door] [and] the front door of the house.",
                "overlapping marks are one, neighbours stay two");

  phrase.matches = {{0, 10, 0, 1}};
  CHECK_MESSAGE(shown(passages_of({phrase}, 1, 20)[0].marked) == "[The back door and]…",
                "a long phrase is marked as far as it is shown");

  Paragraph touching = paragraph("東京都", {"東", "京"});
  CHECK_MESSAGE(shown(passages_of({touching}, 1, 240)[0].marked) == "[東京]都", "marks that touch are one");
}

TEST_CASE("Without a match the lead is shown, unmarked") {
  const std::vector<std::string> none;
  CHECK(shown(passages_of({paragraph("First things first.", none)}, 3, 240)[0].marked) == "First things first.");
  CHECK(shown(passages_of({paragraph("LONDON", none), paragraph("Rain fell. Snow fell.", none)}, 1, 20)[0].marked) ==
        "LONDON Rain fell.");
  CHECK(shown(passages_of({paragraph("One two three four five six seven eight", none)}, 1, 20)[0].marked) ==
        "One two three four…");
  CHECK(passages_of({paragraph("x", none)}, 0, 240).empty());
  CHECK(passages_of({}, 1, 240).empty());
  const auto huge = passages_of({paragraph(repeated("word ", 1'000'000), none)}, 1, 40);
  CHECK(shown(huge[0].marked) == "word word word word word word word word…");
}

TEST_CASE("Windows show most of the distinct words, close together and early") {
  const auto word = [](std::uint32_t token, std::uint8_t leaf, float weight = 1) {
    return TokenMatch{token, 1, leaf, weight};
  };
  struct Case {
    std::string why;
    std::vector<std::vector<TokenMatch>> paragraphs;
    std::size_t count;
    std::vector<Window> windows;
  };
  const std::vector<Case> cases = {
      {"two words beat one that is said often",
       {{word(0, 0), word(1, 0), word(2, 0)}, {word(50, 0), word(55, 1)}},
       1,
       {{1, 50, 55, 0, 999}}},
      {"neighbours beat words far apart",
       {{word(10, 0), word(28, 1)}, {word(10, 0), word(11, 1)}},
       1,
       {{1, 10, 11, 0, 999}}},
      {"of equals the earlier", {{word(5, 0)}, {word(5, 0)}}, 1, {{0, 5, 5, 0, 999}}},
      {"a heavy word beats light ones", {{word(5, 0), word(6, 1)}, {word(5, 2, 9)}}, 1, {{1, 5, 5, 0, 999}}},
      {"the second shows what the first does not",
       {{word(5, 0), word(6, 1), word(300, 0), word(600, 2)}},
       2,
       {{0, 5, 6, 0, 303}, {0, 600, 600, 304, 999}}},
      {"repeats at the ends are left out",
       {{word(5, 0), word(15, 0), word(16, 1), word(18, 1)}},
       1,
       {{0, 15, 16, 0, 999}}},
      {"no more windows than matches", {{word(5, 0)}, {}}, 5, {{0, 5, 5, 0, 999}}},
      {"a phrase longer than the width", {{{5, 80, 0, 1}}}, 1, {{0, 5, 84, 0, 999}}},
      {"none", {{}, {}}, 3, {}},
  };
  for (const Case& row : cases) {
    CAPTURE(row.why);
    std::vector<ParagraphMatches> paragraphs;
    for (const auto& matches : row.paragraphs) paragraphs.push_back({1000, matches});
    CHECK(choose_windows(paragraphs, row.count, 20) == row.windows);
  }
}

TEST_CASE("Several passages neither overlap nor say the same") {
  const std::string filler = repeated("Filler words stand here. ", 20);
  const std::vector<std::string> words = {"KEY", "LOCK"};
  const std::vector<Paragraph> article = {paragraph("The KEY is here. " + filler + "A LOCK is there. " + filler, words),
                                          paragraph("The KEY is here. " + filler, words),
                                          paragraph("Another KEY is away. " + filler, words)};
  const auto passages = passages_of(article, 3, 60);
  REQUIRE(passages.size() == 3);
  CHECK(shown(passages[0].marked) == "The [KEY] is here. Filler words stand here.");
  CHECK(shown(passages[1].marked) == "A [LOCK] is there. Filler words stand here.");
  CHECK(shown(passages[2].marked) == "Another [KEY] is away. Filler words stand here.");
  CHECK(passages[2].paragraph == 2);

  const std::vector<Paragraph> same(4, article[1]);
  CHECK(passages_of(same, 3, 60).size() == 1);
}

TEST_CASE("The match in a paragraph of five megabytes is found") {
  std::string text = repeated("Some words. ", 400'000);
  text.insert(4'500'000, "The KEY is here. ");
  const std::vector<Paragraph> article = {paragraph(std::move(text), {"KEY"})};
  CHECK(shown(passages_of(article, 1, 60)[0].marked) == "The [KEY] is here. Some words. Some words. Some words.");
}

namespace {

const std::vector<std::string> kPieces = {"word",  "KEY",         "a", ".",  ". ",      " ",   "  ",
                                          "! ",    "“",           "”", "…",  "e\u0301", "東",  "京。",
                                          "&amp;", "<b>",         "-", "'s", "Mr. ",    "3.8", repeated("long", 30),
                                          "🇩🇪",    "👩‍👧", ",", "(",  ")"};

Paragraph random_paragraph(std::mt19937& random) {
  std::string text;
  for (std::size_t i = random() % 60; i > 0; --i) text += kPieces[random() % kPieces.size()];
  Paragraph made = paragraph(std::move(text), {"KEY", "a", "東"});
  for (TokenMatch& match : made.matches) match.length += random() % 5 == 0 ? random() % 4 : 0;
  return made;
}

// The passage's place in its paragraph; npos when it is not there, or there more than once.
std::size_t place_of(std::string_view text, std::string_view whole) {
  const std::size_t found = whole.find(text);
  return found == whole.rfind(text) ? found : std::string_view::npos;
}

bool inside_token(const Paragraph& paragraph, std::size_t byte) {
  for (const Span& token : paragraph.tokens)
    if (token.begin < byte && byte < token.end) return true;
  return false;
}

void check_marks(const MarkedText& marked) {
  std::int64_t done = -1;
  for (const Span& mark : marked.marks) {
    CHECK((mark.begin < mark.end && mark.end <= marked.text.size() && mark.begin > done));
    CHECK((static_cast<unsigned char>(marked.text[mark.begin]) & 0xC0) != 0x80);
    CHECK((mark.end == marked.text.size() || (static_cast<unsigned char>(marked.text[mark.end]) & 0xC0) != 0x80));
    done = mark.end;
  }
}

void check_cut(const Paragraph& paragraph, std::string_view text, std::uint32_t length) {
  const std::string_view whole = paragraph.text;
  if (whole.find(text) == std::string_view::npos && text.starts_with("…")) text.remove_prefix(3);
  if (whole.find(text) == std::string_view::npos && text.ends_with("…")) text.remove_suffix(3);
  CHECK(whole.find(text) != std::string_view::npos);
  CHECK((code_points(text) <= length + 2 || text.find("longlong") != std::string_view::npos));
  CHECK(!text.starts_with("\u0301"));
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1))
    CHECK(text.substr(at, 5) == "&amp;");
  const std::size_t place = place_of(text, whole);
  if (place == std::string_view::npos) return;
  CHECK(!inside_token(paragraph, place));
  CHECK(!inside_token(paragraph, place + text.size()));
}

}  // namespace

TEST_CASE("No text and no matches make a passage that is cut or marked wrongly") {
  std::mt19937 random(3);
  for (int round = 0; round < 10'000; ++round) {
    std::vector<Paragraph> article;
    for (std::size_t p = 1 + random() % 3; p > 0; --p) article.push_back(random_paragraph(random));
    bool matched = false;
    for (const Paragraph& p : article) matched = matched || !p.matches.empty();
    const auto length = static_cast<std::uint32_t>(40 + random() % 100);
    const std::size_t count = 1 + random() % 4;
    const auto passages = passages_of(article, count, length);
    CHECK(passages.size() <= count);
    for (const Passage& passage : passages) {
      CAPTURE(article[passage.paragraph].text);
      CAPTURE(passage.marked.text);
      CHECK(passage.marked.marks.empty() != matched);
      check_marks(passage.marked);
      if (matched) check_cut(article[passage.paragraph], passage.marked.text, length);
    }
  }
}

TEST_CASE("A stretch of text that is no longer UTF-8 stays within it") {
  std::string text;
  for (int at = 0; at < 3000; ++at) text += "\xE6\x96\x87";
  for (const std::size_t broken : {4401u, 4455u, 4470u, 4501u, 4502u}) {
    std::string torn = text;
    torn[broken] = 'f';
    for (const char lead : {'\x96', '\xF4', '\xC0'}) {
      torn[broken - 3] = lead;
      const auto size = static_cast<std::uint32_t>(torn.size());
      const TextStretch stretch(torn, {}, {4500, 200, 240, 0, size});
      CHECK(stretch.size() <= 440);
      CHECK(stretch.byte_at(stretch.size()) <= size);
    }
  }
  const std::string tail(200, '\x96');
  CHECK(TextStretch(tail, {}, {100, 90, 90, 0, 200}).size() <= 180);
}
