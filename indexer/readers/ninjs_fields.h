// Members of a ninjs object by the names that its versions give them. Pure functions, safe from any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/value.h"

namespace dateline {

// "embargoedUntil", "embargoed_until" and "EMBARGOEDUNTIL" are one name: lower case, without "_", "-", "$" and "@".
std::string ninjs_name(std::string_view written);

// The members of an object that say something; null says nothing. Lives as long as the object.
class NinjsFields {
 public:
  explicit NinjsFields(const Value& object);

  // The first member that goes by one of the names, which are as ninjs_name() gives them, the most telling first;
  // nullptr: none.
  const Value* find(std::initializer_list<std::string_view> names) const;
  // The text of that member in one line, entities decoded; a number as written; of a list its first text; empty: none.
  std::string text(std::initializer_list<std::string_view> names) const;
  // All members whose names begin so, in the order of the source.
  std::vector<const Value*> beginning(std::string_view start) const;

 private:
  std::vector<std::pair<std::string, const Value*>> members_;
};

// A text or a number in one line; anything else is empty.
std::string ninjs_text(const Value& value);

// The texts of a list: of texts themselves, of objects the member `name` or else `value`. A single text or
// object counts as a list of one.
std::vector<std::string> ninjs_names(const Value* list);

// One of "headlines", "bodies", "descriptions": {"role": ..., "contentType": ..., "value": ...}.
struct NinjsText {
  std::string role;  // in lower case; of versions 1 what is behind "body_" and the like
  std::string type;  // in lower case: "text/html"
  std::string value;
};

// What an object has of these, in versions 2 and 3 under `plural` and in version 1 under `singular` with or without a
// role behind it ("body_html").
std::vector<NinjsText> ninjs_texts(const Value& object, std::string_view singular, std::string_view plural);

}  // namespace dateline
