// The files of an archive: what is written comes back, and what is broken is refused and never read past its end.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <functional>
#include <random>

#include "indexer/archive/bytes.h"
#include "server/search/help.h"
#include "tests/unit/small_archive.h"

using namespace dateline;
namespace fs = std::filesystem;

namespace {

std::string slurp(const std::string& path) { return read_file(path).value(); }

void spill(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// Each cut of `bytes`, then each byte changed in three ways, goes to `check`.
void damage(const std::string& bytes, const std::function<void(const std::string&)>& check) {
  for (std::size_t size = 0; size < bytes.size(); ++size) check(bytes.substr(0, size));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::string broken = bytes;
      broken[at] = static_cast<char>(broken[at] ^ change);
      check(broken);
    }
  }
}

std::string small_section_file(const std::string& path) {
  SectionWriter file(path);
  file.section("numbers", std::vector<std::uint32_t>{1, 2, 3});
  file.begin("text");
  file.write("alpha");
  file.write("beta");
  file.section("empty", std::vector<std::uint64_t>{});
  file.finish();
  return slurp(path);
}

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(random());
  return out;
}

std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("A number of any size comes back, and one that is cut short is refused") {
  for (const std::uint64_t value : {0ull, 1ull, 127ull, 128ull, 16383ull, 16384ull, 0xffffffffull, 0xffffffffffffffffull}) {
    std::string bytes;
    put_varint(bytes, value);
    ByteReader reader(bytes);
    CHECK(reader.varint() == value);
    CHECK(reader.done());
    bytes.pop_back();
    CHECK_THROWS_AS(ByteReader(bytes).varint(), ArchiveCorrupt);
  }
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, INT64_MIN, INT64_MAX}) CHECK(unzigzag(zigzag(value)) == value);
  CHECK_THROWS_AS(ByteReader(std::string(11, '\x80')).varint(), ArchiveCorrupt);
  CHECK_THROWS_AS(ByteReader("\x05" "abc").text(), ArchiveCorrupt);
}

TEST_CASE("Sections come back as they were written, on eight bytes") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "file").string();
  small_section_file(path);
  const SectionFile file(path);
  file.verify();
  const auto numbers = file.array<std::uint32_t>("numbers");
  CHECK(std::vector<std::uint32_t>(numbers.begin(), numbers.end()) == std::vector<std::uint32_t>{1, 2, 3});
  CHECK(file.bytes("text") == "alphabeta");
  CHECK(reinterpret_cast<std::uintptr_t>(file.bytes("text").data()) % 8 == 0);
  CHECK(file.array<std::uint64_t>("empty").empty());
  CHECK(message_of([&] { file.bytes("none"); }) == path + ": section none is missing");
  CHECK(message_of([&] { file.array<std::uint32_t>("text"); }) == path + ": section text has a broken size");
}

TEST_CASE("A section file that is cut or changed anywhere is refused, or reads as it was") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "file").string(), broken = (folder.path() / "broken").string();
  int refused = 0, unharmed = 0;
  damage(small_section_file(path), [&](const std::string& bytes) {
    spill(broken, bytes);
    try {
      const SectionFile file(broken);
      file.verify();
      CHECK(file.bytes("numbers").size() == 12);
      CHECK(file.bytes("text") == "alphabeta");
      CHECK(file.bytes("empty").empty());
      ++unharmed;
    } catch (const ArchiveCorrupt& error) {
      CHECK(std::string(error.what()).starts_with(broken));
      ++refused;
    }
  });
  CHECK(refused > 10 * unharmed);
  CHECK(unharmed > 0);
}

TEST_CASE("Word sequences come back, at every border between code lengths") {
  WordSequence words;
  for (const std::uint32_t code : {0u, 127u, 128u, 129u, 16383u, 16384u, 16385u, 2097151u, 2097152u, 268435455u, 268435456u, 0xffffffffu}) words.codes.push_back(code);
  words.unit_ends = {0, 3, 3, 12};
  std::string blob;
  encode_words(words, blob);
  WordSequence back;
  back.codes = {1, 2, 3};
  decode_words(blob, back);
  CHECK(back.codes == words.codes);
  CHECK(back.unit_ends == words.unit_ends);
  CHECK(back.units() == 4);
  CHECK(back.unit(0).empty());
  CHECK(back.unit(3).size() == 9);
  encode_words({}, blob = {});
  decode_words(blob, back);
  CHECK(back.units() == 0);
}

TEST_CASE("A broken word sequence is refused, and one that is not has units in order") {
  WordSequence words;
  words.codes = {0, 5, 200, 20000, 2000000, 7};
  words.unit_ends = {1, 1, 6};
  std::string blob;
  encode_words(words, blob);
  const auto check = [](const std::string& bytes) {
    WordSequence back;
    try {
      decode_words(bytes, back);
    } catch (const ArchiveCorrupt&) {
      return;
    }
    std::uint32_t last = 0;
    for (const std::uint32_t end : back.unit_ends) {
      REQUIRE(end >= last);
      last = end;
    }
    REQUIRE(last == back.codes.size());
  };
  damage(blob, check);
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) check(random_bytes(random, random() % 40));
  std::string wraps;
  put_varint(wraps, 2);
  put_varint(wraps, 3);
  put_varint(wraps, 0xffffffffffffffffull);
  check(wraps + "abcdef");
}

TEST_CASE("A vocabulary finds forms by rank, text, term and beginning") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "file").string();
  const std::vector<std::string> terms = {"network", "back", "\u65E5"};
  const std::vector<VocabularyEntry> entries = {{"networks", 9, {0}}, {"back", 7, {1}}, {"network", 5, {0}}, {"\u65E5", 1, {2}}, {"backs", 1, {1, 0}}};
  {
    SectionWriter file(path);
    write_vocabulary(file, entries, terms);
    file.finish();
  }
  const SectionFile file(path);
  const Vocabulary vocabulary(file);
  REQUIRE(vocabulary.size() == entries.size());
  for (std::uint32_t rank = 0; rank < entries.size(); ++rank) {
    CHECK(vocabulary.form(rank) == entries[rank].form);
    CHECK(vocabulary.rank_of(entries[rank].form) == rank);
    CHECK(vocabulary.articles(rank) == entries[rank].articles);
    CHECK(vocabulary.terms_of(rank).size() == entries[rank].terms.size());
  }
  for (const std::string_view none : {"", "net", "networkss", "zzz", "\xff"}) {
    CHECK(!vocabulary.rank_of(none));
    CHECK(vocabulary.forms_of(none).empty());
  }
  const auto forms = vocabulary.forms_of("network");
  CHECK(std::vector<std::uint32_t>(forms.begin(), forms.end()) == std::vector<std::uint32_t>{0, 2, 4});
  std::string found;
  vocabulary.with_prefix("ba", [&](std::uint32_t rank) { return (found += std::string(vocabulary.form(rank)) + " "), true; });
  CHECK(found == "back backs ");
  int calls = 0;
  vocabulary.with_prefix("", [&](std::uint32_t) { return ++calls < 2; });
  CHECK(calls == 2);
}

TEST_CASE("Columns give each article its values, and find articles by the hash of their id") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "file").string();
  std::mt19937_64 random(1);
  std::vector<ColumnRow> rows;
  std::vector<KeywordValues> values;
  ColumnsBuilder builder;
  for (std::uint32_t i = 0; i < 300; ++i) {
    rows.push_back({static_cast<std::int64_t>(random()), static_cast<std::uint32_t>(random()), random() % 200, random()});
    KeywordValues row;
    for (auto& texts : row)
      for (std::size_t left = random() % 3; left > 0; --left) texts.push_back("v" + std::to_string(random() % 50));
    values.push_back(row);
    builder.add(rows.back(), row);
  }
  {
    SectionWriter file(path);
    builder.write(file);
    file.finish();
  }
  const SectionFile file(path);
  const Columns columns(file);
  REQUIRE(columns.size() == rows.size());
  for (std::uint32_t article = 0; article < rows.size(); ++article) {
    REQUIRE(columns.published[article] == rows[article].published);
    REQUIRE(columns.words[article] == rows[article].words);
    REQUIRE(columns.content_hash[article] == rows[article].content_hash);
    const auto found = columns.with_id_hash(rows[article].id_hash);
    REQUIRE(std::count(found.begin(), found.end(), article) == 1);
    for (const std::uint32_t other : found) REQUIRE(rows[other].id_hash == rows[article].id_hash);
    for (std::size_t at = 0; at < kKeywordColumns.size(); ++at) {
      const KeywordColumn& column = columns.keyword(kKeywordColumns[at]);
      std::vector<std::string> texts;
      for (const std::uint32_t ordinal : column.values(article)) texts.emplace_back(column.text(ordinal));
      REQUIRE(texts == values[article][at]);
    }
  }
  CHECK(columns.with_id_hash(200).empty());
  CHECK_THROWS_AS(keyword_column("title"), std::out_of_range);
}

TEST_CASE("What was read from where comes back") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "sources").string();
  Sources sources{{{"/a", {0, -1, 7}}, {"/b \n\xff", {UINT64_MAX, INT64_MIN, UINT64_MAX}}}};
  write_sources(path, sources);
  const Sources back = read_sources(path);
  CHECK(back.files == sources.files);
  damage(slurp(path), [&](const std::string& bytes) {
    spill(path, bytes);
    try {
      read_sources(path);
    } catch (const ArchiveCorrupt&) {
    }
  });
}

TEST_CASE("The dead are listed as they were, and none that is not there") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "dead").string();
  const std::vector<bool> dead = {false, true, true, false, true};
  write_dead(path, dead);
  CHECK(read_dead(path, 5) == dead);
  CHECK_THROWS_AS(read_dead(path, 4), ArchiveCorrupt);
}

TEST_CASE("A manifest that does not fit says what to do, and no name in it leads out of the archive") {
  const SmallArchive archive({an_article("one", "One", "alpha")});
  const std::string path = manifest_path(archive.path());
  const auto good = nlohmann::json::parse(slurp(path));
  const auto refused = [&](const std::function<void(nlohmann::json&)>& change) {
    nlohmann::json document = good;
    change(document);
    spill(path, document.dump());
    CHECK_THROWS_AS(Archive::open(archive.path()), ArchiveError);
    return message_of([&] { Archive::open(archive.path()); });
  };
  for (const std::string key : {"format", "fields", "analysis"}) {
    for (const int step : {-1, 1}) {
      const std::string message = refused([&](auto& document) { document[key] = document[key].template get<int>() + step; });
      CAPTURE(message);
      CHECK(message.find(key + " version") != std::string::npos);
      CHECK(message.find("--rebuild") != std::string::npos);
    }
    refused([&](auto& document) { document.erase(key); });
  }
  for (const std::string name : {"../one", "/etc", "..", ".", "a/b", "none"}) {
    refused([&](auto& document) { document["segments"][0]["name"] = name; });
    refused([&](auto& document) { document["segments"][0]["dead"] = name; });
  }
  for (const std::string name : {"../one", "/etc", ".."}) refused([&](auto& document) { document["sources"] = name; });
  refused([](auto& document) { document["segments"][0]["articles"] = 2; });
  refused([](auto& document) { document["segments"][0]["articles"] = -1; });
  refused([](auto& document) { document["segments"][0]["dead_count"] = 1; });
  refused([](auto& document) { document["segments"] = 5; });
  for (const std::string text : {"", "{", "[]", "null", "\xff\xfe"}) {
    spill(path, text);
    CHECK_THROWS_AS(Archive::open(archive.path()), ArchiveError);
  }
  fs::remove(path);
  CHECK(message_of([&] { Archive::open(archive.path()); }).find("there is no archive here") != std::string::npos);
  CHECK(!Archive::exists(archive.path()));
}

TEST_CASE("A segment's file that is missing or cut is named when the archive is opened") {
  const SmallArchive archive({an_article("one", "One", "alpha")});
  const std::string segment = archive.path() + "/segments/" + Archive::open(archive.path())->segments().front().name + "/";
  for (const std::string name : {kWordsFile, kVocabularyFile, kColumnsFile, kArticlesFile, kCompletionsFile}) {
    const std::string bytes = slurp(segment + name);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, bytes.size() / 2, bytes.size() - 1}) {
      spill(segment + name, bytes.substr(0, size));
      CHECK(message_of([&] { Archive::open(archive.path()); }).find(segment + name) != std::string::npos);
    }
    fs::remove(segment + name);
    CHECK(message_of([&] { Archive::open(archive.path()); }).find(segment + name) != std::string::npos);
    spill(segment + name, bytes);
  }
  Archive::open(archive.path())->verify();
}

TEST_CASE("Any changed byte of a segment is found by the check, and reading it does not end the program") {
  Article article = an_article("one", "Harbour levy", "The council voted on the levy.");
  article.byline = {"Mina Okafor"};
  article.tags = {"ferries", "levy"};
  const SmallArchive archive({article, an_article("two", "Ferry", "The ferry is late.")});
  const std::string segment = archive.path() + "/segments/" + Archive::open(archive.path())->segments().front().name + "/";
  for (const std::string name : {kWordsFile, kVocabularyFile, kColumnsFile, kArticlesFile, kCompletionsFile}) {
    const std::string bytes = slurp(segment + name);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      std::string broken = bytes;
      broken[at] = static_cast<char>(broken[at] ^ 0x41);
      spill(segment + name, broken);
      CAPTURE(name);
      CAPTURE(at);
      bool found = false;
      try {
        const auto opened = Archive::open(archive.path());
        try {
          const Searcher searcher(archive.path());
          SearchRequest request;
          for (const std::string q : {"levy", "\"the levy\"", "byline:okafor", "tag:levy", "fe*", ""}) {
            request.q = q;
            request.facets = {"tag", "published:year"};
            searcher.search(request);
          }
          searcher.article("one", "levy");
          SuggestRequest typed;
          typed.q = "the le";
          searcher.suggest(typed);
        } catch (const std::exception&) {
        }
        opened->verify();
      } catch (const std::exception&) {
        found = true;
      }
      // Bytes between sections say nothing.
      if (!found) CHECK(bytes[at] == '\0');
    }
    spill(segment + name, bytes);
  }
}
