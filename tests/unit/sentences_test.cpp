// server/search/sentences.h: where sentences end, and where they only seem to.
#include "server/search/sentences.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dateline;

namespace {

struct Group {
  std::string why;
  std::vector<std::u32string> rows;  // '|' stands where the sentences part
};

std::u32string parted(std::u32string_view text) {
  std::u32string out;
  std::size_t done = 0;
  for (const SentenceBreak& border : sentence_breaks(text)) {
    out += text.substr(done, border.end - done);
    out += U'|';
    done = border.next;
  }
  return out += text.substr(done);
}

std::string narrow(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) out += c < 0x80 ? static_cast<char>(c) : '?';
  return out;
}

}  // namespace

TEST_CASE("Sentences end where a reader would pause") {
  const std::vector<Group> groups = {
      {"plain ends", {U"One.|Two!|Three?|Four", U"What?!|No...|Yes", U"Wait…|Go", U"In 2019.|The"}},
      {"closing quotation marks and brackets belong to the sentence",
       {U"“No.”|He left", U"\"Yes!\"|She", U"(So it was.)|Then", U"»Nein.«|Er ging", U"‘No.’|He"}},
      {"a small letter goes on", {U"Yahoo! is", U"“Why?” he said", U"wait... and see"}},
      {"titles and other abbreviations",
       {U"Mr. Smith and Dr. Jones", U"Gov. Brown, Sen. Lee vs. Rep. May", U"Foo Inc. Chairman", U"z.B. Berlin"}},
      {"initials and countries", {U"J. R. Smith", U"the U.S. Senate", U"the U.K. The end", U"at 5 p.m. Monday"}},
      {"numbers", {U"3.83 billion", U"No. 5 and Nos. 6", U"p. 7, Fig. 3", U"version 2.0 Beta"}},
      {"the same words without a number end it", {U"He said no.|Then he left", U"a fig.|Then"}},
      {"scripts without white space", {U"東京。|大阪！|本当？|はい", U"「東京。」|大阪", U"ठीक।|अब"}},
      {"no end at the end, none without white space", {U"One.", U"example.org/Path", U"a.B", U"", U".", U"..."}},
  };
  for (const Group& group : groups) {
    for (const std::u32string& row : group.rows) {
      std::u32string text;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const bool space = row[i] == U'|' && i > 0 && row[i - 1] < 0x2E80;
        if (row[i] != U'|')
          text += row[i];
        else if (space)
          text += U' ';
      }
      CAPTURE(group.why);
      CAPTURE(narrow(text));
      CHECK(narrow(parted(text)) == narrow(row));
    }
  }
}
