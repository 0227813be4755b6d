// CSV as standards, spreadsheets and people write it.
#include <doctest/doctest.h>

#include "tests/unit/boxes.h"

using namespace dateline;
using Strings = std::vector<std::string>;

TEST_CASE("A table is told by its line of names, and by its file's name") {
  CHECK(format_found("export", "id,title,body\n1,a,b\n") == "csv");
  CHECK(format_found("a.txt", "Headline;Author;Date\na;b;c\n") == "csv");
  CHECK(format_found("a.csv", "kop,tekst\na,b\n") == "csv");
  CHECK(format_found("a.tsv", "kop\ttekst\na\tb\n") == "csv");
  CHECK(format_found("a.txt", "Ferry, quay and harbour\n\nAll open, says the mayor.") == "text");
}

TEST_CASE("Each row is an article, whatever separates its cells") {
  for (const std::string separator : {",", ";", "\t", "|"}) {
    CAPTURE(separator);
    std::string bytes = "\xEF\xBB\xBFid,title,body,tags,published\r\n1,Quay opens,\"One, \"\"two\"\"\r\n\r\nthree\",\"a, b\",2020-02-14\r\n\r\n2,Ferry,Text,,\r\n";
    for (char& c : bytes) {
      if (c == ',' ) c = separator[0];
    }
    const Boxed box = read_box("a.csv", bytes);
    CHECK(box.bad.empty());
    REQUIRE(box.articles.size() == 2);
    CHECK(box.articles[0].title == "Quay opens");
    CHECK(box.articles[0].body == Strings{(separator == "\t" ? "One" : "One" + separator) + " \"two\"", "three"});
    CHECK(box.articles[0].origin.line == 2);
    CHECK(box.articles[0].published.seconds == 1581638400);
    CHECK(box.articles[1].id == "2");
    CHECK(box.articles[1].origin.line == 6);
    CHECK(box.articles[1].tags.empty());
  }
  CHECK(read_box("a.csv", "sep=;\ntitle;body\nQuay, open;x\n").articles.at(0).title == "Quay, open");
  CHECK(read_box("a.csv", "sep=;\ntitle;body\nQuay, open;x\n").articles.at(0).origin.line == 3);
  CHECK(read_box("a.csv", "title,body\rQuay,x\rFerry,y").articles.size() == 2);
  CHECK(read_box("a.csv", std::string_view("\xFF\xFEt\0i\0t\0l\0e\0\n\0Q\0", 16)).articles.size() == 1);
}

TEST_CASE("Prose whose first line has commas is no table, unless its name says so") {
  for (const char* text : {"Headline, Body\nIt was late, and the rain fell.\nNobody came, she said.\n", "Title, body, and date: what a newsroom needs\n\nText.\n"}) {
    CHECK(format_found("c.txt", text) == "text");
    CHECK(format_found("c.csv", text) == "csv");
  }
}

TEST_CASE("An empty cell says nothing, and a full one withholds like any other field") {
  const Boxed box = read_box("a.csv", "title,embargo,status\na,,\nb,2999-01-01T00:00:00Z,\nc,soon,\nd,,draft\n");
  REQUIRE(box.articles.size() == 4);
  CHECK(box.articles[0].visible_from == kAlwaysVisible);
  CHECK(box.articles[1].visible_from == 32472144000);
  CHECK(box.articles[2].visible_from == kNeverVisible);
  CHECK(box.articles[3].visible_from == kNeverVisible);
}

TEST_CASE("Rows that are not right are refused with their line, and cost no other") {
  const Boxed ragged = read_box("a.csv", "title,body\na,b\nc\nd,e,f\ng,h,\ni,j\n");
  CHECK(ragged.articles.size() == 3);
  REQUIRE(ragged.bad.size() == 2);
  CHECK(ragged.bad[0].line == 3);
  CHECK(ragged.bad[1].line == 4);
  const Boxed open = read_box("a.csv", "title,body\na,b\n\"c,d\ne,f\n");
  CHECK(open.articles.size() == 2);
  REQUIRE(open.bad.size() == 1);
  CHECK(open.bad[0].line == 3);
  CHECK(read_box("a.csv", "title,body\nCaf\xE9,x\n").articles.at(0).title == "Café");
  CHECK(read_box("a.csv", "").bad.size() == 1);
  CHECK(read_box("a.csv", "title,\"body\na,b\n").bad.size() == 1);
}

TEST_CASE("Tables that are made to do harm take neither memory nor time") {
  std::string quotes = "title,body\n";
  for (int i = 0; i < 20'000; ++i) quotes += "\"x\"\"\"\"\"y\"z\"\n";
  CHECK(read_box("a.csv", quotes).bad.size() > 0);
  std::string open = "title,body\n";
  for (int i = 0; i < 200'001; ++i) open += "\"x,\"\"\n";
  CHECK(read_box("a.csv", open).bad.size() < 30);
  CHECK(read_box("a.csv", "title,body\nx" + std::string(3'000'000, ',') + "y\na,b\n").bad.size() == 1);
  CHECK(read_box("a.csv", std::string(3'000'000, ',')).bad.size() == 1);
  CHECK(read_box("a.csv", "title,body\n\"" + std::string(70 << 20, 'x') + "\",y\na,b\n").articles.size() == 1);
  CHECK(read_box("a.csv", "title,body\n" + std::string(70 << 20, 'x') + ",y\na,b\n").articles.size() == 1);
}
