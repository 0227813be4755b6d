// WARC and ARC: crawls as they are stored, broken ones and hostile ones.
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "tests/unit/boxes.h"
#include "tests/unit/shared_folder.h"

using namespace dateline;

namespace {

std::string record(const std::string& type, const std::string& uri, const std::string& media, const std::string& block, const std::string& more = "") {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri + "\r\nWARC-Date: 2020-02-14T00:00:00Z\r\nContent-Type: " + media + "\r\n" +
         more + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string answer(const std::string& uri, const std::string& headers, const std::string& body, const std::string& status = "200 OK") {
  return record("response", uri, "application/http; msgtype=response", "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body);
}

std::string text_answer(const std::string& uri, const std::string& body, const std::string& headers = "") {
  return answer(uri, "Content-Type: text/plain; charset=utf-8\r\n" + headers, body);
}

const std::string kNews = "Quay opens\n\nThe quay opens on Monday after forty years of waiting.\n";
const std::string kOther = "Ferry stays\n\nThe ferry stays in the harbour until the storm is over.\n";

}  // namespace

TEST_CASE("Each page of a crawl is an article, packed in one piece, record by record or not at all") {
  const std::string one = text_answer("http://x.example/", kNews), two = text_answer("http://x.example/ferry/", kOther);
  for (const std::string& bytes : {one + two, packed(one) + packed(two), packed(one + two)}) {
    const Boxed box = read_box("/in/pages.warc", bytes);
    REQUIRE(box.articles.size() == 2);
    CHECK(box.bad.empty());
    CHECK(box.articles[0].title == "Quay opens");
    CHECK(box.articles[0].origin.path == "/in/pages.warc/record-1.txt");
    CHECK_FALSE(box.articles[0].published.known());
    CHECK(box.articles[1].title == "Ferry stays");
  }
}

TEST_CASE("Bodies are unpacked as they were sent, and chunks joined even where they are broken") {
  const std::string brotli("\x0b\x02\x80\x68\x65\x6c\x6c\x6f\x03", 9);  // "hello"
  struct Row {
    const char* what;
    std::string headers, body, title;
  };
  const std::vector<Row> rows = {
      {"chunks", "Transfer-Encoding: chunked\r\n", "6\r\nQuay o\r\n4;x=y\r\npens\r\n0\r\n\r\n", "Quay opens"},
      {"said to be chunked, and is not", "Transfer-Encoding: chunked\r\n", "Quay opens\n", "Quay opens"},
      {"breaks off in a chunk", "Transfer-Encoding: chunked\r\n", "ff\r\nQuay opens", "Quay opens"},
      {"a size that no chunk has", "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\nQuay opens", "Quay opens"},
      {"gzip", "Content-Encoding: gzip\r\n", packed("Quay opens"), "Quay opens"},
      {"said to be gzip, and is not", "Content-Encoding: gzip\r\n", "Quay opens", "Quay opens"},
      {"chunks of gzip", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", in_chunks(packed("Quay opens")), "Quay opens"},
      {"deflate", "Content-Encoding: deflate\r\n", deflated("Quay opens"), "Quay opens"},
      {"brotli", "Content-Encoding: br\r\n", brotli, "hello"},
      {"twice", "Content-Encoding: gzip, gzip\r\n", packed(packed("Quay opens")), "Quay opens"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const Boxed box = read_box("a.warc", text_answer("http://x.example/", row.body, row.headers));
    REQUIRE(box.articles.size() == 1);
    CHECK(box.articles[0].title == row.title);
  }
  CHECK(read_box("a.warc", text_answer("http://x.example/", "x", "Content-Encoding: sdch\r\n")).bad.size() == 1);
  CHECK(read_box("a.warc", text_answer("http://x.example/", packed(kNews).substr(0, 40), "Content-Encoding: gzip\r\n")).bad.size() == 1);
}

TEST_CASE("What is no article is told in one note and not page by page") {
  std::string bytes = record("warcinfo", "", "application/warc-fields", "software: x") + record("request", "http://x.example/", "application/http", "GET");
  for (int i = 0; i < 3; ++i) bytes += answer("http://x.example/i.png", "Content-Type: image/png\r\n", "\x89PNG\r\n");
  bytes += text_answer("http://x.example/robots.txt", "User-agent: *\n") + answer("http://x.example/gone", "Content-Type: text/plain\r\n", "Gone", "404 Not Found");
  bytes += record("revisit", "http://x.example/", "application/http", "HTTP/1.1 200 OK\r\n\r\n") + text_answer("http://x.example/", kNews);
  const Boxed box = read_box("a.warc", bytes);
  CHECK(box.articles.size() == 1);
  CHECK(box.bad.empty());
  REQUIRE(box.skipped.size() == 1);
  for (const char* part : {"3 image/png", "1 request", "1 warcinfo", "1 revisit", "1 HTTP status 404", "1 file for robots"})
    CHECK(box.skipped[0].reason.find(part) != std::string::npos);
}

TEST_CASE("Resources and conversions are read as they stand") {
  CHECK(read_box("a.warc", record("resource", "file:///quay.txt", "text/plain", kNews)).articles.size() == 1);
  CHECK(read_box("a.wet", record("conversion", "http://x.example/", "text/plain", kNews)).articles.size() == 1);
  CHECK(read_box("a.warc", record("resource", "urn:x", "application/json", "{\"title\": \"Quay\"}")).articles.size() == 1);
  CHECK(read_box("a.warc", record("resource", "http://x.example/", "text/plain", kNews, "WARC-Truncated: length\r\n")).bad.size() == 1);
}

TEST_CASE("What is whole of a broken crawl is read, and the rest refused with its place") {
  const std::string one = text_answer("http://x.example/", kNews), two = text_answer("http://x.example/b", kOther);
  const Boxed cut = read_box("a.warc", one + two.substr(0, two.size() - 30));
  CHECK(cut.articles.size() == 1);
  REQUIRE(cut.bad.size() == 1);
  CHECK(cut.bad[0].reason.find("at byte " + std::to_string(one.size()) + " ") != std::string::npos);
  const Boxed cut_gzip = read_box("a.warc.gz", packed(one) + packed(two).substr(0, 100));
  CHECK(cut_gzip.articles.size() == 1);
  REQUIRE(cut_gzip.bad.size() == 1);
  CHECK(cut_gzip.bad[0].reason.find("breaks off at byte") != std::string::npos);
  std::string damaged = packed(two);
  for (std::size_t i = 40; i < 60; ++i) damaged[i] = '\x55';
  const Boxed around = read_box("a.warc.gz", packed(one) + damaged + packed(two) + packed(one));
  CHECK(around.articles.size() == 3);
  REQUIRE(around.bad.size() == 1);
  CHECK(around.bad[0].reason.find("is damaged at byte") != std::string::npos);
  const Boxed noise = read_box("a.warc", one + std::string(200'000, '\0') + "\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n" + two);
  CHECK(noise.articles.size() == 2);
  CHECK(noise.bad.size() == 2);  // the noise, and the record that does not say how long it is
  CHECK(read_box("a.warc", "WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n\r\n").bad.size() == 1);
  CHECK(read_box("a.warc", "WARC/1.0\r\n" + std::string(3 << 20, 'x')).bad.size() == 1);
}

TEST_CASE("What only looks like packed records behind a break costs little") {
  std::string bytes = packed(text_answer("http://x.example/", kNews)) + "\x1f\x8b\x08\xFF";
  for (int i = 0; i < 300'000; ++i) bytes += "\x1f\x8b\x08";
  const Boxed box = read_box("a.warc.gz", bytes);
  CHECK(box.articles.size() == 1);
  CHECK(box.bad.size() == 1);
}

TEST_CASE("A record that unpacks to a thousand times its size ends the file") {
  const Boxed box = read_box("a.warc.gz", packed(text_answer("http://x.example/", kNews) + record("resource", "http://x.example/0", "video/mp4", std::string(40 << 20, '\0'))));
  CHECK(box.articles.size() == 1);
  REQUIRE(box.bad.size() == 1);
  CHECK(box.bad[0].reason.find("1,000 times") != std::string::npos);
}

TEST_CASE("Old ARC files are read, addresses with spaces too") {
  const std::string head = "1 0 Crawl\nURL IP-address Archive-date Content-type Archive-length\n";
  const std::string page = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + kNews;
  const std::string bytes = "filedesc://a.arc 0.0.0.0 20140216050221 text/plain " + std::to_string(head.size()) + "\n" + head +
                            "\nhttp://x.example/a b?c=d e 127.0.0.1 20140216050221 text/html " + std::to_string(page.size()) + "\n" + page + "\n";
  for (const std::string& written : {bytes, packed(bytes)}) {
    const Boxed box = read_box("a.arc", written);
    REQUIRE(box.articles.size() == 1);
    CHECK(box.bad.empty());
    CHECK(box.articles[0].title == "Quay opens");
  }
}

TEST_CASE("Crawls of other programs' tests are read or refused with a reason") {
  namespace fs = std::filesystem;
  const fs::path folder = shared_folder() / "data" / "formats";
  if (!fs::exists(folder / "warcio")) {
    std::printf("SKIPPED: no crawls in %s\n", folder.c_str());
    return;
  }
  // How many are refused, and what is said of the first. All others have nothing but what is no page, or pages that their own format reads.
  const std::map<std::string, std::pair<std::size_t, std::string>> refused = {
      {"bad.arc", {3, "no record that can be read at byte 0"}},       // its lengths are -1 and "abc", and its one page is a line end
      {"example-space-in-url.arc", {1, "is not whole"}},
      {"example-trunc.warc", {2, "breaks off, in the record at byte 1197"}},  // the record says 973 bytes and has 541
  };
  std::size_t files = 0, pages = 0;
  for (const fs::path& sub : {fs::path("warcio/test/data"), fs::path("jwarc/test-resources/org/netpreserve/jwarc")}) {
    for (const auto& entry : fs::directory_iterator(folder / sub)) {
      const std::string name = entry.path().filename();
      CAPTURE(name);
      const Boxed box = read_box(entry.path(), bytes_of_file(entry.path()));
      const auto expected = refused.find(name);
      CHECK(box.bad.size() == (expected == refused.end() ? 0 : expected->second.first));
      if (!box.bad.empty() && expected != refused.end()) CHECK(box.bad[0].reason.find(expected->second.second) != std::string::npos);
      ++files;
      pages += box.articles.size();
    }
  }
  std::printf("Crawls: %zu files, %zu articles\n", files, pages);
  CHECK(files == 17);
}
