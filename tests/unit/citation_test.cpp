// server/api/citation.h and opensearch.h, and their routes.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "server/api/citation.h"
#include "server/api/citation_parts.h"
#include "server/api/opensearch.h"
#include "tests/unit/service_bench.h"

using namespace dateline;
using nlohmann::json;

namespace {

constexpr const char* kHere = "https://archive.example/articles/id-1";

Article an_article() {
  Article article = sample_article();
  article.title = "Harbour opens";
  article.byline = {"Jane Doe"};
  article.source = "Courier";
  article.url = "https://courier.example/harbour";
  return article;
}

Article hostile_article() {
  Article article = an_article();
  article.title = "}} , title = {x\n@article{evil,\r\nER  - \r\nTY  - JOUR\x01 \\end{document} 100% $a_b^c~#&";
  article.byline = {"A } and {B\nER  - ", "Doe, Jane and Roe, Rick", " \n "};
  article.source = "{{ \\input{/etc/passwd}";
  article.section = "a\r\nER  - ";
  article.tags = {"x\nUR  - https://evil.example", ""};
  article.url = "https://courier.example/}{\\\"\n";
  article.lang = "en}\nER  - ";
  return article;
}

std::string text_of(const Article& article) { return citation(article, kHere, CitationFormat::text); }

}  // namespace

TEST_CASE("a line of text says who, what, where and when, as far as it is known") {
  struct Row {
    const char* why;
    Article article;
    const char* text;
  };
  std::vector<Row> rows(10, {"", an_article(), ""});
  rows[0] = {"everything", an_article(), "Jane Doe, “Harbour opens,” Courier, 14 February 2020, https://courier.example/harbour.\n"};
  rows[1].why = "nobody";
  rows[1].article.byline.clear();
  rows[1].text = "“Harbour opens,” Courier, 14 February 2020, https://courier.example/harbour.\n";
  rows[2].why = "three";
  rows[2].article.byline = {"A", "B", "C"};
  rows[2].text = "A, B and C, “Harbour opens,” Courier, 14 February 2020, https://courier.example/harbour.\n";
  rows[3].why = "many";
  rows[3].article.byline = {"A", "B", "C", "D"};
  rows[3].text = "A et al., “Harbour opens,” Courier, 14 February 2020, https://courier.example/harbour.\n";
  rows[4].why = "no source";
  rows[4].article.source.clear();
  rows[4].text = "Jane Doe, “Harbour opens,” 14 February 2020, https://courier.example/harbour.\n";
  rows[5].why = "no date";
  rows[5].article.published = {};
  rows[5].text = "Jane Doe, “Harbour opens,” Courier, n.d., https://courier.example/harbour.\n";
  rows[6].why = "no address on the web";
  rows[6].article.url = "javascript:alert(1)";
  rows[6].text = "Jane Doe, “Harbour opens,” Courier, 14 February 2020, https://archive.example/articles/id-1.\n";
  rows[7].why = "a question";
  rows[7].article.title = "Is \"it\" open?";
  rows[7].text = "Jane Doe, “Is ‘it’ open?” Courier, 14 February 2020, https://courier.example/harbour.\n";
  rows[8].why = "the day in the zone of the source: 22:30 on the 14th in UTC";
  rows[8].article.published = {1'581'719'400, Precision::second, 120, true};
  rows[8].text = "Jane Doe, “Harbour opens,” Courier, 15 February 2020, https://courier.example/harbour.\n";
  rows[9].why = "line ends";
  rows[9].article.title = "Harbour\n opens\x01\xE2\x80\xA8now\xFF";
  rows[9].text = "Jane Doe, “Harbour opens now\xEF\xBF\xBD,” Courier, 14 February 2020, https://courier.example/harbour.\n";
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(text_of(row.article) == row.text);
  }
}

TEST_CASE("only a name that surely is one is taken apart") {
  struct Row {
    const char* name;
    const char* family;  // empty: stays whole
    const char* given;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"Jane Doe", "Doe", "Jane", "two words"},
      {"John F. Kennedy", "Kennedy", "John F.", "an initial"},
      {"J. R. R. Tolkien", "Tolkien", "J. R. R.", "initials"},
      {"Conan O'Brien", "O'Brien", "Conan", "an apostrophe"},
      {"Jürgen Müller-Lüdenscheid", "Müller-Lüdenscheid", "Jürgen", "other letters"},
      {"Ludwig van Beethoven", "", "", "whose the particle is, differs"},
      {"Gabriel García Márquez", "", "", "two families"},
      {"Reuters Staff", "", "", "an office"},
      {"Associated Press", "", "", "an agency"},
      {"Courier", "", "", "the source"},
      {"Madonna", "", "", "one word"},
      {"Jane Doe and John Roe", "", "", "two people"},
      {"Doe, Jane", "", "", "taken apart already"},
      {"jane@example.com", "", "", "an address"},
      {"AFP Berlin", "", "", "an abbreviation"},
      {"毛泽东", "", "", "no Latin letters"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CAPTURE(row.why);
    const CitedName name = cited_name(row.name, an_article());
    CHECK(name.family == row.family);
    CHECK(name.given == row.given);
    CHECK(name.literal == (*row.family == '\0' ? row.name : ""));
  }
  Article hungarian = an_article();
  hungarian.lang = "hu";
  CHECK(cited_name("Nagy Imre", hungarian).literal == "Nagy Imre");
}

TEST_CASE("BibTeX has the fields of a newspaper's article, and of what has no source") {
  Article article = an_article();
  article.byline = {"Jane Doe", "Reuters Staff"};
  CHECK(citation(article, kHere, CitationFormat::bibtex) ==
        "@article{doe2020harbour,\n  author = {Doe, Jane and {Reuters Staff}},\n  title = {{Harbour opens}},\n  journal = {Courier},\n"
        "  year = {2020},\n  month = feb,\n  day = {14},\n  url = {https://courier.example/harbour},\n  language = {en}\n}\n");
  article.byline.clear();
  article.source.clear();
  article.published = {};
  article.lang.clear();
  CHECK(citation(article, kHere, CitationFormat::bibtex) == "@misc{anonndharbour,\n  title = {{Harbour opens}},\n  url = {https://courier.example/harbour}\n}\n");
}

TEST_CASE("RIS has a line for each value, in the order that readers expect") {
  Article article = an_article();
  article.section = "World";
  CHECK(citation(article, kHere, CitationFormat::ris) ==
        "TY  - NEWS\r\nAU  - Doe, Jane\r\nTI  - Harbour opens\r\nT2  - Courier\r\nSE  - World\r\nPY  - 2020\r\nDA  - 2020/02/14\r\nLA  - en\r\nKW  - eu\r\n"
        "AN  - id-1\r\nUR  - https://courier.example/harbour\r\nER  - \r\n");
}

TEST_CASE("CSL-JSON says what is known and nothing else") {
  Article article = an_article();
  article.published.precision = Precision::day;
  const json item = json::parse(citation(article, kHere, CitationFormat::csl_json))[0];
  CHECK(item == json{{"id", "id-1"}, {"type", "article-newspaper"}, {"title", "Harbour opens"}, {"author", {{{"family", "Doe"}, {"given", "Jane"}}}},
                     {"container-title", "Courier"}, {"issued", {{"date-parts", {{2020, 2, 14}}}}}, {"language", "en"}, {"URL", "https://courier.example/harbour"}});
  article.published = {};
  article.byline.clear();
  const json bare = json::parse(citation(article, kHere, CitationFormat::csl_json))[0];
  CHECK_FALSE(bare.contains("issued"));
  CHECK_FALSE(bare.contains("author"));
}

TEST_CASE("no text of an article can break a citation") {
  const Article article = hostile_article();
  const std::string bibtex = citation(article, kHere, CitationFormat::bibtex);
  CAPTURE(bibtex);
  int depth = 0, entries = 0;
  for (const char c : bibtex) {
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) ++entries;
    CHECK(depth >= 0);
  }
  CHECK(depth == 0);
  CHECK(entries == 1);
  CHECK(std::count(bibtex.begin(), bibtex.end(), '\n') == 9);
  CHECK(bibtex.find("\\input{") == std::string::npos);
  CHECK(bibtex.find("\\end{") == std::string::npos);
  CHECK(bibtex.find("url = {https://courier.example/%7D%7B%5C%22%0A}") != std::string::npos);
  const std::string ris = citation(article, kHere, CitationFormat::ris);
  CAPTURE(ris);
  std::size_t ends = 0;
  for (std::size_t begin = 0; begin < ris.size();) {
    const std::size_t end = ris.find("\r\n", begin);
    REQUIRE(end != std::string::npos);
    const std::string line = ris.substr(begin, end - begin);
    CHECK(line.substr(2, 4) == "  - ");
    CHECK(std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    ends += line.starts_with("ER") ? 1 : 0;
    begin = end + 2;
  }
  CHECK(ends == 1);
  CHECK(ris.ends_with("ER  - \r\n"));
  CHECK(json::parse(citation(article, kHere, CitationFormat::csl_json)).size() == 1);
  const std::string text = text_of(article);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
}

TEST_CASE("a key is of plain letters, whatever the article is called") {
  Article article = an_article();
  CHECK(citation_key(article) == "doe2020harbour");
  article.byline = {"Jürgen Müller"};
  article.title = "The é of ÉCOLES";
  CHECK(citation_key(article) == "muller2020ecoles");
  article.byline = {"\"../../x\"\r\n"};
  article.title = "東京";
  CHECK(citation_key(article) == "x2020");
  CHECK(citation_file_name(article, CitationFormat::ris) == "x2020.ris");
  CHECK(citation_file_name(article, CitationFormat::text).empty());
  article.byline = {std::string(500, 'a')};
  CHECK(citation_key(article).size() < 80);
}

TEST_CASE("a citation is asked for behind an article, in four formats") {
  Bench bench;
  struct Row {
    const char* format;
    const char* type;
    const char* file;
  };
  const std::vector<Row> rows = {{"", "text/plain; charset=utf-8", ""},
                                 {"?format=text", "text/plain; charset=utf-8", ""},
                                 {"?format=bibtex", "application/x-bibtex; charset=utf-8", "attachment; filename=\"doe2020a.bib\""},
                                 {"?format=ris", "application/x-research-info-systems; charset=utf-8", "attachment; filename=\"doe2020a.ris\""},
                                 {"?format=csl-json", "application/vnd.citationstyles.csl+json", "attachment; filename=\"doe2020a.json\""}};
  for (const Row& row : rows) {
    CAPTURE(row.format);
    const Answer answer = bench.get("/api/v1/articles/id-1/citation" + std::string(row.format), {{"host", "news.example"}});
    CHECK(answer.status == 200);
    CHECK(answer.content_type == row.type);
    CHECK(header(answer, "Content-Disposition") == row.file);
    CHECK(answer.body.find("http://news.example/articles/id-1") != std::string::npos);
  }
  const auto leads_to_version = [&] {
    return bench.get("/api/v1/articles/id-1/citation?version=2%20b", {{"host", "news.example"}}).body.find("/articles/id-1?version=2%20b") != std::string::npos;
  };
  CHECK_FALSE(leads_to_version());  // the newest is found without
  bench.shown.superseded_by = "id-9";
  bench.revision = "another";
  CHECK(leads_to_version());
  CHECK(bench.get("/api/v1/articles/absent/citation").status == 404);
  CHECK(code_of(bench.get("/api/v1/articles/id-1/citation?format=apa")) == "bad_value");
}

TEST_CASE("browsers learn how to search and complete here") {
  Bench bench;
  const Answer description = bench.get("/opensearch.xml", {{"host", "news.example"}});
  CHECK(description.status == 200);
  CHECK(description.body.find("template=\"http://news.example/search?q={searchTerms}\"") != std::string::npos);
  CHECK(description.body.find("rel=\"suggestions\" template=\"http://news.example/api/v1/suggest.opensearch?q={searchTerms}\"") != std::string::npos);
  const Answer answer = bench.get("/api/v1/suggest.opensearch?q=ta", {{"host", "news.example"}});
  CHECK(answer.content_type == "application/x-suggestions+json");
  CHECK(json::parse(answer.body) == json{"ta",
                                         {"tax & taxes", "Reuters", "A <b> tax"},
                                         {"word, 7 articles", "source, 3 articles", "Headline"},
                                         {"http://news.example/search?q=tax%20%26%20taxes", "http://news.example/search?q=source%3AReuters",
                                          "http://news.example/articles/id-1"}});
  bench.partial = true;
  CHECK(header(bench.get("/api/v1/suggest.opensearch?q=t"), "Cache-Control") == "no-store");
}
