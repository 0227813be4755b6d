// The examples and validation suites of the IPTC, which are not part of the project: ../shared/data/formats. Each file is read, or refused or passed over
// with a reason that is true of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/wire_reading.h"
#include "tests/unit/shared_folder.h"

using namespace dateline;

namespace {

namespace fs = std::filesystem;

fs::path formats_folder() {
  return shared_folder() / "data/formats";
}

// All files below the folder with that extension, in order; empty where the folder is absent, which is said.
std::vector<fs::path> files_below(const fs::path& folder, const char* extension) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) {
    std::printf("SKIPPED: no %s\n", folder.c_str());
    return files;
  }
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

WireReading read_suite_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return read_wire(bytes, path.string());
}

struct SuiteCount {
  std::size_t files = 0, articles = 0, rejected = 0, skipped = 0, silent = 0;

  void add(const WireReading& reading) {
    ++files;
    articles += reading.articles.size();
    rejected += reading.rejected.size();
    skipped += reading.skipped.size();
    silent += reading.articles.empty() && reading.rejected.empty() && reading.skipped.empty() ? 1 : 0;
  }
  void print(const char* what) const {
    std::printf("  %-28s %zu files: %zu articles, %zu refused, %zu passed over\n", what, files, articles, rejected,
                skipped);
  }
};

bool says_one_of(const std::string& reason, const std::vector<const char*>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return reason.find(word) != std::string::npos; });
}

bool may_be_seen(const Article& article) {
  return article.status < Status::withheld && article.visible_from != kNeverVisible;
}

}  // namespace

TEST_CASE("each example of NewsML-G2 is read, or refused with a true reason") {
  const auto files = files_below(formats_folder() / "newsml-g2/examples", ".xml");
  if (files.empty()) return;
  SuiteCount count;
  for (const fs::path& path : files) {
    CAPTURE(path.filename().string());
    const WireReading reading = read_suite_file(path);
    CHECK(reading.format == "newsml-g2");
    count.add(reading);
    for (const BadArticle& bad : reading.rejected)
      CHECK(says_one_of(bad.reason, {"neither a headline nor a body", "a piece of a NewsML-G2 item"}));
    for (const BadArticle& skipped : reading.skipped)
      CHECK(says_one_of(skipped.reason, {"concept of", "set of concepts", "catalog", "package", "plan of",
                                         "class picture", "class video", "holds <events>", "holds <sports-content>"}));
  }
  count.print("NewsML-G2 examples");
  CHECK(count.files == 35);
  CHECK(count.silent == 0);
  CHECK(count.articles == 6);
}

TEST_CASE("each example of NewsML 1 is read") {
  for (const fs::path& path : files_below(formats_folder() / "ninjs/examples/NewsML", ".xml")) {
    CAPTURE(path.filename().string());
    const WireReading reading = read_suite_file(path);
    CHECK(reading.format == "newsml-1");
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles.front().body.size() > 10);
    CHECK_FALSE(reading.articles.front().title.empty());
  }
}

TEST_CASE("each example of ninjs is read, or passed over with a true reason") {
  const auto files = files_below(formats_folder() / "ninjs/examples", ".json");
  if (files.empty()) return;
  SuiteCount count;
  for (const fs::path& path : files) {
    CAPTURE(path.string());
    const WireReading reading = read_suite_file(path);
    CHECK((reading.format == "ninjs" || path.filename() == "extension-schema.json"));
    count.add(reading);
    CHECK(reading.rejected.empty());
    for (const BadArticle& skipped : reading.skipped)
      CHECK(says_one_of(skipped.reason, {"type picture", "type video", "type audio", "type event"}));
    for (const Article& article : reading.articles) CHECK_FALSE(article.title.empty());
  }
  count.print("ninjs examples");
  CHECK(count.files == 43);
  CHECK(count.silent == 0);
}

TEST_CASE("the validation suites of ninjs never make visible what they hold back") {
  const auto files = files_below(formats_folder() / "ninjs/validation/test_suite", ".json");
  if (files.empty()) return;
  SuiteCount pass, fail;
  const std::set<std::string> closed = {"019_embargoed_bad_datetime.json", "022_pubstatus_withheld.json",
                                        "023_pubstatus_canceled.json",     "007_pubstatus_cancelled.json",
                                        "015_pubstatus_commissioned.json", "005_pubstatus_replaced.json",
                                        "006_pubstatus_commissioned.json"};
  for (const fs::path& path : files) {
    CAPTURE(path.string());
    const WireReading reading = read_suite_file(path);
    const bool should_fail = path.parent_path().filename() == "should_fail";
    (should_fail ? fail : pass).add(reading);
    if (closed.count(path.filename().string()) != 0)
      for (const Article& article : reading.articles) CHECK_FALSE(may_be_seen(article));
    if (should_fail) continue;
    // Most of these files hold one member beside the uri and so nothing to find.
    for (const BadArticle& bad : reading.rejected)
      CHECK(bad.reason == "is empty: it has neither a headline nor a body");
  }
  pass.print("ninjs should_pass and others");
  fail.print("ninjs should_fail");
  CHECK(pass.files + fail.files == files.size());
  CHECK(pass.silent + fail.silent == 0);
}
