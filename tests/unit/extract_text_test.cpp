// extract/text.h, identity.h, markup.h and byline.h.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/extract/byline.h"
#include "indexer/extract/identity.h"
#include "indexer/extract/language.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

using namespace dateline;
using Strings = std::vector<std::string>;

TEST_CASE("text comes out of decoding as repaired UTF-8") {
  CHECK(decode_text("plain").text == "plain");
  CHECK(decode_text("\xEF\xBB\xBFmark").text == "mark");
  CHECK(decode_text(std::string_view("a\0b\x07"
                                     "c",
                                     5))
            .failure != "");
  CHECK(repair_text(std::string_view("a\0b\x07"
                                     "c\x1b",
                                     6)) == "abc");
  CHECK(repair_text("line\xE2\x80\xA8"
                    "separator") == "line\nseparator");
  CHECK(repair_text("cut \xE2\x82") == "cut \xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("other character sets are converted and noted, or refused") {
  const Decoding latin = decode_text("Ein Caf\xE9 in K\xF6ln kostet 5 \x80, sagte er am Freitag");
  CHECK(latin.text == "Ein Café in Köln kostet 5 €, sagte er am Freitag");
  CHECK(latin.note == "converted from windows-1252");
  const Decoding wide = decode_text(std::string_view("\xFE\xFF\0H\0i\xD8\x3D\xDE\0", 10));
  CHECK(wide.text == "Hi\xF0\x9F\x98\x80");
  CHECK(wide.note == "converted from UTF-16");
  const Decoding mixed = decode_text("größer, höher, übler \xE4 Ärger über Öl");
  CHECK(mixed.failure.empty());
  CHECK(mixed.text.find("größer") == 0);
  CHECK_FALSE(decode_text("\xCF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0").failure.empty());
  CHECK_FALSE(decode_text("%PDF-1.7 whatever").failure.empty());
}

// What squeeze_spaces and repair_text say, byte by byte; the functions go over eight at once where they can.
static std::string squeezed_slowly(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char c : text) {
    const bool white = c == ' ' || (c >= '\t' && c <= '\r');
    if (!white) out += (space && !out.empty() ? " " : "") + std::string(1, c);
    space = white;
  }
  return out;
}

TEST_CASE("white space is squeezed and texts are repaired the same at any place of any length") {
  // Every text of seven of these characters, behind up to nine others.
  constexpr std::string_view characters = "  a!\n~";
  for (std::size_t number = 0; number < 6 * 6 * 6 * 6 * 6 * 6 * 6; number += 5) {
    std::string text(number % 10, 'x');
    for (std::size_t left = number, at = 0; at < 7; ++at, left /= 6) text += characters[left % 6];
    if (number % 3 == 0) text += "behind it";
    const std::string squeezed = squeeze_spaces(text);
    if (squeezed != squeezed_slowly(text)) FAIL_CHECK("squeezed to " << squeezed << ": " << text);
    if (is_white(text) != squeezed.empty()) FAIL_CHECK("white or not: " << text);
    if (repair_text(text) != text) FAIL_CHECK("repaired without need: " << text);
    text.insert(number % text.size(), number % 2 == 0 ? "\x7F" : "\x01");
    if (is_utf8(text) && repair_text(text).find_first_of("\x7F\x01") != std::string::npos) FAIL_CHECK("not repaired: " << text);
  }
  CHECK(squeeze_spaces("\xC2\xA0one\xE3\x80\x80 two\xE2\x80\x83") == "one two");
  CHECK(end_of_printable("eight bytes and a tab\t", 3) == 21);
  CHECK_FALSE(is_utf8("plain text for a while, and then \xC3("));
}

TEST_CASE("two stretches in one language tell it, a mixed text is told from all of it") {
  const std::string english = "The council said on Friday that the harbour would be closed until the end of the month while the bridge is repaired. ";
  const std::string german = "Der Rat teilte am Freitag mit, dass der Hafen bis zum Ende des Monats geschlossen bleibt, weil die Brücke erneuert wird. ";
  const auto times = [](const std::string& text, int count) {
    std::string out;
    while (count-- > 0) out += text;
    return out;
  };
  CHECK(detect_language(times(english, 12)) == "en");
  CHECK(detect_language(times(english, 16) + times(german, 3)) == "en");
  CHECK(detect_language(times(english, 2) + times(german, 20)) == "de");
  CHECK(detect_language("") == "");
  std::string figures = "Closing prices and trading volumes at the stock exchange ";
  for (int number = 100; number < 350; ++number) figures += std::to_string(number) + " ";
  CHECK(detect_language(figures + times(german, 20)) == "de");
  CHECK(detect_language(times(english, 5) + times(german, 30)) == "de");
}

TEST_CASE("lines are numbered over every kind of line end") {
  const auto lines = split_lines("one\r\ntwo\rthree\n\n five\xC2\xA0");
  REQUIRE(lines.size() == 5);
  CHECK(lines[1].text == "two");
  CHECK(lines[4].number == 5);
  CHECK(lines[4].text == "five");
}

TEST_CASE("paragraphs part at empty lines, and wrapped lines are joined") {
  CHECK(split_paragraphs("one\n\n\ntwo\nmore") == Strings{"one", "two more"});
  CHECK(split_paragraphs("First sentence.\nSecond sentence.") == Strings{"First sentence.", "Second sentence."});
  CHECK(split_paragraphs("intro:\n- a\n- b") == Strings{"intro:", "- a", "- b"});
  const std::string wrapped =
      "The council of the town voted on Monday to keep the ferry running until\n"
      "the end of the year, although the operator had asked for a higher price.\n"
      "A decision about next year will follow.";
  CHECK(split_paragraphs(wrapped).size() == 1);
}

TEST_CASE("a word that a line's end divides is one word again, and a suspended half stays one") {
  const auto joined = [](std::string paragraph, std::string_view line) {
    append_line(paragraph, line);
    return paragraph;
  };
  CHECK(joined("", "The govern-") == "The govern-");
  CHECK(joined("The govern-", "ment fell.") == "The government fell.");
  CHECK(joined("The pre-", "and post-war years") == "The pre- and post-war years");
  CHECK(joined("Ein- ", "und Ausgang") == "Ein-  und Ausgang");
  CHECK(joined("The Smith-", "Jones case") == "The Smith- Jones case");
  CHECK(joined("He paused -", "then spoke") == "He paused - then spoke");
  CHECK(joined("From 1990-", "95 it was") == "From 1990- 95 it was");
}

TEST_CASE("sentences end in every script") {
  for (const std::string text : {"Done.", "Done?", "“Done.”", "(Done!)", "終わった。", "Fin…", "تم؟"})
    CHECK(ends_sentence(text));
  for (const std::string text : {"", "Done", "Done:", "Done,"}) CHECK_FALSE(ends_sentence(text));
}

TEST_CASE("cutting respects code points, and words are counted in scripts without spaces") {
  CHECK(cut_bytes("äö", 3) == "ä");
  CHECK(count_words("three small words") == 3);
  CHECK(count_words("灯台は船のため") >= 3);
}

TEST_CASE("an id is what is given, else the address, else the place") {
  CHECK(article_id({" abc-1 ", "http://x.example/", "/p", 3}) == "abc-1");
  CHECK(article_id({"", "HTTP://News.Example:80/a?utm_source=mail&p=2&fbclid=9#top", "/p", 3}) ==
        "http://news.example/a?p=2");
  CHECK(article_id({"", "", "/wire/today.jsonl", 17}) == "/wire/today.jsonl:17");
  CHECK(article_id({"", "", "/wire/today.json", 1, 2}) == "/wire/today.json:1:2");
  CHECK(article_id({"", "", "/desk/a.md", 0}) == "/desk/a.md");
}

TEST_CASE("long ids and paths that are no UTF-8 stay apart") {
  const std::string one(600, 'a'), two = std::string(599, 'a') + 'b';
  CHECK(article_id({one, "", "", 0}).size() <= 512);
  CHECK(article_id({one, "", "", 0}) != article_id({two, "", "", 0}));
  CHECK(article_id({one, "", "", 0}) == article_id({one, "", "", 0}));
  CHECK(article_id({"", "", "/a\xFF", 0}) != article_id({"", "", "/a\xFE", 0}));
  CHECK(is_utf8(article_id({"", "", "/a\xFF", 0})));
}

TEST_CASE("spellings of one address agree, and what is no address stays") {
  CHECK(normalised_url("https://Example.com") == "https://example.com/");
  CHECK(normalised_url("https://example.com:443/?utm_medium=x") == "https://example.com/");
  CHECK(normalised_url("https://example.com/A?b=1&c=2#d") == "https://example.com/A?b=1&c=2");
  CHECK(normalised_url("tag:news,2020:1") == "tag:news,2020:1");
}

TEST_CASE("markup leaves its text in paragraphs") {
  CHECK(paragraphs_of("<p>One <b>two</b></p><p>three&nbsp;&amp; four<br>five</p>") ==
        Strings{"One two", "three & four five"});
  CHECK(paragraphs_of("<div>a</div><script>if (a < b) { }</script><style>p{}</style><!-- c --><p>d</p>") ==
        Strings{"a", "d"});
  CHECK(paragraphs_of("Prices < 5 and > 3, AT&amp;T &#8211; &eacute; &unknown; &#0;") ==
        Strings{"Prices < 5 and > 3, AT&T – é &unknown; &#0;"});
  CHECK(paragraphs_of("<p title=\"a > b\">text").front() == "text");
  CHECK(paragraphs_of("<p>never <!-- closed").front() == "never");
}

TEST_CASE("bylines name people and agencies, without jobs and lead-ins") {
  struct Case {
    std::string text;
    Strings names;
  };
  const std::vector<Case> cases = {
      {"By Ada Marlow", {"Ada Marlow"}},
      {"BY ADA MARLOW AND TOM REED", {"ADA MARLOW", "TOM REED"}},
      {"Ada Marlow and Tom Reed, Staff Writers", {"Ada Marlow", "Tom Reed"}},
      {"Von Jörg Lahm und Eva Roth", {"Jörg Lahm", "Eva Roth"}},
      {"Von Jörg Lahm, Berlin", {"Jörg Lahm"}},
      {"Par Luc Morel avec AFP", {"Luc Morel", "AFP"}},
      {"Por Inés Vidal y Juan Soto", {"Inés Vidal", "Juan Soto"}},
      {"Text: Eva Roth", {"Eva Roth"}},
      {"(Reporting by Ada Marlow in Paris; Editing by Tom Reed)", {"Ada Marlow"}},
      {"Sammy Marlow, Jr.", {"Sammy Marlow Jr."}},
      {"By the Associated Press", {"the Associated Press"}},
      {"Staff", {"Staff"}},
      {"By Ada Marlow, Political Correspondent", {"Ada Marlow"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(read_byline(c.text) == c.names);
  }
}

TEST_CASE("a line is a byline only when names follow") {
  for (const std::string text :
       {"By Ada Marlow", "By Reuters", "Von Jörg Lahm", "Par Luc Morel", "Por Inés Vidal", "Words by Ada Marlow"})
    CHECK(byline_of_line(text));
  for (const std::string text : {"By the sea", "Von der Küste bis in die Berge", "Par exemple",
                                 "Por fin llega el verano", "By Monday the storm had passed.", "Bypass opens", ""})
    CHECK_FALSE(byline_of_line(text));
}
