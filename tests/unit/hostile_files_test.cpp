// Files that would take the memory, the time or the trust of a reader.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/boxes.h"

using namespace dateline;
using Strings = std::vector<std::string>;

TEST_CASE("A line that is larger than any article is refused where it lies, and the next one is read") {
  const std::string before = "{\"title\": \"a\"}\n", after = "\n{\"title\": \"b\"}\n";
  const Boxed box = read_box("a.jsonl", before + "{\"title\": \"" + std::string(65u << 20, 'x') + "\"}" + after);
  CHECK(box.articles.size() == 2);
  REQUIRE(box.bad.size() == 1);
  CHECK(box.bad[0].line == 2);
  CHECK(box.bad[0].reason.find("64 MiB") != std::string::npos);
}

TEST_CASE("NUL bytes and broken UTF-8 are out of every text, or the file is refused") {
  struct Row {
    const char* path;
    std::string bytes;
  };
  const std::string nul(1, '\0');
  const std::string page = "Text \xC3" + nul + " and so on for as long as it takes to be a text and no data.";
  const std::vector<Row> rows = {
      {"a.jsonl", "{\"title\": \"a\\u0000b\", \"body\": \"x\xC3\"}\n{\"title\": \"" + nul + "\"}\n"},
      {"a.csv", "title,body\na" + nul + "b,x\xC3\x28y and so on for as long as it takes to be a text and no data\n"},
      {"a.eml", "From: a@x\nDate: x\nSubject: a" + nul + "b \xC3\x28\nTo: b@x\n\nText" + nul + " \xFF\xFE here.\n"},
      {"a.mbox", "From a@x Fri Feb 14 10:30:00 2020\nFrom: \xC3\nSubject: \xFF\n\n\xC3" + nul + "\n"},
      {"a.md", "+++\ntitle = 'a'\n+++\nx" + nul + "y \xC3 and so on, for as long as it takes to be a text.\n"},
      {"a.warc", "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://x/\xFF" + nul + "\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(page.size()) +
                      "\r\n\r\n" + page + "\r\n\r\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.path));
    const Boxed box = read_box(row.path, row.bytes);
    CHECK(box.articles.size() + box.bad.size() > 0);
    for (const Article& article : box.articles) {
      Strings texts = article.body;
      texts.insert(texts.end(), {article.title, article.id, article.source, article.origin.path, article.url});
      for (const Dropped& entry : article.dropped) texts.push_back(entry.text);
      for (const std::string& text : texts) CHECK(text.find('\0') == std::string::npos);
      for (const std::string& text : texts) CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c == '\xFF' || c == '\xFE'; }));
    }
  }
}

TEST_CASE("Line ends of every kind, mixed, separate lines all the same") {
  CHECK(read_box("a.csv", "title,body\r\na,b\rc,d\n\n\r\r\ne,f").articles.size() == 3);
  CHECK(read_box("a.jsonl", "{\"title\": \"a\"}\r\r\n{\"title\": \"b\"}\r\n\r\n{\"title\": \"c\"}").articles.size() == 3);
  CHECK(read_box("a.md", "---\r\ntitle: Quay\n---\r\nText.\r\n").articles.at(0).title == "Quay");
  CHECK(read_box("a.md", "+++\r\ntitle = 'Quay'\n+++\r\nText.\r\n").articles.at(0).title == "Quay");
  CHECK(read_box("a.eml", "From: Ruth Ames <r@x>\nDate: Fri, 14 Feb 2020 10:30:00 GMT\r\nSubject: Quay\n\r\nOne.\r\n\nTwo.\r\n").articles.at(0).body == Strings{"One.", "Two."});
  CHECK(read_box("a.warc", "WARC/1.0\nWARC-Type: resource\r\nContent-Type: text/plain\nContent-Length: 5\n\nQuay.\n\n\n\r\n\r\nWARC/1.0\r\nWARC-Type: resource\nContent-Type: text/plain\r\nContent-Length: 5\n\r\nQuay.")
            .articles.size() == 2);
}
