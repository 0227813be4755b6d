// The OpenAPI 3.1 document, made from the tables that the server works by: routes, parameters, problems.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/api/parameters.h"

namespace dateline {

// What clients need to know of one route.
struct RouteDoc {
  std::string_view name;     // operationId, unique
  std::string_view methods;  // "GET" or "GET POST"; HEAD goes with GET without saying
  std::string_view pattern;  // "/api/v1/articles/{id}"
  std::string_view what;     // one line
  std::span<const Parameter> parameters;
  std::string_view content_type;  // of the answer; several with ", " between
  std::string_view schema;        // of a JSON answer, a name in components/schemas; empty: plain text
  bool documented = true;         // false: pages and files, which are no part of the contract
};

// `routes` must have unique names.
std::string openapi_json(std::span<const RouteDoc> routes);

// components/schemas: one JSON object, a member a schema. Static storage.
std::string_view schemas_json();

}  // namespace dateline
