// server/api/json_writer.h: what is written is JSON, and a parser reads from it what was meant.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "server/api/json_writer.h"

using namespace dateline;
using nlohmann::json;

namespace {

std::string written(const auto& value) {
  JsonWriter writer;
  writer.value(value);
  return writer.take();
}

}  // namespace

TEST_CASE("values are separated by commas, at every depth, and empty ones by none") {
  JsonWriter writer;
  writer.object([&] {
    writer.array("none", [] {});
    writer.object("nothing", [] {});
    writer.array("deep", [&] {
      writer.array([&] { writer.array([] {}); });
      writer.object([&] { writer.member("a", true); });
      writer.object([&] {
        writer.member("b", nullptr);
        writer.raw("c", R"({"d":1})");
        writer.member("e", std::vector<std::string>{"f", "g"});
      });
    });
    writer.member("last", 7u);
  });
  CHECK(writer.take() == R"({"none":[],"nothing":{},"deep":[[[]],{"a":true},{"b":null,"c":{"d":1},"e":["f","g"]}],"last":7})");
}

TEST_CASE("every character comes back as it was, and what is not UTF-8 is repaired") {
  std::string all;
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  all += "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 long enough for eight at a time \xC3\xA9";
  CHECK(json::parse(written(all)) == all);
  struct Row {
    std::string text, expected;
  };
  for (const Row& row : {Row{"\xff", "\uFFFD"}, Row{"a\xC3", "a\uFFFD"}, Row{"\x80" "b", "\uFFFD" "b"}, Row{"12345678\xFE", "12345678\uFFFD"},
                         Row{"1234567\xFEx\"y", "1234567\uFFFDx\"y"}, Row{"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"}}) {
    CAPTURE(row.expected);
    CHECK(json::parse(written(row.text)) == row.expected);
  }
}

TEST_CASE("numbers are written so that they are read as the same") {
  for (const double number : {0.0, 1.0, -2.5, 1.235, 0.1 + 0.2, 1e-9, 1.5e300, 123456789012345678.0, 5e-324}) {
    CAPTURE(number);
    const json read = json::parse(written(number));
    CHECK(read.is_number_float());
    CHECK(read.get<double>() == number);
  }
  for (const double none : {std::nan(""), HUGE_VAL, -HUGE_VAL}) CHECK(written(none) == "null");
  CHECK(written(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(written(std::uint32_t{0}) == "0");
  CHECK(written(false) == "false");
  CHECK(written(std::optional<std::string>()) == "null");
  CHECK(written("text") == "\"text\"");
}
