#include "indexer/readers/json_value.h"

#include <nlohmann/json.hpp>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Receives nlohmann's events and builds a Value; its stack is as deep as the nesting.
class Builder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return add({}), true; }
  bool boolean(bool truth) { return add(scalar(Value::Kind::boolean, truth ? "true" : "false", 0)), true; }
  bool number_integer(number_integer_t n) {
    return add(scalar(Value::Kind::number, std::to_string(n), static_cast<double>(n))), true;
  }
  bool number_unsigned(number_unsigned_t n) {
    return add(scalar(Value::Kind::number, std::to_string(n), static_cast<double>(n))), true;
  }
  bool number_float(number_float_t n, const string_t& written) {
    return add(scalar(Value::Kind::number, written, n)), true;
  }
  bool string(string_t& text) { return add(scalar(Value::Kind::text, std::move(text), 0)), true; }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Value::Kind::map); }
  bool start_array(std::size_t) { return open(Value::Kind::list); }
  bool key(string_t& name) { return stack_.back()->map.push_back({std::move(name), {}}), true; }
  bool end_object() { return stack_.pop_back(), true; }
  bool end_array() { return stack_.pop_back(), true; }

  template <class Error>
  bool parse_error(std::size_t position, const std::string&, const Error& error) {
    const std::string_view what = error.what();
    const std::size_t detail = what.find("syntax error");
    const std::string_view tail =
        detail == std::string_view::npos ? std::string_view("it cannot be read") : what.substr(detail);
    result.error = "is not valid JSON at byte " + std::to_string(position) + ": " + std::string(cut_bytes(repair_text(tail), 160));
    return false;
  }

  ParsedJson result;

 private:
  static Value scalar(Value::Kind kind, std::string text, double number) {
    Value value;
    value.kind = kind;
    value.text = std::move(text);
    value.number = number;
    return value;
  }

  // The open list or map owns the new value; pointers to open ones stay good, since only the innermost grows.
  Value& add(Value value) {
    if (stack_.empty()) return result.value = std::move(value);
    Value& parent = *stack_.back();
    if (parent.is(Value::Kind::map)) return parent.map.back().value = std::move(value);
    return parent.list.emplace_back(std::move(value));
  }

  bool open(Value::Kind kind) {
    if (stack_.size() >= deepest_value) {
      result.error = "is nested deeper than " + std::to_string(deepest_value) + " levels; flatten it";
      return false;
    }
    Value value;
    value.kind = kind;
    stack_.push_back(&add(std::move(value)));
    return true;
  }

  std::vector<Value*> stack_;
};

bool is_half(std::string_view hex, char low, char high) {
  const char second = hex[1] >= 'a' ? static_cast<char>(hex[1] - 32) : hex[1];
  return (hex[0] == 'd' || hex[0] == 'D') && second >= low && second <= high;
}

// Escapes of lone surrogates replaced by that of U+FFFD.
std::string without_lone_surrogates(std::string_view json) {
  std::string out(json);
  for (std::size_t at = out.find('\\'); at != std::string::npos && at + 1 < out.size(); at = out.find('\\', at)) {
    const bool escape = out[at + 1] == 'u' && at + 6 <= out.size();
    if (!escape) {
      at += 2;
      continue;
    }
    const std::string_view hex = std::string_view(out).substr(at + 2, 4);
    const bool high = is_half(hex, '8', 'B'), low = is_half(hex, 'C', 'F');
    const bool pair = high && at + 12 <= out.size() && out[at + 6] == '\\' && out[at + 7] == 'u' &&
                      is_half(std::string_view(out).substr(at + 8, 4), 'C', 'F');
    if (!pair && (high || low)) out.replace(at + 2, 4, "FFFD");
    at += pair ? 12 : 6;
  }
  return out;
}

ParsedJson parse_once(std::string_view json) {
  Builder builder;
  nlohmann::json::sax_parse(json.begin(), json.end(), &builder);
  return std::move(builder.result);
}

// Behind the string that starts at `at`; npos when it does not end.
std::size_t string_end(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

std::size_t bracket_end(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  for (std::size_t i = at; i < text.size();) {
    const char c = text[i];
    if (c == '"') {
      i = string_end(text, i);
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    ++i;
    if ((c == '}' || c == ']') && --depth == 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

ParsedJson parse_json(std::string_view json) {
  ParsedJson parsed = parse_once(json);
  if (parsed.error.find("surrogate") == std::string::npos) return parsed;
  return parse_once(without_lone_surrogates(json));
}

void skip_json_space(std::string_view text, std::size_t& at) {
  while (at < text.size() && is_space(text[at])) ++at;
}

std::optional<std::string_view> next_json_value(std::string_view text, std::size_t& at) {
  skip_json_space(text, at);
  if (at >= text.size()) return std::nullopt;
  std::size_t end = at;
  if (text[at] == '"') {
    end = string_end(text, at);
  } else if (text[at] == '{' || text[at] == '[') {
    end = bracket_end(text, at);
  } else {
    while (end < text.size() && std::string_view(" \t\r\n,:]}").find(text[end]) == std::string_view::npos) ++end;
    if (end == at) ++end;  // a stray mark is a value of its own, and no valid one
  }
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view value = text.substr(at, end - at);
  at = end;
  return value;
}

}  // namespace dateline
