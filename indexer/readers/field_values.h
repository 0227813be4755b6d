// Values of metadata as texts, moments and truths, and members by name. Internal to fields.cpp and field_status.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/article.h"
#include "indexer/readers/value.h"

namespace dateline {

// "datePublished", "date_published", "Date-Published" and "@datePublished" are one key: lower case, without marks.
std::string key_of(std::string_view name);

// Null, an empty text, an empty map, or a list of these.
bool says_nothing(const Value& value);

// The members of a map with their keys, so that each key is worked out once. The map must outlive it.
class Members {
 public:
  struct Named {
    std::string key;
    std::string_view name;  // as written
    const Value* value;
  };

  explicit Members(const Value& map);

  // The first of the names (keys) that says something, true and false not counted; nullptr: none does.
  const Named* find(std::span<const std::string_view> names) const;
  const std::vector<Named>& all() const { return members_; }

 private:
  std::vector<Named> members_;
};

// The text of a value: itself, its first element, or the member that carries an object's text ({"name": "Ann Lee"}).
std::string text_of(const Value& value);

// The same in one line, without markup.
std::string line_of(const Value& value);

// The moment that a value says: a date, or seconds or milliseconds since 1970 as a number or in digits.
std::optional<Moment> moment_of_value(const Value& value);

// Whether a value says yes or no: true, "yes", 1 and any other text or number are true; false, "no", 0, null and nothing are false.
bool is_truthy(const Value& value);

// The value at a path such as "content.text": a member of that very name, or members of members; elements of lists on the way are all
// followed, and several finds become a list. nullopt: there is none.
std::optional<Value> value_at(const Value& map, std::string_view path);

}  // namespace dateline
