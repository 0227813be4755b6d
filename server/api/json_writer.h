// JSON text, written from beginning to end: what an answer of many parts costs is little more than its bytes.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// Writes one value. One thread. Within an object every value is given with its name, within an array without. Text that is not UTF-8 is repaired with
// U+FFFD; a number that is none is null.
class JsonWriter {
 public:
  JsonWriter() { out_.reserve(16 * 1024); }

  void value(std::nullptr_t) { literal("null"); }
  void value(bool truth) { literal(truth ? "true" : "false"); }
  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(double number);
  void value(std::unsigned_integral auto number) { whole(number); }
  void value(const std::optional<std::string>& text) { text ? value(*text) : value(nullptr); }
  void value(const std::optional<std::string_view>& text) { text ? value(*text) : value(nullptr); }
  void value(const std::vector<std::string>& texts) {
    array([&] {
      for (const std::string& text : texts) value(text);
    });
  }

  // Members and elements are what `inside` writes.
  void object(const auto& inside) { nested('{', inside, '}'); }
  void array(const auto& inside) { nested('[', inside, ']'); }

  // A member of the current object.
  void member(std::string_view name, const auto& of_value) {
    begin_member(name);
    value(of_value);
  }
  void object(std::string_view name, const auto& inside) {
    begin_member(name);
    object(inside);
  }
  void array(std::string_view name, const auto& inside) {
    begin_member(name);
    array(inside);
  }
  // `json` is JSON text by itself.
  void raw(std::string_view name, std::string_view json) {
    begin_member(name);
    literal(json);
  }

  std::string take() { return std::move(out_); }

 private:
  void nested(char begin, const auto& inside, char end) {
    separate();
    out_ += begin;
    first_ = true;
    inside();
    out_ += end;
    first_ = false;
  }
  void begin_member(std::string_view name) {
    value(name);
    out_ += ':';
    first_ = true;
  }
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void literal(std::string_view text) {
    separate();
    out_ += text;
  }
  void whole(std::uint64_t number);
  void add_escaped(std::string_view utf8);

  std::string out_;
  bool first_ = true;  // no comma before what comes next
};

}  // namespace dateline
