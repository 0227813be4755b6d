// What is asked: queries drawn from the articles themselves, the same for every engine, no two alike.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace dateline {

enum class QueryClass : std::uint8_t { term, all, any, phrase, prefix, newest, facets, typing, completions, mixed };

// In the order in which they are told.
inline constexpr QueryClass kQueryClasses[] = {
    QueryClass::term,   QueryClass::all,    QueryClass::any,    QueryClass::phrase,      QueryClass::prefix,
    QueryClass::newest, QueryClass::facets, QueryClass::typing, QueryClass::completions, QueryClass::mixed};
const char* name_of(QueryClass kind);

// One query; an engine puts it into its own language.
struct LoggedQuery {
  QueryClass kind = QueryClass::term;  // never mixed
  std::vector<std::string>
      words;  // ASCII lower case letters; the last is the beginning of a word where last_is_prefix()
  std::string source;  // newest: only articles of it, the newest first
  int from_year = 0;  // newest: and not before this year; 0: no such limit

  bool last_is_prefix() const {
    return kind == QueryClass::prefix || kind == QueryClass::typing || kind == QueryClass::completions;
  }
};

// Queries of all classes, drawn from headlines, so that words are as frequent as those that people ask for.
class QueryDrawer {
 public:
  // Reads the articles of a file that prepare_articles wrote.
  QueryDrawer(const std::string& articles, std::uint64_t seed);

  // `count` queries of a class, or fewer when the articles do not give more; none was given before. typing: a search at every keystroke, from the
  // second letter on, of words typed one after the other. completions: what might be meant, at every keystroke. mixed: the other classes, as a
  // newsroom's log mixes them.
  std::vector<LoggedQuery> draw(QueryClass kind, std::size_t count);

 private:
  struct Headline {
    std::vector<std::string> words;  // of its beginning, as they follow each other
    std::string source;
    int year = 0;
  };

  std::uint64_t random();
  std::size_t pick(std::size_t below) { return below == 0 ? 0 : random() % below; }
  bool is_new(const LoggedQuery& query);
  LoggedQuery one(QueryClass kind);
  void type(QueryClass kind, std::vector<LoggedQuery>& out, std::size_t count);

  std::vector<Headline> headlines_;
  std::unordered_set<std::string> given_;  // keys of all queries given so far
  std::uint64_t state_;
};

}  // namespace dateline
