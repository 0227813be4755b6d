// Feeds that the authors of other parsers test theirs with: ../shared/data/formats, which is not part of the project.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/unit/feed_reading.h"
#include "tests/unit/shared_folder.h"

using namespace dateline;

namespace {

namespace fs = std::filesystem;

fs::path formats_folder() {
  return shared_folder() / "data" / "formats";
}

std::vector<fs::path> feeds_below(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".xml") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct SuiteCount {
  std::size_t files = 0, articles = 0, rejected = 0, skipped = 0, unknown = 0;
};

// What another parser says of an entry, and what ours says.
struct Agreement {
  std::size_t right = 0, of = 0;

  void add(const nlohmann::json& item, const char* name, const std::string& ours) {
    const auto found = item.find(name);
    if (found == item.end() || !found->is_string()) return;
    ++of;
    right += *found == ours ? 1 : 0;
  }
};

nlohmann::json json_at(const fs::path& path) {
  std::ifstream file(path);
  return file ? nlohmann::json::parse(file, nullptr, false) : nlohmann::json();
}

}  // namespace

TEST_CASE("headlines, addresses and ids are those that another parser expects") {
  const fs::path suite = formats_folder() / "gofeed" / "testdata" / "translator";
  if (!fs::exists(suite)) {
    MESSAGE("skipped: " << suite.string() << " is absent");
    return;
  }
  Agreement titles, links, ids, names;
  for (const fs::path& path : feeds_below(suite)) {
    nlohmann::json expected = json_at(fs::path(path).replace_extension(".json"));
    if (!expected.is_object() || !expected["items"].is_array()) continue;
    // Most of these files hold one element an entry, which is no article: a headline of ours makes it one.
    std::string xml = bytes_of(path);
    for (const std::string end : {"</item>", "</entry>"}) {
      const std::string probe = "<title>probe</title>";
      for (std::size_t at = xml.find(end); at != std::string::npos; at = xml.find(end, at + probe.size() + end.size())) xml.insert(at, probe);
    }
    const FeedReading feed = read_feed_text(xml);
    if (feed.articles.size() != expected["items"].size()) continue;
    for (std::size_t i = 0; i < feed.articles.size(); ++i) {
      const nlohmann::json& item = expected["items"][i];
      const Article& article = feed.articles[i];
      if (item.contains("title") && article.title != "probe") titles.add(item, "title", article.title);
      links.add(item, "link", article.url);
      ids.add(item, "guid", article.id);
      if (item.contains("author")) names.add(item["author"], "name", article.byline.empty() ? "" : article.byline[0]);
    }
  }
  MESSAGE("headlines " << titles.right << "/" << titles.of << ", addresses " << links.right << "/" << links.of << ", ids " << ids.right << "/" << ids.of
                       << ", authors " << names.right << "/" << names.of);
  CHECK(titles.right == titles.of);
  CHECK(links.right + 1 >= links.of);  // of several links that one takes the last
  CHECK(ids.right == ids.of);
  CHECK(names.right == names.of);
}

TEST_CASE("each file of the feed suites is read, rejected or passed over with a reason") {
  const fs::path formats = formats_folder();
  if (!fs::exists(formats)) {
    MESSAGE("skipped: " << formats.string() << " is absent");
    return;
  }
  for (const std::string suite : {"feedparser", "feedvalidator", "gofeed"}) {
    SuiteCount count;
    for (const fs::path& path : feeds_below(formats / suite)) {
      CAPTURE(path.string());
      const FeedReading feed = read_feed_text(bytes_of(path), path.string());
      ++count.files;
      count.articles += feed.articles.size();
      count.rejected += feed.bad.size();
      count.skipped += feed.skipped.size();
      count.unknown += feed.format.empty() ? 1 : 0;
      CHECK(feed.articles.size() + feed.bad.size() + feed.skipped.size() > 0);
      for (const BadArticle& bad : feed.bad) CHECK_FALSE(bad.reason.empty());
    }
    MESSAGE(suite << ": " << count.files << " files, " << count.articles << " articles, " << count.rejected << " rejected, " << count.skipped
                  << " passed over");
    CHECK(count.unknown == 0);
    CHECK(count.articles > 90);
  }
}
