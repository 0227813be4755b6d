// server/http/static_files.h and compression.h: what is served of the web folder, and in which coding.
#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <vector>

#include "server/http/compression.h"
#include "server/http/static_files.h"
#include "tests/unit/source_files.h"

using namespace dateline;

namespace {

std::string inflated(const std::string& gzip) {
  std::string text(1 << 20, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
  stream.avail_in = static_cast<uInt>(gzip.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

}  // namespace

TEST_CASE("regular files below the folder are served, and nothing else") {
  const TemporaryFolder folder;
  folder.write("index.html", "<!doctype html>");
  folder.write("deep/er/style.css", std::string(5000, 'a'));
  folder.write(".git/config", "secret");
  folder.write(".env", "secret");
  const TemporaryFolder outside;
  const std::string secret = outside.write("secret.txt", "secret");
  std::filesystem::create_symlink(secret, folder.path() / "link.txt");
  std::filesystem::create_directory_symlink(outside.path(), folder.path() / "linked");

  const StaticFiles files(folder.path().string());
  CHECK(files.count() == 2);
  REQUIRE(files.find("/index.html") != nullptr);
  CHECK(files.find("/index.html")->body == "<!doctype html>");
  CHECK(files.find("/index.html")->content_type == "text/html; charset=utf-8");
  CHECK(files.find("/deep/er/style.css") != nullptr);
  for (const char* path : {"/", "/deep", "/deep/", "/.env", "/.git/config", "/link.txt", "/linked/secret.txt", "index.html",
                           "/index.html/", "/../index.html", "/INDEX.HTML", "//index.html"}) {
    CAPTURE(path);
    CHECK(files.find(path) == nullptr);
  }
}

TEST_CASE("a file is kept compressed where that is worth it, with an entity tag of its content") {
  const TemporaryFolder folder;
  folder.write("large.js", std::string(5000, 'a'));
  folder.write("same.js", std::string(5000, 'a'));
  folder.write("small.js", "a");
  folder.write("picture.png", std::string(5000, 'a'));
  const StaticFiles files(folder.path().string());
  CHECK(inflated(files.find("/large.js")->gzip) == files.find("/large.js")->body);
  CHECK(files.find("/small.js")->gzip.empty());
  CHECK(files.find("/picture.png")->gzip.empty());
  CHECK(files.find("/large.js")->etag == files.find("/same.js")->etag);
  CHECK(files.find("/large.js")->etag != files.find("/small.js")->etag);
}

TEST_CASE("a file takes the memory that it needs") {
  const TemporaryFolder folder;
  folder.write("page.html", std::string(5000, 'a'));
  const StaticFiles files(folder.path().string());
  CHECK(files.find("/page.html")->body.capacity() < 10'000);
  CHECK(files.find("/page.html")->gzip.capacity() < 1'000);
}

TEST_CASE("a folder that cannot be the web folder is refused") {
  const TemporaryFolder folder;
  CHECK_THROWS(StaticFiles((folder.path() / "absent").string()));
  folder.write("large.txt", std::string(StaticFiles::kLargestFile + 1, 'x'));
  CHECK_THROWS(StaticFiles(folder.path().string()));
}

TEST_CASE("gzip is sent only to those who take it") {
  struct Row {
    const char* value;
    bool expected;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"", false, "nothing was said"},
      {"gzip", true, "the usual"},
      {"gzip, deflate, br", true, "what browsers send"},
      {"GZip", true, "codings are compared without case"},
      {"x-gzip", true, "its old name"},
      {"deflate, br", false, "others only"},
      {"gzip;q=0", false, "refused"},
      {"gzip;q=0.000", false, "refused in long"},
      {"gzip; q=0.5", true, "a space before q"},
      {"*", true, "anything"},
      {"*;q=0", false, "nothing but identity"},
      {"gzip;q=0, *", false, "refused by name"},
      {"identity;q=0, gzip", true, "not as it is"},
      {"identity;q=1, gzip;q=0.5", false, "rather as it is"},
      {"identity, gzip", true, "no preference"},
      {"gzip;q=2", false, "no quality value"},
      {"gzip;q=", false, "no quality value"},
      {"gzip;level=9", false, "no parameter of a coding"},
      {"gzippo", false, "another coding"},
      {",,gzip,,", true, "empty elements say nothing"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CAPTURE(row.why);
    CHECK(accepts_gzip(row.value) == row.expected);
  }
}

TEST_CASE("compression is for text above a kibibyte") {
  CHECK(worth_compressing("application/json", 1025));
  CHECK(worth_compressing("text/html; charset=utf-8", 1025));
  CHECK(worth_compressing("image/svg+xml", 1025));
  CHECK_FALSE(worth_compressing("application/json", 1024));
  CHECK_FALSE(worth_compressing("image/png", 100'000));
  const Compressor quick(kQuickGzip), best(kBestGzip);
  CHECK(inflated(quick.gzipped("")).empty());
  CHECK(inflated(best.gzipped("text")) == "text");
  const std::string first = quick.gzipped(std::string(100'000, 'a'));
  CHECK(inflated(quick.gzipped("other")) == "other");
  CHECK(quick.gzipped(std::string(100'000, 'a')) == first);
}
