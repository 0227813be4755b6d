// indexer/archive/stored_article.h: an article comes back as it was, all of it.
#include <doctest/doctest.h>

#include <random>

#include "indexer/archive/archive.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

Article full_article() {
  Article out;
  out.id = "id";
  out.url = "https://example.org/a?b=c&d";
  out.title = "Headline \u65E5\u672C";
  out.title_derived = true;
  out.byline = {"Mina Okafor", ""};
  out.source = "Harbour Post";
  out.section = "local";
  out.published = {-12345, Precision::second, -840, true};
  out.updated = {kValentine, Precision::day, 0, false};
  out.lang = "en";
  out.tags = {"a", "b"};
  out.body = {"One.", "Two."};
  out.origin = {"/news/a.md", 17};
  out.dropped = {{"comment", 4, "Great!"}, {"boilerplate", 0, ""}};
  return out;
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"a", " ", "\n", "\u00E9", "\u65E5", "\U0001F44D", "<", "&", "\"", "7"};
  std::string out;
  for (std::size_t left = random() % 12; left > 0; --left) out += kPieces[random() % kPieces.size()];
  return out;
}

std::vector<std::string> random_texts(std::mt19937& random) {
  std::vector<std::string> out(random() % 4);
  for (std::string& text : out) text = random_text(random);
  return out;
}

Moment random_moment(std::mt19937& random) {
  if (random() % 3 == 0) return {};
  Moment out{static_cast<std::int64_t>((std::uint64_t{random()} << 32) | random()), random() % 2 ? Precision::day : Precision::second, 0, random() % 2 == 0};
  if (out.zone_known) out.offset_minutes = static_cast<std::int16_t>(static_cast<int>(random() % 1681) - 840);
  return out;
}

Article random_article(std::mt19937& random) {
  Article out;
  for (std::string* text : {&out.id, &out.url, &out.title, &out.source, &out.section, &out.lang, &out.origin.path}) *text = random_text(random);
  out.title_derived = random() % 2;
  for (auto* texts : {&out.byline, &out.tags, &out.body}) *texts = random_texts(random);
  out.published = random_moment(random);
  out.updated = random_moment(random);
  out.origin.line = random();
  for (std::size_t left = random() % 3; left > 0; --left) out.dropped.push_back({random_text(random), static_cast<std::uint32_t>(random()), random_text(random)});
  return out;
}

}  // namespace

TEST_CASE("Every member of an article comes back, whatever it holds") {
  const ArticleRecord record = encode_article(full_article());
  CHECK(decode_article(record.card, record.rest) == full_article());
  Article card = full_article();
  card.body.clear();
  card.dropped.clear();
  CHECK(decode_article(record.card, {}) == card);
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const Article article = random_article(random);
    const ArticleRecord one = encode_article(article);
    REQUIRE(decode_article(one.card, one.rest) == article);
  }
}

TEST_CASE("A broken record is refused and never read past its end") {
  const ArticleRecord record = encode_article(full_article());
  for (std::size_t size = 0; size < record.card.size(); ++size) CHECK_THROWS_AS(decode_article(record.card.substr(0, size), record.rest), ArchiveCorrupt);
  for (std::size_t size = 1; size < record.rest.size(); ++size) CHECK_THROWS_AS(decode_article(record.card, record.rest.substr(0, size)), ArchiveCorrupt);
  for (std::size_t at = 0; at < record.card.size() + record.rest.size(); ++at) {
    for (int change = 1; change < 256; change <<= 1) {
      ArticleRecord broken = record;
      char& byte = at < record.card.size() ? broken.card[at] : broken.rest[at - record.card.size()];
      byte = static_cast<char>(byte ^ change);
      try {
        const Article article = decode_article(broken.card, broken.rest);
        CHECK(article.published.precision <= Precision::second);
        CHECK(article.updated.precision <= Precision::second);
      } catch (const ArchiveCorrupt&) {
      }
    }
  }
}

TEST_CASE("The content hash tells articles apart by everything but the line") {
  const Article article = full_article();
  const std::uint64_t hash = content_hash(article, encode_article(article));
  Article moved = article;
  moved.origin.line = 99;
  CHECK(content_hash(moved, encode_article(moved)) == hash);
  std::vector<Article> changed(14, article);
  changed[0].id = "other", changed[1].url = "", changed[2].title += ".", changed[3].title_derived = false, changed[4].byline.pop_back(), changed[5].source = "AP",
  changed[6].section = "sport", changed[7].published.zone_known = false, changed[8].updated.seconds += 1, changed[9].lang = "de", changed[10].tags = {"b", "a"},
  changed[11].body = {"One.Two."}, changed[12].origin.path = "/news/b.md", changed[13].dropped[0].text = "Bad!";
  for (const Article& other : changed) CHECK(content_hash(other, encode_article(other)) != hash);
}

TEST_CASE("Records come back from a file with a dictionary and from one without") {
  std::mt19937 random(2);
  for (const std::size_t count : {std::size_t{3}, std::size_t{400}}) {
    std::vector<Article> articles;
    for (std::size_t i = 0; i < count; ++i) {
      articles.push_back(random_article(random));
      articles.back().id = "a" + std::to_string(i);
      articles.back().body.push_back("The council of the harbour town voted on the levy on Tuesday, said " + std::to_string(i));
    }
    const SmallArchive archive(articles);
    const auto opened = Archive::open(archive.path());
    for (const Article& article : articles) {
      const auto places = opened->with_id(article.id);
      REQUIRE(places.size() == 1);
      const ArticlePlace place = places.front();
      const ArticleStore& store = opened->segments()[place.segment].segment->articles();
      REQUIRE(store.whole(place.article) == article);
      REQUIRE(store.card(place.article).title == article.title);
      REQUIRE(store.card(place.article).body.empty());
    }
    CHECK_THROWS_AS(opened->segments().front().segment->articles().card(static_cast<std::uint32_t>(count)), ArchiveCorrupt);
  }
}
