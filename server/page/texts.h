// Every sentence of the pages, in each language: web/texts.json.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// The texts of one language. Immutable; safe from any thread. What is returned lives as long as this object.
class Texts {
 public:
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // The text of a key. Throws std::runtime_error when there is none: a fault of the program, found when pages are made at the start.
  std::string_view text(std::string_view key) const;

  // With {NAME} replaced by the value of that name. Not escaped.
  std::string text(std::string_view key, Values values) const;

  // The form that goes with a number: `one` for the singular.
  std::string counted(std::string_view key, bool one, Values values) const;

  // What the page's script says, as a JSON object of key and text.
  const std::string& script_json() const { return script_json_; }

 private:
  friend class TextTable;
  std::map<std::string, std::string, std::less<>> texts_;  // plural forms as "KEY/one" and "KEY/other"
  std::string script_json_;
};

// Immutable; safe from any thread.
class TextTable {
 public:
  // `json`: {"page": {KEY: {LANGUAGE: TEXT or {"one": TEXT, "other": TEXT}}}, "script": {KEY: {LANGUAGE: TEXT}}}. Throws std::runtime_error that
  // names the key which is not there in every language.
  explicit TextTable(std::string_view json);

  // `language` is one of page_languages() (server/page/locale.h).
  const Texts& in(std::string_view language) const { return languages_.at(std::string(language)); }

 private:
  std::map<std::string, Texts> languages_;
};

}  // namespace dateline
