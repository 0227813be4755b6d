// Which article of an id is found: versions in any order, kills, continuations, and what pruning leaves.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "indexer/archive/versions.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

// Version `number` of the story "story", from a file of its own.
Article version(const std::string& number, const std::string& word) {
  Article out = an_article("story", "Headline " + word, "Text of " + word + ".");
  out.version = number;
  out.origin.path = "/wire/story-" + word;
  return out;
}

Article at_time(std::int64_t seconds, const std::string& word) {
  Article out = an_article("story", "Headline " + word, "Text of " + word + ".");
  out.updated = {kValentine + seconds, Precision::second, 0, true};
  out.origin.path = "/feeds/" + word;
  return out;
}

Article a_kill(Article of, const std::string& why) {
  of.status = Status::canceled;
  of.status_note = why;
  of.visible_from = kNeverVisible;
  return of;
}

std::string found(const SmallArchive& archive) { return ids_of(archive.search("text")); }

// Labels of the versions that the article's answer lists, the newest first.
std::string labels(const SmallArchive& archive, const std::string& id) {
  const auto answer = archive.searcher().article(id, "");
  std::string out;
  if (!answer) return "absent";
  if (answer->gone) return "gone";
  for (const VersionEntry& entry : answer->versions) (out += out.empty() ? "" : " ") += entry.version;
  return out;
}

}  // namespace

TEST_CASE("Version numbers are compared as numbers, times decide where there are none, and kills win what is level") {
  struct Row {
    VersionKey a, b;
    Age age;
    const char* why;
  };
  const Row rows[] = {
      {{"10"}, {"9"}, Age::newer, "numbers and not letters"},
      {{"2.1"}, {"2"}, Age::newer, "a part more is newer"},
      {{"2.10"}, {"2.9"}, Age::newer, "each part is a number"},
      {{"007"}, {"7"}, Age::same, "zeros in front mean nothing"},
      {{"99999999999999999999999"}, {"9"}, Age::newer, "numbers of any length"},
      {{"1", 100, true}, {"2", 50, true}, Age::older, "a number says more than a time"},
      {{"1", 100, true}, {"", 50, true}, Age::newer, "times where one has no number"},
      {{"2", 100, true}, {"2", 50, true}, Age::newer, "times where the numbers agree"},
      {{"", 0, false}, {"", 50, true}, Age::same, "nothing to compare"},
      {{"", 50, true, true}, {"", 50, true}, Age::newer, "a kill of the same moment"},
      {{"", 0, false}, {"", 0, false, true}, Age::older, "an article without a date does not undo a kill"},
      {{"3"}, {"2", 0, false, true}, Age::newer, "a later version does"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(age_of(row.a, row.b) == row.age);
    const Age inverse = row.age == Age::newer ? Age::older : row.age == Age::older ? Age::newer : Age::same;
    CHECK(age_of(row.b, row.a) == inverse);
  }
}

TEST_CASE("The newest version is found whatever the order in which versions come, in one run or in several") {
  std::vector<Article> versions = {version("1", "one"), version("2", "two"), version("10", "ten")};
  std::sort(versions.begin(), versions.end(), [](const Article& a, const Article& b) { return a.version < b.version; });
  do {
    SmallArchive together(versions), apart;
    for (const Article& one : versions) apart.run({one});
    for (const SmallArchive* archive : std::initializer_list<const SmallArchive*>{&together, &apart}) {
      CHECK(found(*archive) == "story");
      CHECK(archive->search("ten").total == 1);
      CHECK(archive->search("two").total == 0);
      CHECK(archive->searcher().stats().articles == 1);
      CHECK(labels(*archive, "story") == "10 2 1");
      CHECK(archive->searcher().article("story", "", "2")->article.title == "Headline two");
      CHECK(archive->searcher().article("story", "", "2")->superseded_by == "story");
      CHECK(!archive->searcher().article("story", "", "3"));
    }
  } while (std::next_permutation(versions.begin(), versions.end(), [](const Article& a, const Article& b) { return a.version < b.version; }));
}

TEST_CASE("Versions that are read again are left alone, and survive segments being merged") {
  SmallArchive archive({version("1", "one"), version("2", "two")});
  const std::uint64_t before = Archive::open(archive.path())->generation();
  {
    ArchiveWriter writer(archive.path(), {});
    WriterHand hand;
    CHECK(writer.add(version("1", "one"), hand) == Outcome::unchanged);
    CHECK(writer.add(version("2", "two"), hand) == Outcome::unchanged);
    CHECK(!writer.changed());
  }
  CHECK(Archive::open(archive.path())->generation() == before);
  for (int run = 0; run < 12; ++run) archive.run({an_article("other" + std::to_string(run), "Other", "Elsewhere.")});
  CHECK(found(archive) == "story");
  CHECK(labels(archive, "story") == "2 1");
}

TEST_CASE("Of feeds that are kept, the entry that was updated last is found, however the files are read") {
  for (const bool newest_first : {false, true}) {
    SmallArchive archive;
    if (newest_first) archive.run({at_time(20, "later"), at_time(10, "earlier")});
    else archive.run({at_time(10, "earlier"), at_time(20, "later")});
    CHECK(archive.search("later").total == 1);
    CHECK(archive.search("earlier").total == 0);
    CHECK(archive.searcher().article("story", "")->versions.size() == 2);
  }
}

TEST_CASE("A file that is written again replaces its article, even by an earlier date") {
  Article first = at_time(20, "file"), second = at_time(10, "file");
  second.title = "Second";
  SmallArchive archive({first});
  archive.run({second});
  CHECK(archive.search("second").total == 1);
  CHECK(archive.searcher().article("story", "")->versions.empty());
}

TEST_CASE("A kill hides every version, says when and why, and nothing older undoes it") {
  Article kill = a_kill(version("2", "kill"), "Libel: do not use");
  kill.updated = {kValentine, Precision::second, 0, true};
  const std::vector<std::vector<Article>> histories = {
      {version("1", "one"), kill}, {kill, version("1", "one")}, {kill, version("2", "two")}};
  for (const std::vector<Article>& history : histories) {
    SmallArchive archive;
    for (const Article& one : history) archive.run({one});
    archive.run({version("1", "one")});
    CHECK(archive.search("").total == 0);
    CHECK(labels(archive, "story") == "gone");
    const auto answer = archive.searcher().article("story", "");
    CHECK(answer->article.status_note == "Libel: do not use");
    CHECK(answer->article.updated.seconds == kValentine);
    CHECK(answer->article.body.empty());
    CHECK(answer->article.title.empty());
    CHECK(!archive.searcher().article("story", "", "1")->article.body.size());
  }
}

TEST_CASE("A version that is newer than the kill is published again") {
  SmallArchive archive({version("1", "one"), a_kill(version("2", "kill"), "Sent by mistake")});
  archive.run({version("3", "three")});
  CHECK(archive.search("three").total == 1);
  CHECK(archive.searcher().article("story", "")->article.title == "Headline three");
}

TEST_CASE("A kill outlives the file that told of it") {
  SmallArchive archive({version("1", "one"), a_kill(version("2", "kill"), "Withdrawn")});
  {
    ArchiveWriter writer(archive.path(), {});
    CHECK(writer.prune({"/"}) == 0);
    writer.publish("{}");
  }
  archive.run({version("1", "one")});
  CHECK(archive.search("").total == 0);
}

TEST_CASE("What an article continues becomes its older version, whichever comes first") {
  Article old = an_article("monday", "First report", "Text of monday."), next = an_article("tuesday", "Second report", "Text of tuesday.");
  Article last = an_article("wednesday", "Third report", "Text of wednesday.");
  next.evolved_from = "monday";
  last.evolved_from = "tuesday";
  for (const std::vector<Article>& history : {std::vector<Article>{old, next, last}, {last, next, old}, {next, last, old}}) {
    SmallArchive archive;
    for (const Article& one : history) archive.run({one});
    CHECK(found(archive) == "wednesday");
    CHECK(archive.searcher().article("wednesday", "")->versions.size() == 3);
    const auto answer = archive.searcher().article("monday", "");
    REQUIRE(answer);
    CHECK(answer->superseded_by == "wednesday");
    CHECK(answer->article.title == "First report");
    CHECK(answer->body.size() == 1);
  }
  SmallArchive killed({old, next});
  killed.run({a_kill(last, "Withdrawn")});
  for (const char* id : {"monday", "tuesday", "wednesday"}) CHECK(labels(killed, id) == "gone");
  CHECK(killed.search("").total == 0);
}

TEST_CASE("A kill that repeats the date of the publication hides what was changed since") {
  for (const std::string number : {"", "3"}) {
    Article first = at_time(100, "one");
    first.published = {kValentine, Precision::second, 0, true};
    first.version = number;
    Article kill = a_kill(first, "Withdrawn");
    kill.updated = {};
    kill.origin.path = "/feeds/kill";
    SmallArchive archive({first});
    archive.run({kill});
    archive.run({first});
    CHECK(labels(archive, "story") == "gone");
  }
}

TEST_CASE("Kills are taken over when an archive is built anew, though the files that told of them are gone") {
  SmallArchive archive({version("1", "one"), a_kill(version("2", "kill"), "Withdrawn")});
  archive.run({version("1", "one")}, {.rebuild = true});
  CHECK(archive.search("").total == 0);
  CHECK(labels(archive, "story") == "gone");
}

TEST_CASE("An article that names itself as what it continues is found in every version") {
  SmallArchive archive;
  for (const char* number : {"1", "2", "3"}) {
    Article one = version(number, number);
    one.evolved_from = one.id;
    archive.run({one});
    CHECK(found(archive) == "story");
  }
  CHECK(labels(archive, "story") == "3 2 1");
}

TEST_CASE("Of one id several times in one file the latest is found, whichever thread is first") {
  for (const bool dated : {true, false}) {
    std::vector<Article> lines;
    for (std::uint32_t line = 1; line <= 4; ++line) {
      lines.push_back(dated ? at_time(line, "same") : an_article("story", "", ""));
      lines.back().body = {"Text of line" + std::to_string(line) + "."};
      lines.back().origin = {"/feeds/same", line};
    }
    for (const std::vector<std::size_t>& order : std::vector<std::vector<std::size_t>>{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 3, 0, 1}}) {
      SmallArchive archive;
      for (int run = 0; run < 2; ++run) {
        std::vector<Article> arriving;
        for (const std::size_t at : order) arriving.push_back(lines[at]);
        archive.run(arriving);
        CHECK(archive.search("line4").total == 1);
        CHECK(archive.search("").total == 1);
      }
    }
  }
}

TEST_CASE("Pruning goes back as many versions as have lost their files") {
  const TemporaryFolder folder;
  SmallArchive archive;
  for (const char* number : {"1", "2", "3"}) {
    Article one = version(number, number);
    one.origin.path = (folder.path() / number).string();
    archive.run({one});
  }
  std::ofstream(folder.path() / "1") << "x";
  ArchiveWriter writer(archive.path(), {});
  writer.protect((folder.path() / "1").string());
  writer.prune({folder.path().string()});
  writer.publish("{}");
  CHECK(archive.search("1").total == 1);
}

TEST_CASE("What is no longer continued is found again") {
  const TemporaryFolder folder;
  Article x = an_article("x", "Ex", "Text of x."), y = an_article("y", "Why", "Text of y.");
  x.origin.path = (folder.path() / "x").string();
  std::ofstream(x.origin.path) << "x";
  y.evolved_from = "x";
  SmallArchive archive({x, y});
  CHECK(found(archive) == "y");
  y.evolved_from.clear();
  y.title = "Alone";
  archive.run({y});
  CHECK(sorted_ids_of(archive.search("text")) == "x y");
}

TEST_CASE("Search and the article agree on the newest where versions and times contradict each other") {
  Article a = version("2", "aaa"), b = at_time(86400, "bbb"), c = version("1", "ccc");
  a.updated = {kValentine, Precision::second, 0, true};
  c.updated = {kValentine + 2 * 86400, Precision::second, 0, true};
  SmallArchive archive;
  for (const Article& one : {a, b, c}) archive.run({one});
  const SearchAnswer answer = archive.search("text");
  REQUIRE(answer.hits.size() == 1);
  CHECK(archive.searcher().article("story", "")->article.title == answer.hits[0].article.title);
}

TEST_CASE("Articles that continue each other in a circle are told apart in the end") {
  Article a = an_article("a", "A", "Text of a."), b = an_article("b", "B", "Text of b."), self = an_article("self", "Self", "Text of self.");
  a.evolved_from = "b";
  b.evolved_from = "a";
  self.evolved_from = "self";
  SmallArchive archive({a, b, self});
  CHECK(sorted_ids_of(archive.search("text")) == "a self");
  CHECK(archive.searcher().article("a", "")->versions.size() == 2);
  CHECK(archive.searcher().article("b", "")->superseded_by == "a");
  a.title = "Edited";
  archive.run({a});
  CHECK(sorted_ids_of(archive.search("text")) == "a self");
  CHECK(archive.search("self").total == 1);
}

TEST_CASE("When the newest version's file is gone, pruning brings back the one before it, if its file is there") {
  const TemporaryFolder folder;
  const auto in_folder = [&](Article article) {
    article.origin.path = (folder.path() / article.title).string();
    return article;
  };
  const Article one = in_folder(version("1", "one")), two = in_folder(version("2", "two"));
  for (const bool there : {true, false}) {
    SmallArchive archive({one, two});
    if (there) std::ofstream(one.origin.path) << "x";
    else std::filesystem::remove(one.origin.path);
    ArchiveWriter writer(archive.path(), {});
    writer.protect(one.origin.path);
    writer.prune({folder.path().string()});
    writer.publish("{}");
    CHECK(archive.search("one").total == (there ? 1 : 0));
    CHECK(archive.search("two").total == 0);
  }
}
