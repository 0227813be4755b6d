// Front matter in YAML, TOML and JSON, the same whichever it is in.
#include <doctest/doctest.h>

#include "tests/unit/boxes.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

Article one_of(const std::string& path, const std::string& bytes) {
  const Boxed box = read_box(path, bytes);
  for (const BadArticle& bad : box.bad) FAIL(bad.reason);
  REQUIRE(box.articles.size() == 1);
  return box.articles[0];
}

const std::string kToml = "+++\ntitle = 'Quay'\ndate = 2020-02-14T10:30:00+01:00\ntags = ['quay', 'no']\nweight = 3\n[params]\nauthor = 'Ada Marlow'\n+++\nText.\n\n+++\n\nMore.\n";
const std::string kJson = "{\n  \"title\": \"Quay\",\n  \"date\": \"2020-02-14T10:30:00+01:00\",\n  \"tags\": [\"quay\", \"no\"]\n}\n\nText.\n\n+++\n\nMore.\n";
const std::string kYaml = "---\ntitle: Quay\ndate: 2020-02-14T10:30:00+01:00\ntags: [quay, no]\n---\nText.\n\n+++\n\nMore.\n";

}  // namespace

TEST_CASE("The three languages of front matter say the same") {
  for (const std::string& bytes : {kToml, kJson, kYaml}) {
    CAPTURE(bytes);
    for (const char* path : {"a.md", "a", "a.txt"}) CHECK(format_found(path, bytes) == "markdown");
    const Article article = one_of("a.md", bytes);
    CHECK(article.title == "Quay");
    CHECK(article.published.seconds == 1581672600);
    CHECK(article.published.offset_minutes == 60);
    CHECK(article.tags == Strings{"quay", "no"});
    CHECK(article.body == Strings{"Text.", "+++", "More."});
  }
}

TEST_CASE("Dates, embargoes and drafts hold, in each of them") {
  struct Row {
    std::string toml, json, yaml;
    std::int64_t visible_from;
  };
  const std::vector<Row> rows = {
      {"draft = true", "\"draft\": true", "draft: true", kNeverVisible},
      {"publishDate = 2999-01-01T00:00:00Z", "\"publishDate\": \"2999-01-01T00:00:00Z\"", "publishDate: 2999-01-01T00:00:00Z", 32472144000},
      {"expiryDate = 2020-01-01", "\"expiryDate\": \"2020-01-01\"", "expiryDate: 2020-01-01", kNeverVisible},
      {"embargo = 2999-01-01T00:00:00Z", "\"embargo\": \"2999-01-01T00:00:00Z\"", "embargo: 2999-01-01T00:00:00Z", 32472144000},
      {"embargo = 'soon'", "\"embargo\": \"soon\"", "embargo: soon", kNeverVisible},
      {"draft = false", "\"draft\": false", "draft: no", kAlwaysVisible},
  };
  for (const Row& row : rows) {
    CAPTURE(row.toml);
    CHECK(one_of("a.md", "+++\ntitle = 'x'\n" + row.toml + "\n+++\nText.").visible_from == row.visible_from);
    CHECK(one_of("a.md", "{\"title\": \"x\", " + row.json + "}\nText.").visible_from == row.visible_from);
    CHECK(one_of("a.md", "---\ntitle: x\n" + row.yaml + "\n---\nText.").visible_from == row.visible_from);
  }
}

TEST_CASE("Letters beyond ASCII stand in strings and comments of TOML") {
  const std::string text = "+++\n# caf\xC3\xA9's\ntitle = \"A \\\"caf\xC3\xA9\\\"\" # '\xC3\xA9\n'k\xC3\xA9' = '''\xC3\xA9'''\n+++\nText.";
  CHECK(one_of("a.md", text).title == "A \"caf\xC3\xA9\"");
}

TEST_CASE("Front matter that cannot be read is refused with its line") {
  const auto refused = [](const std::string& bytes) {
    const Boxed box = read_box("a.md", bytes);
    CHECK(box.articles.empty());
    REQUIRE(box.bad.size() == 1);
    return box.bad[0];
  };
  CHECK(refused("+++\ntitle = 'x'\nthis is none\n+++\nText.").line == 3);
  CHECK(refused("+++\ntitle = 'x'\nnever closed\n").line == 1);
  CHECK(refused("+++\na = " + std::string(100, '[') + std::string(100, ']') + "\n+++\nText.").reason.find("nested") != std::string::npos);
  CHECK(refused("+++\na = " + std::string(30'000, '[') + "\n+++\nText.").reason.find("TOML") != std::string::npos);
  CHECK(refused("+++\na = '" + std::string(70'000, 'x') + "'\n+++\nText.").reason.find("64 KiB") != std::string::npos);
  CHECK(refused("+++\ntitle = 'x'\ncaf\xC3\xA9 = 1\n+++\nText.").line == 3);
  CHECK(refused("+++\ntitle = \"\"\"x\\\n  \xC3\xA9\"\"\"\n+++\nText.").reason.find("ASCII") != std::string::npos);
  CHECK(refused("{\"title\": oops}\n\nText.").reason.find("JSON") != std::string::npos);
}

TEST_CASE("Lines of pluses and brackets that are no front matter are text") {
  CHECK(format_found("a.txt", "+++ Breaking +++\n\nThe quay is open.") == "text");
  CHECK(format_found("a.txt", "+++\nThe quay is open, they say.\n+++\n") == "text");
  CHECK(one_of("a.md", "+++\nThe quay is open\n+++\n").body.size() == 1);
  CHECK(format_found("a.md", "{\"title\": \"" + std::string(9000, 'x') + "\"}\n\nText.") == "markdown");
  CHECK(format_found("a.jsonl", "{\"title\": \"x\"}\n\nnot json\n") == "jsonl");
  CHECK(format_found("a.txt", "{\"title\": \"x\"}\nnot json\n") == "json");
  CHECK(format_found("a.json", "{\"title\": \"" + std::string(9000, 'x') + "\"}") == "json");
}
