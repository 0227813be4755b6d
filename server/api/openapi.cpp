#include "server/api/openapi.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "server/api/problems.h"

namespace dateline {
namespace {

using nlohmann::ordered_json;

ordered_json value_schema(const Parameter& parameter) {
  switch (parameter.kind) {
    case ParameterKind::number: {
      ordered_json schema = {{"type", "integer"}, {"minimum", parameter.least}, {"maximum", parameter.most}};
      if (!parameter.default_text.empty()) schema["default"] = std::stoul(std::string(parameter.default_text));
      return schema;
    }
    case ParameterKind::flag: return {{"type", "boolean"}, {"default", parameter.default_text == "true"}};
    case ParameterKind::choice: return {{"type", "string"}, {"enum", parameter.choices}};
    case ParameterKind::list:
      return {{"type", "array"}, {"items", {{"type", "string"}, {"enum", parameter.choices}}}, {"uniqueItems", true}};
    case ParameterKind::values: return {{"type", "array"}, {"items", {{"type", "string"}, {"minLength", 1}}}};
    case ParameterKind::text:
    case ParameterKind::date: return {{"type", "string"}};
  }
  return {};
}

std::string description(const Parameter& parameter) {
  std::string text = std::string(parameter.what) + ": " + expected_values(parameter) + ".";
  if (!parameter.default_text.empty()) text += " Default: " + std::string(parameter.default_text) + ".";
  return text;
}

ordered_json parameters_json(const RouteDoc& route) {
  ordered_json list = ordered_json::array();
  if (route.pattern.find("{id}") != std::string_view::npos)
    list.push_back({{"name", "id"}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}},
                    {"description", "the article's id, percent-encoded"}});
  for (const Parameter& parameter : route.parameters) {
    ordered_json item = {{"name", parameter.name}, {"in", "query"}, {"schema", value_schema(parameter)},
                         {"description", description(parameter)}};
    if (parameter.kind == ParameterKind::list) item["explode"] = false;
    list.push_back(std::move(item));
  }
  return list;
}

ordered_json body_json(const RouteDoc& route) {
  ordered_json properties = ordered_json::object();
  for (const Parameter& parameter : route.parameters) properties[std::string(parameter.name)] = value_schema(parameter);
  const ordered_json schema = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  return {{"required", true}, {"content", {{"application/json", {{"schema", schema}}}}}};
}

ordered_json problem_response(const std::string& title) {
  return {{"description", title},
          {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

// The statuses that this route may answer with besides success.
std::set<int> failures(const RouteDoc& route, bool post) {
  std::set<int> statuses = {400, 500, 503};
  if (route.pattern.find('{') != std::string_view::npos) statuses.insert(404);
  if (!route.parameters.empty() && route.pattern.find('{') == std::string_view::npos) statuses.insert(422);
  if (post) statuses.insert({413, 415});
  return statuses;
}

ordered_json responses_json(const RouteDoc& route, bool post) {
  ordered_json content = {{"schema", {{"type", "string"}}}};
  if (!route.schema.empty()) content["schema"] = {{"$ref", "#/components/schemas/" + std::string(route.schema)}};
  ordered_json responses;
  responses["200"] = {{"description", route.what}, {"content", ordered_json::object()}};
  for (std::string_view left = route.content_type; !left.empty();) {
    const std::size_t end = std::min(left.find(", "), left.size());
    responses["200"]["content"][std::string(left.substr(0, end))] = content;
    left.remove_prefix(std::min(end + 2, left.size()));
  }
  for (const int status : failures(route, post)) {
    std::string titles;
    for (const Problem& row : problems())
      if (row.status == status) titles += (titles.empty() ? "" : "; ") + std::string(row.code);
    responses[std::to_string(status)] = problem_response(titles);
  }
  return responses;
}

ordered_json operation(const RouteDoc& route, bool post) {
  ordered_json result;
  result["operationId"] = std::string(route.name) + (post ? "_by_post" : "");
  result["summary"] = route.what;
  if (post) result["requestBody"] = body_json(route);
  else result["parameters"] = parameters_json(route);
  result["responses"] = responses_json(route, post);
  return result;
}

}  // namespace

std::string openapi_json(std::span<const RouteDoc> routes) {
  ordered_json document;
  document["openapi"] = "3.1.0";
  document["info"] = {{"title", "Dateline"},
                      {"version", DATELINE_VERSION},
                      {"summary", "Full-text search for newsrooms"},
                      {"license", {{"name", "GPL-2.0-or-later"}, {"identifier", "GPL-2.0-or-later"}}}};
  document["servers"] = {{{"url", "/"}}};
  document["security"] = ordered_json::array();
  document["paths"] = ordered_json::object();
  for (const RouteDoc& route : routes) {
    if (!route.documented) continue;
    ordered_json& path = document["paths"][std::string(route.pattern)];
    path["get"] = operation(route, false);
    if (route.methods.find("POST") != std::string_view::npos) path["post"] = operation(route, true);
  }
  document["components"] = {{"schemas", ordered_json::parse(schemas_json())}};
  return document.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace dateline
