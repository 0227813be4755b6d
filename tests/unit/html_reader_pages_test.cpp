// The reader of web pages on 181 real pages: ../shared/data/article_pages, which is not part of the project. There is no truth for their metadata, so this
// holds what is found at all, and what no page may lose.
#include <doctest/doctest.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/readers/reader.h"
#include "tests/unit/shared_folder.h"

using namespace dateline;

namespace {

namespace fs = std::filesystem;

fs::path web_pages_folder() {
  return shared_folder() / "data" / "article_pages" / "html";
}

std::string unpacked(const fs::path& path) {
  const gzFile file = gzopen(path.c_str(), "rb");
  REQUIRE(file != nullptr);
  std::string bytes;
  std::vector<char> buffer(1 << 16);
  for (int got = 0; (got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  gzclose(file);
  return bytes;
}

struct CountingSink : ArticleSink {
  int articles = 0, derived = 0, dated = 0, signed_by = 0, with_address = 0, with_text = 0;
  void article(Article&& article) override {
    ++articles;
    derived += article.title_derived ? 1 : 0;
    dated += article.published.known() ? 1 : 0;
    signed_by += article.byline.empty() ? 0 : 1;
    with_address += article.url.empty() ? 0 : 1;
    with_text += article.body.empty() ? 0 : 1;
    for (const std::string& name : article.byline) {
      CAPTURE(article.title);
      CHECK(name.find("http") == std::string::npos);
      CHECK(name.find('@') == std::string::npos);
      CHECK_FALSE(name.starts_with("By "));
    }
  }
  void skip(BadArticle&& what) override { FAIL(what.path << ": " << what.reason); }
  void reject(BadArticle&& bad) override { FAIL(bad.path << ":" << bad.line << ": " << bad.reason); }
};

}  // namespace

TEST_CASE("real web pages give headlines, dates and bylines") {
  const fs::path folder = web_pages_folder();
  if (!fs::exists(folder)) {
    MESSAGE("skipped: there is no data/article_pages below DATELINE_SHARED");
    return;
  }
  CountingSink sink;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string path = entry.path().filename().replace_extension().string(), bytes = unpacked(entry.path());
    const Input input = {path, bytes};
    const Format* format = format_of(input);
    REQUIRE(format != nullptr);
    CHECK(format->name == "html");
    format->read(input, {}, sink);
  }
  CHECK(sink.articles == 181);
  CHECK(sink.derived == 0);
  CHECK(sink.dated >= 178);
  CHECK(sink.signed_by >= 164);
  CHECK(sink.with_address >= 165);
  CHECK(sink.with_text == 181);
}
