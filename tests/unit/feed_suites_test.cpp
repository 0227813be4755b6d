// Feeds that the authors of other parsers test theirs with: ../shared/data/formats, which is not part of the project.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "tests/unit/feed_reading.h"

using namespace dateline;

namespace {

namespace fs = std::filesystem;

fs::path formats_folder() {
  const char* shared = std::getenv("DATELINE_SHARED");
  const fs::path beside = fs::path(DATELINE_SOURCE_DIR).parent_path() / "shared";
  return (shared != nullptr ? fs::path(shared) : beside) / "data" / "formats";
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

}  // namespace

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
