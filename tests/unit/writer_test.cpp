// indexer/archive/writer.h: what a run changes, what it leaves alone, and what is left when it fails.
#include <doctest/doctest.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <random>
#include <thread>

#include "tests/unit/small_archive.h"

using namespace dateline;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

// Id -> title of everything that a search for nothing finds.
std::map<std::string, std::string> contents(const SmallArchive& archive) {
  std::map<std::string, std::string> out;
  SearchRequest request;
  request.per_page = 100;
  for (;; ++request.page) {
    const SearchAnswer answer = archive.search(request);
    for (const Hit& hit : answer.hits) CHECK(out.emplace(hit.article.id, hit.article.title).second);
    if (answer.hits.size() < request.per_page) {
      CHECK(answer.total == out.size());
      return out;
    }
  }
}

}  // namespace

TEST_CASE("Each article of a run is new, replaces, or is as it was") {
  SmallArchive archive;
  const Article first = an_article("one", "First", "alpha"), second = an_article("one", "Second", "alpha");
  {
    ArchiveWriter writer(archive.path(), {});
    WriterHand hand;
    CHECK(!writer.changed());
    CHECK(writer.add(first, hand) == Outcome::added);
    CHECK(writer.changed());
    CHECK(writer.add(first, hand) == Outcome::unchanged);
    CHECK(writer.add(second, hand) == Outcome::replaced);
    CHECK(writer.add(first, hand) == Outcome::replaced);
    CHECK(writer.live() == 1);
    writer.publish("{}");
  }
  CHECK(contents(archive) == std::map<std::string, std::string>{{"one", "First"}});
  ArchiveWriter writer(archive.path(), {});
  WriterHand hand;
  CHECK(writer.add(first, hand) == Outcome::unchanged);
  CHECK(!writer.changed());
  Article moved = first;
  moved.origin.line = 7;
  CHECK(writer.add(moved, hand) == Outcome::unchanged);
  CHECK(writer.add(second, hand) == Outcome::replaced);
  CHECK(writer.add(first, hand) == Outcome::replaced);
  CHECK(writer.add(an_article("two", "Two", ""), hand) == Outcome::added);
  CHECK(writer.live() == 2);
  writer.publish("{}");
  CHECK(contents(archive) == std::map<std::string, std::string>{{"one", "First"}, {"two", "Two"}});
}

TEST_CASE("Articles that were replaced or removed are not found, counted, faceted or opened") {
  SmallArchive archive;
  std::vector<Article> articles;
  for (int i = 0; i < 20; ++i) {
    articles.push_back(an_article("a" + std::to_string(i), "News", "alpha beta"));
    articles.back().section = "old";
    articles.back().source = "Old Post";
    articles.back().published = on_day(-i);
  }
  archive.run(articles);
  Article changed = articles[3];
  changed.body = {"gamma"};
  changed.section = "new";
  changed.source = "New Post";
  {
    ArchiveWriter writer(archive.path(), {});
    WriterHand hand;
    for (int i = 0; i < 20; ++i)
      if (i != 5) writer.add(i == 3 ? changed : articles[static_cast<std::size_t>(i)], hand);
    CHECK(writer.prune({"/news"}) == 1);
    writer.publish("{}");
  }
  const auto opened = Archive::open(archive.path());
  REQUIRE(opened->segments().size() == 2);
  CHECK(opened->live() == 19);
  SearchRequest request;
  request.q = "alpha";
  request.facets = {"section", "source", "published:year"};
  SearchAnswer answer = archive.search(request);
  CHECK(answer.total == 18);
  CHECK(counts_of(answer.facets[0]) == "old:18");
  CHECK(counts_of(answer.facets[1]) == "Old Post:18");
  CHECK(archive.search("id:a5").total == 0);
  CHECK(archive.search("id:a3 alpha").total == 0);
  CHECK(archive.search("id:a3 gamma").total == 1);
  CHECK(!archive.searcher().article("a5", ""));
  CHECK(archive.searcher().article("a3", "")->article == changed);
  CHECK(archive.search("date:2020-02-11").total == 1);
  CHECK(archive.search("-alpha").total == 1);
  const ArchiveStats stats = archive.searcher().stats();
  CHECK(stats.articles == 19);
  CHECK(stats.sources.size() == 2);
  CHECK(stats.sources.front().count == 18);
}

TEST_CASE("Pruning removes what came from below the given paths and was not seen") {
  const auto from = [](const std::string& id, const std::string& path) {
    Article out = an_article(id, "News", id);
    out.origin.path = path;
    return out;
  };
  SmallArchive archive({from("a", "/news/a.md"), from("b", "/news/sub/b.md"), from("c", "/newsroom/c.md"), from("d", "/other/d.md"), from("e", "/news/e.md"), from("f", "-")});
  ArchiveWriter writer(archive.path(), {});
  WriterHand hand;
  CHECK(writer.add(from("a", "/news/a.md"), hand) == Outcome::unchanged);
  CHECK(!writer.skip_unchanged("/news/e.md", {1, 2, 0}));
  writer.protect("/news/e.md");
  CHECK(writer.prune({"/news"}) == 1);
  CHECK(writer.prune({"/news"}) == 0);
  CHECK(writer.live() == 5);
  writer.publish("{}");
  CHECK(sorted_ids_of(archive.search("")) == "a c d e f");
}

TEST_CASE("A file is passed over when it was read whole, in the same way, and has not changed") {
  SmallArchive archive;
  const SourceState state{100, 5, 7};
  {
    ArchiveWriter writer(archive.path(), {});
    CHECK(!writer.skip_unchanged("/news/a", state));
    writer.remember("/news/a", state);
    CHECK(!writer.skip_unchanged("/news/b", state));
    writer.publish("{}");
  }
  for (const auto& [path, now, skipped] : std::vector<std::tuple<std::string, SourceState, bool>>{
           {"/news/a", state, true}, {"/news/a", {101, 5, 7}, false}, {"/news/a", {100, 6, 7}, false}, {"/news/a", {100, 5, 8}, false}, {"/news/b", state, false}}) {
    ArchiveWriter writer(archive.path(), {});
    CHECK(writer.skip_unchanged(path, now) == skipped);
  }
  ArchiveWriter writer(archive.path(), {.rebuild = true});
  CHECK(!writer.skip_unchanged("/news/a", state));
}

TEST_CASE("Articles of a file that is passed over count as seen") {
  SmallArchive archive({an_article("a", "News", ""), an_article("b", "News", "")});
  {
    ArchiveWriter writer(archive.path(), {});
    writer.skip_unchanged("/news/a", {1, 1, 0});
    writer.remember("/news/a", {1, 1, 0});
    writer.publish("{}");
  }
  ArchiveWriter writer(archive.path(), {});
  CHECK(writer.skip_unchanged("/news/a", {1, 1, 0}));
  CHECK(writer.prune({"/news"}) == 1);
  writer.publish("{}");
  CHECK(sorted_ids_of(archive.search("")) == "a");
}

TEST_CASE("A rebuild starts from nothing, and until it is published the old archive answers") {
  SmallArchive archive({an_article("old", "Old", "alpha")});
  ArchiveWriter writer(archive.path(), {.rebuild = true});
  WriterHand hand;
  CHECK(writer.add(an_article("new", "New", "alpha"), hand) == Outcome::added);
  CHECK(sorted_ids_of(archive.search("alpha")) == "old");
  writer.publish("{}");
  CHECK(sorted_ids_of(archive.search("alpha")) == "new");
}

TEST_CASE("Articles stand newest first in a segment, the undated last") {
  std::mt19937 random(1);
  std::vector<Article> articles;
  for (int i = 0; i < 1200; ++i) {
    articles.push_back(an_article("a" + std::to_string(i), "News", "alpha"));
    if (random() % 20 != 0) articles.back().published = on_day(static_cast<std::int64_t>(random() % 3000) - 2000);
  }
  const SmallArchive archive(articles);
  const auto opened = Archive::open(archive.path());
  REQUIRE(opened->segments().size() == 1);
  const auto published = opened->segments().front().segment->columns().published;
  CHECK(published.size() == 1200);
  CHECK(std::is_sorted(published.rbegin(), published.rend()));
  CHECK(published.back() == kNoDate);
}

TEST_CASE("A second writer is told who holds the archive, and a writer that has ended holds nothing") {
  SmallArchive archive;
  {
    ArchiveWriter writer(archive.path(), {});
    try {
      ArchiveWriter second(archive.path(), {});
      FAIL("two writers");
    } catch (const ArchiveLocked& locked) {
      CHECK(std::string(locked.what()).find("process " + std::to_string(::getpid())) != std::string::npos);
      CHECK(std::string(locked.what()).find(archive.path()) != std::string::npos);
    }
  }
  ArchiveWriter third(archive.path(), {});
}

TEST_CASE("What an ended run left is removed by the next, and nothing else") {
  SmallArchive archive({an_article("one", "One", "alpha")});
  const fs::path path = archive.path();
  archive.folder().write("archive/scratch/spool", "rubbish");
  archive.folder().write("archive/scratch/part-3/postlist.glass", "rubbish");
  archive.folder().write("archive/segments/99-1/words", "rubbish");
  archive.folder().write("archive/sources-99", "rubbish");
  archive.folder().write("archive/manifest.json.new", "rubbish");
  const std::string segment = Archive::open(archive.path())->segments().front().name;
  archive.folder().write("archive/segments/" + segment + "/dead-99", "rubbish");
  archive.folder().write("archive/notes.txt", "somebody's own");
  archive.run({an_article("two", "Two", "beta")});
  CHECK(contents(archive).size() == 2);
  const auto opened = Archive::open(archive.path());
  CHECK(names_in(path.string()) == std::vector<std::string>{"lock", "manifest.json", "notes.txt", "segments", opened->manifest().sources});
  CHECK(names_in((path / "segments").string()).size() == opened->segments().size());
  for (const LiveSegment& live : opened->segments())
    CHECK(names_in((path / "segments" / live.name).string()) == std::vector<std::string>{"articles", "columns", "completions", "copies", "postings", "vocabulary", "words"});
}

TEST_CASE("A reader works on its generation while and after another one is published, its files gone") {
  SmallArchive archive({an_article("one", "One", "alpha beta")});
  const auto old = Archive::open(archive.path());
  const std::string before = archive.searcher().revision();
  for (int round = 0; round < 5; ++round) archive.run({an_article("one", "Round " + std::to_string(round), "gamma")}, {.rebuild = true});
  CHECK(old->live() == 1);
  const std::vector<ArticlePlace> places = old->with_id("one");
  REQUIRE(places.size() == 1);
  CHECK(old->segments()[places[0].segment].segment->articles().whole(places[0].article).title == "One");
  old->verify();
  CHECK(!fs::exists(fs::path(archive.path()) / "segments" / old->segments().front().name));
  CHECK(archive.searcher().revision() != before);
  CHECK(archive.search("gamma").hits.at(0).article.title == "Round 4");
}

TEST_CASE("Threads that search see a whole generation each, whatever is published meanwhile") {
  SmallArchive archive({an_article("one", "One", "alpha"), an_article("two", "Two", "alpha")});
  const Searcher& searcher = archive.searcher();
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        SearchRequest request;
        request.q = "alpha";
        request.facets = {"section"};
        request.time_limit = std::chrono::minutes(5);
        const SearchAnswer answer = searcher.search(request);
        const auto whole = searcher.article("one", "alpha");
        if (answer.total != 2 || answer.hits.size() != 2 || !whole) ++wrong;
      }
    });
  }
  for (int round = 0; round < 12; ++round) {
    Article one = an_article("one", "One " + std::to_string(round), "alpha");
    one.section = std::to_string(round);
    archive.run({one, an_article("two", "Two", "alpha")}, {.rebuild = round % 3 == 0});
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(wrong == 0);
}

TEST_CASE("Articles added from several threads at once are all there, each once") {
  SmallArchive archive;
  std::atomic<int> added = 0;
  {
    WriterOptions options;
    options.threads = 4;
    options.segment_articles = 150;
    ArchiveWriter writer(archive.path(), options);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&, thread] {
        WriterHand hand;
        for (int i = 0; i < 200; ++i) {
          const std::string id = i % 4 == 0 ? "shared" + std::to_string(i) : "own" + std::to_string(thread) + "-" + std::to_string(i);
          if (writer.add(an_article(id, "News " + id, "alpha word" + std::to_string(i)), hand) == Outcome::added) ++added;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    writer.publish("{}");
  }
  CHECK(added == 650);
  CHECK(contents(archive).size() == 650);
  CHECK(archive.search("alpha").total == 650);
  CHECK(archive.search("word8").total == 1);
  CHECK(archive.search("word9").total == 4);
}

namespace {

// In a process of its own: a run that may write files of at most `limit` bytes. True when it published.
bool run_with_small_disk(const SmallArchive& archive, const std::vector<Article>& articles, rlim_t limit) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const rlimit bound{limit, limit};
    ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &bound);
    int code = 1;
    try {
      ArchiveWriter writer(archive.path(), {});
      WriterHand hand;
      for (const Article& article : articles) writer.add(article, hand);
      writer.publish("{}");
      code = 0;
    } catch (const std::exception&) {
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("A run that the disk fails leaves the archive as it was, and the next one completes it") {
  SmallArchive archive({an_article("one", "One", "alpha")});
  std::vector<Article> articles;
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    std::string body;
    for (int word = 0; word < 60; ++word) body += "w" + std::to_string(random() % 5000) + " ";
    articles.push_back(an_article("a" + std::to_string(i), "News", body));
  }
  int failed = 0, published = 0;
  for (rlim_t limit = 64; limit < (4u << 20); limit *= 2) {
    CAPTURE(limit);
    const bool good = run_with_small_disk(archive, articles, limit);
    ++(good ? published : failed);
    const auto opened = Archive::open(archive.path());
    opened->verify();
    CHECK(opened->live() == (published > 0 ? 301 : 1));
    CHECK(archive.search("id:one").total == 1);
  }
  CHECK(failed > 5);
  CHECK(published > 0);
}
