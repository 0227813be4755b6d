// docs/api.md and /openapi.json against the tables that the server works by.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <vector>

#include "server/http/routes.h"
#include "tests/unit/service_bench.h"

using namespace dateline;
using nlohmann::json;

TEST_CASE("the OpenAPI document has every documented route and parameter") {
  Bench bench;
  const json document = json::parse(bench.get("/openapi.json").body);
  CHECK(document["openapi"] == "3.1.0");
  CHECK(document["info"]["version"] == DATELINE_VERSION);
  std::size_t documented = 0;
  std::set<std::string> operations;
  for (const Route& route : routes()) {
    if (!route.doc.documented) continue;
    ++documented;
    CAPTURE(route.doc.pattern);
    const json& path = document["paths"][std::string(route.doc.pattern)];
    CHECK(operations.insert(path["get"]["operationId"]).second);
    const std::size_t in_path = route.doc.pattern.find("{id}") == std::string_view::npos ? 0 : 1;
    CHECK(path["get"]["parameters"].size() == route.doc.parameters.size() + in_path);
    CHECK(path.contains("post") == (route.doc.methods == "GET POST"));
    if (!route.doc.schema.empty()) CHECK(document["components"]["schemas"].contains(std::string(route.doc.schema)));
  }
  CHECK(document["paths"].size() == documented);
}

TEST_CASE("docs/api.md has every route and every parameter") {
  const std::string page = source_file("docs/api.md");
  for (const Route& route : routes()) {
    if (!route.doc.documented) continue;
    CAPTURE(route.doc.pattern);
    CHECK(page.find("`" + std::string(route.doc.pattern) + "`") != std::string::npos);
  }
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| `"); at != std::string::npos; at = page.find("\n| `", at + 1)) ++rows;
  const std::vector<std::span<const Parameter>> tables = {search_parameters(), article_parameters(), related_parameters(), suggest_parameters(), citation_parameters()};
  std::size_t parameters = 0;
  for (const auto& table : tables) parameters += table.size();
  CHECK(rows == parameters);
  for (const auto& table : tables)
    for (const Parameter& parameter : table) {
      CAPTURE(parameter.name);
      const std::string row = "\n| `" + std::string(parameter.name) + "` | " + std::string(parameter.what) + " | " +
                              expected_values(parameter) + " | " + std::string(parameter.default_text) + " |\n";
      CAPTURE(row);
      CHECK(page.find(row) != std::string::npos);
    }
}
