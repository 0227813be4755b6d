// docs/query-language.md: every row of its tables is read as the page says.
#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/query_sketch.h"

using namespace dateline;

namespace {

struct Row {
  std::string typed, read_as;
  int line;
};

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// The rows of all ```queries blocks but their heads.
std::vector<Row> rows_of_page() {
  std::ifstream file(DATELINE_SOURCE_DIR "/docs/query-language.md");
  REQUIRE(file);
  std::vector<Row> rows;
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with("```")) inside = line == "```queries";
    const std::size_t first = line.find(" | "),
                      second = first == std::string::npos ? first : line.find(" | ", first + 3);
    if (!inside || second == std::string::npos || line.starts_with("typed ")) continue;
    rows.push_back({trimmed(line.substr(0, first)), trimmed(line.substr(first + 3, second - first - 3)), number});
  }
  return rows;
}

}  // namespace

TEST_CASE("Every example of the query language page is read as the page says") {
  const std::vector<Row> rows = rows_of_page();
  CHECK(rows.size() >= 40);
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CAPTURE(row.typed);
    const ParsedQuery parsed = parse_query(row.typed, kTestNow);
    CHECK(to_string(parsed.root) == row.read_as);
    CHECK(same_tree(parse_query(row.read_as, kTestNow).root, parsed.root));
  }
}

TEST_CASE("Only the examples of what is not understood are warned of") {
  for (const Row& row : rows_of_page()) {
    CAPTURE(row.typed);
    const bool strange = !parse_query(row.typed, kTestNow).warnings.empty();
    static const std::vector<std::string> kStrange = {"huawei AND",  "OR OR huawei",    "(huawei \"back door",
                                                      "huawei ()",   "f*k",             "foo:bar",
                                                      "rock & roll", "from:soon huawei"};
    bool expected = false;
    for (const std::string& q : kStrange) expected = expected || q == row.typed;
    CHECK(strange == expected);
  }
}
