// server/api/escape.h: the one escaping function.
#include "server/api/escape.h"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

struct Row {
  const char* why;
  MarkedText marked;
  const char* html;
};

}  // namespace

TEST_CASE("Text is escaped for element content and for quoted attributes alike") {
  CHECK(escape_html("") == "");
  CHECK(escape_html("Smith & Sons <b>\"5'\"</b>") == "Smith &amp; Sons &lt;b&gt;&quot;5&#39;&quot;&lt;/b&gt;");
  CHECK(escape_html("&amp;") == "&amp;amp;");
  CHECK(escape_html("café “quoted” 東京") == "café “quoted” 東京");
}

TEST_CASE("Text for XML has only characters that XML knows") {
  CHECK(escape_xml("") == "");
  CHECK(escape_xml("Smith & Sons <b>\"5'\"</b> ]]>") == "Smith &amp; Sons &lt;b&gt;&quot;5&#39;&quot;&lt;/b&gt; ]]&gt;");
  CHECK(escape_xml("a\tb\nc\rd") == "a&#9;b&#10;c&#13;d");
  CHECK(escape_xml(std::string("\x01\x00\x0b\x1f", 4)) == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(escape_xml("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(escape_xml("é\xC3\x28\xED\xA0\x80 東\xFF") == "é\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD 東\xEF\xBF\xBD");
}

TEST_CASE("Marks become mark elements around escaped text and nothing else") {
  const Row rows[] = {
      {"no marks", {"a <script>", {}}, "a &lt;script&gt;"},
      {"at the beginning, in the middle, at the end",
       {"one two three", {{0, 3}, {4, 7}, {8, 13}}},
       "<mark>one</mark> <mark>two</mark> <mark>three</mark>"},
      {"what is marked is escaped too", {"<b>&", {{0, 4}}}, "<mark>&lt;b&gt;&amp;</mark>"},
      {"marks that touch stay two", {"backdoor", {{0, 4}, {4, 8}}}, "<mark>back</mark><mark>door</mark>"},
      {"markup in the text is never markup", {"</mark><mark>", {{0, 1}}}, "<mark>&lt;</mark>/mark&gt;&lt;mark&gt;"},
      {"an empty mark is left out", {"abc", {{1, 1}}}, "abc"},
      {"an inverted mark is left out", {"abc", {{2, 1}}}, "abc"},
      {"a mark beyond the text is left out", {"abc", {{1, 4}, {9, 12}}}, "abc"},
      {"of two that overlap the second is left out", {"abcdef", {{0, 4}, {2, 6}}}, "<mark>abcd</mark>ef"},
      {"of two out of order the second is left out", {"abcdef", {{3, 6}, {0, 2}}}, "abc<mark>def</mark>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(marked_html(row.marked) == row.html);
  }
}
