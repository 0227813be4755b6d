// indexer/analysis/tokenizer.h: what is a word, what is a number, and where they stand in a text.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "indexer/analysis/tokenizer.h"

using namespace dateline;

namespace {

struct Group {
  std::string why;
  std::vector<std::pair<std::string, std::string>> rows;  // text, forms joined by '|'
};

std::vector<Token> tokens_of(Tokenizer& tokenizer, const std::string& text) {
  std::vector<Token> tokens;
  tokenizer.tokenize(text, tokens);
  return tokens;
}

// Forms joined by '|'.
std::string forms_of(const std::string& text) {
  Tokenizer tokenizer;
  std::string out;
  for (const Token& token : tokens_of(tokenizer, text)) (out += out.empty() ? "" : "|") += tokenizer.forms().text(token.form);
  return out;
}

// The bytes of the tokens as they stand in the text, joined by '|'.
std::string spellings_of(const std::string& text) {
  Tokenizer tokenizer;
  std::string out;
  for (const Token& token : tokens_of(tokenizer, text)) (out += out.empty() ? "" : "|") += text.substr(token.begin, token.end - token.begin);
  return out;
}

void check_groups(const std::vector<Group>& groups, std::string (*read)(const std::string&)) {
  for (const Group& group : groups) {
    for (const auto& [text, expected] : group.rows) {
      CAPTURE(group.why);
      CAPTURE(text);
      CHECK(read(text) == expected);
    }
  }
}

bool is_border(const std::string& text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// Valid UTF-8 of pieces that meet each other's rules: marks, joiners, points, apostrophes, scripts without spaces.
std::string random_text(std::mt19937& random, std::size_t pieces) {
  static const std::vector<std::string> kPieces = {
      "a",      "B",      "us",     "US",  "U.",     ".",      ",",      "1",      "000",    "3",       "'",      "\u2019", "s",  "l'",
      "\u00E9", "e\u0301", "\u0301", "\u00AD", "\u200B", "\u200D", "\u65E5", "\u30AC", "\uB274", "\u0E02\u0E48", "\uFB01", "\uFF35", "\uFF11",
      "\U0001F44D", "-", "_", "\"", "\u00DF", "\u0130", "\u0661", "\u0939\u093F", "\u05E9\u05B8", "\u3000", "\n", "\uFFFD", "\U0010FFFF", "#", "%", "Ab", "-\nb", "\u00A0", "000", "2020", "\u1161", "\uFF9E"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

}  // namespace

TEST_CASE("Words, numbers and what stands between them are told apart") {
  check_groups({
      {"nothing to read gives nothing", {{"", ""}, {" \t\n", ""}, {"- ... !?", ""}, {"\U0001F44D\U0001F3FD", ""}, {"\u0301", ""}, {"'", ""}}},
      {"words are runs of letters, in lower case",
       {{"Huawei hits back", "huawei|hits|back"}, {"back-door", "back|door"}, {"snake_case", "snake|case"}, {"AT&T", "at|t"},
        {"\u201CNo,\u201D she said\u2026", "no|she|said"}, {"and/or", "and|or"}, {"end.Begin", "end|begin"}}},
      {"letters and digits part where they meet",
       {{"TS33.128", "ts|33.128"}, {"5G", "5|g"}, {"COVID-19", "covid|19"}, {"G20", "g|20"}, {"\u00A3169m", "169|m"}, {"3rd", "3|rd"}}},
      {"a number keeps its point, loses its commas between thousands, and has a decimal comma as a point",
       {{"1,000", "1000"}, {"1,000,000", "1000000"}, {"12,345.60", "12345.60"}, {"3,83", "3.83"}, {"3.83", "3.83"}, {"33.128", "33.128"},
        {"1000", "1000"}, {"1.000.000", "1000000"}, {"1.000,50", "1000.50"}, {"1.000", "1.000"}, {"1\u00A0000\u00A0000,5", "1000000.5"}, {"1'000", "1000"},
        {"12\u00A03456", "12|3456"}, {"0\u00A0800", "0|800"}, {"5'11", "5|11"}, {"0,125", "0125"}, {"1,0000", "1.0000"}, {"2.4.1", "2.4.1"}}},
      {"a point or comma at a number's end is none of its own",
       {{"In 2020.", "in|2020"}, {"1,000, 2,000", "1000|2000"}, {".5", "5"}, {"10:30", "10|30"}, {"14/02/2020", "14|02|2020"}, {"14.02.2020.", "14|02|2020"}, {"1.2.2020", "1|2|2020"}, {"1.2.20", "1.2.20"}}},
      {"the sign of a hundredth is a word", {{"12.5%", "12.5|%"}, {"12,5 % more", "12.5|%|more"}, {"a%20b", "a|20|b"}}},
      {"behind # and @ capitals begin words, where these are words", {{"#BlackLivesMatter", "black|lives|matter"}, {"@BBCNews", "bbc|news"}, {"#MeToo", "metoo"},
        {"BlackLives", "blacklives"}, {"#blacklives", "blacklives"}, {"#COP26", "cop|26"}}},
      {"digits of any width are the same number", {{"\uFF11\uFF12\uFF13", "123"}, {"\u0661\u0662", "\u0661\u0662"}}},
  }, forms_of);
}

TEST_CASE("Initialisms are one word, and those that are also words keep apart from them") {
  check_groups({
      {"points between single letters are left out",
       {{"U.K.", "uk"}, {"UK", "uk"}, {"e.g. this", "eg|this"}, {"9 p.m. today", "9|pm|today"}, {"J.R.R. Tolkien", "jrr|tolkien"},
        {"U.S.A.", "usa"}, {"USA", "usa"}}},
      {"the country, the agency and the syndrome are not the pronoun, the question and the verb",
       {{"U.S.", "u.s."}, {"U.S", "u.s."}, {"US", "u.s."}, {"us", "us"}, {"Us", "us"}, {"WHO", "w.h.o."}, {"who", "who"}, {"Who", "who"},
        {"IT", "i.t."}, {"It", "it"}, {"U.N.", "u.n."}, {"AIDS", "a.i.d.s."}, {"aids", "aids"}}},
      {"a possessive changes nothing of that",
       {{"the US's view", "the|u.s.|view"}, {"the US\u2019s view", "the|u.s.|view"}, {"WHO's", "w.h.o."}, {"the U.S.'s view", "the|u.s.|view"}, {"the U.S.\u2019s", "the|u.s."}, {"who's", "who"}, {"it's", "it"}}},
      {"one letter with a point is no initialism", {{"A. Smith", "a|smith"}, {"Mr. T.", "mr|t"}, {"vitamin C.", "vitamin|c"}}},
      {"letters with points inside an address are words", {{"www.bbc.co.uk", "www|bbc|co|uk"}, {"a.out", "a|out"}}},
      {"a text in capitals may mean the pronoun",
       {{"TELL US MORE ABOUT THE PLAN", "tell|us|more|about|the|plan"}, {"GIVE US MORE", "give|u.s.|more"},
        {"U.S. TROOPS LEAVE THE COUNTRY", "u.s.|troops|leave|the|country"}}},
  }, forms_of);
}

TEST_CASE("Apostrophes join names and part what French and Italian shorten") {
  check_groups({
      {"whatever the apostrophe looks like",
       {{"O'Brien", "obrien"}, {"O\u2019Brien", "obrien"}, {"O\u02BCBrien", "obrien"}, {"O\uFF07Brien", "obrien"}, {"don't", "dont"},
        {"rock'n'roll", "rocknroll"}, {"aujourd'hui", "aujourdhui"}}},
      {"a possessive is left out", {{"Huawei's", "huawei"}, {"Huawei\u2019s", "huawei"}, {"O'Brien's", "obrien"}, {"HUAWEI'S", "huawei"}}},
      {"quotation marks are no apostrophes", {{"'quoted'", "quoted"}, {"\u2018quoted\u2019", "quoted"}, {"the dogs' bowl", "the|dogs|bowl"}}},
      {"an article or pronoun before a vowel is a word of its own",
       {{"l'\u00E9lection", "l|\u00E9lection"}, {"L\u2019\u00C9quipe", "l|\u00E9quipe"}, {"qu'il s'agit", "qu|il|s|agit"}, {"dell'arte", "dell|arte"},
        {"d'Artagnan", "d|artagnan"}}},
  }, forms_of);
}

TEST_CASE("Every script is read by its own rules") {
  check_groups({
      {"a script without spaces gives its characters",
       {{"\u65E5\u672C\u8A9E", "\u65E5|\u672C|\u8A9E"}, {"\u30AB\u30E1\u30E9", "\u30AB|\u30E1|\u30E9"}, {"\uB274\uC2A4", "\uB274|\uC2A4"},
        {"\u0E02\u0E48\u0E32\u0E27", "\u0E02\u0E48|\u0E32|\u0E27"}, {"5G\u57FA\u7AD9", "5|g|\u57FA|\u7AD9"}, {"\u30B5\u30FC", "\u30B5|\u30FC"}}},
      {"marks belong to the letter before them",
       {{"cafe\u0301", "caf\u00E9"}, {"caf\u00E9", "caf\u00E9"}, {"\u0939\u093F\u0928\u094D\u0926\u0940", "\u0939\u093F\u0928\u094D\u0926\u0940"}}},
      {"what has no width joins", {{"co\u00ADoperate", "cooperate"}, {"back\u200Bdoor", "backdoor"}, {"\uFEFFTitle", "title"}}},
      {"wide, narrow and joined letters are letters", {{"\uFF34okyo", "tokyo"}, {"\uFB01nance", "finance"}, {"\uFF28\uFF35\uFF21\uFF37\uFF25\uFF29", "huawei"}}},
      {"letters beyond ASCII are lower-cased too", {{"\u0420\u043E\u0441\u0441\u0438\u044F", "\u0440\u043E\u0441\u0441\u0438\u044F"}, {"\u00C4RGER", "\u00E4rger"}}},
      {"emoji stand between words", {{"Win\U0001F44Dnow", "win|now"}, {"1\uFE0F\u20E3 first", "1|first"}}},
  }, forms_of);
}

TEST_CASE("A token covers all bytes of what it stands for") {
  check_groups({
      {"the possessive and the last point belong to it, other points do not",
       {{"Huawei\u2019s ban.", "Huawei\u2019s|ban"}, {"the U.S. ban", "the|U.S.|ban"}, {"3.5.", "3.5"}}},
      {"combining marks belong to it, a trailing joiner does not", {{"cafe\u0301!", "cafe\u0301"}, {"co\u00ADop\u00AD", "co\u00ADop"}}},
      {"an elided article ends before its apostrophe", {{"l'\u00E9lection", "l|\u00E9lection"}}},
  }, spellings_of);
}

TEST_CASE("A long run is cut, and the rest of it is not lost") {
  const std::string word(200, 'a');
  CHECK(forms_of(word) == std::string(64, 'a') + "|" + std::string(64, 'a') + "|" + std::string(64, 'a') + "|" + std::string(8, 'a'));
  CHECK(forms_of(std::string(70, '7')) == std::string(64, '7') + "|" + std::string(6, '7'));
}

TEST_CASE("The time for a text grows with its length only, whatever is repeated in it") {
  // Each of these takes minutes when a token's end is looked for over and over.
  for (const std::string piece : {"a.", "1,", "'a", "a\u00AD", "\u0301", "l'", "\u0E02\u0E48"}) {
    std::string text;
    while (text.size() < 2'000'000) text += piece;
    Tokenizer tokenizer;
    CAPTURE(piece);
    CHECK(tokens_of(tokenizer, text).size() < text.size());
  }
}

TEST_CASE("Tokens ascend, do not overlap, and begin and end between code points") {
  std::mt19937 random(1);
  Tokenizer tokenizer;
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random, random() % 40);
    CAPTURE(text);
    std::uint32_t last = 0;
    for (const Token& token : tokens_of(tokenizer, text)) {
      REQUIRE(token.begin >= last);
      REQUIRE(token.end > token.begin);
      REQUIRE(token.end <= text.size());
      REQUIRE(is_border(text, token.begin));
      REQUIRE(is_border(text, token.end));
      REQUIRE(!tokenizer.forms().text(token.form).empty());
      last = token.end;
    }
  }
}

TEST_CASE("What was read before changes neither the tokens nor their forms") {
  std::mt19937 random(2);
  Tokenizer old;
  for (int round = 0; round < 1000; ++round) {
    const std::string text = random_text(random, random() % 30);
    CAPTURE(text);
    Tokenizer fresh;
    const auto before = tokens_of(old, text), now = tokens_of(fresh, text);
    REQUIRE(before.size() == now.size());
    for (std::size_t at = 0; at < now.size(); ++at) {
      REQUIRE(before[at].begin == now[at].begin);
      REQUIRE(before[at].end == now[at].end);
      REQUIRE(old.forms().text(before[at].form) == fresh.forms().text(now[at].form));
    }
  }
}

TEST_CASE("A text has the tokens of its parts on both sides of a blank") {
  std::mt19937 random(3);
  Tokenizer tokenizer;
  for (int round = 0; round < 1000; ++round) {
    std::string left = random_text(random, random() % 20), right = random_text(random, random() % 20);
    // A hyphen at a line's end joins what the blank parts.
    while (left.ends_with('\n')) left.pop_back();
    while (right.starts_with('\n')) right.erase(0, 1);
    CAPTURE(left);
    CAPTURE(right);
    std::vector<Token> parts = tokens_of(tokenizer, left);
    for (Token token : tokens_of(tokenizer, right)) {
      token.begin += static_cast<std::uint32_t>(left.size() + 1);
      token.end += static_cast<std::uint32_t>(left.size() + 1);
      parts.push_back(token);
    }
    const auto whole = tokens_of(tokenizer, left + " " + right);
    REQUIRE(whole.size() == parts.size());
    for (std::size_t at = 0; at < whole.size(); ++at) {
      REQUIRE(whole[at].begin == parts[at].begin);
      REQUIRE(whole[at].end == parts[at].end);
    }
  }
}

TEST_CASE("A form is an unspaced one by its first character") {
  CHECK(is_unspaced_form("\u65E5"));
  CHECK(is_unspaced_form("\u0E02\u0E48"));
  CHECK(!is_unspaced_form("huawei"));
  CHECK(!is_unspaced_form("\u00E9t\u00E9"));
  CHECK(!is_unspaced_form(""));
}
