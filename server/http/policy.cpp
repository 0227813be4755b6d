#include "server/http/policy.h"

#include <algorithm>
#include <sstream>

#include "server/api/addresses.h"

namespace dateline {
namespace {

constexpr const char* kWhoLoads = "Cross-Origin-Resource-Policy";

bool is_allowed(const BrowserPolicy& policy, std::string_view origin) {
  return !origin.empty() &&
         std::find(policy.cors_origins.begin(), policy.cors_origins.end(), origin) != policy.cors_origins.end();
}

}  // namespace

bool is_origin(std::string_view text) {
  if (text.starts_with("https://")) text.remove_prefix(8);
  else if (text.starts_with("http://")) text.remove_prefix(7);
  else return false;
  std::size_t host_end = text.find(':');
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return false;
    if (text.substr(1, close - 1).find_first_not_of("0123456789abcdef:.") != std::string_view::npos) return false;
    host_end = close + 1 == text.size() ? std::string_view::npos : close + 1;
  } else {
    const std::string_view host = text.substr(0, host_end);
    if (host.empty() || host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") != std::string_view::npos)
      return false;
  }
  return host_end == std::string_view::npos || (text[host_end] == ':' && is_port(text.substr(host_end + 1)));
}

std::string frame_ancestors_of(std::string_view setting) {
  std::istringstream words{std::string(setting)};
  std::string list;
  bool none = false;
  std::size_t count = 0;
  for (std::string word; words >> word; ++count) {
    if (word == "none" || word == "self") {
      none = none || word == "none";
      word = "'" + word + "'";
    } else if (!is_origin(word)) {
      return {};
    }
    list += (list.empty() ? "" : " ") + word;
  }
  return none && count > 1 ? std::string() : list;
}

void add_security_headers(const BrowserPolicy& policy, Answer& answer) {
  answer.headers.emplace_back("Content-Security-Policy",
                              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                              "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors " +
                                  policy.frame_ancestors);
  answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
  answer.headers.emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
  answer.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  const bool says_who = std::any_of(answer.headers.begin(), answer.headers.end(), [](const auto& header) { return header.first == kWhoLoads; });
  if (!says_who) answer.headers.emplace_back(kWhoLoads, "same-origin");
}

void add_open_headers(Answer& answer) {
  answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
  answer.headers.emplace_back(kWhoLoads, "cross-origin");
}

void add_cors_headers(const BrowserPolicy& policy, const Call& call, Answer& answer) {
  if (policy.cors_origins.empty()) return;
  answer.headers.emplace_back("Vary", "Origin");
  const std::string_view origin = call.header("origin");
  if (!is_allowed(policy, origin)) return;
  answer.headers.emplace_back("Access-Control-Allow-Origin", origin);
  answer.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Link, Retry-After, Server-Timing, X-Request-Id, X-Total-Count, X-Total-Relation");
}

void add_preflight_headers(const BrowserPolicy& policy, const Call& call, std::string_view methods, Answer& answer) {
  if (!is_allowed(policy, call.header("origin")) || call.header("access-control-request-method").empty()) return;
  answer.headers.emplace_back("Access-Control-Allow-Methods", methods);
  answer.headers.emplace_back("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, X-Request-Id");
  answer.headers.emplace_back("Access-Control-Max-Age", "600");
}

}  // namespace dateline
