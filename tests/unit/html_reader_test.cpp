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
  for (const std::string_view bytes : {"<!DOCTYPE html><p>x", "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", "<html>", "<HTML lang=en>", "<head>", "<body class=x>",
                                       "\xEF\xBB\xBF<html>", " \n\t<html>", "<!-- saved from url --><!-- x --><html>", "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>",
                                       "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">"}) {
    CAPTURE(bytes);
    CHECK(format_name("a.txt", bytes) == "html");
    CHECK(format_name("page", bytes) == "html");
    CHECK(format_name("a.json", bytes) == "html");
  }
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
