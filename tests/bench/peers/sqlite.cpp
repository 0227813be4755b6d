// SQLite FTS5 in this process: porter stems, bm25, snippet(); the articles in a table beside the index.
#include <sqlite3.h>

#include <stdexcept>

#include "tests/bench/layouts/measure.h"
#include "tests/bench/peers/peer.h"
#include "tests/bench/peers/plain_articles.h"

namespace dateline {
namespace {

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

class Sqlite {
 public:
  explicit Sqlite(const std::string& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error(path + ": cannot be opened");
  }
  ~Sqlite() { sqlite3_close(database_); }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  Statement prepare(const char* sql) {
    sqlite3_stmt* out = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &out, nullptr) != SQLITE_OK) fail();
    return {out, sqlite3_finalize};
  }

  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }

  // Steps to the end; the number of rows. Every column of every row is fetched.
  std::size_t rows(sqlite3_stmt* statement) {
    std::size_t out = 0;
    int state = 0;
    for (; (state = sqlite3_step(statement)) == SQLITE_ROW; ++out)
      for (int column = 0; column < sqlite3_column_count(statement); ++column) sqlite3_column_text(statement, column);
    if (state != SQLITE_DONE) fail();
    sqlite3_reset(statement);
    return out;
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_)); }
  sqlite3* database_ = nullptr;
};

void bind(sqlite3_stmt* statement, int at, const std::string& text) {
  sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void build(const std::string& input, const std::string& folder) {
  Sqlite database(folder + "/articles.db");
  database.run(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
      "CREATE TABLE articles(number INTEGER PRIMARY KEY, id TEXT, source TEXT, published INTEGER, title TEXT, body "
      "TEXT);"
      "CREATE VIRTUAL TABLE words USING fts5(title, body, content='articles', content_rowid='number', tokenize='porter "
      "unicode61');"
      "BEGIN");
  const Statement article_row =
      database.prepare("INSERT INTO articles(id, source, published, title, body) VALUES(?, ?, ?, ?, ?)");
  const Statement words_row =
      database.prepare("INSERT INTO words(rowid, title, body) VALUES(last_insert_rowid(), ?, ?)");
  for_each_article(input, [&](const PlainArticle& article) {
    bind(article_row.get(), 1, article.id);
    bind(article_row.get(), 2, article.source);
    sqlite3_bind_int(article_row.get(), 3, article.day());
    bind(article_row.get(), 4, article.title);
    bind(article_row.get(), 5, article.body);
    database.rows(article_row.get());
    bind(words_row.get(), 1, article.title);
    bind(words_row.get(), 2, article.body);
    database.rows(words_row.get());
  });
  database.run("COMMIT; INSERT INTO words(words) VALUES('optimize'); PRAGMA wal_checkpoint(TRUNCATE)");
}

#define SHOWN \
  "SELECT id, source, published, highlight(words, 0, '<b>', '</b>'), snippet(words, 1, '<b>', '</b>', '...', 40)"

class SqliteAsker : public PeerAsker {
 public:
  explicit SqliteAsker(const std::string& path)
      : database_(path),
        ranked_(database_.prepare(
            SHOWN " FROM words JOIN articles ON number = words.rowid WHERE words MATCH ?1 ORDER BY rank LIMIT 10")),
        newest_(database_.prepare(
            SHOWN " FROM words JOIN articles ON number = words.rowid WHERE words MATCH ?1 AND (?2 = '' OR source = ?2)"
                  " AND published >= ?3 ORDER BY published DESC LIMIT 10")),
        sources_(database_.prepare(
            "SELECT source, count(*) FROM words JOIN articles ON number = words.rowid WHERE words MATCH ?1"
            " GROUP BY source ORDER BY 2 DESC LIMIT 10")),
        years_(database_.prepare("SELECT published / 10000, count(*) FROM words JOIN articles ON number = words.rowid "
                                 "WHERE words MATCH ?1 GROUP BY 1")) {}

  std::optional<PeerAnswer> ask(const LoggedQuery& query) override {
    if (query.kind == QueryClass::completions) return std::nullopt;
    const double begin = thread_cpu();
    const std::string match = match_of(query);
    const bool newest = query.kind == QueryClass::newest;
    sqlite3_stmt* const main = newest ? newest_.get() : ranked_.get();
    bind(main, 1, match);
    if (newest) {
      bind(main, 2, query.source);
      sqlite3_bind_int(main, 3, query.from_year * 10'000);
    }
    const std::size_t hits = database_.rows(main);
    if (query.kind == QueryClass::facets) {
      for (sqlite3_stmt* const each : {sources_.get(), years_.get()}) {
        bind(each, 1, match);
        database_.rows(each);
      }
    }
    spent_ += thread_cpu() - begin;
    return PeerAnswer{.hits = hits};
  }

  double cpu_seconds() override { return spent_; }

 private:
  static std::string match_of(const LoggedQuery& query) {
    const bool phrase = query.kind == QueryClass::phrase;
    std::string out;
    for (const std::string& word : query.words) {
      if (!out.empty()) out += phrase ? " " : query.kind == QueryClass::any ? " OR " : " AND ";
      out += phrase ? word : '"' + word + '"';
    }
    if (phrase) return '"' + out + '"';
    return query.last_is_prefix() ? out + "*" : out;
  }

  Sqlite database_;
  Statement ranked_, newest_, sources_, years_;
  double spent_ = 0;
};

}  // namespace

std::vector<Peer> sqlite_peers() {
  Peer out;
  out.name = "SQLite FTS5";
  out.asked = "SQLite FTS5 in process";
  out.key = "sqlite";
  out.version = sqlite3_libversion();
  out.build = build;
  out.open = [](const std::string& folder) { return std::make_unique<SqliteAsker>(folder + "/articles.db"); };
  return {out};
}

}  // namespace dateline
