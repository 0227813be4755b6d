// indexer/archive/writer.h against a plain map, over long random histories of runs.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

using Random = std::mt19937;

// What an archive ought to hold.
class Model {
 public:
  explicit Model(unsigned seed) : random_(seed) {}

  // Some articles new or changed, then some removed, then published.
  void run(SmallArchive& archive) {
    WriterOptions options;
    options.rebuild = random_() % 25 == 0;
    options.segment_articles = random_() % 3 == 0 ? 8 : 1000;
    ArchiveWriter writer(archive.path(), options);
    if (options.rebuild) articles_.clear();
    WriterHand hand;
    std::set<std::string> seen;
    for (std::size_t left = random_() % 5; left > 0; --left) add(writer, hand, seen);
    if (random_() % 4 == 0) prune(writer, hand, seen);
    CHECK(writer.live() == articles_.size());
    writer.publish("{}");
  }

  void compare(const SmallArchive& archive) const {
    std::map<std::string, std::uint64_t> sections;
    for (const auto& [id, article] : articles_) {
      const auto found = archive.searcher().article(id, "");
      REQUIRE(found);
      REQUIRE(found->article == article);
      ++sections[article.section];
    }
    SearchRequest request;
    request.facets = {"section"};
    const SearchAnswer answer = archive.search(request);
    REQUIRE(answer.total == articles_.size());
    for (const FacetValue& value : answer.facets.front().values) REQUIRE(sections[value.value] == value.count);
    for (const std::string word : {"levy", "ferry", "bridge"}) {
      std::string expected;
      for (const auto& [id, article] : articles_)
        if (article.body.front().find(word) != std::string::npos) (expected += expected.empty() ? "" : " ") += id;
      REQUIRE(sorted_ids_of(archive.search(word)) == expected);
    }
  }

 private:
  Article make(const std::string& id) {
    static const std::vector<std::string> kBodies = {"levy", "ferry", "bridge", "levy ferry", "bridge levy"};
    Article out = an_article(id, "News", kBodies[random_() % kBodies.size()]);
    out.section = random_() % 2 ? "sport" : "local";
    if (random_() % 3) out.published = on_day(static_cast<std::int64_t>(random_() % 50));
    return out;
  }

  void add(ArchiveWriter& writer, WriterHand& hand, std::set<std::string>& seen) {
    const std::string id = "a" + std::to_string(100 + random_() % 60);
    const Article article = make(id);
    const auto known = articles_.find(id);
    const Outcome expected = known == articles_.end() ? Outcome::added : known->second == article ? Outcome::unchanged : Outcome::replaced;
    REQUIRE(writer.add(article, hand) == expected);
    articles_[id] = article;
    seen.insert(id);
  }

  // Everything but a few is seen again; those few go.
  void prune(ArchiveWriter& writer, WriterHand& hand, const std::set<std::string>& seen) {
    std::uint64_t removed = 0;
    for (auto at = articles_.begin(); at != articles_.end();) {
      if (!seen.contains(at->first) && random_() % 4 == 0) {
        at = articles_.erase(at);
        ++removed;
        continue;
      }
      if (!seen.contains(at->first)) REQUIRE(writer.add(at->second, hand) == Outcome::unchanged);
      ++at;
    }
    REQUIRE(writer.prune({"/news"}) == removed);
  }

  Random random_;
  std::map<std::string, Article> articles_;
};

}  // namespace

TEST_CASE("After any history of runs the archive holds what was added and not removed, and few segments") {
  for (unsigned seed = 1; seed <= 2; ++seed) {
    CAPTURE(seed);
    Model model(seed);
    SmallArchive archive;
    for (int step = 0; step < 60; ++step) {
      CAPTURE(step);
      model.run(archive);
      model.compare(archive);
      const auto opened = Archive::open(archive.path());
      opened->verify();
      CHECK(opened->segments().size() <= 12);
    }
  }
}

TEST_CASE("Sixty runs of one article each end in a handful of segments with all of them") {
  SmallArchive archive;
  for (int i = 0; i < 60; ++i) {
    Article article = an_article("a" + std::to_string(1000 + i), "News", "alpha");
    article.published = on_day(i % 7);
    archive.run({article});
  }
  CHECK(archive.search("alpha").total == 60);
  CHECK(Archive::open(archive.path())->segments().size() <= 8);
}
