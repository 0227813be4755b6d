// Metadata as it comes: a tree of names, texts, numbers and lists, the same for JSON and for YAML front matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A plain value; no deeper than `deepest_value`, so that walking and destroying it are safe.
struct Value {
  enum class Kind : std::uint8_t { null, boolean, number, text, list, map };
  struct Member;

  Kind kind = Kind::null;
  std::string text;  // of a text; of a number and a boolean as they were written
  double number = 0;  // of a number
  std::vector<Value> list;
  std::vector<Member> map;  // in the order of the source

  bool is(Kind wanted) const { return kind == wanted; }
  bool truth() const { return kind == Kind::boolean && text == "true"; }
};

struct Value::Member {
  std::string name;
  Value value;
};

constexpr std::size_t deepest_value = 64;  // lists and maps inside each other

}  // namespace dateline
