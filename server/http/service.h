// The handler behind the front: finds the route, keeps the manners of HTTP (entity tags, caching, compression, security
// headers, request ids), turns every failure into a problem document, counts, and logs.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "server/api/answer.h"
#include "server/api/endpoints.h"
#include "server/http/access_log.h"
#include "server/http/metrics.h"
#include "server/http/policy.h"
#include "server/http/routes.h"
#include "server/http/static_files.h"

namespace dateline {

struct ServiceOptions {
  BrowserPolicy policy;
  std::chrono::milliseconds time_limit{2000};  // of one search
};

// Safe from any thread. What it is given has to outlive it.
class Service {
 public:
  Service(ServiceOptions options, SearchCalls archive, const StaticFiles& files, const AccessLog& log);

  // Never throws.
  Answer handle(const Call& call) noexcept;

 private:
  Answer answered(const Call& call, const RouteMatch& match, const std::string& request_id) const;
  Answer routed(const Call& call, const RouteMatch& match) const;
  Answer fresh(const Call& call, const RouteMatch& match) const;
  void finish(const Call& call, const RouteMatch& match, Answer& answer) const;
  void record(const Call& call, const RouteMatch& match, const Answer& answer, const std::string& request_id);
  std::string request_id_of(const Call& call);

  ServiceOptions options_;
  SearchCalls archive_;
  const StaticFiles& files_;
  const AccessLog& log_;
  Metrics metrics_;
  std::uint64_t id_seed_;
  std::atomic<std::uint64_t> next_id_{0};
};

}  // namespace dateline
