// Words that mean the same thing in the news: U.S., US, USA and United States.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dateline {

// The exact forms of one way to write something, in order.
using AliasWords = std::vector<std::string>;

// One way to write something.
struct AliasWay {
  std::string text;  // as the table says it
  AliasWords words;
};

// All ways to write one thing; two or more.
using AliasGroup = std::vector<AliasWay>;

// What is wrong with a table, with its name and line: "aliases.txt:3: ...".
struct AliasError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The groups that a search knows. Immutable; any number of threads may read.
class AliasTable {
 public:
  // What ships with the program.
  AliasTable();

  // What ships, and a newsroom's own table on top, described in docs/aliases.md: one group a line, ways separated by '|' or '='; a line that begins
  // with '-' takes its ways out of what ships. `name` stands in errors. Throws AliasError for the first line that is wrong.
  AliasTable(std::string_view own, const std::string& name);

  struct Found {
    const AliasGroup* group = nullptr;
    const AliasWay* way = nullptr;  // the one that stands there
  };
  // Every way that `forms` begin with, accents aside. The views are good while the table lives.
  std::vector<Found> find(std::span<const std::string> forms) const;

  std::span<const AliasGroup> groups() const { return groups_; }

 private:
  void index();

  std::vector<AliasGroup> groups_;
  std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, std::uint32_t>>> by_first_word_;  // group, way
};

// The table that ships, in the format of a newsroom's own.
std::string_view shipped_aliases();

// "m" after a number is "million": words that are alike only behind a number. Built on the first call; safe from any thread.
std::span<const AliasGroup> number_unit_aliases();

// True for a word too common to be half of a compound ("to", "not", "may"), in the languages that the compounds are tried in.
bool is_function_word(std::string_view form);

}  // namespace dateline
