// The handler behind the front: finds the route, keeps the manners of HTTP (entity tags, caching, compression, security
// headers, request ids), turns every failure into a problem document, counts, and logs.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/answer.h"
#include "server/api/endpoints.h"
#include "server/http/access_log.h"
#include "server/http/answer_cache.h"
#include "server/http/compression.h"
#include "server/http/counters.h"
#include "server/http/front.h"
#include "server/http/limits.h"
#include "server/http/metrics.h"
#include "server/http/policy.h"
#include "server/http/routes.h"
#include "server/http/static_files.h"

namespace dateline {

struct ServiceOptions {
  BrowserPolicy policy;
  std::chrono::milliseconds time_limit{2000};  // of one search
  std::size_t cache_bytes = 0;                 // for answers that are given again
  PublicAddress address = {};                  // where readers reach the server
  std::size_t streams = HttpLimits{}.streams;  // answers made while they are sent, at once
  std::string aliases = {};                    // text of the newsroom's own table, with which `archive` searches
};

// Safe from any thread. What it is given has to outlive it.
class Service {
 public:
  // `pages` may be null: there are none then, and all problems are documents.
  Service(ServiceOptions options, SearchCalls archive, const StaticFiles& files, const Pages* pages, const AccessLog& log);

  // Never throws.
  Answer handle(const Call& call) noexcept;

  // The problem document, or the page for somebody who looks at pages, for what the front does not let in, logged and counted like any other answer. Quick,
  // and with 503 quicker. Never throws.
  Answer refuse(const Refused& refused) noexcept;

  // Lets /metrics tell the front's own counters too. To be called before the first request.
  void watch(std::function<HttpCounters()> counters) { counters_ = std::move(counters); }

  // Where the server turned out to listen: "http://127.0.0.1:8080". To be called before the first request.
  void listens_at(std::string url) { options_.address.listening = std::move(url); }

 private:
  Answer answered(const Call& call, const RouteMatch& match, const std::string& request_id) const;
  Answer routed(const Call& call, const RouteMatch& match) const;
  Answer failed(const Call& call, const RouteMatch& match, const BadRequest& problem, const std::string& request_id) const;
  Answer made(const Call& call, const RouteMatch& match) const;
  Answer refusal(const Refused& refused, const Call& call, const RouteMatch& match, const std::string& request_id) const;
  Answer fresh(const Call& call, const RouteMatch& match) const;
  Answer repeated(const Call& call, const RouteMatch& match, const std::string& state) const;
  std::string asked_of(const Call& call, const RouteMatch& match) const;
  BodyStream followed(const Call& call, std::string_view route, int status, BodyStream stream, const std::string& request_id) const;
  std::string state() const;
  void finish(const Call& call, const RouteMatch& match, Answer& answer) const;
  void compress(const Call& call, Answer& answer) const;
  struct Told {
    int status;
    std::size_t bytes;  // of the body
    bool broken = false;
  };
  void record(const Call& call, std::string_view route, const Told& told, const std::string& request_id) const;
  std::string request_id_of(const Call& call);
  Backend backend() const { return {archive_, files_, metrics_, cache_, counters_, options_.time_limit, options_.address, pages_, ancestors_}; }

  ServiceOptions options_;
  SearchCalls archive_;
  const StaticFiles& files_;
  const Pages* pages_;
  std::string setup_;      // all that answers depend on beside the request and the archive, and that is the same until the server is started again
  std::string ancestors_;  // origins that may frame the pages, separated by blanks
  const AccessLog& log_;
  mutable Metrics metrics_;
  mutable AnswerCache cache_;
  Compressor compressor_{kQuickGzip};
  std::function<HttpCounters()> counters_;
  std::uint64_t id_seed_;
  std::atomic<std::uint64_t> next_id_{0};
};

}  // namespace dateline
