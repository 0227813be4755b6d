// ZIP, tar and gzip: what is in them is read, and what would do harm is not.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/boxes.h"

using namespace dateline;

namespace {

const std::string kNews = "Quay opens\n\nThe quay opens on Monday after forty years of waiting.\n";

std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
  return out;
}

struct Entry {
  std::string name, content;
  unsigned flags = 0;       // 1: encrypted, 0x800: the name is UTF-8
  unsigned attributes = 0;  // Unix mode
  std::size_t overlap = 0;  // when not 0, the central directory points to the entry of that number, counted from 1
};

std::string zip(const std::vector<Entry>& entries, bool with_directory = true) {
  std::string out, directory;
  std::vector<std::size_t> starts;
  for (const Entry& entry : entries) {
    const std::string data = deflated(entry.content);
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(entry.content.data()), static_cast<uInt>(entry.content.size()));
    const std::string common = number(entry.flags, 2) + number(8, 2) + number(0, 4) + number(crc, 4) + number(data.size(), 4) +
                               number(entry.content.size(), 4) + number(entry.name.size(), 2) + number(0, 2);
    starts.push_back(out.size());
    const std::size_t start = entry.overlap == 0 ? out.size() : starts[entry.overlap - 1];
    directory += "PK\x01\x02" + number(0x031E, 2) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) +
                 number(static_cast<std::uint64_t>(entry.attributes) << 16, 4) + number(start, 4) + entry.name;
    if (entry.overlap == 0) out += "PK\x03\x04" + number(20, 2) + common + entry.name + data;
  }
  const std::string end = "PK\x05\x06" + number(0, 4) + number(entries.size(), 2) + number(entries.size(), 2) + number(directory.size(), 4) +
                          number(out.size(), 4) + number(0, 2);
  return with_directory ? out + directory + end : out;
}

struct TarEntry {
  std::string name, content;
  char type = '0';
  std::string link = {};
  std::string size = {};  // octal; empty: the true one
};

std::string tar(const std::vector<TarEntry>& entries) {
  std::string out;
  for (const TarEntry& entry : entries) {
    std::string block(512, '\0');
    char size[16];
    std::snprintf(size, sizeof size, "%011zo", entry.content.size());
    block.replace(0, entry.name.size(), entry.name);
    block.replace(100, 7, "0000644");
    block.replace(124, 11, entry.size.empty() ? size : entry.size);
    block.replace(148, 8, "        ");
    block[156] = entry.type;
    block.replace(157, entry.link.size(), entry.link);
    block.replace(257, 8, std::string_view("ustar\00000", 8));
    unsigned sum = 0;
    for (const char c : block) sum += static_cast<unsigned char>(c);
    char check[16];
    std::snprintf(check, sizeof check, "%06o", sum);
    block.replace(148, 7, std::string(check) + '\0');
    out += block + entry.content + std::string((512 - entry.content.size() % 512) % 512, '\0');
  }
  return out + std::string(1024, '\0');
}

std::vector<std::string> paths_of(const Boxed& box) {
  std::vector<std::string> out;
  for (const Article& article : box.articles) out.push_back(article.origin.path);
  return out;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("Archives are told by their content, and documents that are ZIP files inside are not archives") {
  CHECK(format_found("drop", zip({{"a.txt", kNews}})) == "zip");
  CHECK(format_found("drop.zip", zip({})) == "zip");
  CHECK(format_found("drop", tar({{"a.txt", kNews}})) == "tar");
  CHECK(format_found("drop", packed(tar({{"a.txt", kNews}}))) == "tar");
  CHECK(format_found("a.txt.gz", packed(kNews)) == "gz");
  CHECK(format_found("a.xz", std::string_view("\xFD" "7zXZ\0", 6)) == "tar");
  CHECK(format_found("a.docx", zip({{"[Content_Types].xml", "<x/>"}})).empty());
  CHECK(format_found("a.epub", zip({{"mimetype", "application/epub+zip"}})).empty());
  CHECK(format_found("a.zip", "Not an archive at all.\n") == "zip");
}

TEST_CASE("Entries are articles under the archive's path, in their order") {
  const Paths wanted = {"/in/drop/b.txt", "/in/drop/desk/a.txt"};
  CHECK(paths_of(read_box("/in/drop", zip({{"b.txt", kNews}, {"desk/", ""}, {"desk/a.txt", kNews}}))) == wanted);
  CHECK(paths_of(read_box("/in/drop", tar({{"./b.txt", kNews}, {"desk/", "", '5'}, {"desk/a.txt", kNews}}))) == wanted);
  CHECK(paths_of(read_box("/in/drop", packed(tar({{"b.txt", kNews}, {"desk/a.txt", kNews}})))) == wanted);
  CHECK(paths_of(read_box("/in/quay.txt.gz", packed(kNews.substr(0, 20)) + packed(kNews.substr(20)))) == Paths{"/in/quay.txt.gz/quay.txt"});
  const Boxed lines = read_box("dump.jsonl.gz", packed("{\"title\": \"a\"}\n{\"title\": \"b\"}\n"));
  REQUIRE(lines.articles.size() == 2);
  CHECK(lines.articles[1].origin == Origin{"dump.jsonl.gz/dump.jsonl", 2});
  CHECK(lines.articles[1].id == "dump.jsonl.gz/dump.jsonl:2");
}

TEST_CASE("JSON Lines packed with gzip are read piece by piece, with the numbers of their lines") {
  std::string lines;
  std::size_t written = 0;
  for (; lines.size() < (40u << 20); ++written) lines += "{\"id\": " + std::to_string(written + 1) + ", \"title\": \"Quay\", \"x\": \"" + std::string(20'000, 'x') + "\"}\n";
  const Boxed box = read_box("dump.jsonl.gz", packed(lines));
  CHECK(box.bad.empty());
  REQUIRE(box.articles.size() == written);
  for (const Article& article : box.articles) {
    if (std::to_string(article.origin.line) != article.id) FAIL(article.id << " on line " << article.origin.line);
  }
  // What is whole before a break is read where it comes in pieces.
  const Boxed cut = read_box("dump.jsonl.gz", packed(lines).substr(0, packed(lines).size() - 100));
  CHECK(cut.articles.size() > written / 2);
  CHECK(cut.bad.size() == 1);
}

TEST_CASE("A line of packed JSON Lines that is larger than any article is refused with its number, and the next one is read") {
  std::string block, words;
  for (std::size_t i = 0; i < 500; ++i) block += "word " + std::to_string(i * 7919) + ' ';
  while (words.size() < (70u << 20)) words += block;
  const auto line = [](const std::string& id, std::string_view text) { return "{\"id\": \"" + id + "\", \"title\": \"Quay\", \"x\": \"" + std::string(text) + "\"}\n"; };
  const std::string lines = line("1", "") + line("2", std::string_view(words).substr(0, 30u << 20)) + line("3", words) + line("4", "");
  const Boxed box = read_box("dump.jsonl.gz", packed(lines));
  REQUIRE(box.bad.size() == 1);
  CHECK(box.bad[0].path == "dump.jsonl.gz/dump.jsonl");
  CHECK(box.bad[0].line == 3);
  CHECK(box.bad[0].reason == "is larger than 64 MiB; split it");
  REQUIRE(box.articles.size() == 3);
  CHECK(box.articles[2].id == "4");
  CHECK(box.articles[2].origin.line == 4);
  const Boxed last = read_box("dump.jsonl.gz", packed(line("1", words)));
  CHECK(last.articles.empty());
  CHECK(last.bad.size() == 1);
  std::string list = line("1", std::string_view(words).substr(0, 20u << 20));
  list.back() = ',';
  const Boxed listed = read_box("dump.jsonl.gz", packed('[' + list + line("2", "") + "]\n"));
  CHECK(listed.bad.empty());
  CHECK(listed.articles.size() == 2);
  CHECK(read_box("dump.jsonl.gz", packed("[{\"title\": \"a\"},{\"title\": \"b\"}]\n")).articles.size() == 2);
}

TEST_CASE("Names lead nowhere, whatever they are") {
  struct Row {
    const char* what;
    std::string name, path;
    unsigned flags = 0;
  };
  const std::vector<Row> rows = {
      {"absolute", "/etc/quay.txt", "a.zip/etc/quay.txt"},
      {"upwards", "../../quay.txt", "a.zip/quay.txt"},
      {"UTF-8 that says so", "caf\xC3\xA9.txt", "a.zip/caf\xC3\xA9.txt", 0x800},
      {"UTF-8 that does not", "caf\xC3\xA9.txt", "a.zip/caf\xC3\xA9.txt"},
      {"not UTF-8", "caf\x82.txt", "a.zip/caf\xEF\xBF\xBD.txt"},
      {"said to be UTF-8, and is not", "caf\x82.txt", "a.zip/unnamed-1", 0x800},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Boxed box = read_box("a.zip", zip({{row.name, kNews, row.flags}}));
    REQUIRE_MESSAGE(box.articles.size() == 1, row.what);
    CHECK_MESSAGE(box.articles[0].origin.path == row.path, row.what);
  }
  const Boxed long_name = read_box("a.zip", zip({{std::string(5000, 'x') + ".txt", kNews}}));
  CHECK(long_name.articles.empty());
  REQUIRE(long_name.bad.size() == 1);
  CHECK(long_name.bad[0].path.size() < 4200);
  const Boxed two = read_box("a.zip", zip({{"caf\x82.txt", kNews}, {"caf\x83.txt", kNews}}));
  REQUIRE(two.articles.size() == 2);
  CHECK(two.articles[0].id != two.articles[1].id);
}

TEST_CASE("What is no file to read is left out and counted") {
  const Boxed zipped = read_box("a.zip", zip({{"a.txt", kNews}, {".DS_Store", "x"}, {"__MACOSX/._a.txt", "x"}, {".git/b.txt", kNews}, {"b.png", "\x89PNG\r\n"},
                                              {"link.txt", "a.txt", 0, 0120777}}));
  CHECK(zipped.articles.size() == 1);
  CHECK(zipped.bad.empty());
  REQUIRE(zipped.skipped.size() == 1);
  CHECK(zipped.skipped[0].reason == "holds what is no article: 3 hidden files, 1 *.png, 1 links");
  const Boxed tarred = read_box("a.tar", tar({{"a.txt", kNews}, {"b.txt", "", '2', "/etc/passwd"}, {"c.txt", "", '1', "a.txt"}, {"d", "", '3'}, {"e", "", '6'}}));
  CHECK(tarred.articles.size() == 1);
  REQUIRE(tarred.skipped.size() == 1);
  CHECK(tarred.skipped[0].reason == "holds what is no article: 2 devices, 2 links");
}

TEST_CASE("A name that comes again is told, and an encrypted file is refused") {
  const Boxed twice = read_box("a.tar", tar({{"a.txt", kNews}, {"a.txt", kNews}}));
  CHECK(twice.articles.size() == 2);
  REQUIRE(twice.skipped.size() == 1);
  CHECK(twice.skipped[0].reason.find("comes again") != std::string::npos);
  const Boxed locked = read_box("a.zip", zip({{"secret.txt", kNews, 1}, {"a.txt", kNews}}));
  CHECK(locked.articles.size() == 1);
  REQUIRE(locked.bad.size() == 1);
  CHECK(locked.bad[0].path == "a.zip/secret.txt");
  CHECK(locked.bad[0].reason.find("encrypted") != std::string::npos);
}

TEST_CASE("What is whole of a broken archive is read") {
  const std::string whole = zip({{"a.txt", kNews}, {"b.txt", kNews}});
  const std::string bare = zip({{"a.txt", kNews}, {"b.txt", kNews}}, false);
  CHECK(read_box("a.zip", bare).articles.size() == 2);
  CHECK(read_box("a.zip", whole.substr(0, whole.size() - 40)).articles.size() == 2);
  const Boxed cut = read_box("a.zip", bare.substr(0, bare.size() - 20));
  CHECK(cut.articles.size() == 1);
  CHECK(cut.bad.size() >= 1);
  const std::string tarred = tar({{"a.txt", kNews}, {"b.txt", kNews}});
  const Boxed cut_tar = read_box("a.tar", tarred.substr(0, 1200));
  CHECK(cut_tar.articles.size() == 1);
  CHECK(cut_tar.bad.size() >= 1);
  const std::string packed_tar = packed(tarred);
  CHECK(read_box("a.tar.gz", packed_tar.substr(0, packed_tar.size() - 12)).bad.size() <= 1);
  std::string flipped = whole;
  flipped[flipped.find("a.txt") + 12] ^= 0x55;
  CHECK(read_box("a.zip", flipped).bad.size() == 1);
  CHECK(read_box("a.zip", "PK\x03\x04" + std::string(2000, '\xEE')).bad.size() == 1);
  CHECK(read_box("a.xz", std::string_view("\xFD" "7zXZ\0xxxxxxxxxxxxxxx", 20)).bad.size() == 1);
  CHECK(read_box("a.txt.gz", packed(kNews).substr(0, 30)).bad.size() == 1);
  CHECK(read_box("a.txt.gz", packed(kNews) + "trailing").bad.size() == 1);
  CHECK(read_box("a.txt.gz", packed(kNews) + std::string(500, '\0')).articles.size() == 1);
}

// The ZIP with bytes in the middle of the entry's data, or of its local header, overwritten.
std::string damaged_at(std::string zipped, const std::string& name, std::size_t behind, std::size_t count) {
  return zipped.replace(zipped.find(name) + behind, count, std::string(count, '\xFF'));
}

TEST_CASE("A damaged file in a ZIP takes no other one with it, or the archive says how many") {
  std::vector<Entry> entries;
  for (int i = 0; i < 5; ++i) entries.push_back({"f" + std::to_string(i) + ".txt", "Number " + std::to_string(i) + "\n\n" + kNews});
  for (const bool with_directory : {true, false}) {
    CAPTURE(with_directory);
    const Boxed data = read_box("a.zip", damaged_at(zip(entries, with_directory), "f1.txt", 12, 4));
    CHECK(paths_of(data) == Paths{"a.zip/f0.txt", "a.zip/f2.txt", "a.zip/f3.txt", "a.zip/f4.txt"});
    REQUIRE_FALSE(data.bad.empty());
    CHECK(data.bad[0].path == "a.zip/f1.txt");
    CHECK(data.bad.size() == 1 + read_box("a.zip", zip(entries, with_directory)).bad.size());
  }
  const Boxed all = read_box("a.zip", [&] {
    std::string out = zip(entries);
    for (const Entry& entry : entries) out = damaged_at(out, entry.name, 12, 4);
    return out;
  }());
  CHECK(all.bad.size() == 5);
  // Without its local header the rest cannot be come to, and the archive itself is rejected, which keeps what was read of it before.
  std::string headless = zip(entries);
  headless.replace(headless.find("f1.txt") - 30, 4, "XXXX");
  const Boxed lost = read_box("a.zip", headless);
  CHECK(lost.articles.size() == 1);
  REQUIRE_FALSE(lost.bad.empty());
  CHECK(lost.bad.back().path == "a.zip");
  CHECK(lost.bad.back().reason == "4 of the 5 files that its directory lists were not read");
}

TEST_CASE("A damaged packed tar says that what follows is not read") {
  std::vector<TarEntry> entries;
  for (int i = 0; i < 50; ++i) entries.push_back({"f" + std::to_string(i) + ".txt", std::to_string(i * 7919) + kNews});
  std::string bytes = packed(tar(entries));
  bytes.replace(bytes.size() / 2, 4, "\xFF\xFF\xFF\xFF");
  const Boxed box = read_box("a.tar.gz", bytes);
  CHECK(box.articles.size() < 50);
  CHECK(std::any_of(box.bad.begin(), box.bad.end(), [](const BadArticle& bad) { return bad.path == "a.tar.gz"; }));
}

TEST_CASE("No message names a place that is none") {
  for (const auto& [path, bytes] : {std::pair<std::string, std::string>{"a.zip", ""}, {"a.zip", "Not an archive.\n"}, {"a.tar.gz", packed("x")}, {"a.xz", std::string("\xFD" "7zXZ\0xxx", 9)}}) {
    for (const BadArticle& bad : read_box(path, bytes).bad) CHECK(bad.reason.find("byte -") == std::string::npos);
  }
}

TEST_CASE("Bombs are stopped by their ratio, whichever way they are built") {
  const std::string zeros(80 << 20, '\0');
  const std::string bomb = zip({{"a.txt", zeros}});
  SUBCASE("one large entry") {
    const Boxed box = read_box("a.zip", bomb);
    REQUIRE(box.bad.size() == 1);
    CHECK(box.bad[0].reason.find("1,000 times") != std::string::npos);
  }
  SUBCASE("one gzip file") { CHECK(read_box("a.gz", packed(zeros)).bad.size() == 1); }
  SUBCASE("archives in an archive, each of them small and the last ones large") {
    const std::string inner = zip({{"0", bomb}, {"1", bomb}, {"2", bomb}, {"3", bomb}});
    const std::string outer = zip({{"0.zip", inner}, {"1.zip", inner}, {"2.zip", inner}, {"3.zip", inner}});
    const Boxed box = read_box("a.zip", outer);
    CHECK(box.articles.empty());
    CHECK(box.bad.size() <= 4);
  }
  SUBCASE("entries that share their bytes") {
    std::vector<Entry> entries = {{"0", std::string(2 << 20, '\0')}};
    for (int i = 1; i < 200; ++i) entries.push_back({std::to_string(i), std::string(2 << 20, '\0'), 0, 0, 1});
    const Boxed box = read_box("a.zip", zip(entries));
    CHECK(box.articles.empty());
    CHECK(box.skipped.size() == 1);
    REQUIRE(box.bad.size() == 1);
    CHECK(box.bad[0].path == "a.zip");
    CHECK(box.bad[0].reason == "199 of the 200 files that its directory lists were not read");
  }
  SUBCASE("a hole of a terabyte, and a size that is a lie") {
    CHECK_FALSE(read_box("a.tar", tar({{"a.txt", kNews, '0', {}, "77777777777"}})).bad.empty());
  }
}

TEST_CASE("Archives in archives are followed four levels and no further") {
  std::string bytes = kNews, name = "a.txt";
  for (int level = 1; level <= 6; ++level) {
    bytes = zip({{name, bytes}});
    name = "in.zip";
    const Boxed box = read_box("a.zip", bytes);
    CHECK(box.articles.size() == (level <= 4 ? 1 : 0));
    CHECK(box.bad.size() == (level <= 4 ? 0 : 1));
  }
}
