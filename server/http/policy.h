// What browsers are told: security headers on every answer, and which other origins may read the answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/answer.h"

namespace dateline {

struct BrowserPolicy {
  std::vector<std::string> cors_origins;      // exact origins, as is_origin takes them; empty: CORS is off
  std::string frame_ancestors = "'none'";     // a CSP source list, as frame_ancestors_of makes it
};

// True for "https://news.example" and "http://localhost:3000": scheme, host and optional port in lower case, nothing else.
bool is_origin(std::string_view text);

// "none", "self" and origins, separated by spaces, as a CSP source list with its quotation marks. Empty: not such a list.
std::string frame_ancestors_of(std::string_view setting);

// Adds the security headers. An answer that says itself who may load it keeps saying so.
void add_security_headers(const BrowserPolicy& policy, Answer& answer);

// Adds Vary: Origin where CORS is on, and what lets the page of an allowed Origin read this answer.
void add_cors_headers(const BrowserPolicy& policy, const Call& call, Answer& answer);

// Lets the pages of every origin load this answer.
void add_open_headers(Answer& answer);

// For an OPTIONS request that is a preflight from an allowed origin: adds what it may send. `methods` as in Allow.
void add_preflight_headers(const BrowserPolicy& policy, const Call& call, std::string_view methods, Answer& answer);

}  // namespace dateline
