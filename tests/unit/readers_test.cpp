// The readers at their one seam: bytes and a name in, articles and rejections out.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/markdown_body.h"
#include "indexer/readers/reader.h"
#include "tests/unit/source_files.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

struct Collected : ArticleSink {
  std::vector<Article> articles;
  std::vector<BadArticle> bad, skipped;
  void article(Article&& article) override { articles.push_back(std::move(article)); }
  void skip(BadArticle&& what) override { skipped.push_back(std::move(what)); }
  void reject(BadArticle&& rejected) override { bad.push_back(std::move(rejected)); }
};

Collected read(const std::string& path, std::string_view bytes, const ReadOptions& options = {}) {
  Collected sink;
  const Input input = {path, bytes};
  const Format* format = format_of(input);
  REQUIRE(format != nullptr);
  format->read(input, options, sink);
  return sink;
}

Article one(const std::string& path, std::string_view bytes) {
  Collected sink = read(path, bytes);
  for (const BadArticle& bad : sink.bad) FAIL(bad.path << ":" << bad.line << ": " << bad.reason);
  REQUIRE(sink.articles.size() == 1);
  return sink.articles.front();
}

BadArticle refused(const std::string& path, std::string_view bytes) {
  Collected sink = read(path, bytes);
  CHECK(sink.articles.empty());
  REQUIRE(sink.bad.size() == 1);
  return sink.bad.front();
}

std::string format_name(const std::string& path, std::string_view bytes) {
  const Format* format = format_of({path, bytes});
  return format == nullptr ? "" : std::string(format->name);
}

constexpr std::int64_t valentine = 1581638400;

}  // namespace

TEST_CASE("a file is what its content says first, and what its name says second") {
  CHECK(format_name("a.txt", "Harbour opens\n\nIn spring.") == "text");
  CHECK(format_name("README", "Harbour opens") == "text");
  CHECK(format_name("-", "{\"title\": 1}\n{\"title\": 2}\n") == "jsonl");
  CHECK(format_name("a.txt", "\xEF\xBB\xBF[{\"title\": \"x\"}]") == "json");
  CHECK(format_name("a.txt", "{\n  \"title\": \"x\"\n}") == "json");
  CHECK(format_name("a.txt", "---\ntitle: x\n---\nbody") == "markdown");
  CHECK(format_name("a.md", "# Harbour") == "markdown");
  CHECK(format_name("a.jsonl", "{\"title\": \"" + std::string(9000, 'x') + "\"}") == "jsonl");
  // A text may begin with brackets or dashes all the same.
  CHECK(format_name("a.txt", "[Update] Harbour opens") == "text");
  CHECK(format_name("a.txt", "--- Harbour opens ---\n") == "text");
  for (const std::string_view bytes : {"%PDF-1.4 x", "\x89PNG\r\n", "<?xml version=\"1.0\"?>"})
    CHECK(format_name("a.bin", bytes).empty());
  CHECK(format_name("a.txt", std::string_view("\0\0\0\1\0\0", 6)).empty());
  CHECK(format_name("a.css", "body { color: red }").empty());
}

TEST_CASE("the table names its formats") {
  for (const Format& format : formats()) {
    CAPTURE(format.name);
    CHECK(format_named(format.name) == &format);
    CHECK_FALSE(format.extensions.empty());
    CHECK((format.read != nullptr));
  }
  CHECK(format_named("pdf") == nullptr);
}

TEST_CASE("docs/formats.md has a row for every format") {
  const std::string page = source_file("docs/formats.md");
  const std::string table = page.substr(0, page.find("## "));
  for (const Format& format : formats()) {
    CAPTURE(format.name);
    CHECK(table.find("`" + std::string(format.name) + "`") != std::string::npos);
  }
}

TEST_CASE("front matter fills the fields") {
  const Article article =
      one("/desk/a.md",
          "---\ntitle: \"Quay: open\"\nauthors:\n  - name: Ada Marlow\n  - Tom Reed\ndate: 2020-02-14T10:30:00+01:00\n"
          "lastmod: 2020-02-15\ntags: [no, quay, 2020]\ncategories: [Local]\nlang: en-GB\nslug: quay-open\nsource: Bay "
          "Radio\n---\nText.\n");
  CHECK(article.title == "Quay: open");
  CHECK(article.byline == Strings{"Ada Marlow", "Tom Reed"});
  CHECK(article.published.seconds == valentine + 9 * 3600 + 30 * 60);
  CHECK(article.published.offset_minutes == 60);
  CHECK(article.updated.precision == Precision::day);
  CHECK(article.tags == Strings{"no", "quay", "2020"});
  CHECK(article.section == "Local");
  CHECK(article.lang == "en");
  CHECK(article.source == "Bay Radio");
  CHECK(article.id == "quay-open");
  CHECK(article.body == Strings{"Text."});
}

TEST_CASE("front matter is found behind blank lines, blanks, comments and with the name of its language") {
  for (const std::string start : {"\n", "\n \n", " ", "<!-- made by hand -->\n", "\xEF\xBB\xBF\n"}) {
    CAPTURE(start);
    const Article article = one("a.md", start + "---\ntitle: Quay\ndraft: true\n---\nText.");
    CHECK(article.title == "Quay");
    CHECK(article.visible_from == kNeverVisible);
    CHECK(article.body == Strings{"Text."});
    CHECK(format_name("a.txt", start + "---\ntitle: Quay\ndraft: true\n---\nText.") == "markdown");
  }
  CHECK(one("a.md", "---yaml\ntitle: Quay\ndraft: true\n---\nText.").visible_from == kNeverVisible);
  CHECK(refused("a.md", "\n\n---\ntitle: [open\n---\nx").line > 2);
}

TEST_CASE("bylines and tags come as strings, lists and maps") {
  CHECK(one("a.md", "---\nauthor: By Ada Marlow and Tom Reed\ntags: quay, harbour\n---\nx").byline ==
        Strings{"Ada Marlow", "Tom Reed"});
  CHECK(one("a.md", "---\ntitle: t\ntags: quay, harbour\n---\nx").tags == Strings{"quay", "harbour"});
  CHECK(one("a.md", "---\nbyline:\n  name: Ada Marlow\n---\nx").byline == Strings{"Ada Marlow"});
}

TEST_CASE("Brackets of Markdown that are made to do harm are read as text, and the text around them as ever") {
  const auto times = [](std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += text;
    return out;
  };
  for (const std::string& heap : {times("![", 50'000) + "](x)\n" + times("](", 50'000), times("[", 5'000), times("]", 5'000), times("[a\n](", 20'000)}) {
    const MarkdownBody body = read_markdown_body("# T\n\nThe [quay](x) opens.\n\n" + heap + "\n\n- It [closes](y).\n", 1);
    CHECK(body.title == "T");
    REQUIRE(body.paragraphs.size() >= 3);
    CHECK(body.paragraphs.front() == "The quay opens.");
    CHECK(body.paragraphs.back() == "It closes.");
    CHECK(body.paragraphs[1].find('\\') == std::string::npos);
    REQUIRE(body.dropped.size() == 1);
    CHECK(body.dropped[0].reason == "too_long");
    CHECK(body.dropped[0].line == 5);
  }
  CHECK(read_markdown_body(times("- [a](b)\n", 20'000), 1).dropped.empty());
}

TEST_CASE("Markdown becomes plain paragraphs") {
  const Article article = one("a.md",
                              "---\r\ntitle: T\r\n---\r\n\r\nFirst *soft* **and** [linked](http://x.example "
                              "\"t\"),\r\nstill first &amp; `code`[^1].\r\n\r\n"
                              "## Subhead\r\n\r\n![A quay](q.jpg)\r\n\r\n- one\r\n- two\r\n  1. three\r\n\r\n> "
                              "quoted\r\n\r\n---\r\n\r\n```\r\nfenced\r\n```\r\n\r\n"
                              "See [here][r] and <em>there</em>.\r\n\r\n<div>block</div>\r\n\r\n{{< youtube x "
                              ">}}\r\n\r\n[r]: http://x.example\r\n[^1]: Note.\r\n");
  CHECK(article.body == Strings{"First soft and linked, still first & code.", "Subhead", "one", "two", "three",
                                "quoted", "fenced", "See here and there.", "block", "Note."});
  REQUIRE(article.dropped.size() == 2);
  CHECK(article.dropped[0].reason == "shortcode");
  CHECK(article.dropped[1].reason == "caption");
  CHECK(article.dropped[1].text == "A quay");
  CHECK(article.dropped[1].line == 10);
}

TEST_CASE("the first heading is the title where the front matter has none") {
  CHECK(one("a.md", "# Quay opens\n\nText.").title == "Quay opens");
  CHECK(one("a.md", "# Quay opens\n\nText.").body == Strings{"Text."});
  CHECK(one("a.md", "---\ntitle: Other\n---\n# Quay opens\n\nText.").body == Strings{"Quay opens", "Text."});
  CHECK(one("a.md", "Just text here. More of it.").title_derived);
}

TEST_CASE("front matter is refused with its line when it cannot be read") {
  CHECK(refused("a.md", "---\ntitle: [open\n---\nx").line > 0);
  CHECK(refused("a.md", "---\ntitle: x\nnever closed\n").line == 1);
  CHECK(refused("a.md", "---\na: " + std::string(2000, '[') + "\n---\nx").reason.find("nested") != std::string::npos);
  // Nine lists of nine, five deep: 59,049 values out of 200 bytes.
  std::string bomb = "---\na: &a [1,1,1,1,1,1,1,1,1]\n";
  for (const char c : std::string("bcde")) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) bomb += std::string(i == 0 ? "*" : ",*") + static_cast<char>(c - 1);
    bomb += "]\n";
  }
  CHECK(refused("a.md", bomb + "---\nx").reason.find("10,000") != std::string::npos);
}

TEST_CASE("lines of dashes that enclose no names are body") {
  CHECK(one("a.md", "---\nwords without a colon\n---\n\nText.").body.back() == "Text.");
  CHECK(one("a.md", "---\ntitle: x\n---\nText.\n\n---\n\nMore.").body == Strings{"Text.", "More."});
}

TEST_CASE("JSON articles go by many names") {
  const Article article = one(
      "a.json", R"({"guid": 17, "canonical": "https://x.example/a", "headline": "Quay", "body_text": "One\n\nTwo\nmore",
    "creator": [{"name": "Ada Marlow"}], "datePublished": 1581676200, "date_modified": "2020-02-15", "publisher": {"name": "Bay Radio"},
    "desk": "Local", "language": "en_GB", "keywords": "quay, harbour"})");
  CHECK(article.id == "17");
  CHECK(article.url == "https://x.example/a");
  CHECK(article.title == "Quay");
  CHECK(article.body == Strings{"One", "Two more"});
  CHECK(article.byline == Strings{"Ada Marlow"});
  CHECK(article.published.seconds == 1581676200);
  CHECK(article.updated.precision == Precision::day);
  CHECK(article.source == "Bay Radio");
  CHECK(article.section == "Local");
  CHECK(article.lang == "en");
  CHECK(article.tags == Strings{"quay", "harbour"});
  CHECK(article.origin.line == 0);
}

TEST_CASE("JSON values may be lists and objects where texts were expected") {
  const Article article = one(
      "a.json",
      R"({"title": {"rendered": "Caf&eacute; &amp; quay"}, "content": {"rendered": "<p>One</p><p>Two <a href='#'>x</a></p>"},
    "byline": {"original": "By Ada Marlow"}, "category": ["Local", "Sea"], "url": ["https://x.example/a"], "published": {"$date": "2020-02-14"}})");
  CHECK(article.title == "Café & quay");
  CHECK(article.body == Strings{"One", "Two x"});
  CHECK(article.byline == Strings{"Ada Marlow"});
  CHECK(article.section == "Local");
  CHECK(article.url == "https://x.example/a");
  CHECK(article.published.seconds == valentine);
  CHECK(one("a.json", R"({"title": "t", "body": ["One", {"text": "Two"}]})").body == Strings{"One", "Two"});
}

TEST_CASE("lists of articles are read one by one, and a bad one costs no other") {
  const Collected list = read(
      "a.json", "[{\"title\": \"a\"},\n {\"title\": oops},\n 5, {\"x\": 1}, {\"title\": \"b\"}, {\"title\": \"c\"}]");
  CHECK(list.articles.size() == 3);
  REQUIRE(list.bad.size() == 3);
  CHECK(list.bad[0].line == 2);
  CHECK(list.articles[1].id != list.articles[2].id);
  for (const std::string name : {"articles", "items", "documents", "results"}) {
    CHECK(
        read("a.json", "{\"count\": 2, \"" + name + "\": [{\"title\": \"a\"}, {\"title\": \"b\"}]}").articles.size() ==
        2);
  }
  const Collected broken = read("a.json", "[{\"title\": \"a\"},\n{\"title\": \"b");
  CHECK(broken.articles.size() == 1);
  REQUIRE(broken.bad.size() == 1);
  CHECK(broken.bad[0].line == 2);
}

TEST_CASE("JSON Lines report each bad line and go on") {
  const Collected sink =
      read("a.jsonl",
           "{\"title\": \"a\"}\r\n\n{broken\n[1]\n{\"title\": \"b\", \"body\": \"\\ud83d half\"}\n{\"title\": \"c\"}");
  REQUIRE(sink.articles.size() == 3);
  CHECK(sink.articles[1].origin.line == 5);
  CHECK(sink.articles[1].body == Strings{"\xEF\xBF\xBD half"});
  CHECK(sink.articles[2].id == "a.jsonl:6");
  REQUIRE(sink.bad.size() == 2);
  CHECK(sink.bad[0].line == 3);
  CHECK(sink.bad[1].line == 4);
}

TEST_CASE("nothing deeper than 64 levels is unfolded") {
  const auto nested = [](int depth) {
    return "{\"title\": \"t\", \"x\": " + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  CHECK(read("a.json", nested(60)).articles.size() == 1);
  CHECK(refused("a.json", nested(64)).reason.find("64 levels") != std::string::npos);
  CHECK(refused("a.json", nested(200000)).reason.find("64 levels") != std::string::npos);
}

TEST_CASE("an article with neither headline nor body is refused, one with either is not") {
  CHECK(refused("a.txt", " \n\n ").reason.find("empty") != std::string::npos);
  CHECK(refused("a.json", "{\"id\": 1}").reason.find("empty") != std::string::npos);
  CHECK(refused("a.json", "").reason.find("empty") != std::string::npos);
  CHECK(refused("a.jsonl", "\n\n").reason.find("empty") != std::string::npos);
  CHECK(one("a.json", "{\"title\": \"Only a headline\"}").body.empty());
  CHECK(one("a.json", "{\"body\": \"Only a body. Nothing else.\"}").title == "Only a body");
}

TEST_CASE("drafts and embargoes are read and nobody sees them, and an embargo that cannot be read counts as well") {
  CHECK(one("a.md", "---\ntitle: t\ndraft: true\n---\nx").visible_from == kNeverVisible);
  CHECK(one("a.md", "---\ntitle: t\npublished: false\n---\nx").visible_from == kNeverVisible);
  for (const std::string field : {"\"embargo\": {\"until\": \"some day\"}", "\"embargoedUntil\": \"\"",
                                  "\"pubStatus\": \"stat:canceled\"", "\"status\": \"draft\""}) {
    CAPTURE(field);
    CHECK(one("a.json", "{\"title\": \"t\", " + field + "}").visible_from == kNeverVisible);
  }
  CHECK(one("a.json", "{\"title\": \"t\", \"embargoed\": \"2999-01-01T00:00:00Z\"}").visible_from == 32472144000);
  CHECK(one("a.json",
            "{\"title\": \"t\", \"embargoed\": \"2001-01-01T00:00:00Z\", \"status\": \"publish\", \"draft\": false}")
            .visible_from == 978307200);
  CHECK(one("a.json", "{\"title\": \"t\", \"embargoed\": null}").visible_from == kAlwaysVisible);
}

TEST_CASE("text in other character sets is converted and says so") {
  const Article article =
      one("a.txt", "Caf\xE9 opens\n\nThe caf\xE9 on the quay opens on Monday after forty years of waiting.\n");
  CHECK(article.title == "Café opens");
  REQUIRE_FALSE(article.dropped.empty());
  CHECK(article.dropped.front().reason == "encoding");
  CHECK(one("a.json", "{\"title\": \"Caf\xE9\"}").title == "Café");
  CHECK(one("a.json", std::string_view("{\"title\": \"a\\u0000b\\u0007c\"}")).title == "abc");
  CHECK_FALSE(refused("a.txt", "\xCF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0").reason.empty());
}

TEST_CASE("dates that cannot be read are dropped with the text, never guessed") {
  const Article article = one("a.json", "{\"title\": \"t\", \"published\": \"02/03/2020\"}");
  CHECK_FALSE(article.published.known());
  REQUIRE(article.dropped.size() == 1);
  CHECK(article.dropped[0].reason == "unreadable_date");
  CHECK(article.dropped[0].text == "02/03/2020");
}

TEST_CASE("long articles are cut at a paragraph, long fields at their limits") {
  ReadOptions options;
  options.max_article_bytes = 25;
  options.source = "Bay Radio";
  const Collected sink =
      read("a.json", "{\"title\": \"t\", \"body\": [\"ten bytes.\", \"ten bytes.\", \"ten bytes.\"]}", options);
  REQUIRE(sink.articles.size() == 1);
  CHECK(sink.articles[0].body.size() == 2);
  CHECK(sink.articles[0].dropped.back().reason == "too_long");
  CHECK(sink.articles[0].source == "Bay Radio");
  CHECK(one("a.json", "{\"title\": \"" + std::string(5000, 'x') + "\"}").title.size() == 1000);
}
