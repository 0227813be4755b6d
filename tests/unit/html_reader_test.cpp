// Web pages at the readers' seam: bytes and a name in, articles and rejections out. All pages are invented.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/reader.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

struct PageSink : ArticleSink {
  std::vector<Article> articles;
  std::vector<BadArticle> bad;
  void article(Article&& article) override { articles.push_back(std::move(article)); }
  void skip(BadArticle&&) override {}
  void reject(BadArticle&& rejected) override { bad.push_back(std::move(rejected)); }
};

PageSink read_page(const Input& input) {
  PageSink sink;
  const Format* format = format_of(input);
  REQUIRE(format != nullptr);
  REQUIRE(format->name == "html");
  format->read(input, {}, sink);
  return sink;
}

Article article_of(const Input& input) {
  PageSink sink = read_page(input);
  for (const BadArticle& bad : sink.bad) FAIL(bad.path << ":" << bad.line << ": " << bad.reason);
  REQUIRE(sink.articles.size() == 1);
  return sink.articles.front();
}

std::string found(const Article& article, std::string_view field) {
  for (const FoundIn& one : article.found_in)
    if (one.field == field) return one.where;
  return {};
}

bool has_dropped(const Article& article, std::string_view reason) {
  for (const Dropped& entry : article.dropped)
    if (entry.reason == reason) return true;
  return false;
}

std::string format_name(const std::string& path, std::string_view bytes) {
  const Format* format = format_of({path, bytes});
  return format == nullptr ? "" : std::string(format->name);
}

const std::string prose =
    "<p>The harbour of Kaltensiel will open to sailing boats again in the spring, the town council decided on Tuesday after a long debate.</p>"
    "<p>Work on the northern quay began two years ago and has cost more than planned, said the head of the building office, but it is done.</p>"
    "<p>Fishermen had asked for a separate landing stage. They will get it next year if the province pays its part of the bill, she added.</p>";

std::string page(std::string_view head, std::string_view body) {
  return "<!DOCTYPE html>\n<html lang=\"en\"><head>" + std::string(head) + "</head><body>" + std::string(body) + "</body></html>";
}

}  // namespace

TEST_CASE("a web page is recognised by how it begins, whatever its name") {
  for (const std::string_view bytes :
       {"<!DOCTYPE html><p>x", "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", "<html>", "<HTML lang=en>", "<head>", "<body class=x>",
        "\xEF\xBB\xBF<html>", " \n\t<html>", "<!-- saved from url --><!-- x --><html>", "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>",
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">"}) {
    CAPTURE(bytes);
    CHECK(format_name("a.txt", bytes) == "html");
    CHECK(format_name("page", bytes) == "html");
    CHECK(format_name("a.json", bytes) == "html");
  }
  CHECK(format_name("page", std::string_view("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14)) == "html");
  // A piece of a page is known by its name only.
  CHECK(format_name("a.html", "<div><h1>Harbour opens</h1></div>") == "html");
  CHECK(format_name("a.shtml", "Harbour opens") == "html");
  // What is something else stays that.
  CHECK(format_name("a.html", "{\"title\": \"x\"}") == "json");
  CHECK(format_name("a.txt", "html is a language") == "text");
}

TEST_CASE("a page gives headline, byline, date and text, and says where they stood") {
  const std::string bytes = page(
      "<title>Harbour opens in spring | Kaltensieler Anzeiger</title><meta property='og:site_name' content='Kaltensieler Anzeiger'>"
      "<meta property='article:published_time' content='2024-02-13T18:20:00+01:00'><link rel=canonical href='https://anzeiger.example/harbour'>",
      "<article><h1>Harbour opens in spring</h1><p class=byline>By Ruth Ames and Tom Reed</p>" + prose + "</article>");
  const Article article = article_of({"a.html", bytes});
  CHECK(article.title == "Harbour opens in spring");
  CHECK(article.byline == Strings{"Ruth Ames", "Tom Reed"});
  CHECK(article.source == "Kaltensieler Anzeiger");
  CHECK(article.url == "https://anzeiger.example/harbour");
  CHECK(article.lang == "en");
  CHECK(article.published.seconds == 1707844800);
  CHECK(article.published.offset_minutes == 60);
  CHECK(article.body.size() == 3);
  CHECK(found(article, "title") == "h1");
  CHECK(found(article, "byline") == "byline beside the headline");
  CHECK(found(article, "published") == "meta article:published_time");
}

TEST_CASE("a page with neither headline nor text is refused with the reason") {
  const PageSink sink = read_page({"a.html", page("", "<script>render()</script>")});
  CHECK(sink.articles.empty());
  REQUIRE(sink.bad.size() == 1);
  CHECK(sink.bad.front().reason == "holds neither a headline nor the text of an article");
}

TEST_CASE("a page is read in the character set that it is in") {
  struct Row {
    std::string bytes, charset;
  };
  const std::string latin =
                        "<h1>Caf\xe9 am Hafen \xf6"
                        "ffnet</h1>" +
                        prose,
                    utf8 = "<h1>Café am Hafen öffnet</h1>" + prose;
  const Row rows[] = {
      {page("<meta charset=utf-8>", utf8), ""},
      {page("<meta charset=iso-8859-1>", latin), ""},
      {page("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", latin), ""},
      {page("", latin), "iso-8859-1"},
      {"\xEF\xBB\xBF" + page("<meta charset=iso-8859-1>", utf8), ""},
      {page("<meta charset=iso-8859-1>", utf8), "utf-8"},  // the transport goes before the page
      {page("", utf8), ""},
      {page("", latin), ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    Input input = {"a.html", row.bytes};
    input.charset = row.charset;
    CHECK(article_of(input).title == "Café am Hafen öffnet");
  }
}

TEST_CASE("JSON-LD, headings and meta tags are weighed together") {
  const Article article = article_of(
      {"a.html",
       page(
           R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour opens","author":[{"@type":"Person","name":"Ruth Ames"},{"name":"Tom Reed"}],
      "datePublished":"2024-02-13T18:20:00+01:00","dateModified":"2024-02-14T08:00:00+01:00","publisher":{"name":"Coast News"},"articleSection":"Harbours",
      "inLanguage":"en-GB","keywords":"boats, quays","isAccessibleForFree":false,"copyrightHolder":{"name":"Coast Media"},"url":"https://coast.example/harbour",
      "mentions":{"@type":"Person","name":"Ann Lee"}}</script>)",
           "<h1>Harbour opens in spring</h1>" + prose)});
  CHECK(article.title == "Harbour opens in spring");
  CHECK(article.byline == Strings{"Ruth Ames", "Tom Reed"});
  CHECK(article.source == "Coast News");
  CHECK(article.section == "Harbours");
  CHECK(article.tags == Strings{"boats", "quays"});
  CHECK(article.copyright == "Coast Media");
  CHECK(article.url == "https://coast.example/harbour");
  CHECK(article.persons == Strings{"Ann Lee"});
  CHECK(article.updated.seconds - article.published.seconds == 13 * 3600 + 40 * 60);
  CHECK(found(article, "byline") == "JSON-LD author");
  CHECK(found(article, "published") == "JSON-LD datePublished");
  CHECK(has_dropped(article, "paywall"));
}

TEST_CASE("a page's date is when it was published and never an embargo, and pages that search engines pass over are read") {
  const Article article = article_of({"a.html", page("<meta name=robots content=noindex><meta property=article:published_time content=2095-01-01>",
                                                     "<h1>Harbour opens</h1>" + prose)});
  CHECK(article.visible_from == kAlwaysVisible);
  CHECK(article.status == Status::usable);
}

TEST_CASE("where the page was fetched from stands in for an address that it does not name") {
  Input input = {"a.html", {}};
  const std::string bytes = page("", "<h1>Harbour opens in spring</h1>" + prose);
  input.bytes = bytes;
  input.url = "https://coast.example/2024/02/13/harbour";
  const Article article = article_of(input);
  CHECK(article.url == input.url);
  CHECK(article.published.seconds == 1707782400);
  CHECK(article.published.precision == Precision::day);
  CHECK(found(article, "published") == "address");
}

TEST_CASE("pages that are no article are read if they say anything, and refused with the reason if not") {
  CHECK(article_of({"a.html", page("<title>Harbour opens in spring</title>", "<script>x()</script>")}).title == "Harbour opens in spring");
  CHECK(article_of({"a.html", page("", prose)}).title_derived);
  for (const std::string_view bytes : {"<html></html>", "<!DOCTYPE html>", "<html><body><img src=x></body></html>"}) {
    CAPTURE(bytes);
    const PageSink sink = read_page({"a.html", bytes});
    CHECK(sink.articles.empty());
    REQUIRE(sink.bad.size() == 1);
    CHECK_FALSE(sink.bad.front().reason.empty());
  }
}

TEST_CASE("hostile pages are read as far as they are pages") {
  const std::string start = "<!DOCTYPE html><html><body><h1>Harbour opens in spring</h1>";
  const auto repeated = [](std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  const std::string rows[] = {
      start + repeated("<div>", 500000) + prose + repeated("</div>", 500000),
      start + repeated("<b><i>", 250000) + prose,
      start + repeated("<ul><li><p>", 100000) + prose,
      start + repeated("<table><tr><td>", 50000) + prose + repeated("</table>", 50000),
      start + repeated("<b>", 100000) + repeated("</i>", 100000) + prose,
      start + "<p class='" + repeated("byline ", 300000) + "' title='" + std::string(2 << 20, 'x') + "'>x</p>" + prose,
      start + repeated("<script type='application/ld+json'>{\"@type\":\"Article\"}</script>", 10000) + prose,
      start + std::string("<p>a\0b\xff\xfe\x80 c</p>", 15) + prose,
      start + prose + "<script>" + repeated("</scrip", 100000),
      start + prose + "<!--" + repeated("<!--", 100000),
      start + prose + repeated("<a x=\"", 100000),
  };
  for (const std::string& bytes : rows) {
    CAPTURE(bytes.substr(0, 120));
    CHECK(article_of({"a.html", bytes}).title == "Harbour opens in spring");
  }
  const Article deep = article_of({"a.html", rows[0]});
  CHECK(deep.body.size() == 3);
  CHECK(has_dropped(deep, "markup"));
}
