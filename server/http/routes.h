// The route table: which path, which methods, who answers, how long the answer is good for, and what it is for.
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "server/api/addresses.h"
#include "server/api/answer.h"
#include "server/api/endpoints.h"
#include "server/api/openapi.h"
#include "server/http/answer_cache.h"
#include "server/http/counters.h"
#include "server/http/metrics.h"
#include "server/http/static_files.h"
#include "server/page/pages.h"

namespace dateline {

// What the answers are made from. Everything outlives the answers.
struct Backend {
  const SearchCalls& archive;
  const StaticFiles& files;
  const Metrics& metrics;
  const AnswerCache& cache;
  const std::function<HttpCounters()>& counters;  // empty: there is no front
  std::chrono::milliseconds time_limit;
  const PublicAddress& address;
  const Pages* pages;             // null: there is no web folder
  const std::string& ancestors;   // origins that may frame the pages, separated by blanks
};

// What an answer's entity tag is made from.
enum class Freshness : unsigned char {
  archive,  // the archive's revision and the target: known before anybody searches; such answers are kept
  content,  // the body
  never,    // it has none and is not to be stored
};

struct Route {
  RouteDoc doc;
  Freshness freshness = Freshness::never;
  bool cross_origin = false;  // pages of allowed other origins may read it
  Answer (*answer)(const Call& call, std::string_view rest, const Backend& backend) = nullptr;
  bool absolute = false;  // the answer has absolute addresses, so that it depends on public_base() too
  bool for_everyone = false;  // a file that the pages of every origin may load
  bool streamed = false;  // made while it is sent: takes one of the places for such answers, and is never kept
  bool page = false;      // made by Pages: it depends on the reader's language, and its problems are pages too
};

// All rows; the first that fits answers. Static storage.
std::span<const Route> routes();

struct RouteMatch {
  const Route* route = nullptr;  // nullptr: nothing is there
  std::string_view rest;         // what stands for "{id}" or "{file}", slashes and all; part of `path`
};

// The row for a decoded path and the target that it was sent in. An id's slashes may be sent as they are, but an id that ends like another row's
// pattern has to be sent with its last slash encoded. A file's row fits only what `files` has, a page's only when
// there are pages.
RouteMatch route_of(std::string_view path, std::string_view target, const StaticFiles& files, bool has_pages);

// "GET, HEAD, POST, OPTIONS"
std::string allowed_methods(const Route& route);

// True when one of the row's methods, or HEAD where there is GET.
bool allows(const Route& route, std::string_view method);

}  // namespace dateline
